"""What `/v1/explain` tells: the steps of coding, in a shape for people and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.article import Article
from coder.coding.events import Event
from coder.parsing.sentences import Dateline, Skipped


@dataclass(frozen=True, slots=True)
class ExplainedToken:
    """One word of the parse; `head` counts from 1 in the sentence, 0 for the root, as CoNLL-U has it."""

    id: int
    text: str
    lemma: str
    tag: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class ExplainedActor:
    """A code a phrase was given, and how."""

    code: str
    entry: str
    how: str


@dataclass(frozen=True, slots=True)
class ExplainedPhrase:
    """A noun phrase; `actors` is empty for things."""

    text: str
    start: int
    end: int
    actors: tuple[ExplainedActor, ...]


@dataclass(frozen=True, slots=True)
class ExplainedAttempt:
    """A rule that was tried; `failure` is the first condition that failed."""

    rule: str
    file: str
    line: int
    failure: str


@dataclass(frozen=True, slots=True)
class ExplainedRival:
    """A rule that fitted a clause too and lost to the winner; `why` names the first weight that decided."""

    rule: str
    file: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class ExplainedPlace:
    """Words in a place of a clause: `subject`, `object`, `person`, `before`, `clause`, or a preposition.

    What filled a winner's places has `source` and `target` as well: the phrases it took for the two ends.
    """

    place: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExplainedWinner:
    """The rule that fired.

    `code` is the rule's own (`none` codes nothing), `operator` the stance it takes over another act, `codes`
    what came of both: an appeal over 0874 is 0256. `slots` are the words that met what it asks for.
    """

    rule: str
    file: str
    line: int
    code: str
    operator: str
    codes: tuple[str, ...]
    slots: tuple[ExplainedPlace, ...]


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """A clause as it was read, the rules tried at it, the one that won and those that it beat.

    `words`, `start` and `end` are those that name the act; `places` has the participants with their spans.
    `stub` is the YAML of a rule to fill in where no rule won.
    """

    words: str
    start: int
    end: int
    lemma: str
    category: str
    form: str
    passive: bool
    subject: tuple[str, ...]
    object: tuple[str, ...]
    person: tuple[str, ...]
    prepositions: tuple[str, ...]
    places: tuple[ExplainedPlace, ...]
    negated: bool
    modality: str
    reported: bool
    tried: tuple[ExplainedAttempt, ...]
    beat: tuple[ExplainedRival, ...]
    won: str
    winner: ExplainedWinner | None
    stub: str
    complements: tuple[ExplainedClause, ...]


@dataclass(frozen=True, slots=True)
class ExplainedLoss:
    """A reading that did not become an event."""

    words: str
    rule: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence from its parse to its events."""

    number: int
    text: str
    start: int
    end: int
    part: str
    tokens: tuple[ExplainedToken, ...]
    phrases: tuple[ExplainedPhrase, ...]
    clauses: tuple[ExplainedClause, ...]
    dropped: tuple[ExplainedLoss, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article's explanation; its events are those of every kind, as with all includes."""

    article: Article
    sentences: tuple[ExplainedSentence, ...]
    datelines: tuple[Dateline, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


def all_clauses(clauses: Iterable[ExplainedClause]) -> Iterator[ExplainedClause]:
    """The clauses and those within them, each before its own."""
    for clause in clauses:
        yield clause
        yield from all_clauses(clause.complements)
