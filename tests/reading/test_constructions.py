"""English constructions and how they are read; the tables are in `constructions/`, one file a construction.

A block is a sentence and, indented, lines of its outline that must come or, after `!`, must not:

    subject | verb | object | person | flags    a clause, empty places at the end left out
    with: verb | preposition phrase             a preposition phrase of the verb or of its object
    noun: subject | noun | object | phrases     an event noun (words before it where it has no subject)
    same: phrase = phrase                       an apposition
    said: speaker | phrase                      who is quoted

`?` before a sentence marks a known gap: its test must fail until the gap is closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coder.article import Article
from coder.parsing.stanza_parser import StanzaParser
from coder.reading.reader import read_sentence
from tests.reading.outline import outline

FOLDER = Path(__file__).parent / "constructions"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the outline lines that it must and must not have."""

    sentence: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    gap: bool


def _cases(path: Path) -> Iterator[Case]:
    blocks = path.read_text("utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if not lines:
            continue
        expected = [line.strip() for line in lines[1:]]
        yield Case(
            sentence=lines[0].removeprefix("? "),
            wanted=tuple(line for line in expected if not line.startswith("!")),
            unwanted=tuple(line[1:].strip() for line in expected if line.startswith("!")),
            gap=lines[0].startswith("? "),
        )


PARAMETERS = [
    pytest.param(
        case,
        id=f"{path.stem}: {case.sentence[:60]}",
        marks=[pytest.mark.xfail(strict=True, reason="known gap")] if case.gap else [],
    )
    for path in sorted(FOLDER.glob("*.txt"))
    for case in _cases(path)
]


@pytest.mark.parametrize("case", PARAMETERS)
def test_the_sentence_reads_as_a_person_reads_it(case: Case, parser: StanzaParser) -> None:
    (parsed,) = parser.parse([Article(text=case.sentence)])
    readings = [read_sentence(sentence) for sentence in parsed.sentences]
    found = [line for reading in readings for line in outline(reading)]
    shown = "\n".join(found)
    assert not (missing := set(case.wanted) - set(found)), f"{missing} not in\n{shown}"
    assert not (extra := set(case.unwanted) & set(found)), f"{extra} in\n{shown}"


def test_every_construction_has_sixteen_sentences() -> None:
    assert {path.stem: len(list(_cases(path))) for path in FOLDER.glob("*.txt") if len(list(_cases(path))) < 16} == {}
