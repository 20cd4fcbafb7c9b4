"""Measures the coder on a gold file: `python -m tools.score GOLD.jsonl [--errors] [--default] [--scorer FILE]`.

Every text is coded as an article dated 2020-01-01 with `include=unresolved`; the table is that of the
scorer beside the gold file (`score.py`).  `--default` measures what the default answer alone gives,
`--errors` prints the rows that fail, grouped by cause.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tqdm import tqdm

from coder.article import Article
from coder.coder import Coder, Options
from coder.coding.events import Event
from coder.dictionaries.load import load_dictionaries
from coder.resources import dictionary_directory
from coder.workshop.coders import workshop_coder, workshop_parser

DATE = datetime.date(2020, 1, 1)
BATCH = 100


@dataclass(frozen=True, slots=True)
class Failure:
    """A gold row that was coded wrongly, and the likely cause."""

    cause: str
    wanted: str
    text: str
    pair: str
    coded: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Codes the gold file, prints the scorer's table and, on request, the failures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("--scorer", type=Path, help="score.py; beside the gold file by default")
    options.add_argument("--errors", action="store_true", help="print the rows that fail, grouped by cause")
    options.add_argument("--default", action="store_true", help="without include=unresolved")
    given = options.parse_args(arguments)
    scorer = _load(given.scorer or given.gold.parent / "score.py")
    gold = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines() if line.strip()]
    include = frozenset() if given.default else frozenset({"unresolved"})
    coder = workshop_coder(workshop_parser(), load_dictionaries(dictionary_directory()))
    predictions = list(predict(coder, [row["text"] for row in gold], Options(include)))
    print(scorer.show(scorer.score(gold, predictions)))
    if given.errors:
        print("\n".join(_report(failures(scorer, gold, predictions))))
    return 0


def predict(coder: Coder, texts: Iterable[str], options: Options) -> Iterator[dict[str, Any]]:
    """The scorer's records for texts, each coded as an article of its own."""
    unique = list(dict.fromkeys(texts))
    with tqdm(total=len(unique), unit="text", disable=not sys.stderr.isatty()) as progress:
        for start in range(0, len(unique), BATCH):
            articles = [Article(text=text, date=DATE) for text in unique[start : start + BATCH]]
            for coded in coder.code(articles, options):
                yield {"id": "", "text": coded.article.text, "events": [_record(event) for event in coded.events]}
            progress.update(len(articles))


def failures(scorer: ModuleType, gold: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> Iterator[Failure]:
    """The rows whose strict root is wrong or missing."""
    found = scorer.Predictions(predictions)
    for row in gold:
        if not row.get("root"):
            continue
        events = found.events(row)
        strict, lenient, reverse = scorer.pick(row, events)
        root = scorer.event_root(strict) if strict else None
        if root != row["root"]:
            cause = _cause(row["root"], root, scorer.event_root(lenient) if lenient else None, bool(events), reverse)
            coded = tuple(
                f"{e['source_text']} ({e['source']}) > {e['target_text']} ({e['target']}) {e['code']} {e['rule']}"
                for e in events
            )
            yield Failure(cause, row["root"], row["text"], f"{row['source']} > {row['target']}", coded)


def _cause(wanted: str, strict: str | None, lenient: str | None, coded: bool, reverse: bool) -> str:
    if not coded:
        return "no event"
    if strict is not None:
        return f"right pair, wrong root ({strict})"
    if reverse:
        return "pair found only reversed"
    return "right root, wrong pair" if lenient == wanted else f"wrong pair, wrong root ({lenient})"


def _report(found: Iterable[Failure]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Failure]] = collections.defaultdict(list)
    for failure in found:
        groups[failure.wanted, failure.cause].append(failure)
    for (wanted, cause), rows in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]))):
        yield f"\n## {wanted}: {cause}: {len(rows)}"
        for row in rows:
            yield f"- {row.text}\n    gold: {row.pair}"
            yield from (f"    coded: {line}" for line in row.coded)


def _record(event: Event) -> dict[str, Any]:
    return {
        "source": event.source.code,
        "target": event.target.code,
        "code": event.code.code,
        "source_text": event.source.text,
        "target_text": event.target.text,
        "source_span": [event.source.start, event.source.end],
        "target_span": [event.target.start, event.target.end],
        "rule": " ".join((event.rule.id, *(rule.id for rule in event.via), *event.flags)),
    }


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there; name it with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
