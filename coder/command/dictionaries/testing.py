"""`dragoman dictionaries test`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from coder.command.annotations import annotation
from coder.command.dictionaries.options import dictionaries_option
from coder.command.errors import CannotRun, plain_errors
from coder.command.tables import table
from coder.dictionaries.examples import Example, PhraseExample, load_phrase_examples
from coder.dictionaries.load import Dictionaries, load_dictionaries
from coder.errors import DragomanError
from coder.resources import dictionary_directory
from coder.workshop.coders import workshop_coder, workshop_parser
from coder.workshop.comparing.changes import changes
from coder.workshop.comparing.revisions import dictionaries_at, reading
from coder.workshop.testing.examples import Verdict, run_examples, run_phrase_examples
from coder.workshop.testing.verdicts import Count, counts, expected, found, problem, total
from schemas.strict_json import write_json

_HEAD = ("family", "entries", "examples", "passed", "failed", "known gaps")


@click.command()
@click.argument("parts", metavar="[PART...]", nargs=-1)
@click.option("--changed", metavar="BASE", help="Only entries that differ from BASE, or use what does.")
@click.option("--format", "layout", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@dictionaries_option
def test(parts: tuple[str, ...], changed: str | None, layout: str, folder: Path | None) -> None:
    """Run the examples of all dictionary entries, or of those whose file name or id contains a PART.

    BASE is a git revision (main, HEAD~3; `main...` for where this branch left main) or a folder of
    dictionaries. Sentences that are stored with their parse need no parser.

    Ends with 0 when all examples do as their entries say, with 1 when some do not (a known gap that is
    closed counts), with 2 when they could not be run.
    """
    with plain_errors(CannotRun):
        verdicts = _verdicts((folder or dictionary_directory()).resolve(), parts, changed)
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for line in _LAYOUTS[layout](verdicts, failed):
        click.echo(line)
    sys.exit(1 if failed else 0)


def _verdicts(folder: Path, parts: Sequence[str], changed: str | None) -> tuple[Verdict, ...]:
    dictionaries = load_dictionaries(folder)
    chosen = _chosen(dictionaries, folder, parts, changed)
    examples = [example for example in chosen if isinstance(example, Example)]
    phrases = [example for example in chosen if isinstance(example, PhraseExample)]
    coder = workshop_coder(workshop_parser(), dictionaries)
    found = chain(run_examples(coder, examples), run_phrase_examples(coder, phrases))
    return tuple(tqdm(found, total=len(chosen), unit="example", disable=None, file=sys.stderr, leave=False))


def _chosen(
    dictionaries: Dictionaries, folder: Path, parts: Sequence[str], changed: str | None
) -> list[Example | PhraseExample]:
    chosen: list[Example | PhraseExample] = [*dictionaries.examples, *load_phrase_examples(folder)]
    if parts:
        chosen = [each for each in chosen if any(part in f"{each.location.file} {each.entry}" for part in parts)]
        if not chosen:
            raise DragomanError(f"no file name or id contains {' or '.join(parts)}")
    if changed is not None:
        with dictionaries_at(changed, folder) as before, reading(changed):
            differences = changes(before, folder)
        chosen = [each for each in chosen if differences.touch(each)]
    return chosen


def _text(verdicts: Sequence[Verdict], failed: Sequence[Verdict]) -> Iterator[str]:
    for verdict in failed:
        example = verdict.example
        yield f"{example.location} {example.entry}: {problem(verdict)}"
        yield f"  sentence  {example.text}"
        yield from _lines("expected", expected(verdict))
        yield from _lines("found", found(verdict))
        yield ""
    if verdicts:
        rows = [_row(count) for count in counts(verdicts)]
        yield from table([_HEAD, *rows, *([_row(total(verdicts))] if len(rows) > 1 else [])])
    else:
        yield "no examples to run: no entry differs"


def _lines(name: str, lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {'' if number else name:8}  {line}"


def _row(count: Count) -> tuple[str, int, int, int, int, int]:
    return (count.name, count.entries, count.examples, count.passed, count.failed, count.gaps)


def _json(verdicts: Sequence[Verdict], failed: Sequence[Verdict]) -> Iterator[str]:
    body = {
        "total": asdict(total(verdicts)),
        "families": [asdict(count) for count in counts(verdicts)],
        "failures": [_failure(verdict) for verdict in failed],
    }
    yield write_json(body).rstrip("\n")


def _failure(verdict: Verdict) -> dict[str, Any]:
    example = verdict.example
    return {
        "file": example.location.file,
        "line": example.location.line,
        "column": example.location.column,
        "entry": example.entry,
        "sentence": example.text,
        "date": example.date.isoformat() if example.date else None,
        "problem": problem(verdict),
        "missing": list(verdict.missing),
        "unexpected": list(verdict.unexpected),
        "found": [{"line": each.line, "rules": list(each.rules)} for each in verdict.found],
    }


def _github(verdicts: Sequence[Verdict], failed: Sequence[Verdict]) -> Iterator[str]:
    for verdict in failed:
        example = verdict.example
        message = f"{example.text}\n{problem(verdict)}\nfound: {'; '.join(found(verdict))}"
        yield annotation("error", example.location, message, f"example of {example.entry}")
    count = total(verdicts)
    yield f"{count.passed} passed, {count.failed} failed, {count.gaps} known gaps"


_LAYOUTS = {"text": _text, "json": _json, "github": _github}
