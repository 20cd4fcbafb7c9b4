"""From what a time expression says to days of the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from coder.coding.events import Precision
from coder.reading.times.values import (
    Ahead,
    Between,
    Clip,
    Counted,
    Dated,
    Lately,
    Told,
    Unit,
    Value,
    Weekday,
    Weekend,
)
from coder.reading.timing import Bound, TimePhrase

_ONE = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_FINENESS = list(Precision)
_SATURDAY = 5
_LENGTHS = (
    (1, Precision.DAY),
    (7, Precision.WEEK),
    (31, Precision.MONTH),
    (92, Precision.QUARTER),
    (366, Precision.YEAR),
)


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of the calendar, both ends included."""

    first: datetime.date
    last: datetime.date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Calendar:
    """Resolves expressions against an article's day, if it has one, and what was told before.

    `told` gives the days last told of before the expression.
    """

    today: datetime.date | None
    told: Callable[[], Days | None]

    def days(self, phrase: TimePhrase) -> Days | None:
        """The days that an expression allows; None where they cannot be known."""
        try:
            return self._bounded(phrase)
        except (ValueError, OverflowError):  # `30 February`, or beyond the calendar
            return None

    def _bounded(self, phrase: TimePhrase) -> Days | None:
        match phrase.bound:
            case Bound.AT:
                return self._days(phrase.value, phrase.to_come)
            case Bound.SINCE:
                found = self._days(phrase.value, to_come=False)
                return _stretch(found.first, self.today) if found else None
            case Bound.UNTIL:
                # what was done by Friday was done on a day that nobody tells
                found = self._days(phrase.value, to_come=True) if phrase.to_come else None
                return _stretch(self.today, found.last) if found else None

    def _days(self, value: Value, to_come: bool) -> Days | None:
        match value:
            case Dated():
                return self._dated(value, to_come)
            case Between():
                return self._between(value, to_come)
            case Told():
                return self._told(value)
        if self.today is None:
            return None
        match value:
            case Weekday():
                return _day(self._weekday(value, to_come, self.today))
            case Weekend():
                return _weekend(self.today, to_come)
            case Counted():
                return _counted(value, self.today, to_come)
            case Ahead():
                return period(value.unit, moved(self.today, value.unit, value.count)) if to_come else None
            case Lately():
                return _stretch(moved(self.today, value.unit, -value.count), self.today)

    def _weekday(self, value: Weekday, to_come: bool, today: datetime.date) -> datetime.date:
        if value.week is not None:
            return _monday(today) + value.week * _WEEK + value.day * _ONE
        if value.turn > 0:
            return _on_or_after(today + _ONE, value.day)
        if value.turn < 0:
            return _on_or_before(today - _ONE, value.day)
        return _on_or_after(today, value.day) if to_come else _on_or_before(today, value.day)

    def _dated(self, value: Dated, to_come: bool) -> Days | None:
        if value.year:
            return _calendar(value, value.year)
        if self.today is None:
            return None
        if value.shift is not None:
            return _calendar(value, self.today.year + value.shift)
        return _nearest(value, self.today, to_come)

    def _between(self, value: Between, to_come: bool) -> Days | None:
        """The later end by its own words, the earlier as the last such day before it; the other way round to come."""
        if to_come:
            first = self._days(value.first, to_come)
            last = first and Calendar(first.first, self.told)._days(value.last, to_come)
        else:
            last = self._days(value.last, to_come)
            first = last and Calendar(last.last, self.told)._days(value.first, to_come)
        return _stretch(first.first, last.last) if first and last else None

    def _told(self, value: Told) -> Days | None:
        """Counted from what was told before, `the day before` else from the article's day."""
        before = self.told()
        if before is None:
            return (
                _counted(Counted(value.unit, value.count), self.today, False)
                if self.today and value.count < 0
                else None
            )
        if _FINENESS.index(before.precision) > _FINENESS.index(Precision(value.unit)):
            return None
        return period(value.unit, moved(before.first, value.unit, value.count))


