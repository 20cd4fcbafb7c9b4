"""Whether an event is one that a selection asks for, without the database: withdrawn events are in no index."""

from __future__ import annotations

import json

from coder.store.records import Page, Side, StoredEvent
from coder.store.selection import Selection, words_of


def only(page: Page, selection: Selection) -> Page:
    """The events of a page that a selection asks for; its cursor stays."""
    return Page(tuple(each for each in page.events if matches(selection, each)), page.cursor, page.more)


def matches(wanted: Selection, event: StoredEvent) -> bool:
    """Whether an event meets all conditions, as the store's index would say."""
    return _sides(wanted, event) and _act(wanted, event) and _circumstances(wanted, event)


def _sides(wanted: Selection, event: StoredEvent) -> bool:
    sides = (event.source, event.target)
    one, other = wanted.dyad or ("", "")
    return (
        event.source.code.startswith(wanted.source)
        and event.target.code.startswith(wanted.target)
        and (_between(*sides, one, other) or _between(*sides, other, one))
        and (not wanted.country or wanted.country in (event.source.country, event.target.country))
        and (not wanted.role or any(wanted.role in side.roles for side in sides))
    )


def _between(source: Side, target: Side, one: str, other: str) -> bool:
    return source.code.startswith(one) and target.code.startswith(other)


def _act(wanted: Selection, event: StoredEvent) -> bool:
    least, most = wanted.goldstein_from, wanted.goldstein_to
    ranged = least is not None or most is not None
    return (
        (not wanted.codes or event.code.startswith(wanted.codes))
        and (not wanted.quads or event.quad in wanted.quads)
        and (not wanted.pentas or event.penta in wanted.pentas)
        and not (ranged and event.goldstein is None)
        and (least is None or event.goldstein is None or event.goldstein >= least)
        and (most is None or event.goldstein is None or event.goldstein <= most)
    )


def _circumstances(wanted: Selection, event: StoredEvent) -> bool:
    if (wanted.since or wanted.until) and event.day is None:
        return False
    if event.day and ((wanted.since and event.day < wanted.since) or (wanted.until and event.day > wanted.until)):
        return False
    return (not wanted.place or _at(wanted.place, event)) and (not wanted.text or _tells(wanted.text, event))


def _at(place: str, event: StoredEvent) -> bool:
    if event.site is None:
        return False
    beginning = " ".join(words_of(place))
    named = bool(beginning) and " ".join(words_of(event.site.name)).startswith(beginning)
    return event.site.country == place or named


def _tells(text: str, event: StoredEvent) -> bool:
    record = json.loads(event.first.record)
    sides = (f"{record[side]['name']} {record[side]['text']}" for side in ("source", "target"))
    place = event.site.name if event.site else ""
    told = words_of(" ".join((event.first.report.title, record["sentence"]["text"], *sides, event.label, place)))
    asked = words_of(text)
    return bool(asked) and all(
        any(word.startswith(each[:-1]) if each.endswith("*") else word == each for word in told) for each in asked
    )
