"""The dates behind a code, and which code counts when: the first listed that fits the day, as PETRARCH decides."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

FIRST, LAST = datetime.date.min, datetime.date.max
_PIVOT = 30
"""Two-digit years up to this one are of this century: `301231` is 2030, `310101` is 1931."""

_RESTRICTION = re.compile(r"(?P<sign>[<>])(?P<only>[^<>-]+)|(?P<start>[^<>-]+)-(?P<end>[^<>-]+)")
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `start` on and before `end`; open ends are the first and last day there are."""

    start: datetime.date = FIRST
    end: datetime.date = LAST

    @property
    def whole(self) -> bool:
        """Whether it holds on every day."""
        return self.start == FIRST and self.end == LAST

    def without(self, other: Stretch) -> tuple[Stretch, ...]:
        """What is left of it outside another stretch."""
        before = Stretch(self.start, min(self.end, other.start))
        after = Stretch(max(self.start, other.end), self.end)
        return tuple(part for part in (before, after) if part.start < part.end)

    @property
    def first_day(self) -> str:
        """The day it starts on, empty where it has always been."""
        return "" if self.start == FIRST else self.start.isoformat()

    @property
    def last_day(self) -> str:
        """The last day it holds, empty where it goes on."""
        return "" if self.end == LAST else (self.end - _DAY).isoformat()


ALWAYS = Stretch()


def read_stretch(written: str) -> Stretch:
    """The days that `>20090120`, `<010101`, `970101-061231` or nothing at all mean.

    A start counts, an end does not any more.

    :raise ValueError: it is no restriction; the message says why.
    """
    text = "".join(written.split())
    if not text:
        return ALWAYS
    found = _RESTRICTION.fullmatch(text)
    if found is None:
        raise ValueError(f"`{written}` is neither <DATE, >DATE nor DATE-DATE")
    if found["sign"]:
        day = _read_day(found["only"])
        return Stretch(start=day) if found["sign"] == ">" else Stretch(end=day)
    stretch = Stretch(_read_day(found["start"]), _read_day(found["end"]))
    if stretch.end <= stretch.start:
        raise ValueError(f"`{written}` holds on no day: from {stretch.start} on, but only before {stretch.end}")
    return stretch


def _read_day(written: str) -> datetime.date:
    if not written.isascii() or not written.isdigit() or len(written) not in {6, 8}:
        raise ValueError(f"`{written}` is no date: six or eight digits, YYMMDD or YYYYMMDD")
    year, month, day = int(written[:-4]), int(written[-4:-2]), int(written[-2:])
    if len(written) == 6:
        year += 2000 if year <= _PIVOT else 1900
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"`{written}` is no date: there is no such day") from None


def in_force(stretches: Iterable[Stretch]) -> list[tuple[Stretch, ...]]:
    """For each stretch of a list the parts in which no earlier one holds; nothing where it never counts."""
    taken: list[Stretch] = []
    found: list[tuple[Stretch, ...]] = []
    for stretch in stretches:
        parts: tuple[Stretch, ...] = (stretch,)
        for other in taken:
            parts = tuple(left for part in parts for left in part.without(other))
        found.append(parts)
        taken.append(stretch)
    return found
