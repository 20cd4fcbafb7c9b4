"""Looking entries up: one by its id with all that is known of it, or those that mention a word.

    catalogue = read_catalogue(folder, load_dictionaries(folder))
    find_entry(catalogue, "consult-meet")
    search_entries(catalogue, "shell")

Everything here is pure and answers with frozen values; only the file of the entry asked for is read again.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from coder.actors.dictionary import Entry as Actor
from coder.actors.dictionary import EntryKind, Naming
from coder.actors.dictionary import Use as NameUse
from coder.actors.referents import thirds
from coder.actors.spelling import phrase_words
from coder.dictionaries.actors import NAME_USES
from coder.dictionaries.examples import read_examples, read_phrase_examples
from coder.dictionaries.nodes import Fields
from coder.workshop.looking.catalogue import VIA_CLASS, Catalogue, Kind, Listing, Term, words_of
from coder.workshop.looking.entry import (
    ActorEntry,
    AgentEntry,
    Entry,
    Namesake,
    Overlap,
    Provenance,
    RuleEntry,
    SharedEntry,
    UnknownEntryError,
    Use,
    Written,
)
from coder.workshop.looking.rivals import rivals_of
from coder.workshop.looking.wording import actor_code, actor_in_words, agent_in_words, rule_in_words, shared_in_words


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a search found, and by what: `term` is the word or phrase that fits best.

    `rank` is 0 for a whole name, 1 for the beginning of one, 2 for a word in one, 3 for the beginning of a
    word in one, 4 for a word class that a rule is set off by, 5 for a mere mention.
    """

    listing: Listing
    term: Term
    rank: int


def search_entries(
    catalogue: Catalogue, query: str, kinds: Collection[Kind] = (), limit: int | None = None
) -> tuple[Hit, ...]:
    """The entries that mention the words of `query`, best first; blind to case, accents and plurals.

    `kinds` limits what is looked through; an empty query finds nothing.
    """
    wanted = words_of(query)
    found = []
    for place in _candidates(catalogue, wanted):
        listing = catalogue.listings[place]
        if not kinds or listing.kind in kinds:
            ranked = [(rank, at) for at, term in enumerate(listing.terms) if (rank := _rank(wanted, term)) >= 0]
            if ranked:
                rank, at = min(ranked)
                found.append(Hit(listing, listing.terms[at], rank))
    order = {kind: place for place, kind in enumerate(Kind)}
    by_id = query.removeprefix("@").lower()
    found.sort(key=lambda hit: (hit.listing.id.lower() != by_id, hit.rank, order[hit.listing.kind], hit.listing.id))
    return tuple(found[:limit])


def _candidates(catalogue: Catalogue, wanted: tuple[str, ...]) -> list[int]:
    """The entries that hold all the words, or words that begin so."""
    places: set[int] | None = None
    for each in wanted:
        near = (found for word, found in catalogue.by_word.items() if word == each or _begins_so(word, each))
        having = set[int]().union(*near)
        places = having if places is None else places & having
    return sorted(places or ())


_MENTIONS = 5


def _rank(wanted: tuple[str, ...], term: Term) -> int:
    """How well a term fits, 0 best; -1 if not at all."""
    size = len(wanted)
    if term.words[:size] == wanted:
        rank = int(len(term.words) > size)
    elif any(term.words[at : at + size] == wanted for at in range(1, len(term.words) - size + 1)):
        rank = 2
    elif _begins(wanted, term.words):
        rank = 3
    else:
        return -1
    if term.what == VIA_CLASS:
        return _MENTIONS - 1 if rank < 3 else -1
    return rank if term.named else _MENTIONS


