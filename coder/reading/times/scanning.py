"""Finding time expressions in a sentence's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coder.parsing.sentences import Sentence
from coder.reading.times.forms import FORMS, Form
from coder.reading.times.values import Between, Clip, Counted, Dated, Value, Weekday
from coder.reading.times.words import family_of, may_tell_time

_WORDS = (
    "in|on|at|by|since|until|till|through|throughout|before|after|during|over|from|for|of|between|within"
    "|as of|as early as|starting|beginning|effective|up to|to|than|following"
)
_NOT_THEN = frozenset({"before", "after", "following", "than", "to", "within"})
"""Prepositions that tell another time than that of the words after them."""

_EDGES = (
    r"early|mid|late|earlier|later|(?:beginning|start|middle|end|close|course)\s+of|(?:first|second)\s+half\s+of"
    r"|(?:morning|afternoon|evening|night|(?:early\s+|late\s+)?hours)\s+of|(?:spring|summer|autumn|fall|winter)(?:\s+of)?"
)
_LEAD = re.compile(
    rf"(?:(?<![\w-])(?:(?P<first>early|earlier|late|later)\s+)?(?:(?P<word>{_WORDS})\s+)?(?:the\s+)?"
    rf"(?:(?P<edge>{_EDGES})(?:[\s-]+(?:in\s+|on\s+)?(?:the\s+)?))?)?$",
    re.IGNORECASE,
)
_REACH = 48
_JOINT = re.compile(r"\s*(?:to|until|till|through|and|-|–)\s+(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?$", re.IGNORECASE)
_RANGING = frozenset({"from", "between"})


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time expression: its stretch of the sentence's text, from its preposition on, and what it says.

    `word` is the preposition before it, in lower case; `core` is where the expression itself starts.
    """

    start: int
    core: int
    end: int
    value: Value
    word: str = ""
    edge: str = ""


def find_times(sentence: Sentence) -> tuple[TimeWords, ...]:
    """The time expressions of a sentence, in order; most have none and cost next to nothing."""
    words = [token.text for token in sentence.tokens]
    if not may_tell_time(sentence.text, words):
        return ()
    anchors = [
        (token, family) for token, word in zip(sentence.tokens, words, strict=True) if (family := family_of(word))
    ]
    if not anchors:
        return ()
    stretch = _Stretch(
        sentence.text,
        max(0, anchors[0][0].start - sentence.start - _REACH),
        anchors[-1][0].end - sentence.start + _REACH,
        frozenset(family for _, family in anchors),
    )
    return tuple(_joined(list(_led(stretch)), sentence.text))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of a text where time expressions may stand, and the sorts of words there."""

    text: str
    start: int
    end: int
    families: frozenset[str]


def _led(stretch: _Stretch) -> Iterator[TimeWords]:
    """The expressions with the prepositions before them, none inside another."""
    text, end, word = stretch.text, 0, ""
    for start, stop, form, match in _picked(stretch):
        if start < end:
            continue
        lead = _LEAD.search(text, max(end, start - _REACH), start)
        ranged = word in _RANGING and _JOINT.fullmatch(text, end, start) is not None
        word, edge = (lead["word"] or "", lead["first"] or lead["edge"] or "") if lead else ("", "")
        if form.led and not (word or edge or ranged):
            continue
        end, word, edge = stop, word.lower(), edge.lower()
        value = form.read(match)
        if value is not None:
            yield TimeWords(lead.start() if lead else start, start, stop, _clipped(value, edge), word, edge)


def _picked(stretch: _Stretch) -> list[tuple[int, int, Form, re.Match[str]]]:
    """What the rows find, by place; of those at one place the longest comes first, then the earlier row."""
    found = [
        (match.start(), -match.end(), row, form, match)
        for row, form in enumerate(FORMS)
        if form.family in stretch.families
        for match in form.pattern.finditer(stretch.text, stretch.start, stretch.end)
    ]
    found.sort(key=lambda each: each[:3])
    return [(start, -end, form, match) for start, end, _, form, match in found]


def _clipped(value: Value, edge: str) -> Value:
    """`earlier on Friday` says no more than Friday; `earlier this month` ends with the article's day."""
    if isinstance(value, Counted) and value.count == 0 and edge in {Clip.EARLIER, Clip.LATER}:
        return replace(value, clip=Clip(edge))
    return value


def _joined(found: list[TimeWords], text: str) -> Iterator[TimeWords]:
    """`from March to May` is one expression; `on Monday and on Friday` are two."""
    while found:
        first = found.pop(0)
        last = found[0] if found else None
        ranged = last is not None and first.word in _RANGING and _JOINT.fullmatch(text, first.end, last.core)
        if ranged and last is not None and (whole := _between(first, last)) is not None:
            found.pop(0)
            first = whole
        if first.word not in _NOT_THEN:
            yield first


def _between(first: TimeWords, last: TimeWords) -> TimeWords | None:
    begin, until = first.value, last.value
    if not isinstance(begin, Dated | Weekday) or not isinstance(until, Dated | Weekday):
        return None
    if isinstance(begin, Dated) and isinstance(until, Dated) and not begin.year and begin.shift is None:
        begin = replace(begin, year=until.year, shift=until.shift)
    return replace(first, value=Between(begin, until), end=last.end)
