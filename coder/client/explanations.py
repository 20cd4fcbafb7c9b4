"""What the service answers to the explaining call; docs/api.md says what each field means."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coder.client.answers import Event, Page, Skipped, Span, Versions


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the parse; `head` counts from 1 in the sentence, 0 for the root."""

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
class Phrase:
    """A noun phrase; `actors` is empty for things."""

    text: str
    span: Span
    actors: tuple[ExplainedActor, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rule that was tried and did not fire, with the first condition that failed."""

    rule: str
    file: str
    line: int
    failure: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A rule that fitted too and lost to the winner, and why."""

    rule: str
    file: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a place of a clause: subject, object, person, or the preposition before them."""

    place: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Winner:
    """The rule that fired, and the words in its slots."""

    rule: str
    file: str
    line: int
    code: str
    operator: str
    codes: tuple[str, ...]
    slots: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it was read, the rules tried at it, and the one that won."""

    words: str
    span: Span
    lemma: str
    category: str
    form: str
    passive: bool
    subject: tuple[str, ...]
    object: tuple[str, ...]
    person: tuple[str, ...]
    prepositions: tuple[str, ...]
    places: tuple[Place, ...]
    negated: bool
    modality: str
    reported: bool
    tried: tuple[Attempt, ...]
    beat: tuple[Rival, ...]
    won: str
    winner: Winner | None
    stub: str
    complements: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """A reading that did not become an event, and why."""

    words: str
    rule: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence from its parse to its events, which are of every kind."""

    number: int
    text: str
    span: Span
    part: str
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    clauses: tuple[Clause, ...]
    dropped: tuple[Loss, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and agency before the first sentence."""

    text: str
    span: Span
    place: str
    agency: str


@dataclass(frozen=True, slots=True)
class ExplainedArticle:
    """One article with the way its events were found."""

    id: str
    date: datetime.date | None
    status: str
    detail: str
    undated: bool
    sentences: tuple[ExplainedSentence, ...]
    datelines: tuple[Dateline, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer of the explaining call, article by article, in the order they were sent."""

    versions: Versions
    articles: tuple[ExplainedArticle, ...]
