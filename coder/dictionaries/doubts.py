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
from coder.errors import EntryError, Location

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


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """An office that a person holds to this day as far as the dictionary knows, and when somebody looked."""

    place: Location
    name: str
    checked: str


def doubts(files: Iterable[Fields]) -> Iterator[EntryError]:
    """What is doubtful in the files of `dictionaries/actors/`, each with its place and a hint."""
    entries = [entry for file in files for entry in file.each("actors")]
    yield from shared_names(claim for entry in entries for claim in claims_of(entry))
    for entry in entries:
        yield from reversed_dates(entry)


def stale_offices(files: Iterable[Fields], today: datetime.date) -> Iterator[EntryError]:
    """Offices held to this day as far as the dictionary knows, though nobody looked for two years."""
    entries = (entry for file in files for entry in file.each("actors"))
    return stale((office for entry in entries for office in open_offices(entry)), today)


def read_stale_offices(folder: Path, today: datetime.date) -> Iterator[EntryError]:
    """The same for a dictionary folder, by file and line.

    :raise DictionaryError: a file is not the YAML of the dictionaries.
    """
    paths = sorted((folder / "actors").rglob("*.yaml"))
    return stale_offices((yaml.read(path, path.relative_to(folder.parent).as_posix()) for path in paths), today)


def claims_of(entry: Fields) -> Iterator[Claim]:
    """The phrases that an entry claims as its names."""
    return (_claim(entry, node) for node in _names(entry))


def shared_names(claims: Iterable[Claim]) -> Iterator[EntryError]:
    """Phrases that two entries claim in one period, namesakes of different countries apart."""
    by_phrase: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_phrase[" ".join(phrase_words(claim.node.value))].append(claim)
    for phrase, claimed in by_phrase.items():
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


def reversed_dates(entry: Fields) -> Iterator[EntryError]:
    """An actor that ends before it starts; the offices of people are looked at when they are read."""
    start, end = entry.text("from", ""), entry.text("to", "")
    exact = min(len(start), len(end))
    if exact and end[:exact] < start[:exact]:
        hint = "look both dates up; `from` is the earlier one"
        yield as_text(entry.required("to"), "to").error(f"ends ({end}) before it starts ({start})", hint)


def open_offices(entry: Fields) -> Iterator[OpenOffice]:
    """A person's offices without an end."""
    if entry.text("kind", "") == EntryKind.PERSON:
        for office in entry.each("roles"):
            if not office.text("to", ""):
                yield OpenOffice(office.location, entry.text("name"), entry.text("checked", "no"))


def stale(offices: Iterable[OpenOffice], today: datetime.date) -> Iterator[EntryError]:
    """Those of the offices that nobody has looked at for two years."""
    for office in offices:
        if office.checked == "no" or office.checked <= (today - STALE).isoformat():
            since = "never" if office.checked == "no" else f"last on {office.checked}"
            hint = "look it up and write the day into `checked`, or add `to`"
            yield EntryError(f"`{office.name}` holds an office that was checked {since}", office.place, hint)
