"""Articles as if they had been coded: quick, and with just the events that a test is about."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from bench.happenings import DAY, event
from coder.article import Article
from coder.coder import CodedArticle, Versions
from coder.coding.events import Event
from coder.store.records import Origin, StoredEvent

NOW = datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC)
VERSIONS = Versions("1.2", "abc", "model 3")


def coded(
    *lines: str | Event,
    id: str = "",
    day: datetime.date | None = DAY,
    text: str = "Something happened.",
    publisher: str = "",
    url: str = "",
    parse: str = "",
    title: str = "",
) -> CodedArticle:
    events = tuple(each if isinstance(each, Event) else event(each, day, number=n) for n, each in enumerate(lines))
    article = Article(text, id=id, date=day, url=url, publisher=publisher, parse=parse, title=title)
    return CodedArticle(article, len(events), events, (), day is None, ())


def origin(feed: str = "wire", url_key: str = "", fingerprint: int | None = None) -> Origin:
    bands = () if fingerprint is None else tuple((fingerprint >> shift) & 0xFFFF for shift in (0, 16, 32, 48))
    return Origin(feed, NOW, url_key, fingerprint, bands)


def lines(events: Sequence[StoredEvent]) -> list[str]:
    return [f"{each.source.code} > {each.target.code} {each.code}" for each in events]
