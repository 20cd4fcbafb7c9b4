"""What a sentence says as lines that people can read, for tables of sentences and what they say.

`France urged Syria to leave Lebanon.` gives

    France | urge |  | Syria
    Syria | leave | Lebanon

Phrases are shown without the preposition phrases that hang on them: parsers cannot know whether
`on Iran` hangs on the verb or the noun in `imposed sanctions on Iran`, and nobody needs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.reading.clauses import Clause, Modality, Status
from coder.reading.phrases import NounPhrase
from coder.reading.reader import SentenceReading


def outline(reading: SentenceReading) -> list[str]:
    """All lines of a sentence: clauses, then `with:`, `noun:`, `same:` and `said:` lines."""
    every = [clause for top in (*reading.clauses, *reading.nominals) for clause in _family(top)]
    return [
        *(line for clause in every if clause not in reading.nominals for line in _clauses(clause)),
        *(f"with: {_verb(clause)} | {words}" for clause in every for words in _prepositions(clause)),
        *map(_noun, reading.nominals),
        *(f"same: {_text(a)} = {_text(b)}" for a in reading.phrases for b in a.appositions),
        *_said(reading.phrases),
    ]


def _family(clause: Clause) -> Iterator[Clause]:
    """A clause and those inside it, governors first."""
    yield clause
    for inner in clause.complements:
        yield from _family(inner)


def _clauses(clause: Clause) -> Iterator[str]:
    """`subject | verb | object | person | flags`, empty places at the end left out.

    An object who is told what to do (`sent troops to help`) is shown in either place.
    """
    twice = clause.object and clause.object == clause.person
    pairs = [(clause.object, ()), ((), clause.person)] if twice else [(clause.object, clause.person)]
    for objects, person in pairs:
        flags = " ".join(_flags(clause.status))
        parts = [_texts(clause.subject), _verb(clause), _texts(objects), _texts(person), flags]
        yield " | ".join(parts).rstrip(" |").lstrip()


def _noun(clause: Clause) -> str:
    """`noun: subject or words before | noun | object | prepositions`."""
    prepositions = ", ".join(f"{a.preposition} {_text(a.phrase)}" for a in clause.prepositions)
    doers = _texts(clause.subject or clause.premodifiers)
    return "noun: " + " | ".join([doers, clause.lemma, _texts(clause.object), prepositions]).rstrip(" |").lstrip()


def _prepositions(clause: Clause) -> Iterator[str]:
    """The clause's preposition phrases and those of its object: `on Iran`."""
    for attached in (*clause.prepositions, *(a for phrase in clause.object for a in phrase.attached)):
        yield f"{attached.preposition} {_text(attached.phrase)}"


def _said(phrases: tuple[NounPhrase, ...]) -> Iterator[str]:
    """`said: the minister | We`: who says the words a phrase stands in."""
    heads = {phrase.head: phrase for phrase in phrases}
    for phrase in phrases:
        if phrase.speaker in heads:
            yield f"said: {_text(heads[phrase.speaker])} | {_text(phrase)}"


def _flags(status: Status) -> Iterator[str]:
    if status.negated:
        yield "negated"
    if status.modality is not Modality.ASSERTED:
        yield status.modality.value
    if status.reported:
        yield "reported"
    if status.past:
        yield "past"
    yield from map(str, status.years)


def _verb(clause: Clause) -> str:
    return f"{clause.lemma} {clause.particle}".strip()


def _texts(phrases: Iterable[NounPhrase]) -> str:
    return " + ".join(map(_text, phrases))


def _text(phrase: NounPhrase) -> str:
    """The phrase's own words with its possessors', without what hangs on it."""
    return phrase.text[: max(word.end for word in phrase.words) - phrase.start]
