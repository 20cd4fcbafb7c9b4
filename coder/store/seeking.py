"""Finds the next events of a selection in order of position, without looking at more than it must.

SQLite goes through its inverted index in order of position and stops when it has enough. PostgreSQL's index knows
no order: all that match would be fetched to be sorted. So it is first asked to look through a stretch of events,
where what is frequent is found at once; only what is rare there is asked of the index, all of it before any is sorted:
left to itself PostgreSQL would go through all events in order, in the hope of having enough soon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Date, bindparam, select, text, true

from coder.store.columns import AnyRow, AnySelect
from coder.store.searching import Search, day_bounds, exactly, search
from coder.store.selection import Selection
from coder.store.tables import events, positions

STRETCH = 8_000
_MOST_DAYS = 400
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
        ordered = wanted.where(self.ahead(at)).order_by(at.desc() if self.newest else at)
        return connection.execute(ordered.limit(self.most)).all()

    def ahead(self, at: ColumnElement[int]) -> ColumnElement[bool]:
        """All that lies on it."""
        if self.newest:
            return at < self.after if self.after else true()
        return at > self.after

    def near(self, at: ColumnElement[int]) -> ColumnElement[bool]:
        """The stretch that lies next on it."""
        return at >= self.after - STRETCH if self.newest else at <= self.after + STRETCH

    def ends_within(self, low: int, high: int) -> bool:
        """Whether nothing lies behind that stretch."""
        return self.after - STRETCH <= low if self.newest else self.after + STRETCH >= high

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
    low, high = _span(connection, selection)
    way = way.within(low, high)
    rows = way.ask(connection, wanted.where(way.near(where.event)), where.event)
    if len(rows) == way.most or way.ends_within(low, high):
        return rows
    return _from_index(connection, where, selection, way)


def _from_index(connection: Connection, where: Search, selection: Selection, way: Way) -> Sequence[AnyRow]:
    """What is rare: all that matches, then the event of each (`OFFSET 0` keeps PostgreSQL from turning that round)."""
    ahead = select(where.event).where(where.condition, way.ahead(where.event)).cte("ahead").prefix_with("MATERIALIZED")
    each = select(events).where(events.c.position == ahead.c.event, exactly(selection)).offset(0).lateral("each")
    return way.ask(connection, select(each).select_from(ahead.join(each, true())), ahead.c.event)


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
