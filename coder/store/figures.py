"""Sums over events, for people to look at: who to whom, day by day, where."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select, union_all

from coder.store.searching import conditions
from coder.store.selection import Selection
from coder.store.tables import events

QUADS = (1, 2, 3, 4)

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
AnySelect: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Tally:
    """So many events and tellings of them; `goldstein` is the sum over events that have a value.

    `quads` are the events of class 1 to 4.
    """

    events: int
    mentions: int
    goldstein: float
    quads: tuple[int, int, int, int]


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
class Country:
    """What happened in a country, or what it took part in."""

    code: str
    tally: Tally


def matrix(connection: Connection, selection: Selection, size: int) -> tuple[Cell, ...]:
    """Who to whom between the countries that take part most: only cells with events in them."""
    among = [each.code for each in countries(connection, selection, size)]
    source, target = events.c.source_country, events.c.target_country
    wanted = _standing(connection, selection, source, target).where(source.in_(among), target.in_(among))
    rows = connection.execute(wanted.group_by(source, target).order_by(source, target))
    return tuple(Cell(row.source_country, row.target_country, _tally(row)) for row in rows)


def dyads(connection: Connection, selection: Selection, size: int) -> tuple[Dyad, ...]:
    """The pairs of actors with the most events, those told most often first among equals."""
    source, target = events.c.source, events.c.target
    names = func.max(events.c.source_name).label("source_name"), func.max(events.c.target_name).label("target_name")
    wanted = _standing(connection, selection, source, target, *names).group_by(source, target)
    wanted = wanted.order_by(func.count().desc(), func.sum(events.c.mentions).desc(), source, target).limit(size)
    return tuple(
        Dyad(row.source, row.source_name, row.target, row.target_name, _tally(row))
        for row in connection.execute(wanted)
    )


def series(connection: Connection, selection: Selection) -> tuple[Point, ...]:
    """Day by day; days without events are left out, and events without a day."""
    day = events.c.day
    wanted = _standing(connection, selection, day).where(day.is_not(None)).group_by(day).order_by(day)
    return tuple(Point(row.day, _tally(row)) for row in connection.execute(wanted))


def places(connection: Connection, selection: Selection) -> tuple[Country, ...]:
    """By the country where it took place, as far as that is known."""
    at = events.c.place_country
    wanted = _standing(connection, selection, at).where(at != "").group_by(at)
    rows = connection.execute(wanted.order_by(func.count().desc(), at))
    return tuple(Country(row.place_country, _tally(row)) for row in rows)


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


def _sides(connection: Connection, selection: Selection, side: ColumnElement[str]) -> AnySelect:
    return _standing(connection, selection, side.label("code")).where(side != "").group_by(side)


def _standing(connection: Connection, selection: Selection, *columns: ColumnElement[Any]) -> AnySelect:
    """The sums of a selection's events, to be grouped by columns."""
    wanted: AnySelect = select(*columns, *_SUMS.values())
    return wanted.where(conditions(connection, selection))


def _sums() -> dict[str, ColumnElement[Any]]:
    quads = {f"quad_{quad}": func.sum(case((events.c.quad == quad, 1), else_=0)) for quad in QUADS}
    found: dict[str, ColumnElement[Any]] = {
        "told": func.count(),
        "mentioned": func.sum(events.c.mentions),
        "weight": func.coalesce(func.sum(events.c.goldstein), 0.0),
        **quads,
    }
    return {name: each.label(name) for name, each in found.items()}


_SUMS = _sums()


def _tally(row: AnyRow) -> Tally:
    one, two, three, four = (int(getattr(row, f"quad_{quad}")) for quad in QUADS)
    return Tally(int(row.told), int(row.mentioned), round(float(row.weight), 6), (one, two, three, four))
