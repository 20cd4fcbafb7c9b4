"""The duplicate filter: the same event told twice is kept once, with its mentions.

Off unless asked for; nothing is lost, because the event that is kept names every mention.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

from coder.actors.actor import Actor
from coder.article import Article
from coder.coder import CodedArticle
from coder.coding.events import Event

UNREAL = ("negated", "hypothetical")
"""Flags of what did not happen: it is never taken for the same as what did."""

Key: TypeAlias = tuple[object, ...]


class Dedupe(enum.StrEnum):
    """Which events count as the same."""

    NONE = "none"
    STORY = "story"
    """Within one article: same source, target, code and flags."""
    ONE_A_DAY = "one-a-day"
    """Over all articles: same date, source, target and code."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an event; `number` is the article's place among those coded together, from 1."""

    article: Article
    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class CountedEvent(Event):
    """An event with all its mentions, its own first."""

    mentions: tuple[Mention, ...] = ()


def mentions_of(event: Event) -> tuple[Mention, ...]:
    """The mentions of an event; none where no filter has run."""
    return event.mentions if isinstance(event, CountedEvent) else ()


def deduplicate(articles: Sequence[CodedArticle | None], by: Dedupe) -> tuple[CodedArticle | None, ...]:
    """The articles with the first of equal events only, in the order given; None is one that was not coded.

    By one-a-day an event may leave its article for the mentions of an event of an earlier one.  Articles
    without a date are compared with no other: nobody knows whether they are of the same day.
    """
    if by is Dedupe.NONE:
        return tuple(articles)
    groups: dict[Key, list[Mention]] = {}
    for mention in _told(articles):
        groups.setdefault(_key(mention, by), []).append(mention)
    kept: dict[int, list[Event]] = {}
    for mentions in groups.values():
        kept.setdefault(mentions[0].number, []).append(_counted(mentions))
    return tuple(each and replace(each, events=tuple(kept.get(n, ()))) for n, each in enumerate(articles, 1))


def day_key(event: Event, article: object) -> Key:
    """What events share that one-a-day takes for the same: day, source, target, code, and whether it happened.

    An event without a day is of its `article` alone.
    """
    day = (event.day, 0) if event.day else (None, article)
    return (*day, *_dyad(event), *(flag in event.flags for flag in UNREAL))


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts that are not empty, each once, in the order given."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _told(articles: Sequence[CodedArticle | None]) -> Iterator[Mention]:
    for number, coded in enumerate(articles, 1):
        if coded is not None:
            yield from (Mention(coded.article, number, event) for event in coded.events)


def _key(mention: Mention, by: Dedupe) -> Key:
    event = mention.event
    if by is Dedupe.STORY:
        return (mention.number, *_dyad(event), event.flags)
    return day_key(event, mention.number)


def _dyad(event: Event) -> Key:
    return (*_identity(event.source), *_identity(event.target), event.code.code)


def _identity(actor: Actor) -> tuple[str, str]:
    """Who an actor is: the code; without a country the words too, as `---REB` may be any rebels."""
    return (actor.code, "" if actor.resolved else " ".join(actor.text.lower().split()))


def _counted(mentions: list[Mention]) -> CountedEvent:
    first = mentions[0].event
    return CountedEvent(**{each.name: getattr(first, each.name) for each in fields(Event)}, mentions=tuple(mentions))
