"""Clauses: acts with their participants, whatever the syntax they came in."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from coder.reading.phrases import Attached, NounPhrase


class Category(enum.StrEnum):
    """The kind of word that names the act."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Form(enum.StrEnum):
    """The form of a clause, as its governor sees it.

    `TO` withdraw, `THAT` it withdrew, `ING` withdrawing, `BARE` withdraw, `PURPOSE` (in order) to
    withdraw; `ADVERBIAL` after/if/while ..., `RELATIVE` which withdrew, `MAIN` everything else.
    """

    MAIN = "main"
    TO = "to"
    THAT = "that"
    ING = "ing"
    BARE = "bare"
    PURPOSE = "purpose"
    ADVERBIAL = "adverbial"
    RELATIVE = "relative"


class Modality(enum.StrEnum):
    """How far the clause says that the act is real."""

    ASSERTED = "asserted"
    FUTURE = "future"
    OBLIGATION = "obligation"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Status:
    """Polarity, modality and time of an act, and whether somebody is quoted as saying it.

    `years` are the years named with the act (`in 1979`); `past` marks words like `decades ago`.
    """

    negated: bool = False
    modality: Modality = Modality.ASSERTED
    reported: bool = False
    past: bool = False
    years: tuple[int, ...] = ()


ASSERTED = Status()


@dataclass(frozen=True, slots=True)
class Clause:
    """One act: a verb, an event noun or a predicate adjective with its participants.

    Syntax is undone: `subject` is who acts and `object` who or what is acted on in active and passive
    alike, subjects left out under control, conjunction and in relative clauses are filled in.
    `person` is the one addressed (`urged Syria to ...`, `told reporters that ...`).  `prepositions`
    come from verb and noun alike.  `complements` are the clauses that complete the act (`agreed to
    withdraw`), in order.  `start` and `end` span the words that name the act, in code points.
    """

    sentence: int
    head: int
    lemma: str
    category: Category
    form: Form
    start: int
    end: int
    trigger: str
    particle: str = ""
    passive: bool = False
    subject: tuple[NounPhrase, ...] = ()
    object: tuple[NounPhrase, ...] = ()
    person: tuple[NounPhrase, ...] = ()
    prepositions: tuple[Attached, ...] = ()
    complements: tuple[Clause, ...] = ()
    modifiers: tuple[str, ...] = ()
    marker: str = ""
    premodifiers: tuple[NounPhrase, ...] = ()
    status: Status = ASSERTED

    @property
    def key(self) -> tuple[int, int]:
        """Identifies the clause in its article: sentence index and head token index."""
        return (self.sentence, self.head)

    def preposition(self, word: str) -> tuple[NounPhrase, ...]:
        """The phrases after `word`, in order of the text; `out of` is found as `out` too."""
        return tuple(
            item.phrase for item in self.prepositions if word in (item.preposition, item.preposition.partition(" ")[0])
        )
