"""The time expressions of a sentence, and which of its acts they date."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from coder.reading.belonging import Belonging, Hung, hung_at
from coder.reading.labels import Bond, is_name
from coder.reading.tense import is_to_come
from coder.reading.times.scanning import TimeWords, find_times
from coder.reading.times.values import Counted, Dated, Told, Unit, Value, Weekday
from coder.reading.tree import Tree

_FUNCTION = frozenset({Bond.CASE, Bond.DETERMINER, Bond.PUNCTUATION, Bond.MARK, Bond.COORDINATOR, Bond.FIXED})
_BEFORE_NOUN = frozenset({Bond.COMPOUND, Bond.NUMBER, Bond.ADJECTIVE, Bond.FLAT, Bond.TITLE, Bond.DETERMINER})


class Bound(enum.StrEnum):
    """Whether an expression tells the time itself, or only where it begins or ends."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"


_BOUNDS = {"since": Bound.SINCE, **dict.fromkeys(("by", "until", "till", "through", "up to"), Bound.UNTIL)}


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words that tell when: where they stand (code points in the sentence's part of the article), what they say.

    `to_come` is whether the act they belong to is.
    """

    start: int
    end: int
    text: str
    value: Value
    bound: Bound
    to_come: bool


@dataclass(frozen=True, slots=True)
class _Expression:
    """A time expression and how it hangs in the tree."""

    words: TimeWords
    hung: Hung


class Timing:
    """The time expressions of one sentence; they are looked for when somebody first asks."""

    __slots__ = ("_found", "_tree")

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._found: tuple[_Expression, ...] | None = None

    def of(self, head: int, same: frozenset[int], others: frozenset[int]) -> tuple[TimePhrase, ...]:
        """What tells when the act at `head` was, the best first; `same` and `others` are those of Belonging."""
        expressions = self._expressions()
        if not expressions:
            return ()
        act = Belonging(self._tree, same | {head}, others)
        ranked = [(rank, each) for each in expressions if (rank := _rank(each, act)) is not None]
        ranked.sort(key=lambda pair: (pair[0], not _names_a_day(pair[1].words.value), abs(pair[1].hung.top - head)))
        return tuple(self._phrase(each, each.hung.governor if rank > 1 else head) for rank, each in ranked)

    def before(self, start: int) -> tuple[TimePhrase, ...]:
        """All expressions that stand before an offset, the nearest first."""
        return tuple(
            self._phrase(each, max(each.hung.governor, 0))
            for each in reversed(self._expressions())
            if self._tree.sentence.start + each.words.start < start
        )

    def _expressions(self) -> tuple[_Expression, ...]:
        if self._found is None:
            self._found = tuple(_expressions(self._tree))
        return self._found

    def _phrase(self, expression: _Expression, act: int) -> TimePhrase:
        words, sentence = expression.words, self._tree.sentence
        return TimePhrase(
            sentence.start + words.start,
            sentence.start + words.end,
            sentence.text[words.start : words.end],
            words.value,
            _BOUNDS.get(words.word, Bound.AT),
            is_to_come(self._tree, act),
        )


def _expressions(tree: Tree) -> Iterator[_Expression]:
    for words in find_times(tree.sentence):
        start, end = tree.sentence.start + words.start, tree.sentence.start + words.end
        inside = {token.index for token in tree.tokens if start <= token.start and token.end <= end}
        tops = [i for i in sorted(inside) if tree.heads[i] not in inside and tree.bonds[i] not in _FUNCTION]
        if tops and tree.bonds[tops[0]] is not Bond.BY_AGENT:
            yield _Expression(words, hung_at(tree, tops[0]))


def _rank(expression: _Expression, act: Belonging) -> int | None:
    """0 on the act itself, 1 within its phrases, 2 shared with another word; None for another's time."""
    hung, word = expression.hung, expression.words.word
    if word == "for" and not act.is_scheduled(hung):
        return None
    before = hung.bond in _BEFORE_NOUN
    if before and not _may_precede(expression, act):
        return None
    if hung.governor in act.same:
        return 0
    if before or hung.bond is Bond.POSSESSOR:
        return 1 if act.is_of_happening(hung.governor) else None
    if word == "of":
        return None
    if (_may_be_verb_s(expression, act) and act.is_of_subject(hung)) or act.is_said_of(hung):
        return 1
    return 2 if act.is_shared(hung) else None


def _may_precede(expression: _Expression, act: Belonging) -> bool:
    """`a Sunday raid`, never `the 1967 war` or `the April 6 Movement`."""
    day = isinstance(expression.words.value, Weekday | Counted)
    return day and not is_name(act.tree.tokens[expression.hung.governor])


def _may_be_verb_s(expression: _Expression, act: Belonging) -> bool:
    """After a noun days are mostly the verb's, a month or year by name the noun's, but for names: `Iran in 2005`."""
    governor = expression.hung.governor
    return _is_counted(expression.words.value) or governor < 0 or is_name(act.tree.tokens[governor])


def _names_a_day(value: Value) -> bool:
    """Whether an expression is as exact as news can be."""
    if isinstance(value, Dated):
        return bool(value.day)
    return isinstance(value, Weekday) or (isinstance(value, Counted | Told) and value.unit is Unit.DAY)


def _is_counted(value: Value) -> bool:
    """Whether an expression is a day, or counted from one as `last month` is."""
    return isinstance(value, Counted) or _names_a_day(value)
