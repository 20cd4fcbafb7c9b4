"""The examples inside dictionary entries: what must be coded, what left alone, and who phrases stand for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields
from coder.errors import EntryError, Location

EXAMPLE_KEYS = ("text", "not", "date", "events", "actors", "why", "xfail")
PHRASE_EXAMPLE_KEYS = ("text", "date", "actors", "not", "why", "xfail")


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


@dataclass(frozen=True, slots=True)
class PhraseExample:
    """One sentence of an actor's or agent's entry, with lines `Turkish police = TURCOP`.

    `actors` must all be found in the sentence, none of `wrong` (`not:` in the file) may be.
    """

    entry: str
    text: str
    location: Location
    date: datetime.date | None = None
    actors: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    xfail: str = ""


def read_examples(entry: Fields) -> tuple[Example, ...]:
    """The examples of a verb entry."""
    return tuple(_example(entry.text("id"), fields) for fields in entry.each("examples"))


def _example(entry: str, fields: Fields) -> Example:
    fields.refuse_unknown(EXAMPLE_KEYS)
    hit = fields.get("text") is not None
    if hit == (fields.get("not") is not None):
        hint = 'write `- text: ...` and below it `events: ["NOR > SWE 111"]`, or `- not: ...`'
        raise fields.error("an example has either `text:` with `events:`, or `not:`", hint)
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


def load_phrase_examples(folder: Path) -> tuple[PhraseExample, ...]:
    """The examples of all actors and agents below a dictionary folder."""
    return tuple(
        example
        for room in ("actors", "agents")
        for path in sorted((folder / room).rglob("*.yaml"))
        for entry in yaml.read(path, path.relative_to(folder.parent).as_posix()).each(room)
        for example in read_phrase_examples(entry)
    )


def read_phrase_examples(entry: Fields) -> tuple[PhraseExample, ...]:
    """The examples of an actor's or agent's entry."""
    return tuple(_phrase_example(entry.text("id"), fields) for fields in entry.each("examples"))


def _phrase_example(entry: str, fields: Fields) -> PhraseExample:
    fields.refuse_unknown(PHRASE_EXAMPLE_KEYS)
    for text in (*fields.text_nodes("actors"), *fields.text_nodes("not")):
        if " = " not in text.value:
            hint = "write the phrase, space, =, space, its code: `Turkish police = TURCOP`"
            raise text.error(f"`{text.value}` does not say who the phrase is", hint)
    return PhraseExample(
        entry=entry,
        text=fields.text("text"),
        location=fields.location,
        date=example_date(fields),
        actors=fields.texts("actors"),
        wrong=fields.texts("not"),
        xfail=fields.text("xfail", ""),
    )


def example_date(fields: Fields) -> datetime.date | None:
    """The example's article date, if it has one."""
    value = fields.text("date", "")
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        hint = "write year, month and day of the calendar: 2026-11-21"
        raise EntryError(f"`{value}` is not a date", fields.place("date"), hint) from None
