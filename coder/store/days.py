"""What each day holds, in figures that change whenever what is told of it does."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from coder.store.tables import events, mentions


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day with events that stand, and a mark that is another whenever one of them is told otherwise."""

    day: datetime.date
    events: int
    mark: str


def read_days(connection: Connection) -> tuple[DayMark, ...]:
    """All days with events that stand, in order."""
    table, told = events.c, mentions.c
    standing = table.withdrawn.is_(None) & table.day.is_not(None)
    sums = (func.sum(table.mentions), func.sum(table.articles), func.sum(table.publishers), func.max(table.position))
    counted = select(table.day, func.count(), *sums).where(standing).group_by(table.day).order_by(table.day)
    newest = (
        select(table.day, func.max(told.number))
        .select_from(events.join(mentions, told.event == table.position))
        .where(standing, told.withdrawn.is_(None))
        .group_by(table.day)
    )
    last = {row[0]: row[1] for row in connection.execute(newest)}
    return tuple(
        DayMark(day, count, "-".join(map(str, (count, *figures, last.get(day, 0)))))
        for day, count, *figures in connection.execute(counted)
    )
