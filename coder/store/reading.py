"""Reads events with their first telling, and the tellings of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from coder.coder import Versions
from coder.store.columns import AnyRow, AnySelect
from coder.store.records import Page, Report, Side, Site, StoredEvent, StoredMention
from coder.store.seeking import Way, seek
from coder.store.selection import Selection
from coder.store.tables import articles, events, mentions, positions, versions

_REPORT = (
    articles.c.number.label("article_number"),
    articles.c.feed,
    articles.c.id.label("article_id"),
    articles.c.title,
    articles.c.url,
    articles.c.publisher,
    articles.c.language,
    articles.c.date,
    articles.c.received,
    articles.c.copy_of,
    versions.c.coder,
    versions.c.dictionaries,
    versions.c.model,
)
_ARTICLES = articles.outerjoin(versions, versions.c.number == articles.c.version)
_MENTION: AnySelect = select(*mentions.c, *_REPORT).select_from(
    mentions.join(_ARTICLES, articles.c.number == mentions.c.article)
)


def last_position(connection: Connection) -> int:
    """The last position given."""
    return int(connection.execute(select(positions.c.last)).scalar_one())


def read_page(connection: Connection, selection: Selection, after: int, size: int, newest: bool) -> Page:
    """Events that stand, from `after` on; the newest first where that is asked for, then from `after` back."""
    end = 0 if newest else max(after, last_position(connection))
    rows = seek(connection, selection, Way(after, size + 1, newest))
    more = len(rows) > size
    found = tuple(_with_first(connection, rows[:size], standing=True))
    return Page(found, found[-1].position if more else end, more)


def read_withdrawn(connection: Connection, after: int, size: int) -> Page:
    """Events that were taken back, in the order in which they were."""
    end = max(after, last_position(connection))
    wanted = select(events).where(events.c.withdrawn > after).order_by(events.c.withdrawn)
    rows = connection.execute(wanted.limit(size + 1)).all()
    more = len(rows) > size
    found = tuple(_with_first(connection, rows[:size], standing=False))
    return Page(found, (found[-1].withdrawn or end) if more else end, more)


def read_event(connection: Connection, id: str) -> StoredEvent | None:
    """One event by its id, standing or not."""
    row = connection.execute(select(events).where(events.c.id == id)).one_or_none()
    if row is None:
        return None
    return next(_with_first(connection, [row], standing=row.withdrawn is None))


def read_mentions(connection: Connection, id: str) -> tuple[StoredMention, ...]:
    """All tellings of an event in the order in which they were kept, each with the copies of its article."""
    wanted = _MENTION.join(events, events.c.position == mentions.c.event).where(events.c.id == id)
    found = [_mention(row) for row in connection.execute(wanted.order_by(mentions.c.number))]
    copies = _copies(connection, {each.report.number for each in found})
    return tuple(replace(each, copies=tuple(copies.get(each.report.number, ()))) for each in found)


def _with_first(connection: Connection, rows: Sequence[AnyRow], standing: bool) -> Iterator[StoredEvent]:
    firsts = _firsts(connection, [row.position for row in rows], standing)
    return (_event(row, firsts[row.position]) for row in rows)


def _firsts(connection: Connection, at: Sequence[int], standing: bool) -> dict[int, StoredMention]:
    """The first telling of each event."""
    first = select(func.min(mentions.c.number)).where(mentions.c.event.in_(at)).group_by(mentions.c.event)
    if standing:
        first = first.where(mentions.c.withdrawn.is_(None))
    rows = connection.execute(_MENTION.where(mentions.c.number.in_(first))) if at else ()
    return {row.event: _mention(row) for row in rows}


def _copies(connection: Connection, of: Iterable[int]) -> dict[int, list[Report]]:
    copies: dict[int, list[Report]] = {}
    wanted = select(*_REPORT).select_from(_ARTICLES).where(articles.c.original.in_(of), articles.c.copy_of.is_not(None))
    for row in connection.execute(wanted.order_by(articles.c.number)):
        copies.setdefault(row.copy_of, []).append(_report(row))
    return copies


def _event(row: AnyRow, first: StoredMention) -> StoredEvent:
    return StoredEvent(
        position=row.position,
        id=row.id,
        withdrawn=row.withdrawn,
        day=row.day,
        source=Side(row.source, row.source_country, tuple(row.source_roles.split()), row.source_name),
        target=Side(row.target, row.target_country, tuple(row.target_roles.split()), row.target_name),
        code=row.code,
        root=row.root,
        label=row.label,
        quad=row.quad,
        penta=row.penta,
        goldstein=row.goldstein,
        plover=row.plover,
        flags=tuple(row.flags.split()),
        site=_site(row),
        mentions=row.mentions,
        articles=row.articles,
        publishers=row.publishers,
        first=first,
    )


def _site(row: AnyRow) -> Site | None:
    if not row.nearness:
        return None
    return Site(row.place, row.place_country, row.latitude, row.longitude, row.nearness)


def _mention(row: AnyRow) -> StoredMention:
    return StoredMention(row.number, row.event_id, row.sentence, row.record, _report(row), withdrawn=row.withdrawn)


def _report(row: AnyRow) -> Report:
    return Report(
        number=row.article_number,
        feed=row.feed,
        id=row.article_id,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        language=row.language,
        date=row.date,
        received=row.received,
        copy_of=row.copy_of,
        versions=None if row.coder is None else Versions(row.coder, row.dictionaries, row.model),
    )
