"""Noun phrases: whole actors-to-be, with everything that hangs on them."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from coder.parsing.sentences import Token
from coder.reading.grammar import CLOCK


class PhraseKind(enum.StrEnum):
    """What the head of a noun phrase is."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"
    NUMBER = "number"


class Function(enum.StrEnum):
    """The grammatical function of a phrase in its sentence, as pronouns care about it."""

    SUBJECT = "subject"
    OBJECT = "object"
    OBLIQUE = "oblique"
    POSSESSOR = "possessor"
    MODIFIER = "modifier"
    APPOSITION = "apposition"
    ROOT = "root"


@dataclass(frozen=True, slots=True)
class Attached:
    """A preposition phrase that hangs on a noun: `of the army`, `in Basra`."""

    preposition: str
    phrase: NounPhrase


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One noun phrase of a sentence, conjuncts apart (`France and Spain` are two phrases).

    `the 5th Brigade of the Ukrainian army, which ...`: `words` are the head with what stands before
    it and the parts of a name (`the 5th Brigade`), without possessors' own words; `attached` holds
    `of the Ukrainian army`; relative clauses are left out.  `start` and `end` span words, possessor
    and attached phrases (code points in the sentence's part of the article); `text` is that stretch.
    `appositions` are other descriptions of the same thing (`Lavrov, the foreign minister`), whichever
    of the two the parser took as the head, titles before a name included when they are parsed apart.
    `modifiers` are the adjectives, nouns and participles directly before the head (`words` has all of
    them, coordinated ones included: `Chinese and Japanese officials` is one phrase).  `coordinate` is
    the head of the first conjunct where this phrase is a later one; `speaker` the head of the phrase
    that says the quotation this phrase stands in.  `doer`, of a pronoun, is the head of whoever is only
    understood to act in its clause: Syria for `its` in `urged Syria to withdraw its troops`.
    """

    sentence: int
    head: int
    start: int
    end: int
    text: str
    lemma: str
    kind: PhraseKind
    words: tuple[Token, ...]
    plural: bool = False
    function: Function = Function.OBLIQUE
    determiner: str = ""
    modifiers: tuple[Token, ...] = ()
    possessors: tuple[NounPhrase, ...] = ()
    attached: tuple[Attached, ...] = ()
    appositions: tuple[NounPhrase, ...] = ()
    coordinate: int | None = None
    speaker: int | None = None
    doer: int | None = None

    @property
    def is_time(self) -> bool:
        """Whether the phrase tells when or how many, and never who: `Tuesday`, `next week`, `28`."""
        if self.kind is PhraseKind.NUMBER:
            return not any(a.preposition == "of" for a in self.attached)
        return self.lemma in CLOCK and not self.possessors and self.kind is not PhraseKind.PRONOUN

    @property
    def key(self) -> tuple[int, int]:
        """Identifies the phrase in its article: sentence index and head token index."""
        return (self.sentence, self.head)