def _begins(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(any(_begins_so(word, each) for word in words) for each in wanted)


def _begins_so(word: str, beginning: str) -> bool:
    """Whether a word begins so, from the third letter on: `sanct` is a beginning of `sanction`."""
    return len(beginning) > 2 and word.startswith(beginning)


def find_entry(catalogue: Catalogue, id: str, kind: Kind | None = None) -> Entry:
    """All that is known of an entry; `@troops` asks for a word class.

    Where a rule, an agent and a class share the id, `kind` tells which is meant; else the first of `Kind` is taken.
    :raise UnknownEntryError: there is none; the error names those that look like it.
    """
    return _entry(catalogue, find_listings(catalogue, id, kind)[0])


def find_listings(catalogue: Catalogue, id: str, kind: Kind | None = None) -> tuple[Listing, ...]:
    """The entries of an id, a line each, in the order of their kinds; at least one.

    :raise UnknownEntryError: there is none; the error names those that look like it.
    """
    name, kind = (id[1:], Kind.CLASS) if id.startswith("@") else (id, kind)
    found = [listing for listing in catalogue.by_id.get(name, ()) if kind in (None, listing.kind)]
    if not found:
        raise UnknownEntryError(id, nearest_ids(catalogue, name, kind))
    order = list(Kind)
    return tuple(sorted(found, key=lambda listing: order.index(listing.kind)))


def nearest_ids(catalogue: Catalogue, id: str, kind: Kind | None = None) -> tuple[str, ...]:
    """Up to three ids that look like `id`, else those whose names are the words of it."""
    ids = {listing.id for listing in catalogue.listings if kind in (None, listing.kind)}
    near = difflib.get_close_matches(id, sorted(ids), n=3, cutoff=0.7)
    hits = () if near else search_entries(catalogue, id.replace("-", " "), () if kind is None else (kind,), limit=3)
    return tuple(near or (hit.listing.id for hit in hits))


def _entry(catalogue: Catalogue, listing: Listing) -> Entry:
    parts = tuple(catalogue.read(source, listing.id) for source in listing.sources)
    written = tuple(Written(source, catalogue.text(source)) for source in listing.sources)
    if listing.kind is Kind.RULE:
        return _rule(catalogue, parts[0], written)
    if listing.kind is Kind.ACTOR:
        return _actor(catalogue, parts, written)
    if listing.kind is Kind.AGENT:
        return _agent(catalogue, parts[0], written)
    return _shared(catalogue, listing, parts[0], written)


def _rule(catalogue: Catalogue, entry: Fields, written: tuple[Written, ...]) -> RuleEntry:
    ontology, book = catalogue.dictionaries.ontology, catalogue.dictionaries.rules
    rule = next(rule for rule in book.rules if rule.id == entry.text("id"))
    code = ontology.codes.get(rule.code)
    return RuleEntry(
        id=rule.id,
        written=written,
        meaning=rule_in_words(entry, ontology),
        provenance=_provenance((entry,), rule.status),
        code=rule.code,
        label=code.label if code else "",
        operator=rule.operator,
        triggers=tuple(text for key in ("verb", "noun", "adjective") for text in entry.texts(key)),
        examples=read_examples(entry),
        rivals=rivals_of(rule, book),
    )


def _provenance(parts: tuple[Fields, ...], status: str = "") -> Provenance:
    def all_of(key: str) -> tuple[str, ...]:
        return tuple(text for part in parts for text in part.texts(key))

    def last_of(key: str) -> str:
        return next(reversed(all_of(key)), "")

    return Provenance(
        status=status,
        added=last_of("added"),
        by=last_of("by"),
        refs=all_of("refs"),
        sources=all_of("source"),
        checked=last_of("checked"),
        wikidata=last_of("wikidata"),
        notes=all_of("note"),
    )


# --- actors and agents ------------------------------------------------------------------------------


def _actor(catalogue: Catalogue, parts: tuple[Fields, ...], written: tuple[Written, ...]) -> ActorEntry:
    actor = catalogue.dictionaries.actors.entries[parts[0].text("id")]
    names = tuple(_names(actor, parts))
    return ActorEntry(
        id=actor.id,
        written=written,
        meaning=actor_in_words(actor, names, catalogue.dictionaries.ontology),
        provenance=_provenance(parts),
        sort=actor.kind.value,
        name=actor.name,
        code=actor_code(actor),
        start=actor.start,
        end=actor.end,
        names=names,
        offices=actor.offices,
        namesakes=tuple(_namesakes(catalogue, actor, names)),
        examples=tuple(example for part in parts for example in read_phrase_examples(part)),
    )


def _names(actor: Actor, parts: tuple[Fields, ...]) -> Iterator[Naming]:
    yield Naming(actor.id, NameUse.NAME, actor.name)
    for part in parts:
        for key, use in NAME_USES.items():
            for text in part.texts(key):
                yield Naming(actor.id, use, text)


def _namesakes(catalogue: Catalogue, actor: Actor, names: tuple[Naming, ...]) -> Iterator[Namesake]:
    """Those who share a whole name first, then those with the same surname."""
    known = catalogue.dictionaries.actors
    seen = {actor.id}
    for naming in names:
        for other in known.names.phrases.get(" ".join(phrase_words(naming.written)), ()):
            if other.entry not in seen:
                seen.add(other.entry)
                yield _namesake(catalogue, other.entry, naming.written, "name")
    if actor.kind is EntryKind.PERSON:
        for surname, bearers in known.surnames.items():
            if actor.id in bearers:
                for other_id in bearers:
                    if other_id not in seen:
                        seen.add(other_id)
                        yield _namesake(catalogue, other_id, surname, "surname")


def _namesake(catalogue: Catalogue, id: str, phrase: str, how: str) -> Namesake:
    other = catalogue.dictionaries.actors.entries[id]
    (source, *_) = find_listings(catalogue, id, Kind.ACTOR)[0].sources
    return Namesake(id, other.name, phrase, how, actor_code(other), source)


def _agent(catalogue: Catalogue, entry: Fields, written: tuple[Written, ...]) -> AgentEntry:
    return AgentEntry(
        id=entry.text("id"),
        written=written,
        meaning=agent_in_words(entry, catalogue.dictionaries.ontology),
        provenance=_provenance((entry,)),
        code=entry.text("code"),
        nouns=entry.texts("nouns"),
        overlaps=tuple(_overlaps(catalogue, entry)),
        examples=read_phrase_examples(entry),
    )


def _overlaps(catalogue: Catalogue, entry: Fields) -> Iterator[Overlap]:
    """Nouns are found from their last word back: `police chief` wins over `chief`."""
    own = {words_of(noun): noun for noun in entry.texts("nouns")}
    for phrase, other in sorted(catalogue.dictionaries.actors.nouns.phrases.items()):
        words = tuple(phrase.split())
        for mine, noun in own.items():
            if other != entry.text("id") and mine != words and _ends(mine, words):
                (source, *_) = find_listings(catalogue, other, Kind.AGENT)[0].sources
                yield Overlap(other, phrase, noun, len(words) > len(mine), source)


def _ends(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    size = min(len(one), len(other))
    return one[-size:] == other[-size:]


# --- what other entries use -------------------------------------------------------------------------


def _shared(catalogue: Catalogue, listing: Listing, entry: Fields, written: tuple[Written, ...]) -> SharedEntry:
    return SharedEntry(
        id=listing.id,
        kind=listing.kind,
        written=written,
        meaning=shared_in_words(listing.kind.value, entry, catalogue.dictionaries.ontology),
        provenance=_provenance((entry,)),
        words=entry.texts("words"),
        uses=tuple(_uses(catalogue, listing)),
    )


def _uses(catalogue: Catalogue, listing: Listing) -> Iterator[Use]:
    """The entries that name a class, a code, an operator or a role."""
    for other in catalogue.listings:
        if other.kind in _USERS[listing.kind] and any(_names_it(term, listing) for term in other.terms):
            yield Use(other.id, other.kind, other.summary, other.sources[0])


_USERS = {
    Kind.CLASS: (Kind.RULE, Kind.CLASS),
    Kind.CODE: (Kind.RULE,),
    Kind.OPERATOR: (Kind.RULE,),
    Kind.ROLE: (Kind.RULE, Kind.ACTOR, Kind.AGENT),
}


def _names_it(term: Term, listing: Listing) -> bool:
    if listing.kind is Kind.CLASS:
        return term.written == f"@{listing.id}"
    if listing.kind is Kind.ROLE:
        return term.written.isupper() and term.what not in _NAMES_OF_ACTORS and listing.id in thirds(term.written)
    return term.what == listing.kind.value and term.written == listing.id


_NAMES_OF_ACTORS = frozenset({"name", *NAME_USES})
