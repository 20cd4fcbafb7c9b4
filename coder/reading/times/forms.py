"""The table of news phrases that tell when: the words, and what they say.

Where two rows fit at the same place the longer stretch of text wins, then the earlier row.  A row whose
reader gives None takes words that look like a time and are none (`Friday prayers`, `every Monday`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from coder.reading.times.values import Ahead, Between, Clip, Counted, Dated, Lately, Told, Unit, Value, Weekday, Weekend
from coder.reading.times.words import (
    DATE,
    MONTH,
    NUMBER,
    PART,
    QUARTERS,
    UNITS,
    WEEKDAY,
    YEAR,
    amount,
    date_number,
    month_number,
    turn,
    weekday_number,
)

Found = re.Match[str]
Reader = Callable[[Found], Value | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A row; `family` is the sort of word that must be there, `led` asks for a preposition or `early` before it."""

    family: str
    pattern: re.Pattern[str]
    read: Reader
    led: bool = False


def _form(family: str, pattern: str, read: Reader, led: bool = False) -> Form:
    return Form(family, re.compile(rf"(?<![\w$€£.,])(?<!\d[-–])(?:{pattern})(?!\w|[.,:]\d)", re.IGNORECASE), read, led)


def _no_time(found: Found) -> None:
    return None


def _unit(found: Found) -> Unit:
    return Unit(found["unit"].lower().rstrip("s"))


def _weekday(found: Found) -> Value:
    week = found["week"]
    return Weekday(
        weekday_number(found["day"]),
        turn=turn(found["turn"] or "this"),
        week=None if week is None else turn(week),
    )


def _weekdays(found: Found) -> Value:
    return Between(Weekday(weekday_number(found["day"])), Weekday(weekday_number(found["until"])))


def _date(found: Found) -> Value:
    year, shift = int(found["year"] or 0), None if found["turn"] is None else turn(found["turn"])
    first = Dated(year, month_number(found["month"]), date_number(found["date"]), shift=shift)
    if found["until"] is None:
        return first
    return Between(first, Dated(year, first.month, date_number(found["until"]), shift=shift))


def _iso_date(found: Found) -> Value:
    return Dated(int(found["year"]), int(found["month"]), int(found["date"]))


def _month(found: Found) -> Value:
    return Dated(
        int(found["year"] or 0),
        month_number(found["month"]),
        shift=None if found["turn"] is None else turn(found["turn"]),
    )


def _turned_month(found: Found) -> Value:
    return Dated(month=month_number(found["month"]), turn=turn(found["turn"]))


def _year(found: Found) -> Value:
    return Dated(int(found["year"]))


def _years(found: Found) -> Value:
    first, last = found["year"], found["until"]
    return Between(Dated(int(first)), Dated(int(first[: 4 - len(last)] + last)))


def _decade(found: Found) -> Value:
    digits = found["decade"]
    return Dated(int(digits if len(digits) == 4 else f"19{digits}"), decade=True)


def _quarter(found: Found) -> Value:
    shift = None if found["turn"] is None else turn(found["turn"])
    return Dated(int(found["year"] or 0), quarter=QUARTERS[found["number"].lower()], shift=shift)


def _days(count: int) -> Reader:
    return lambda found: Counted(Unit.DAY, count)


def _turned(found: Found) -> Value:
    return Counted(_unit(found), turn(found["turn"]))


def _clipped(found: Found) -> Value:
    return Counted(_unit(found), 0, Clip(found["clip"].lower()))


def _this(found: Found) -> Value:
    return Counted(_unit(found), 0)


def _year_end(found: Found) -> Value:
    return Counted(Unit.YEAR, 0)


def _weekend(found: Found) -> Value:
    return Weekend()


def _lately(found: Found) -> Value:
    return Lately(_unit(found), amount(found["number"] or "one"))


def _ago(found: Found) -> Value:
    return Counted(_unit(found), -amount(found["number"]))


def _ahead(found: Found) -> Value:
    return Ahead(_unit(found), amount(found["number"]))


def _told(found: Found) -> Value:
    back = found["way"].lower() in {"before", "earlier", "previous", "preceding"}
    return Told(_unit(found), amount(found["number"] or "one") * (-1 if back else 1))


def _told_night(found: Found) -> Value:
    return Told(Unit.DAY, -1 if found["way"].lower() in {"before", "previous", "preceding"} else 1)


def _same(found: Found) -> Value:
    return Told(_unit(found), 0)


def _same_day(found: Found) -> Value:
    return Told(Unit.DAY, 0)


_TAIL = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|,?\s+(?:of\s+)?(?P<turn>last|this|next)\s+year)?"
_OF_WEEK = rf"(?:{WEEKDAY},?\s+\(?(?:the\s+)?)?"
_ENDS = r"(?=\s*(?:[.,;:)\]\"”]|$|(?:in|on|at|near|by|for|and|but|over|during|with|when|while|to|against|as)\b))"
"""`the day before` stands alone; `the day before the vote` is told from the vote."""

