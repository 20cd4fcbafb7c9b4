"""Findings as people, programs and forges want them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import click

from coder.command.annotations import annotation
from coder.dictionaries.lints.findings import Finding, Severity
from coder.errors import Location

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
WIDTH = 116


@dataclass(frozen=True, slots=True)
class Shown:
    """The findings to print, and the folder of dictionaries that their files are named from."""

    folder: Path
    findings: tuple[Finding, ...]

    def path(self, location: Location) -> str:
        """A file as somebody who stands in the current folder would name it."""
        path = self.folder.parent / location.file
        here = Path.cwd()
        return path.relative_to(here).as_posix() if here in path.parents else str(path)


def summary(findings: Iterable[Finding]) -> str:
    """How many there are of each severity, those not shown counted."""
    count = Counter(finding.severity for finding in findings)
    return ", ".join(f"{count[each]} {each}{'' if count[each] == 1 else 's'}" for each in Severity)


def as_text(shown: Shown, told: Sequence[Finding]) -> str:
    """A line for each finding; on a terminal the line of the file as well, with a mark under the place."""
    lines = _for_terminal(shown) if sys.stdout.isatty() else _plain(shown)
    return "".join(f"{line}\n" for line in lines)


def _plain(shown: Shown) -> Iterator[str]:
    for finding in shown.findings:
        place = finding.location
        hint = f" ({finding.hint})" if finding.hint else ""
        yield f"{shown.path(place)}:{place.line}:{place.column} {finding.severity} {finding.message}{hint}"


def _for_terminal(shown: Shown) -> Iterator[str]:
    for finding in shown.findings:
        place = finding.location
        severity = click.style(finding.severity.value, fg=_COLOURS[finding.severity], bold=True)
        where = click.style(f"{shown.path(place)}:{place.line}:{place.column}", bold=True)
        yield f"{where} {severity} {finding.message}"
        yield from cited(_lines(shown.folder.parent / place.file), place)
        if finding.hint:
            yield click.style(f"    {finding.hint}", fg="cyan")
        yield ""


@lru_cache(8)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError:
        return ()


def cited(lines: Sequence[str], place: Location) -> Iterator[str]:
    """The line of a place with a caret under its column; of a long line the part around it."""
    if not 1 <= place.line <= len(lines):
        return
    line = lines[place.line - 1].replace("\t", " ")
    start = max(0, place.column - WIDTH // 2) if len(line) > WIDTH else 0
    margin = f"{place.line:>6} | "
    yield margin + ("..." if start else "") + line[start : start + WIDTH]
    yield " " * (len(margin) + (3 if start else 0) + place.column - 1 - start) + "^"


def as_json(shown: Shown, told: Sequence[Finding]) -> str:
    """One object: `version` of this format, `counts` by severity, `findings` in order of file and line."""
    count = Counter(finding.severity for finding in told)
    answer = {
        "version": 1,
        "counts": {f"{severity}s": count[severity] for severity in Severity},
        "findings": [
            {
                "severity": finding.severity.value,
                "file": shown.path(finding.location),
                "line": finding.location.line,
                "column": finding.location.column,
                "message": finding.message,
                "hint": finding.hint,
                "replacement": finding.replacement,
            }
            for finding in shown.findings
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def as_annotations(shown: Shown, told: Sequence[Finding]) -> str:
    """Workflow commands that put each finding on its line of a pull request."""
    return "".join(f"{_annotation(shown, finding)}\n" for finding in shown.findings)


def _annotation(shown: Shown, finding: Finding) -> str:
    place = replace(finding.location, file=shown.path(finding.location))
    hint = f" ({finding.hint})" if finding.hint else ""
    return annotation(_GITHUB[finding.severity], place, finding.message + hint)


Report = Callable[[Shown, Sequence[Finding]], str]
REPORTS: Mapping[str, Report] = {"text": as_text, "json": as_json, "github": as_annotations}
