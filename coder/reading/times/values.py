"""What time expressions say, before anybody knows the article's date."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Unit(enum.StrEnum):
    """What a calendar counts in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


class Clip(enum.StrEnum):
    """The side of the article's day that an expression keeps to: `earlier this week`, `later this month`."""

    NONE = ""
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as far as it is told: `3 May`, `in March`, `1979`, `the third quarter of 2009`; 0 is not told.

    `shift` counts years from the article's (`March last year` is -1), `turn` is -1 for `last March` and 1 for
    `next March`.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    quarter: int = 0
    decade: bool = False
    shift: int | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday.

    `turn` is -1 for `last Friday` and 1 for `next Friday`; `week` counts weeks from the article's where the words
    name one (`Friday of last week` is -1).
    """

    day: int
    turn: int = 0
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """So many units from the article's day: `yesterday`, `last month`, `three weeks ago`, `this year`."""

    unit: Unit
    count: int
    clip: Clip = Clip.NONE


@dataclass(frozen=True, slots=True)
class Ahead:
    """`in three days`: so many units on from the article's day, if the act is still to come."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Weekend:
    """`over the weekend`: the one that the tense asks for."""


@dataclass(frozen=True, slots=True)
class Lately:
    """The units up to the article's day: `over the past three weeks`."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """So many units from the day told of before: `the day before`, `two days later`, `the same day`."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another: `from 2003 to 2005`, `Wednesday and Thursday`."""

    first: Dated | Weekday
    last: Dated | Weekday


Value = Dated | Weekday | Counted | Ahead | Weekend | Lately | Told | Between