FORMS: tuple[Form, ...] = (
    # what is only called after a day or month
    _form(
        "weekday",
        rf"(?:black|bloody|good|easter|ash|palm|holy|super|cyber|whit|shrove|every|each)\s+{WEEKDAY}",
        _no_time,
    ),
    _form("weekday", rf"{WEEKDAY}(?:['’]s)?\s+(?:prayers?|sermons?|mosques?)", _no_time),
    _form("weekday", rf"{WEEKDAY}s", _no_time),
    _form("month", rf"(?:black|red|bloody)\s+{MONTH}", _no_time),
    _form("month", r"sept(?:ember|\.)?\s+11(?:th)?(?:,?\s+2001,?)?\s+(?:\w+\s+)?(?:attack|hijack)\w*", _no_time),
    _form("month", r"may\s+day", _no_time),
    _form("month", rf"{MONTH}\s+{DATE}\s+(?:\w+\s+)?(?:movement|alliance|coalition|brigades?|bloc|group)s?", _no_time),
    # days of the week
    _form("weekday", rf"(?P<day>{WEEKDAY})\s*(?:and|or|to|through|until|-|–)\s*(?P<until>{WEEKDAY})", _weekdays),
    _form(
        "weekday",
        rf"(?:(?P<turn>last|this\s+past|this|next|coming|previous|following)\s+)?(?P<day>{WEEKDAY})(?:\s+{PART})?"
        r"(?:,?\s+(?:of\s+)?(?P<week>last|this|next)\s+week)?",
        _weekday,
    ),
    # dates, months, quarters, years
    _form(
        "month",
        rf"{_OF_WEEK}(?P<month>{MONTH})\s+(?P<date>{DATE})(?:\s*(?:-|–|to|and|through)\s*(?P<until>{DATE}))?{_TAIL}",
        _date,
    ),
    _form(
        "month",
        rf"{_OF_WEEK}(?P<date>{DATE})(?:\s*(?:-|–|to|and)\s*(?P<until>{DATE}))?(?:\s+of)?\s+(?P<month>{MONTH}){_TAIL}",
        _date,
    ),
    _form("year", rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<date>0[1-9]|[12]\d|3[01])", _iso_date),
    _form("month", rf"(?P<turn>last|this|next)\s+(?P<month>{MONTH})", _turned_month),
    _form("month", rf"(?P<month>{MONTH}){_TAIL}", _month, led=True),
    _form("year", rf"(?P<year>{YEAR})", _year, led=True),
    _form("year", rf"(?P<year>{YEAR})\s*[-–]\s*(?P<until>(?:\d\d)?\d\d)", _years, led=True),
    _form("year", r"(?P<decade>1[5-9]\d0|20\d0)['’]?s", _decade),
    _form("year", r"['’](?P<decade>[1-9]0)s", _decade),
    _form("unit", rf"(?P<number>{'|'.join(QUARTERS)})\s+quarter{_TAIL}", _quarter),
    # counted from the article's day
    _form("fixed", rf"yesterday(?:\s+{PART})?", _days(-1)),
    _form("fixed", r"last\s+(?:night|evening)", _days(-1)),
    _form("fixed", rf"today|tonight|this\s+(?:very\s+)?{PART}", _days(0)),
    _form("fixed", rf"tomorrow(?:\s+{PART})?", _days(1)),
    _form("fixed", r"(?:the\s+)?day\s+before\s+yesterday", _days(-2)),
    _form("fixed", r"(?:the\s+)?day\s+after\s+tomorrow", _days(2)),
    _form(
        "unit",
        r"(?P<turn>last|this\s+past|this|current|next|coming)\s+(?P<unit>week|weekend|month|quarter|year|decade)",
        _turned,
    ),
    _form(
        "unit", r"(?P<clip>earlier|later)\s+(?:this|in\s+the|in\s+this)\s+(?P<unit>week|month|quarter|year)", _clipped
    ),
    _form(
        "unit",
        r"(?:end|close|start|beginning|middle|rest)\s+of\s+(?:the|this)\s+(?P<unit>week|month|year|decade)",
        _this,
    ),
    _form("unit", r"(?:the\s+)?year(?:['’]s)?[\s-]end", _year_end),
    _form("unit", r"(?:the\s+)?weekend", _weekend, led=True),
    _form("unit", rf"(?:the\s+)?past\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>{UNITS})", _lately),
    _form("unit", rf"(?:the\s+last|these\s+last)\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>{UNITS})", _lately),
    _form("unit", rf"last\s+(?P<number>{NUMBER})\s+(?P<unit>{UNITS})", _lately),
    _form("unit", rf"(?P<number>{NUMBER})\s+(?P<unit>{UNITS})\s+ago", _ago),
    _form("unit", rf"(?:(?:more|less|fewer)\s+than|over|nearly|almost)\s+{NUMBER}\s+{UNITS}\s+ago", _no_time),
    _form("unit", rf"(?P<number>{NUMBER})\s+(?P<unit>{UNITS})\s+from\s+now", _ahead),
    _form("unit", rf"in\s+(?P<number>{NUMBER})\s+(?P<unit>{UNITS})(?:['’]\s+time)?", _ahead),
    # counted from a day told of before
    _form(
        "unit", rf"(?:the|(?P<number>{NUMBER}))\s+(?P<unit>{UNITS})\s+(?P<way>before|after|afterwards?){_ENDS}", _told
    ),
    _form("unit", rf"(?P<number>{NUMBER})\s+(?P<unit>{UNITS})\s+(?P<way>earlier|later)(?!\s+than)", _told),
    _form(
        "unit", r"the\s+(?P<number>)(?P<way>previous|preceding|following|next)\s+(?P<unit>day|week|month|year)", _told
    ),
    _form("fixed", rf"the\s+(?P<way>previous|preceding|following|next)\s+{PART}", _told_night),
    _form("fixed", rf"the\s+{PART}\s+(?P<way>before){_ENDS}", _told_night),
    _form("unit", r"(?:that|the\s+same|that\s+same)\s+(?P<unit>day|week|month|year)", _same),
    _form("fixed", rf"(?:that|the\s+same|that\s+same)\s+{PART}", _same_day),
    _form("unit", r"(?:earlier|later)\s+(?:in\s+the|that|the\s+same)\s+day", _same_day),
)
