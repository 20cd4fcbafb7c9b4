"""Clauses as lines that people can read, for tables of sentences and what they say.

`France urged Syria to leave Lebanon.` gives

    France | urge |  | Syria
    Syria | leave | Lebanon
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.reading.clauses import Clause, Modality
from coder.reading.phrases import NounPhrase
from coder.reading.reader import SentenceReading


def outline(reading: SentenceReading) -> list[str]:
    """One line for each clause, complements after their governor: subject | verb | object | person | flags."""
    return [line for clause in reading.clauses for line in _lines(clause)]


def nominals(reading: SentenceReading) -> list[str]:
    """One line for each noun with somebody at one of its ends: subject | noun | object | prepositions."""
    return [
        " | ".join(
            [_texts(clause.subject or clause.premodifiers), clause.lemma, _texts(clause.object), _prepositions(clause)]
        ).rstrip(" |")
        for clause in reading.nominals
    ]


def _lines(clause: Clause) -> Iterator[str]:
    verb = f"{clause.lemma} {clause.particle}".strip()
    parts = [_texts(clause.subject), verb, _texts(clause.object), _texts(clause.person), " ".join(_flags(clause))]
    yield " | ".join(parts).rstrip(" |")
    for inner in clause.complements:
        yield from _lines(inner)


def _flags(clause: Clause) -> Iterator[str]:
    if clause.status.negated:
        yield "negated"
    if clause.status.modality is not Modality.ASSERTED:
        yield clause.status.modality.value
    if clause.status.reported:
        yield "reported"


def _texts(phrases: tuple[NounPhrase, ...]) -> str:
    return " + ".join(phrase.text for phrase in phrases)


def _prepositions(clause: Clause) -> str:
    return ", ".join(f"{a.preposition} {a.phrase.text}" for a in clause.prepositions)
