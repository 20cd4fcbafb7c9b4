"""The examples inside dictionary entries: what the dictionary must code, and what an entry must leave alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coder.dictionaries.nodes import Fields
from coder.errors import EntryError, Location

EXAMPLE_KEYS = ("text", "not", "date", "events", "actors", "why", "xfail")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with what is expected of it.

    A hit lists the `events` of the whole dictionary as lines `SRC > TGT CODE flags`; a miss (`not:` in
    the file) says that its entry must not fire.  `xfail` is the reason of a known gap: the test turns
    red when the gap closes.
    """

    entry: str
    text: str
    location: Location
    hit: bool
    date: datetime.date | None = None
    events: tuple[str, ...] = ()
    why: str = ""
    xfail: str = ""


def read_examples(entry: Fields) -> tuple[Example, ...]:
    """The examples of a verb entry."""
    return tuple(_example(entry.text("id"), fields) for fields in entry.each("examples"))


def _example(entry: str, fields: Fields) -> Example:
    fields.refuse_unknown(EXAMPLE_KEYS)
    hit = fields.get("text") is not None
    if hit == (fields.get("not") is not None):
        raise fields.error("an example has either `text:` with `events:`, or `not:`")
    return Example(
        entry=entry,
        text=fields.text("text" if hit else "not"),
        location=fields.location,
        hit=hit,
        date=example_date(fields),
        events=fields.texts("events"),
        why=fields.text("why", ""),
        xfail=fields.text("xfail", ""),
    )


def example_date(fields: Fields) -> datetime.date | None:
    """The example's article date, if it has one."""
    value = fields.text("date", "")
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise EntryError(f"`{value}` is not a date", fields.place("date"), "write it as 2026-11-21") from None
