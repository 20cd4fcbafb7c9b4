"""What the service answers to the coding call; docs/api.md says what each field means."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coder.errors import FieldError

Span = tuple[int, int]
"""Start and end in code points of the part (`text` or `title`) that the piece stands in."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What coded: the same versions, text and date give the same answer."""

    coder: str
    dictionaries: str
    model: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, or was acted upon."""

    code: str
    country: str
    roles: tuple[str, ...]
    name: str
    text: str
    span: Span
    entry: str
    how: str
    ground: str
    part: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence an event was read from; `number` counts from 1, the title first."""

    number: int
    text: str
    span: Span
    part: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that named the act."""

    text: str
    span: Span
    part: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that told when, or where."""

    text: str
    span: Span
    part: str


@dataclass(frozen=True, slots=True)
class When:
    """The event's own time: first and last day that the words allow, and how exactly they tell (`day`, `month`)."""

    first: datetime.date
    last: datetime.date
    precision: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Where:
    """The event's own place: a gazetteer's name, its country (ISO 3166-1 alpha-3) and point.

    `nearness` says what the point is that of: `place`, `region` or `country`; `dateline` that only the dateline
    tells of it.
    """

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    nearness: str
    dateline: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Rule:
    """A dictionary entry, and where it is written."""

    id: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an event that was told more than once."""

    article: str
    number: int
    event: str
    sentence: int
    url: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, and by which rules; `mentions` only where duplicates were filtered.

    `when` and `where` are what its words tell of the event itself, None where they are silent.
    """

    id: str
    date: datetime.date | None
    source: Actor
    target: Actor
    code: str
    root: str
    label: str
    quad_class: int
    penta_class: int
    goldstein: float | None
    plover: str
    flags: tuple[str, ...]
    sentence: Sentence
    trigger: Trigger
    rule: Rule
    via: tuple[Rule, ...]
    mentions: tuple[Mention, ...] = ()
    when: When | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the article that was not coded, and why."""

    text: str
    span: Span
    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a web page; `taken` names the fields that come from it."""

    text: str
    title: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """One article with its events; `status` is `coded`, or says why it was not, and `detail` says it in words."""

    id: str
    date: datetime.date | None
    status: str
    detail: str
    undated: bool
    sentences: int
    events: tuple[Event, ...]
    warnings: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one or many articles, in the order they were sent."""

    versions: Versions
    articles: tuple[CodedArticle, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """An article of a stream that the service could not read, with the fields at fault."""

    type: str
    detail: str
    errors: tuple[FieldError, ...]
