"""Two versions of the dictionaries over one corpus: which events come, go, or become others."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coder.coder import Coder, Options
from coder.coding.events import Event, RuleReference, Span
from coder.workshop.corpus import CorpusArticle

BATCH = 50
Progress = Callable[[int], object]


class Kind(enum.StrEnum):
    """What became of an event; `moved` is the same event by another rule."""

    GAINED = "gained"
    LOST = "lost"
    RECODED = "recoded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """An event before and after (None where there is none), in an article of the corpus."""

    kind: Kind
    place: CorpusArticle
    before: Event | None
    after: Event | None

    @property
    def event(self) -> Event:
        """The event as it is now, or was last."""
        event = self.after or self.before
        assert event is not None
        return event

    @property
    def rule(self) -> RuleReference:
        """The rule that made it, or made it last."""
        return self.event.rule

    @property
    def false(self) -> bool:
        """Whether an event came up, or became another, where none should be; wars of the past may be told."""
        fresh = self.kind in (Kind.GAINED, Kind.RECODED)
        return self.place.quiet and fresh and "historical" not in self.event.flags


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two versions code in one corpus: all that differs, and all events counted by CAMEO code."""

    articles: int
    sentences: int
    changes: tuple[Change, ...]
    before: Counter[str]
    after: Counter[str]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def false(self) -> tuple[Change, ...]:
        """New events in sentences of other desks, which should give none."""
        return tuple(change for change in self.changes if change.false)


def compare(before: Coder, after: Coder, corpus: Sequence[CorpusArticle], progress: Progress) -> Comparison:
    """Code the corpus twice; `progress` is told how many more articles are done."""
    sentences = 0
    changes: list[Change] = []
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for start in range(0, len(corpus), BATCH):
        batch = corpus[start : start + BATCH]
        articles = [place.article for place in batch]
        pairs = zip(before.code(articles, Options()), after.code(articles, Options()), strict=True)
        for place, (was, now) in zip(batch, pairs, strict=True):
            sentences += now.sentences
            for count, coded in zip(counts, (was, now), strict=True):
                count.update(event.code.code for event in coded.events)
            changes += differences(place, was.events, now.events)
        progress(len(batch))
    return Comparison(len(corpus), sentences, tuple(changes), *counts)


def differences(place: CorpusArticle, before: Sequence[Event], after: Sequence[Event]) -> Iterator[Change]:
    """What differs between two codings of one article, in the order of the text.

    An event is the same when sentence, trigger, actors, code and flags are.  What is left of both sides is
    paired where it has the trigger or the dyad in common: these were recoded.
    """
    gone, new = list(before), list(after)
    found: list[Change] = []
    for was in before:
        same = next((now for now in new if _same(was, now)), None)
        if same:
            gone.remove(was)
            new.remove(same)
            if was.rule.id != same.rule.id:
                found.append(Change(Kind.MOVED, place, was, same))
    for was, now in _pairs(gone, new):
        gone.remove(was)
        new.remove(now)
        found.append(Change(Kind.RECODED, place, was, now))
    found += (Change(Kind.LOST, place, was, None) for was in gone)
    found += (Change(Kind.GAINED, place, None, now) for now in new)
    return iter(sorted(found, key=lambda change: (change.event.sentence.index, change.event.trigger.start)))


def _same(was: Event, now: Event) -> bool:
    return (was.sentence.index, was.trigger, was.line) == (now.sentence.index, now.trigger, now.line)


def _pairs(gone: Sequence[Event], new: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Events of the two sides that are one another, the closest first, each once."""
    likeness = {(i, j): _likeness(was, now) for i, was in enumerate(gone) for j, now in enumerate(new)}
    pairs: dict[int, int] = {}
    for (i, j), points in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        if points and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gone[i], new[j]) for i, j in pairs.items()]


def _likeness(was: Event, now: Event) -> int:
    """How far two events are one: trigger and dyad count; without either they are two."""
    if was.sentence.index != now.sentence.index:
        return 0
    dyad = (was.source.code, was.target.code) == (now.source.code, now.target.code)
    trigger = _overlap(was.trigger, now.trigger)
    ends = (was.source.code == now.source.code) + (was.target.code == now.target.code)
    return 4 * trigger + 3 * dyad + ends if trigger or dyad else 0


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
