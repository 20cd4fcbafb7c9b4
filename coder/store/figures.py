"""Sums over events, for people to look at: who to whom, day by day, where."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, case, func, select, tuple_, union_all

from coder.coding.events import Nearness
from coder.store.columns import AnyRow, AnySelect
from coder.store.searching import conditions
from coder.store.selection import Selection
from coder.store.tables import events

QUADS = (1, 2, 3, 4)

_BY_COUNTRY = (events.c.source_country, events.c.target_country)
_BY_CODE = (events.c.source, events.c.target)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many events and tellings of them; `quads` are the events of class 1 to 4.

    `valued` events have a Goldstein value; `cooperation` is the sum of those above nought, `conflict` of those below.
    """

    events: int
    mentions: int
    quads: tuple[int, int, int, int]
    valued: int
    cooperation: float
    conflict: float

    @property
    def mean(self) -> float | None:
        """The mean Goldstein value; None where no event has one."""
        return (self.cooperation + self.conflict) / self.valued if self.valued else None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one country, or what acts like one (`IGOUNO`), did to another."""

    source: str
    target: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Dyad:
    """What one actor did to another, by their codes and the names they were called."""

    source: str
    source_name: str
    target: str
    target_name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Point:
    """What happened on a day."""

    day: datetime.date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Spot:
    """What happened at a place, in degrees north and east."""

    name: str
    country: str
    latitude: float
    longitude: float
    tally: Tally


@dataclass(frozen=True, slots=True)
class Country:
    """What happened in a country, or what it took part in."""

    code: str
    tally: Tally


def matrix(connection: Connection, selection: Selection, size: int, whole: bool) -> tuple[Cell, ...]:
    """Who to whom between those that take part most, by country or by their whole codes: cells with events in them."""
    source, target = _BY_CODE if whole else _BY_COUNTRY
    among = _busiest(connection, selection, size, source, target)
    ends = source.label("of"), target.label("to")
    wanted = _standing(connection, selection, *ends).where(source.in_(among), target.in_(among))
    rows = connection.execute(wanted.group_by(source, target).order_by(source, target))
    return tuple(Cell(row.of, row.to, _tally(row)) for row in rows)


def dyads(connection: Connection, selection: Selection, size: int) -> tuple[Dyad, ...]:
    """The pairs of actors with the most events, those told most often first among equals."""
    source, target = _BY_CODE
    told = func.count().desc(), func.sum(events.c.mentions).desc(), source, target
    first = _of(connection, selection, source, target).group_by(source, target).order_by(*told).limit(size)
    ranks = {(row.source, row.target): rank for rank, row in enumerate(connection.execute(first))}
    names = func.max(events.c.source_name).label("source_name"), func.max(events.c.target_name).label("target_name")
    wanted = _standing(connection, selection, source, target, *names).where(tuple_(source, target).in_(ranks))
    rows = connection.execute(wanted.group_by(source, target)) if ranks else ()
    return tuple(
        Dyad(row.source, row.source_name, row.target, row.target_name, _tally(row))
        for row in sorted(rows, key=lambda row: ranks[row.source, row.target])
    )


def series(connection: Connection, selection: Selection) -> tuple[Point, ...]:
    """Day by day; days without events are left out, and events without a day."""
    day = events.c.day
    wanted = _standing(connection, selection, day).where(day.is_not(None)).group_by(day).order_by(day)
    return tuple(Point(row.day, _tally(row)) for row in connection.execute(wanted))


def undated(connection: Connection, selection: Selection) -> int:
    """How many events have no day."""
    wanted = _of(connection, selection, func.count()).where(events.c.day.is_(None))
    return int(connection.execute(wanted).scalar_one())


def places(connection: Connection, selection: Selection) -> tuple[Country, ...]:
    """By the country where it took place, as far as that is known."""
    at = events.c.place_country
    wanted = _standing(connection, selection, at).where(at != "").group_by(at)
    rows = connection.execute(wanted.order_by(func.count().desc(), at))
    return tuple(Country(row.place_country, _tally(row)) for row in rows)


def sites(connection: Connection, selection: Selection, size: int) -> tuple[Spot, ...]:
    """By the place itself, where its position is known."""
    at = events.c.place, events.c.place_country, events.c.latitude, events.c.longitude
    known = events.c.nearness == Nearness.PLACE, events.c.latitude.is_not(None), events.c.longitude.is_not(None)
    wanted = _standing(connection, selection, *at).where(*known).group_by(*at)
    rows = connection.execute(wanted.order_by(func.count().desc(), *at).limit(size))
    return tuple(Spot(row.place, row.place_country, row.latitude, row.longitude, _tally(row)) for row in rows)


def countries(connection: Connection, selection: Selection, size: int) -> tuple[Country, ...]:
    """By the countries that take part, as source or as target; what happens within one counts once."""
    at, other = events.c.source_country, events.c.target_country
    of_source = _sides(connection, selection, at)
    of_target = _sides(connection, selection, other).where(other != at)
    sides = union_all(of_source, of_target).subquery()
    sums = (func.sum(sides.c[name]).label(name) for name in _SUMS)
    wanted = select(sides.c.code, *sums).group_by(sides.c.code)
    rows = connection.execute(wanted.order_by(func.sum(sides.c.told).desc(), sides.c.code).limit(size))
    return tuple(Country(row.code, _tally(row)) for row in rows)


def _busiest(connection: Connection, selection: Selection, size: int, at: Column[str], other: Column[str]) -> list[str]:
    """Who takes part in most events, on either side; what happens within one counts once."""
    counts: Counter[str] = Counter()
    for side, where in ((at, ()), (other, (other != at,))):
        wanted = _of(connection, selection, side, func.count()).where(side != "", *where)
        counts.update({row[0]: row[1] for row in connection.execute(wanted.group_by(side))})
    return sorted(counts, key=lambda code: (-counts[code], code))[:size]


def _sides(connection: Connection, selection: Selection, side: ColumnElement[str]) -> AnySelect:
    return _standing(connection, selection, side.label("code")).where(side != "").group_by(side)


def _standing(connection: Connection, selection: Selection, *columns: ColumnElement[Any]) -> AnySelect:
    """The sums of a selection's events, to be grouped by columns."""
    return _of(connection, selection, *columns, *_SUMS.values())


def _of(connection: Connection, selection: Selection, *columns: ColumnElement[Any]) -> AnySelect:
    """Columns of a selection's events that stand."""
    wanted: AnySelect = select(*columns)
    return wanted.where(conditions(connection, selection))


def _sums() -> dict[str, ColumnElement[Any]]:
    quads = {f"quad_{quad}": func.sum(case((events.c.quad == quad, 1), else_=0)) for quad in QUADS}
    found: dict[str, ColumnElement[Any]] = {
        "told": func.count(),
        "mentioned": func.sum(events.c.mentions),
        "valued": func.count(events.c.goldstein),
        "cooperation": func.sum(case((events.c.goldstein > 0, events.c.goldstein), else_=0.0)),
        "conflict": func.sum(case((events.c.goldstein < 0, events.c.goldstein), else_=0.0)),
        **quads,
    }
    return {name: each.label(name) for name, each in found.items()}


_SUMS = _sums()


def _tally(row: AnyRow) -> Tally:
    one, two, three, four = (int(getattr(row, f"quad_{quad}")) for quad in QUADS)
    cooperation, conflict = (round(float(each), 6) for each in (row.cooperation, row.conflict))
    return Tally(int(row.told), int(row.mentioned), (one, two, three, four), int(row.valued), cooperation, conflict)
