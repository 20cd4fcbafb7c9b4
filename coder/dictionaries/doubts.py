"""What can be read in the actor dictionary but deserves a second look: shared names, odd dates, stale offices."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from coder.actors.dictionary import EntryKind
from coder.actors.spelling import phrase_words
from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, Text, as_text
from coder.errors import EntryError

STALE = datetime.timedelta(days=730)
_NAMING = ("name", "aliases", "metonyms")
_NEVER = "9999"


@dataclass(frozen=True, slots=True)
class Claim:
    """A phrase that an entry claims as its name, and when; `country` tells namesakes apart in a text."""

    node: Text
    entry: str
    kind: str
    country: str
    start: str
    end: str


def doubts(files: Iterable[Fields]) -> Iterator[EntryError]:
    """What is doubtful in the files of `dictionaries/actors/`, each with its place and a hint."""
    entries = [entry for file in files for entry in file.each("actors")]
    yield from _shared_names(entries)
    for entry in entries:
        yield from _reversed(entry)


def stale_offices(files: Iterable[Fields], today: datetime.date) -> Iterator[EntryError]:
    """Offices held to this day as far as the dictionary knows, though nobody looked for two years."""
    return (stale for file in files for entry in file.each("actors") for stale in _unchecked(entry, today))


def read_stale_offices(folder: Path, today: datetime.date) -> Iterator[EntryError]:
    """The same for a dictionary folder, by file and line.

    :raise DictionaryError: a file is not the YAML of the dictionaries.
    """
    paths = sorted((folder / "actors").rglob("*.yaml"))
    return stale_offices((yaml.read(path, path.relative_to(folder.parent).as_posix()) for path in paths), today)


def _shared_names(entries: Iterable[Fields]) -> Iterator[EntryError]:
    """Phrases that two entries claim in one period, namesakes of different countries apart."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for entry in entries:
        for node in _names(entry):
            claims[" ".join(phrase_words(node.value))].append(_claim(entry, node))
    for phrase, claimed in claims.items():
        for first, later in combinations(claimed, 2):
            if _rival(first, later):
                hint = f"the other is `{first.entry}` at {first.node.location}; give dates or a longer name"
                yield later.node.error(f"`{phrase}` names two entries at the same time", hint)


def _names(entry: Fields) -> Iterator[Text]:
    for key in _NAMING:
        yield from entry.text_nodes(key)


def _claim(entry: Fields, node: Text) -> Claim:
    country = entry.text("country", "") or entry.text("code", "")[:3]
    start, end = entry.text("from", ""), entry.text("to", "")
    return Claim(node, entry.text("id"), entry.text("kind"), country, start, end or _NEVER)


def _rival(one: Claim, other: Claim) -> bool:
    """Whether nothing tells two entries with one name apart: not their dates, nor their countries."""
    if one.entry == other.entry or not (one.start <= other.end and other.start <= one.end):
        return False
    apart = {one.kind, other.kind} <= {EntryKind.PARTY, EntryKind.PERSON, EntryKind.ORGANISATION}
    return not (apart and one.country != other.country)


def _reversed(entry: Fields) -> Iterator[EntryError]:
    """An actor that ends before it starts; the offices of people are looked at when they are read."""
    start, end = entry.text("from", ""), entry.text("to", "")
    exact = min(len(start), len(end))
    if exact and end[:exact] < start[:exact]:
        yield as_text(entry.required("to"), "to").error(f"ends ({end}) before it starts ({start})")


def _unchecked(entry: Fields, today: datetime.date) -> Iterator[EntryError]:
    checked = entry.text("checked", "no")
    if entry.text("kind") != EntryKind.PERSON or (checked != "no" and checked > (today - STALE).isoformat()):
        return
    for office in entry.each("roles"):
        if not office.text("to", ""):
            since = "never" if checked == "no" else f"last on {checked}"
            hint = "look it up and write the day into `checked`, or add `to`"
            yield office.error(f"`{entry.text('name')}` holds an office that was checked {since}", hint)
