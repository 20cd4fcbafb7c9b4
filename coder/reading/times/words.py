"""The words of the calendar, as patterns and as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple("january february march april may june july august september october november december".split())
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "aug", "sept?", "oct", "nov", "dec")
SHORT_DAYS = ("mon", "tues?", "wed", "thur?s?", "fri", "sat", "sun")

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

TURNS = {"last": -1, "previous": -1, "this past": -1, "this": 0, "current": 0, "the": 0}
"""Which one a word points at, counted from that of the article's day; other words point at the next."""

_CAPITAL = r"(?=(?-i:[A-Z]))"
WEEKDAY = rf"{_CAPITAL}(?:{'|'.join(WEEKDAYS)}|(?:{'|'.join(SHORT_DAYS)})\.)"
MONTH = rf"{_CAPITAL}(?:{'|'.join(MONTHS)}|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DATE = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
PART = r"(?:morning|afternoon|evening|night)"
UNITS = r"(?:day|week|month|year|decade)s?"


def month_number(word: str) -> int:
    """The number of a month, written whole or short.

    >>> month_number("Sept.")
    9
    """
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word.lower()[:3]))


def weekday_number(word: str) -> int:
    """The number of a day of the week, 0 for Monday."""
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(word.lower()[:3]))


def date_number(word: str) -> int:
    """The number of a day in its month: `3rd`."""
    return int(word.rstrip("stndrhSTNDRH"))


def amount(word: str) -> int:
    """The number that a word or digits say."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def turn(words: str) -> int:
    """Which one `last`, `this` or `next` points at."""
    return TURNS.get(" ".join(words.lower().split()), 1)


_LOWER = {
    **dict.fromkeys((*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)), "weekday"),
    **dict.fromkeys("mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun.".split(), "weekday"),
    **dict.fromkeys(
        (*MONTHS, "sept", "sept.", *(f"{month[:3]}{dot}" for month in MONTHS for dot in ("", "."))), "month"
    ),
    **dict.fromkeys("yesterday today tonight tomorrow morning afternoon evening night".split(), "fixed"),
    **{f"{unit}{s}": "unit" for unit in "day week weekend month quarter year decade".split() for s in ("", "s")},
}
FAMILIES = {form: family for word, family in _LOWER.items() for form in (word, word.capitalize(), word.upper())}
"""The words without one of which no time expression stands, each with the rows that it may belong to."""

_WORDS = frozenset(FAMILIES)
_WITHIN_WORDS = re.compile(r"[12]\d\d\d|['’][1-9]0s|\w-[A-Z]")
_DIGITS = frozenset("12'’")


def may_tell_time(text: str, words: Iterable[str]) -> bool:
    """Whether a time expression may stand in a sentence of these words: mostly none does, and that is soon seen."""
    return not _WORDS.isdisjoint(words) or _WITHIN_WORDS.search(text) is not None


def family_of(word: str) -> str:
    """The sort of calendar word that a word is, empty for all others.

    >>> [family_of(word) for word in ("Friday", "mid-2011", "army")]
    ['weekday', 'year', '']
    """
    if word in FAMILIES:
        return FAMILIES[word]
    last = word.rpartition("-")[2] if word[:1].isalpha() else word
    return "year" if last[:1] in _DIGITS and len(last) > 3 else FAMILIES.get(last, "")
