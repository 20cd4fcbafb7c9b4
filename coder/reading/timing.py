"""Which act of a sentence a time expression belongs to."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from coder.reading.control import is_passive
from coder.reading.grammar import ASPECT, FAILING, MANAGING, QUOTING, SCHEDULING, SPEAKING
from coder.reading.labels import OBLIQUES, SUBJECTS, Bond, is_name, is_verb
from coder.reading.nouns import preposition_of
from coder.reading.tense import is_to_come
from coder.reading.times.scanning import TimeWords, find_times
from coder.reading.times.values import Counted, Dated, Told, Unit, Value, Weekday
from coder.reading.tree import Tree

_FUNCTION = frozenset({Bond.CASE, Bond.DETERMINER, Bond.PUNCTUATION, Bond.MARK, Bond.COORDINATOR, Bond.FIXED})
_BEFORE_NOUN = frozenset({Bond.COMPOUND, Bond.NUMBER, Bond.ADJECTIVE, Bond.FLAT, Bond.TITLE, Bond.DETERMINER})
_WITHIN = frozenset(
    {Bond.SUBJECT, Bond.OBJECT, Bond.INDIRECT, Bond.NOMINAL, Bond.APPOSITION, Bond.CONJUNCT, Bond.FLAT, *OBLIQUES}
)
"""How nouns hang in a clause: a day after one of them may be the verb's (`imposed sanctions on Iran on Monday`)."""

_CONTENT = frozenset({Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT, Bond.PARATAXIS})
_THERE_AND_THEN = frozenset({"in", "during", "by", "through", "amid"})
_SAME_TIME = ASPECT | FAILING | MANAGING
_LATER = frozenset({"after", "before", "since", "until", "despite"})


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
class _Hung:
    """A time expression in the tree: its uppermost word, and the word that governs it."""

    words: TimeWords
    top: int
    governor: int
    bond: Bond


class Timing:
    """The time expressions of one sentence; they are looked for when somebody first asks."""

    __slots__ = ("_hung", "_tree")

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._hung: tuple[_Hung, ...] | None = None

    def of(self, head: int, same: frozenset[int], others: frozenset[int]) -> tuple[TimePhrase, ...]:
        """What tells when the act at `head` was, the best first.

        `same` are the words that name the act with it (`carried out an attack`), `others` those of acts within
        it that have a time of their own (`urged troops to leave by Friday`).
        """
        hung = self._found()
        if not hung:
            return ()
        near = _Near(self._tree, same | {head}, others)
        ranked = [(rank, each) for each in hung if (rank := near.rank(each)) is not None]
        ranked.sort(key=lambda pair: (pair[0], not _names_a_day(pair[1].words.value), abs(pair[1].top - head)))
        return tuple(self._phrase(each, each.governor if rank > 1 else head) for rank, each in ranked)

    def before(self, start: int) -> tuple[TimePhrase, ...]:
        """All expressions that stand before an offset, the nearest first."""
        return tuple(
            self._phrase(each, max(each.governor, 0)) for each in reversed(self._found()) if self._start(each) < start
        )

    def _found(self) -> tuple[_Hung, ...]:
        if self._hung is None:
            self._hung = tuple(_hung(self._tree))
        return self._hung

    def _start(self, hung: _Hung) -> int:
        return self._tree.sentence.start + hung.words.start

    def _phrase(self, hung: _Hung, act: int) -> TimePhrase:
        words, sentence = hung.words, self._tree.sentence
        return TimePhrase(
            sentence.start + words.start,
            sentence.start + words.end,
            sentence.text[words.start : words.end],
            words.value,
            _BOUNDS.get(words.word, Bound.AT),
            is_to_come(self._tree, act),
        )


def _hung(tree: Tree) -> Iterator[_Hung]:
    for words in find_times(tree.sentence):
        start, end = tree.sentence.start + words.start, tree.sentence.start + words.end
        inside = {token.index for token in tree.tokens if start <= token.start and token.end <= end}
        tops = [i for i in sorted(inside) if tree.heads[i] not in inside and tree.bonds[i] not in _FUNCTION]
        if tops and tree.bonds[tops[0]] is not Bond.BY_AGENT:
            yield _Hung(words, tops[0], tree.heads[tops[0]], tree.bonds[tops[0]])


