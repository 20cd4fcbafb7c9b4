"""The dictionaries in lists: rules, actors, files, a line each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from coder.workshop.looking.catalogue import Catalogue, Kind, Listing, Source
from coder.workshop.looking.days import Standing, standing_on
from coder.workshop.looking.entries import search_entries


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: `label` is its code in words, `operator` its stance, if it is one."""

    id: str
    code: str
    label: str
    operator: str
    summary: str
    source: Source


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor with what it is on the day asked for; `found` is the phrase that a search found it by."""

    id: str
    kind: str
    name: str
    found: str
    standing: Standing
    source: Source


@dataclass(frozen=True, slots=True)
class DictionaryFile:
    """A dictionary file, how large it is, and how many entries stand in it."""

    file: str
    sha256: str
    bytes: int
    entries: int


def list_rules(catalogue: Catalogue, code: str = "", words: str = "") -> tuple[RuleLine, ...]:
    """The rules that give a code or one below it, and mention all the words: by id, or the best fit first."""
    found = (hit.listing for hit in search_entries(catalogue, words, (Kind.RULE,)))
    listings = found if words.strip() else _all(catalogue, Kind.RULE)
    lines = _rule_lines(catalogue, listings)
    return tuple(line for line in lines if line.code.startswith(code))


def list_actors(catalogue: Catalogue, words: str = "", day: str = "") -> tuple[ActorLine, ...]:
    """The actors with all the words in a name, as they are on an ISO day: by id, or the best fit first."""
    if words.strip():
        hits = (hit for hit in search_entries(catalogue, words, (Kind.ACTOR,)) if hit.term.named)
        return tuple(_actor_line(catalogue, hit.listing, hit.term.written, day) for hit in hits)
    return tuple(_actor_line(catalogue, listing, "", day) for listing in _all(catalogue, Kind.ACTOR))


def list_files(catalogue: Catalogue) -> tuple[DictionaryFile, ...]:
    """All files of the dictionaries, by name."""
    return tuple(_files(catalogue))


def _all(catalogue: Catalogue, kind: Kind) -> Iterator[Listing]:
    listings = (listing for listing in catalogue.listings if listing.kind is kind)
    yield from sorted(listings, key=lambda listing: listing.id)


def _rule_lines(catalogue: Catalogue, listings: Iterator[Listing]) -> Iterator[RuleLine]:
    rules = {rule.id: rule for rule in catalogue.dictionaries.rules.rules}
    codes = catalogue.dictionaries.ontology.codes
    for listing in listings:
        rule = rules[listing.id]
        label = codes[rule.code].label if rule.code in codes else ""
        yield RuleLine(rule.id, rule.code, label, rule.operator, listing.summary, listing.sources[0])


def _actor_line(catalogue: Catalogue, listing: Listing, found: str, day: str) -> ActorLine:
    entry = catalogue.dictionaries.actors.entries[listing.id]
    standing = standing_on(entry, day)
    return ActorLine(entry.id, entry.kind.value, entry.name, found, standing, listing.sources[0])


def _files(catalogue: Catalogue) -> Iterator[DictionaryFile]:
    entries = Counter(source.file for listing in catalogue.listings for source in listing.sources)
    for path in sorted(catalogue.folder.rglob("*.yaml")):
        content = path.read_bytes()
        name = path.relative_to(catalogue.folder.parent).as_posix()
        yield DictionaryFile(name, hashlib.sha256(content).hexdigest(), len(content), entries[name])
