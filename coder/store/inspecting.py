"""Looks over a store without changing it: what is in it, and whether it is sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, or_, select

from coder.coder import Versions
from coder.store.counting import COUNTS
from coder.store.failing import plainly
from coder.store.opening import Opened, newest, revision
from coder.store.tables import articles, events, mentions, positions, versions


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a store holds, by which versions its articles were coded, and what is wrong with it.

    `step` is the step that its tables are at; with `older` they are to be brought up to date first.
    """

    step: str
    older: bool
    articles: int = 0
    copies: int = 0
    events: int = 0
    withdrawn: int = 0
    mentions: int = 0
    coded: tuple[tuple[Versions, int], ...] = ()
    faults: tuple[str, ...] = ()


def inspect(opened: Opened) -> Inspection:
    """Look a store over; how often events were told is counted anew and compared.

    :raise StoreError: it is not there, cannot be read, or a newer Dragoman made it.
    """
    step = str(revision(opened))
    if step != newest():
        return Inspection(step, older=True)
    with plainly(opened.url), opened.reading.connect() as connection:
        return Inspection(
            step=step,
            older=False,
            articles=_number(connection, articles),
            copies=_number(connection, articles, articles.c.copy_of.is_not(None)),
            events=_number(connection, events, events.c.withdrawn.is_(None)),
            withdrawn=_number(connection, events, events.c.withdrawn.is_not(None)),
            mentions=_number(connection, mentions, mentions.c.withdrawn.is_(None)),
            coded=tuple(_coded(connection)),
            faults=tuple(_faults(connection)),
        )


def _number(connection: Connection, of: FromClause, *where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(of).where(*where)).scalar_one())


def _coded(connection: Connection) -> Iterator[tuple[Versions, int]]:
    by = versions.c
    wanted = select(by.coder, by.dictionaries, by.model, func.count().label("articles"))
    wanted = wanted.join(articles, articles.c.version == by.number).group_by(by.number).order_by(by.number)
    for row in connection.execute(wanted):
        yield Versions(row.coder, row.dictionaries, row.model), row.articles


def _faults(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        found: list[Any] = list(connection.exec_driver_sql("PRAGMA quick_check").scalars())
        yield from (str(each) for each in found if each != "ok")
    miscounted = or_(*(events.c[name] != counted for name, counted in COUNTS.items()))
    if wrong := _number(connection, events, miscounted):
        yield f"{wrong} events have counts that do not agree with who told them"
    last = select(positions.c.last).scalar_subquery()
    if ahead := _number(connection, events, or_(events.c.position > last, events.c.withdrawn > last)):
        yield f"{ahead} events have positions that were never given"
    untold = (events.c.mentions == 0) & events.c.withdrawn.is_(None)
    if alone := _number(connection, events, untold):
        yield f"{alone} events stand although nobody tells them"
