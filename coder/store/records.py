"""What goes into the store and comes out of it: plain frozen values, no rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coder.article import Article
from coder.coder import Versions


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept of an article beside its events."""

    text: bool = True
    parses: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """How an article came.

    `feed` names the source that brought it, `url_key` is its address as all copies of the page share it (may be
    empty), `fingerprint` its text as 64 bits (a signed number) with `bands` its four parts of 16 bits, by which
    articles of nearly the same text are found. None and empty where nobody worked them out. `include` is what its
    coding returned beside asserted dyads (`Options.include`): coding it again will return the same.
    """

    feed: str
    received: datetime.datetime
    url_key: str = ""
    fingerprint: int | None = None
    bands: tuple[int, ...] = ()
    include: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it was kept, to be coded again: `article` has the text, the parse, both, or neither.

    `key` is what it is known by, `coded` what coded it last.
    """

    number: int
    key: str
    article: Article
    include: frozenset[str]
    coded: Versions


@dataclass(frozen=True, slots=True)
class Span:
    """Which articles to code again: of days (without a date, by the day they came) and of a feed; empty, all.

    Those that `passing` coded already are left out.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    feed: str = ""
    passing: Versions | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An event that an article tells now and did not, or the other way round; `sentence` is where it was read."""

    id: str
    day: datetime.date | None
    source: str
    target: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """What coding an article again changed; `unchanged` counts the events that it told before as now."""

    number: int
    added: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article: its number, the ids of the events that nobody had told before.

    `known` says that it was there already, and then nothing was written.
    """

    number: int
    events: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """A kept article that may say the same: its number, fingerprint, and the article that it repeats, or itself.

    `day` is its date, or the day it was received.
    """

    number: int
    fingerprint: int
    original: int
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Report:
    """An article as far as a reader of events needs it: where it stands, whose it is, and what coded it.

    `copy_of` is the number of the article whose words it repeats; a copy is not coded and has no versions.
    """

    number: int
    feed: str
    id: str
    title: str
    url: str
    publisher: str
    language: str
    date: datetime.date | None
    received: datetime.datetime
    copy_of: int | None = None
    versions: Versions | None = None


@dataclass(frozen=True, slots=True)
class StoredMention:
    """One telling of an event.

    `record` is the event as one JSON object, as the service answers it; `copies` are the articles that repeat
    this one's text (only where mentions are asked for); `withdrawn` is set once new dictionaries no longer find it.
    """

    number: int
    event_id: str
    sentence: int
    record: str
    report: Report
    copies: tuple[Report, ...] = ()
    withdrawn: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Who acted, or was acted upon."""

    code: str
    country: str
    roles: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """Where an event took place."""

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    nearness: str


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A dyad-day event: one act of one source towards one target on one day, however often it was told.

    `position` orders events by when the store learnt of them; `withdrawn` is the position at which it was taken
    back. `mentions` counts tellings, `articles` the articles with their copies, `publishers` those who are named.
    `first` is the first telling.
    """

    position: int
    id: str
    withdrawn: int | None
    day: datetime.date | None
    source: Side
    target: Side
    code: str
    root: str
    label: str
    quad: int
    penta: int
    goldstein: float | None
    plover: str
    flags: tuple[str, ...]
    site: Site | None
    mentions: int
    articles: int
    publishers: int
    first: StoredMention


@dataclass(frozen=True, slots=True)
class Page:
    """Some events in order of position, and the cursor to go on from; `more` says that there are others now."""

    events: tuple[StoredEvent, ...]
    cursor: int
    more: bool
