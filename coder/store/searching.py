"""The inverted index: an FTS5 table in SQLite, a column of tsvector in PostgreSQL, with the same answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    TableClause,
    and_,
    bindparam,
    cast,
    column,
    delete,
    false,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.types import Text

from coder.store.columns import Big
from coder.store.facets import Bounds, sought
from coder.store.queries import Node, fts5, possible, tsquery
from coder.store.selection import Selection
from coder.store.tables import event_words, events

_FTS5 = table("event_words", column("rowid", Big))


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: rows of `source` whose `event` is the position of an event, and that meet `condition`."""

    source: TableClause
    event: ColumnElement[Any]
    condition: ColumnElement[bool]


def add_words(connection: Connection, words: Mapping[int, Sequence[str]]) -> None:
    """Let events be found by their marks and words."""
    if not words:
        return
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO event_words (rowid, words) VALUES (:event, :words)")
        connection.execute(statement, [{"event": event, "words": " ".join(each)} for event, each in words.items()])
        return
    array = func.array_to_tsvector(bindparam("found", type_=ARRAY(Text)))
    rows = [{"at": event, "found": list(each)} for event, each in words.items()]
    connection.execute(insert(event_words).values(event=bindparam("at"), words=array), rows)


def drop_words(connection: Connection, positions: Sequence[int]) -> None:
    """Let events not be found any more."""
    if connection.dialect.name == "sqlite":
        statement = text("DELETE FROM event_words WHERE rowid = :event")
        connection.execute(statement, [{"event": each} for each in positions])
        return
    connection.execute(delete(event_words).where(event_words.c.event.in_(positions)))


def search(connection: Connection, selection: Selection) -> Search | None:
    """How to find what a selection asks for; None where it asks for nothing that is in the index."""
    wanted = sought(selection, day_bounds(connection) if selection.since or selection.until else None)
    if wanted is None:
        return None
    if connection.dialect.name == "sqlite":
        return Search(_FTS5, _FTS5.c.rowid, _matches(wanted))
    question = cast(tsquery(wanted), TSQUERY) if possible(wanted) else None
    condition = false() if question is None else event_words.c.words.op("@@")(question)
    return Search(event_words, event_words.c.event, condition)


def exactly(selection: Selection) -> ColumnElement[bool]:
    """What the index only tells roughly."""
    found = []
    if selection.goldstein_from is not None:
        found.append(events.c.goldstein >= selection.goldstein_from)
    if selection.goldstein_to is not None:
        found.append(events.c.goldstein <= selection.goldstein_to)
    return and_(events.c.withdrawn.is_(None), *found)


def conditions(connection: Connection, selection: Selection) -> ColumnElement[bool]:
    """All that a selection asks for, of events that stand."""
    where = search(connection, selection)
    if where is None:
        return exactly(selection)
    within = select(where.event).select_from(where.source).where(where.condition)
    return and_(exactly(selection), events.c.position.in_(within))


def _matches(wanted: Node) -> ColumnElement[bool]:
    if not possible(wanted):
        return false()
    return literal_column("event_words").op("MATCH")(bindparam(None, fts5(wanted), Text))


def day_bounds(connection: Connection) -> Bounds | None:
    """The first and the last day there are."""
    first, last = connection.execute(select(func.min(events.c.day), func.max(events.c.day))).one()
    return (first, last) if first and last else None
