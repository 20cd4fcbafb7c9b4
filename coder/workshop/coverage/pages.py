"""Coverage written down: as Markdown, as JSON, and for the HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from coder.coding.ontology import CameoCode, Ontology
from coder.errors import EntryError
from coder.workshop.coverage.coverage import Coverage, Practice, leaves
from coder.workshop.reference import title

NAMED = 4
"""How many rules a row names."""

COLUMNS = {
    "rules": "rules of `dictionaries/verbs/` that name the code themselves",
    "by": "the first of them, by id",
    "ways": "pairs of a stance and an act that compose to it ([how](ontology.md)): an appeal to meet is 026",
    "stances": "which stances these are; `will`, `will not` and `not` need no rule",
    "examples": "events with the code in the examples of dictionary entries",
    "corpus": "events with the code in the corpus",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is told: how codes are reached, what a corpus shows, and which entries nobody has checked for long."""

    coverage: Coverage
    practice: Practice
    silent: Mapping[str, tuple[str, ...]]
    stale: tuple[EntryError, ...]


def reach_page(coverage: Coverage, ontology: Ontology, head: str) -> str:
    """What the rules alone say: `docs/coverage.md`."""
    columns = {name: meaning for name, meaning in COLUMNS.items() if name != "corpus"}
    return "\n".join([head, *_legend(columns), *_summary(coverage, ontology), *_tables(coverage, ontology, None)])


def findings_page(findings: Findings, ontology: Ontology, head: str) -> str:
    """Everything, with what the corpus shows."""
    lines = [
        head,
        *_practised(findings),
        *_summary(findings.coverage, ontology),
        *_silent(findings),
        *_stale(findings.stale),
        *_legend(COLUMNS),
        *_tables(findings.coverage, ontology, findings.practice),
    ]
    return "\n".join(lines)


def findings_body(findings: Findings, ontology: Ontology) -> dict[str, Any]:
    """Everything, for programs."""
    practice = findings.practice
    return {
        "rules": findings.coverage.size,
        "corpus": asdict(practice.news),
        "quiet": asdict(practice.quiet),
        "codes": [_code_body(findings, code) for code in leaves(ontology)],
        "unreached": [code.code for code in findings.coverage.unreached(ontology)],
        "silent": {file: list(ids) for file, ids in findings.silent.items()},
        "stale": [
            {"file": each.location.file, "line": each.location.line, "problem": each.message, "hint": each.hint}
            for each in findings.stale
        ],
    }


def by_root(ontology: Ontology) -> Iterator[tuple[CameoCode, tuple[CameoCode, ...]]]:
    """Every root with the codes below it."""
    for root in (code for code in ontology.codes.values() if not code.parent):
        yield root, tuple(code for code in leaves(ontology) if code.root == root.code)


def by_file(stale: Iterable[EntryError]) -> Iterator[tuple[str, tuple[EntryError, ...]]]:
    """Entries past their check date by file."""
    for file, group in groupby(stale, lambda each: each.location.file):
        yield file, tuple(group)


def _code_body(findings: Findings, code: CameoCode) -> dict[str, Any]:
    coverage = findings.coverage
    return {
        "code": code.code,
        "label": code.label,
        "rules": list(coverage.rules.get(code.code, ())),
        "ways": [list(way) for way in coverage.ways.get(code.code, ())],
        "examples": coverage.examples.get(code.code, 0),
        "corpus": findings.practice.events.get(code.code, 0),
    }


def _legend(columns: Mapping[str, str]) -> Iterator[str]:
    yield from ("| column | what it counts |", "| --- | --- |")
    yield from (f"| {name} | {meaning} |" for name, meaning in columns.items())
    yield ""


def _practised(findings: Findings) -> Iterator[str]:
    practice, size = findings.practice, findings.coverage.size
    news, quiet = practice.news, practice.quiet
    fired = size - sum(len(ids) for ids in findings.silent.values())
    other = f", and {quiet.coded:,} of {quiet.sentences:,} in news of other desks" if quiet.sentences else ""
    yield (
        f"In the corpus {news.coded:,} of {news.sentences:,} sentences ({news.part:.0%}) have an event{other}; "
        f"{fired:,} of {size:,} rules fire there.\n"
    )


def _summary(coverage: Coverage, ontology: Ontology) -> Iterator[str]:
    codes, missing = leaves(ontology), coverage.unreached(ontology)
    shown = [code for code in codes if coverage.examples.get(code.code)]
    reached = len(codes) - len(missing)
    yield f"{coverage.size} rules reach {reached} of {len(codes)} codes; examples show {len(shown)} of them.\n"
    if missing:
        yield "## Codes that nothing reaches\n"
        yield from (f"- {code.code} {code.label}" for code in missing)
        yield ""


def _silent(findings: Findings) -> Iterator[str]:
    if findings.silent:
        yield "## Rules that never fire in the corpus\n"
        yield "Their examples show that they can; no sentence of the corpus asked for them.\n"
        yield from ("| file | rules | which |", "| --- | ---: | --- |")
        for file, ids in findings.silent.items():
            yield f"| {file} | {len(ids)} | {', '.join(f'`{rule}`' for rule in ids)} |"
        yield ""


def _stale(stale: tuple[EntryError, ...]) -> Iterator[str]:
    if stale:
        yield f"## Entries past their check date: {len(stale)}\n"
        yield "Offices held to this day as far as we know, though nobody has looked for two years.\n"
        yield from ("| file | offices | lines |", "| --- | ---: | --- |")
        for file, group in by_file(stale):
            yield f"| {file} | {len(group)} | {', '.join(str(each.location.line) for each in group)} |"
        yield ""


def _tables(coverage: Coverage, ontology: Ontology, practice: Practice | None) -> Iterator[str]:
    for root, codes in by_root(ontology):
        yield f"## {root.code} {title(root)}\n"
        yield "| code | name | rules | by | ways | stances | examples |" + (" corpus |" if practice else "")
        yield "| --- | --- | ---: | --- | ---: | --- | ---: |" + (" ---: |" if practice else "")
        yield from (_row(coverage, code, practice) for code in codes)
        yield ""


def _row(coverage: Coverage, code: CameoCode, practice: Practice | None) -> str:
    ways = coverage.ways.get(code.code, ())
    stances = ", ".join(dict.fromkeys(stance for stance, _ in ways))
    rules = coverage.rules.get(code.code, ())
    by = ", ".join(f"`{rule}`" for rule in rules[:NAMED]) or "-"
    cells = [code.code, code.label, len(rules), by, len(ways), stances or "-", coverage.examples.get(code.code, 0)]
    if practice:
        cells.append(practice.events.get(code.code, 0))
    return "| " + " | ".join(map(str, cells)) + " |"