def period(unit: Unit, day: datetime.date) -> Days:
    """The day, week (Monday to Sunday), month, ... that a day is in."""
    match unit:
        case Unit.DAY:
            return _day(day)
        case Unit.WEEK:
            return Days(_monday(day), _monday(day) + 6 * _ONE, Precision.WEEK)
        case Unit.WEEKEND:
            saturday = _monday(day) + _SATURDAY * _ONE
            return Days(saturday, saturday + _ONE, Precision.WEEK)
        case Unit.MONTH:
            return _months(day.year, day.month, 1, Precision.MONTH)
        case Unit.QUARTER:
            return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3, Precision.QUARTER)
        case Unit.YEAR:
            return _months(day.year, 1, 12, Precision.YEAR)
        case Unit.DECADE:
            return _months(day.year // 10 * 10, 1, 120, Precision.DECADE)


def moved(day: datetime.date, unit: Unit, count: int) -> datetime.date:
    """The day so many units on; the last of a shorter month where it has no such day."""
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}.get(unit)
    if days:
        return day + count * days * _ONE
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}[unit] * count
    first, last = _month_after(day.year, day.month, months), _month_after(day.year, day.month, months + 1) - _ONE
    return first.replace(day=min(day.day, last.day))


def _day(day: datetime.date) -> Days:
    return Days(day, day, Precision.DAY)


def _months(year: int, month: int, count: int, precision: Precision) -> Days:
    return Days(datetime.date(year, month, 1), _month_after(year, month, count) - _ONE, precision)


def _month_after(year: int, month: int, count: int) -> datetime.date:
    months = year * 12 + month - 1 + count
    return datetime.date(months // 12, months % 12 + 1, 1)


def _stretch(first: datetime.date | None, last: datetime.date | None) -> Days | None:
    """From one day to another, as exact as the shortest unit that is as long; None without two ends in order."""
    if first is None or last is None or last < first:
        return None
    length = (last - first).days + 1
    return Days(first, last, next((name for most, name in _LENGTHS if length <= most), Precision.DECADE))


def _monday(day: datetime.date) -> datetime.date:
    return day - day.weekday() * _ONE


def _on_or_before(day: datetime.date, weekday: int) -> datetime.date:
    return day - (day.weekday() - weekday) % 7 * _ONE


def _on_or_after(day: datetime.date, weekday: int) -> datetime.date:
    return day + (weekday - day.weekday()) % 7 * _ONE


def _weekend(today: datetime.date, to_come: bool) -> Days:
    """The weekend that is on or was last; the next, where the act is to come."""
    saturday = _on_or_after(today - _ONE, _SATURDAY) if to_come else _on_or_before(today, _SATURDAY)
    return Days(saturday, saturday + _ONE, Precision.WEEK)


def _counted(value: Counted, today: datetime.date, to_come: bool) -> Days:
    if value.unit is Unit.WEEKEND and value.count == 0:
        return _weekend(today, to_come)
    found = period(value.unit, moved(today, value.unit, value.count))
    match value.clip:
        case Clip.EARLIER:
            return Days(found.first, today, found.precision)
        case Clip.LATER:
            return Days(today, found.last, found.precision)
    return found


def _calendar(value: Dated, year: int) -> Days:
    """A date of a year, as exact as it is told."""
    if value.decade:
        return period(Unit.DECADE, datetime.date(year, 1, 1))
    if value.quarter:
        return period(Unit.QUARTER, datetime.date(year, value.quarter * 3, 1))
    if value.day:
        return _day(datetime.date(year, value.month, value.day))
    if value.month:
        return period(Unit.MONTH, datetime.date(year, value.month, 1))
    return period(Unit.YEAR, datetime.date(year, 1, 1))


def _nearest(value: Dated, today: datetime.date, to_come: bool) -> Days | None:
    """A date without its year: the last one that has begun, or the next one that is not over."""
    years = range(today.year - 1, today.year + 2)
    found = [days for year in years if (days := _in_year(value, year)) is not None]
    if value.turn < 0:
        found = [days for days in found if days.last < today]
    elif value.turn > 0:
        found = [days for days in found if days.first > today]
    if value.turn > 0 or (to_come and not value.turn):
        return next((days for days in found if days.last >= today), None)
    return next((days for days in reversed(found) if days.first <= today), None)


def _in_year(value: Dated, year: int) -> Days | None:
    """The date in a year; None for 29 February in most of them."""
    try:
        return _calendar(value, year)
    except ValueError:
        return None
