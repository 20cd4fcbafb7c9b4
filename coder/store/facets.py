"""What events are found by: marks such as `s:usagov`, `k:18`, `d:2024-05-03`, beside the words of the telling.

Marks and words stand in one inverted index, so that any filters together cost little more than what they find.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from collections.abc import Iterable, Iterator

from coder.coding.events import Event
from coder.store.queries import AllOf, AnyOf, Node, Term
from coder.store.selection import Selection, words_of

_ODD = re.compile(r"[^a-z0-9-]")
_LONGEST, _MOST, _SHORTEST = 60, 3_000, 3
_TENTHS = 100

Bounds = tuple[datetime.date, datetime.date]


def facets_of(event: Event, title: str) -> tuple[str, ...]:
    """All marks and words of an event: of its sides, act, day and place, of its sentence and the article's title."""
    return tuple(dict.fromkeys((*_marks(event), *_words(event, title))))


def sought(selection: Selection, bounds: Bounds | None) -> Node | None:
    """What an event must have; None where nothing is asked for. `bounds` are the first and last day there are."""
    parts = tuple(each for part in (_sides(selection), _acts(selection), _rest(selection, bounds)) for each in part)
    return AllOf(parts) if parts else None


def _marks(event: Event) -> Iterator[str]:
    code, where = event.code, event.where
    for side, actor in (("s", event.source), ("t", event.target)):
        yield from (_mark(side, each) for each in _beginnings(actor.code))
        yield _mark("c", actor.country)
        yield from (_mark("r", role) for role in actor.roles)
    yield from (_mark("k", each) for each in _beginnings(code.code))
    yield from (f"q:{code.quad}", f"p:{code.penta}")
    if code.goldstein is not None:
        yield f"g:{_tenth(code.goldstein)}"
    if event.day:
        yield from _day_marks(event.day)
    if where:
        yield _mark("l", where.country)
        yield _name_mark(where.name)


def _words(event: Event, title: str) -> Iterator[str]:
    sides = (f"{actor.name} {actor.text}" for actor in (event.source, event.target))
    where = event.where.name if event.where else ""
    told = " ".join((event.sentence.text, *sides, event.code.label, where, title))
    yield from (each.rstrip("*")[:_LONGEST] for each in words_of(told)[:_MOST])


def _sides(wanted: Selection) -> Iterator[Node]:
    if wanted.source:
        yield Term(_mark("s", wanted.source))
    if wanted.target:
        yield Term(_mark("t", wanted.target))
    if wanted.dyad:
        one, other = wanted.dyad
        yield AnyOf((_between(one, other), _between(other, one)))
    if wanted.country:
        yield Term(_mark("c", wanted.country))
    if wanted.role:
        yield Term(_mark("r", wanted.role))


def _acts(wanted: Selection) -> Iterator[Node]:
    if wanted.codes:
        yield AnyOf(tuple(Term(_mark("k", each)) for each in wanted.codes))
    if wanted.quads:
        yield AnyOf(tuple(Term(f"q:{each}") for each in wanted.quads))
    if wanted.pentas:
        yield AnyOf(tuple(Term(f"p:{each}") for each in wanted.pentas))
    if wanted.goldstein_from is not None or wanted.goldstein_to is not None:
        low, high = _tenth(wanted.goldstein_from, -_TENTHS), _tenth(wanted.goldstein_to, _TENTHS)
        yield AnyOf(tuple(Term(f"g:{each}") for each in range(low, high + 1)))


def _rest(wanted: Selection, bounds: Bounds | None) -> Iterator[Node]:
    if wanted.since or wanted.until:
        yield AnyOf(tuple(_days(wanted, bounds)) if bounds else ())
    if wanted.place:
        named = (_name_term(wanted.place),) if words_of(wanted.place) else ()
        yield AnyOf((Term(_mark("l", wanted.place)), *named))
    if wanted.text:
        yield AllOf(tuple(map(_word, words_of(wanted.text))))


def _word(word: str) -> Term:
    """A word as it is asked for; a beginning of one or two letters would be half of all words and is a whole one."""
    plain = word.rstrip("*")[:_LONGEST]
    return Term(plain, begins=word.endswith("*") and len(plain) >= _SHORTEST)


def _between(source: str, target: str) -> Node:
    return AllOf((Term(_mark("s", source)), Term(_mark("t", target))))


def _beginnings(code: str) -> Iterable[str]:
    """All that a code begins with, itself at the end.

    >>> list(_beginnings("183"))
    ['1', '18', '183']
    """
    return (code[:end] for end in range(1, len(code) + 1))


def _mark(kind: str, value: str) -> str:
    return f"{kind}:{_ODD.sub('_', value.lower())}"


def _name_mark(name: str) -> str:
    """A place's name as one mark: `n:new_york`."""
    return f"n:{'_'.join(words_of(name))}"[:_LONGEST]


def _name_term(beginning: str) -> Term:
    return Term(_name_mark(beginning.replace("*", " ")), begins=True)


def _tenth(value: float | None, without: int = 0) -> int:
    """A Goldstein value in tenths, rounded down, within the scale.

    >>> _tenth(-3.4), _tenth(2.85), _tenth(99.0), _tenth(None, -100)
    (-34, 28, 100, -100)
    """
    if value is None or math.isnan(value):
        return without
    return math.floor(round(min(max(value * 10, -_TENTHS), _TENTHS), 6))


def _day_marks(day: datetime.date) -> tuple[str, str, str]:
    iso = day.isoformat()
    return f"d:{iso}", f"m:{iso[:7]}", f"y:{iso[:4]}"


def _days(wanted: Selection, bounds: Bounds) -> Iterator[Term]:
    """The days of a range in as few marks as will do: years, months, days."""
    day, last = max(wanted.since or bounds[0], bounds[0]), min(wanted.until or bounds[1], bounds[1])
    while day <= last:
        of_day, of_month, of_year = _day_marks(day)
        month_end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        year_end = day.replace(month=12, day=31)
        if (day.month, day.day) == (1, 1) and year_end <= last:
            mark, end = of_year, year_end
        elif day.day == 1 and month_end <= last:
            mark, end = of_month, month_end
        else:
            mark, end = of_day, day
        yield Term(mark)
        if end == datetime.date.max:
            return
        day = end + datetime.timedelta(days=1)
