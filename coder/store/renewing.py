"""Kept articles coded again: what they told before, what they tell now, and the change written down."""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from coder.article import Article
from coder.coder import CodedArticle, Versions
from coder.coding.events import Event
from coder.store.columns import AnyRow
from coder.store.naming import event_id
from coder.store.records import Change, KeptArticle, Renewal, Span
from coder.store.tables import articles, events, mentions, versions

_CODED = articles.join(versions, versions.c.number == articles.c.version)


def how_many(connection: Connection, span: Span) -> tuple[int, int]:
    """How many articles a span has that were coded, and how many of them were kept without a parse."""
    unparsed = func.count().filter(articles.c.parse.is_(None), articles.c.text.is_not(None))
    row = connection.execute(select(func.count(), unparsed).select_from(_CODED).where(*_within(span))).one()
    return int(row[0]), int(row[1])


def read_kept(connection: Connection, span: Span, after: int, size: int) -> tuple[KeptArticle, ...]:
    """The next articles of a span, in order of their numbers."""
    wanted = select(articles, versions.c.coder, versions.c.dictionaries, versions.c.model).select_from(_CODED)
    wanted = wanted.where(articles.c.number > after, *_within(span)).order_by(articles.c.number).limit(size)
    return tuple(map(_kept, connection.execute(wanted)))


def compared(connection: Connection, kept: KeptArticle, coded: CodedArticle) -> Renewal:
    """What is different now."""
    standing = mentions.join(events, events.c.position == mentions.c.event)
    wanted = select(events, mentions.c.record).select_from(standing)
    wanted = wanted.where(mentions.c.article == kept.number, mentions.c.withdrawn.is_(None))
    before = {row.id: row for row in connection.execute(wanted.order_by(mentions.c.number.desc()))}
    now = {event_id(event, kept.key): event for event in reversed(coded.events)}
    added = tuple(_added(each, event) for each, event in reversed(now.items()) if each not in before)
    gone = tuple(_gone(row) for each, row in reversed(before.items()) if each not in now)
    return Renewal(kept.number, added, gone, len(before.keys() & now.keys()))


def old_tellings(connection: Connection, article: int) -> list[AnyRow]:
    """All mentions that an article ever made, with the id of the event."""
    told = mentions.join(events, events.c.position == mentions.c.event)
    wanted = select(mentions.c.number, mentions.c.event, mentions.c.event_id, mentions.c.withdrawn, events.c.id)
    wanted = wanted.select_from(told).where(mentions.c.article == article)
    return list(connection.execute(wanted.order_by(mentions.c.number)))


def first_tellers(connection: Connection, positions: Collection[int]) -> Mapping[int, int]:
    """Of each standing event, the number of the mention that told it first."""
    wanted = select(mentions.c.event, func.min(mentions.c.number).label("first"))
    wanted = wanted.where(mentions.c.event.in_(positions), mentions.c.withdrawn.is_(None))
    return {row.event: row.first for row in connection.execute(wanted.group_by(mentions.c.event))}


def _within(span: Span) -> Iterator[ColumnElement[bool]]:
    """The conditions of a span; copies are not coded."""
    yield articles.c.copy_of.is_(None)
    if span.feed:
        yield articles.c.feed == span.feed
    if span.since:
        yield _by_day(articles.c.date >= span.since, articles.c.received >= _midnight(span.since))
    if span.until:
        following = _midnight(span.until + datetime.timedelta(days=1))
        yield _by_day(articles.c.date <= span.until, articles.c.received < following)
    if passing := span.passing:
        same = and_(versions.c.coder == passing.coder, versions.c.dictionaries == passing.dictionaries)
        yield ~same
    yield true()


def _by_day(dated: ColumnElement[bool], came: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(dated, and_(articles.c.date.is_(None), came))


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _kept(row: AnyRow) -> KeptArticle:
    """The article; one without an id goes by its digest, as it did when it had its text."""
    article = Article(
        text=row.text or "",
        id=row.id or row.digest,
        date=row.date,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        language=row.language,
        parse=zlib.decompress(row.parse).decode("utf-8") if row.parse else "",
    )
    by = Versions(row.coder, row.dictionaries, row.model)
    return KeptArticle(row.number, row.key, article, frozenset(row.include.split()), by)


def _added(id: str, event: Event) -> Change:
    return Change(id, event.day, event.source.code, event.target.code, event.code.code, event.sentence.text)


def _gone(row: AnyRow) -> Change:
    sentence = json.loads(row.record)["sentence"]["text"]
    return Change(row.id, row.day, row.source, row.target, row.code, sentence)
