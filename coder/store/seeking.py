"""Finds the next events of a selection in order of position, without looking at more than it must.

SQLite goes through its inverted index in order of position and stops when it has enough. PostgreSQL's index knows
no order: all that match would be fetched to be sorted. So it is first asked to look through a stretch of events,
where what is frequent is found at once; only what is rare there is asked of the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Date, bindparam, select, text

from coder.store.columns import AnyRow, AnySelect
from coder.store.searching import day_bounds, exactly, search
from coder.store.selection import Selection
from coder.store.tables import events, positions

STRETCH = 16_000
_MOST_DAYS = 1_100
_SPAN = text(
    "SELECT min(found.low) AS low, max(found.high) AS high "
    "FROM generate_series(:since, :until, interval '1 day') AS days(day), LATERAL "
    "(SELECT min(position) AS low, max(position) AS high FROM events WHERE day = days.day::date) AS found"
).bindparams(bindparam("since", type_=Date), bindparam("until", type_=Date))


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go on: `most` events after a position; with `newest` back from before it, from the end if it is 0."""

    after: int
    most: int
    newest: bool = False

    def ask(self, connection: Connection, wanted: AnySelect, at: ColumnElement[int]) -> Sequence[AnyRow]:
        """The events on this way; `at` is the column of positions to go by."""
        if self.newest:
            wanted = (wanted.where(at < self.after) if self.after else wanted).order_by(at.desc())
        else:
            wanted = wanted.where(at > self.after).order_by(at)
        return connection.execute(wanted.limit(self.most)).all()

    def near(self, at: ColumnElement[int]) -> ColumnElement[bool]:
        """The stretch that lies next on it."""
        return at >= self.after - STRETCH if self.newest else at <= self.after + STRETCH

    def within(self, low: int, high: int) -> Way:
        """The same way, begun where the first event can be."""
        if self.newest:
            return replace(self, after=min(self.after or high + 1, high + 1))
        return replace(self, after=max(self.after, low - 1))


def seek(connection: Connection, selection: Selection, way: Way) -> Sequence[AnyRow]:
    """The next events that stand and match, as rows of their table."""
    where = search(connection, selection)
    if where is None:
        return way.ask(connection, select(events).where(exactly(selection)), events.c.position)
    found = where.source.join(events, events.c.position == where.event)
    wanted: AnySelect = select(events).select_from(found).where(where.condition, exactly(selection))
    if connection.dialect.name == "sqlite":
        return way.ask(connection, wanted, where.event)
    way = way.within(*_span(connection, selection))
    rows = way.ask(connection, wanted.where(way.near(where.event)), where.event)
    return rows if len(rows) == way.most else way.ask(connection, wanted, where.event)


def _span(connection: Connection, selection: Selection) -> tuple[int, int]:
    """The first and the last position that an event of the selection's days can have."""
    last = int(connection.execute(select(positions.c.last)).scalar_one())
    bounds = day_bounds(connection) if selection.since or selection.until else None
    if bounds is None:
        return 1, last
    since, until = max(selection.since or bounds[0], bounds[0]), min(selection.until or bounds[1], bounds[1])
    if (until - since).days > _MOST_DAYS:
        return 1, last
    row = connection.execute(_SPAN, {"since": since, "until": until}).one()
    return (row.low, row.high) if row.low else (last + 1, 0)