@dataclass(frozen=True, slots=True)
class _Near:
    """How near an expression is to an act: on it, within its phrases, or on a word that shares its time."""

    tree: Tree
    same: frozenset[int]
    others: frozenset[int]

    def rank(self, hung: _Hung) -> int | None:
        """0 on the act itself, 1 within its phrases, 2 shared with another word; None for another's time."""
        if hung.words.word == "for" and not self._is_scheduled(hung):
            return None
        before = hung.bond in _BEFORE_NOUN
        if before and not self._may_precede(hung):
            return None
        if hung.governor in self.same:
            return 0
        if before or hung.bond is Bond.POSSESSOR:
            return 1 if self._is_of_happening(hung.governor) else None
        if hung.words.word == "of":
            return None
        if self._is_within(hung) or self._is_said_of(hung):
            return 1
        return 2 if any(self._shares(head, hung) for head in self.same) else None

    def _is_scheduled(self, hung: _Hung) -> bool:
        return hung.governor >= 0 and self.tree.tokens[hung.governor].lemma.lower() in SCHEDULING

    def _may_precede(self, hung: _Hung) -> bool:
        """`a Sunday raid`, never `the 1967 war` or `the April 6 Movement`."""
        day = isinstance(hung.words.value, Weekday | Counted)
        return day and not is_name(self.tree.tokens[hung.governor])

    def _is_of_happening(self, noun: int) -> bool:
        """What is done by or in a happening is done at its time: `Monday's raid killed`, `died in a Sunday raid`."""
        return self.tree.heads[noun] in self.same and noun not in self.others and _happens(self.tree, noun)

    def _is_within(self, hung: _Hung) -> bool:
        """Whether the words stand in a phrase of the act, where they may be the act's: `shelled Homs on Monday`."""
        tree, index = self.tree, hung.governor
        if index >= 0 and not (_is_day(hung.words.value) or is_name(tree.tokens[index])):
            return False
        while index >= 0 and index not in self.others and not is_verb(tree.tokens[index]):
            if tree.bonds[index] not in _WITHIN:
                return False
            index = tree.heads[index]
            if index in self.same:
                return True
        return False

    def _is_said_of(self, hung: _Hung) -> bool:
        """`the meeting is on Friday`, `talks held on Friday`, `talks scheduled for Friday`."""
        tree = self.tree
        for head in self.same:
            if tree.heads[head] == hung.top and tree.bonds[head] in SUBJECTS:
                return True
            if hung.governor in tree.under(head, Bond.ADNOMINAL, Bond.RELATIVE) and not is_verb(tree.tokens[head]):
                return is_passive(tree, hung.governor) or self._is_scheduled(hung)
        return False

    def _shares(self, head: int, hung: _Hung) -> bool:
        """Whether an act shares the time that is told with another word."""
        tree, governor, tie = self.tree, self.tree.heads[head], self.tree.bonds[head]
        if governor < 0:
            return self._of_later(head, hung)
        if not is_verb(tree.tokens[head]):
            return hung.governor == governor and _happens(tree, head)
        if hung.governor != governor:
            return self._of_later(head, hung)
        if tie is Bond.CONJUNCT:
            return hung.top < governor and not tree.under(head, *SUBJECTS)
        if tie in _CONTENT:
            return tree.tokens[governor].lemma.lower() in _SAME_TIME or self._is_said_then(head)
        return tie is Bond.ADVERBIAL and self._goes_along(head)

    def _is_said_then(self, head: int) -> bool:
        """`"We condemn this," she said on Monday`: what is said in so many words is done by saying it."""
        tree = self.tree
        speakers = {lemma.lower() for lemma in tree.lemmas(tree.under(head, *SUBJECTS))}
        governor = tree.tokens[tree.heads[head]].lemma.lower()
        return bool(speakers & {"we", "i"}) and tree.tokens[head].xpos == "VBP" and governor in QUOTING

    def _of_later(self, head: int, hung: _Hung) -> bool:
        """`attacked a village and burned homes on Monday`: verbs alike with one subject have one time at their end.

        So have `speaking in Cairo on Monday` and what is said there.
        """
        tree, later = self.tree, hung.governor
        if later < 0 or tree.heads[later] not in {head, *tree.under(head, *SUBJECTS)}:
            return False
        if tree.tokens[later].xpos == "VBG" and tree.tokens[later].lemma.lower() in SPEAKING:
            return True
        if tree.bonds[later] is not Bond.CONJUNCT:
            return False
        alike = tree.tokens[later].xpos == tree.tokens[head].xpos and is_verb(tree.tokens[head])
        return alike and hung.top > later and not tree.under(later, *SUBJECTS)

    def _goes_along(self, head: int) -> bool:
        """A participle that tells how or with what result: `attacked the village, killing three`."""
        tree = self.tree
        marks = {lemma.lower() for lemma in tree.lemmas(tree.under(head, Bond.MARK, Bond.CASE, Bond.ADVERB))}
        return tree.tokens[head].xpos in {"VBG", "VBN"} and not marks & _LATER and not tree.under(head, *SUBJECTS)


def _happens(tree: Tree, noun: int) -> bool:
    """Whether a noun's happening is that of its verb: it does it, or it is where and how it was done."""
    if tree.bonds[noun] is Bond.SUBJECT:
        return True
    return tree.bonds[noun] is Bond.OBLIQUE and preposition_of(tree, noun) in _THERE_AND_THEN


def _names_a_day(value: Value) -> bool:
    """Whether an expression is as exact as news can be."""
    if isinstance(value, Dated):
        return bool(value.day)
    return isinstance(value, Weekday) or (isinstance(value, Counted | Told) and value.unit is Unit.DAY)


def _is_day(value: Value) -> bool:
    """Whether an expression is a day or counted from one, as news dates its acts, not a month or year by name."""
    if isinstance(value, Dated):
        return bool(value.day)
    return isinstance(value, Weekday | Counted) or (isinstance(value, Told) and value.unit is Unit.DAY)
