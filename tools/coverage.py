"""Writes docs/coverage.md: how the dictionaries reach each CAMEO code (`--check` only compares).

A code is reached by a rule that names it, by a stance over an act (`halt` over 194 is 087), or as the
other side of an act that two do together (043 by 042).  No parser is needed: the rules say it all.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.coding.ontology import CameoCode, Ontology
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.verbs import VerbEntry, load_verbs
from coder.dictionaries.words import load_word_classes

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"

PERFORM = "perform"
ENGINE = ("future", "refuse", "halt")
"""Stances that need no rule: `will`, `will not`, and a negated act under another stance."""

NAMED = 4
"""How many rules a row names."""

HEAD = """\
# Coverage of the CAMEO codes

Generated from the dictionaries by `make docs`; do not edit.

| column | what it counts |
| --- | --- |
| rules | rules of `dictionaries/verbs/` that name the code themselves |
| by | the first of them, by id |
| ways | pairs of a stance and an act that compose to it ([how](ontology.md)): an appeal to meet is 026 |
| stances | which stances these are; `will`, `will not` and `not` need no rule |
| examples | events with the code in the examples of dictionary entries |
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How each code is reached: rules that name it, (stance, act) pairs, mirrors, and examples that show it."""

    rules: Mapping[str, tuple[str, ...]]
    ways: Mapping[str, tuple[tuple[str, str], ...]]
    mirrored: frozenset[str]
    examples: Mapping[str, int]

    def reaches(self, code: str) -> bool:
        """Whether any rule can lead to the code."""
        return bool(self.rules.get(code) or self.ways.get(code)) or code in self.mirrored


def measure(entries: Iterable[VerbEntry], ontology: Ontology) -> Coverage:
    """Follows the rules through the operators' tables until nothing new comes."""
    entries = tuple(entries)
    rules = _naming(entries, ontology)
    stances = sorted({entry.rule.operator for entry in entries if entry.rule.operator} | set(ENGINE))
    ways: dict[str, list[tuple[str, str]]] = defaultdict(list)
    mirrored: set[str] = set()
    reached: set[str] = set()
    fresh = set(rules)
    while fresh:
        reached |= fresh
        for code, stance, act in _steps(fresh, stances, ontology):
            ways[code].append((stance, act))
        mirrored |= {other for code in fresh if (other := ontology.mirror(code)) and other != code}
        fresh = (ways.keys() | mirrored) - reached
    sorted_ways = {code: tuple(sorted(found)) for code, found in ways.items()}
    return Coverage(rules, sorted_ways, frozenset(mirrored), Counter(_shown(entries)))


def _naming(entries: Iterable[VerbEntry], ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The ids of the rules that name each code."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.rule.code in ontology.codes:
            found[entry.rule.code].append(entry.rule.id)
    return {code: tuple(sorted(ids)) for code, ids in found.items()}


def _steps(acts: Iterable[str], stances: Iterable[str], ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """The code, stance and act of every stance that makes another code of an act."""
    for act in sorted(acts):
        for stance in stances:
            code = None if stance == PERFORM else ontology.compose(stance, act)
            if code is not None and code != act:
                yield code, stance, act


def _shown(entries: Iterable[VerbEntry]) -> Iterator[str]:
    """The codes of all events in the entries' examples."""
    for entry in entries:
        for example in entry.examples:
            yield from (line.split()[3] for line in example.events)


def render(coverage: Coverage, ontology: Ontology, rules: int) -> str:
    """The page."""
    codes = [code for code in ontology.codes.values() if code.parent]
    return "\n".join([HEAD, *_summary(coverage, codes, rules), *_tables(coverage, ontology, codes)])


def _summary(coverage: Coverage, codes: list[CameoCode], rules: int) -> Iterator[str]:
    reached = [code for code in codes if coverage.reaches(code.code)]
    shown = [code for code in codes if coverage.examples.get(code.code)]
    yield f"{rules} rules reach {len(reached)} of {len(codes)} codes; examples show {len(shown)} of them.\n"
    if missing := [code for code in codes if code not in reached]:
        yield "## Codes that nothing reaches\n"
        yield from (f"- {code.code} {code.label}" for code in missing)
        yield ""


def _tables(coverage: Coverage, ontology: Ontology, codes: list[CameoCode]) -> Iterator[str]:
    for root in (code for code in ontology.codes.values() if not code.parent):
        yield f"## {root.code} {root.label.capitalize()}\n"
        yield "| code | name | rules | by | ways | stances | examples |"
        yield "| --- | --- | ---: | --- | ---: | --- | ---: |"
        yield from (_row(coverage, code) for code in codes if code.root == root.code)
        yield ""


def _row(coverage: Coverage, code: CameoCode) -> str:
    ways = coverage.ways.get(code.code, ())
    stances = ", ".join(dict.fromkeys(stance for stance, _ in ways))
    rules = coverage.rules.get(code.code, ())
    by = ", ".join(f"`{rule}`" for rule in rules[:NAMED]) or "-"
    cells = (code.code, code.label, len(rules), by, len(ways), stances or "-", coverage.examples.get(code.code, 0))
    return "| " + " | ".join(map(str, cells)) + " |"


def page(folder: Path) -> str:
    """The page for the dictionaries in `folder`."""
    ontology = load_ontology(folder / "ontology")
    entries = load_verbs(folder / "verbs", folder, load_word_classes(folder / "words", folder), ontology)
    return render(measure(entries, ontology), ontology, len(entries))


def main(arguments: list[str]) -> int:
    rendered = page(ROOT / "dictionaries")
    if "--check" not in arguments:
        PAGE.write_text(rendered, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != rendered:
        print("docs/coverage.md is out of date: run make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
