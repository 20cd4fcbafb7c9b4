"""A clause as the rules look at it: each place, word and slot is looked up once, however many rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from coder.actors.actor import Actor
from coder.coding.rules import Place, Slot, Words, inner_cut
from coder.reading.clauses import Clause
from coder.reading.grammar import ASPECT
from coder.reading.phrases import NounPhrase

Phrases = tuple[NounPhrase, ...]

MEASURES = frozenset(
    "number dozen hundred thousand million billion score group batch round series wave string spate handful member"
    " couple pair some many several most part majority lot host raft package set barrage contingent team piece act"
    " campaign total tranche shipment tonne ton worth amount portion share stage form level kind type".split()
)
"""Nouns that only measure what follows: `thousands of troops` are troops."""


class Actors(Protocol):
    """What coding needs to know of the article's actors."""

    def of(self, phrase: NounPhrase) -> Actor | None: ...

    def owner_of(self, phrase: NounPhrase) -> Actor | None: ...

    def all_of(self, phrase: NounPhrase) -> tuple[Actor, ...]: ...

    def place_of(self, phrase: NounPhrase) -> Actor | None: ...


class View:
    """One clause with what stands in its places and which slots it fills.

    Rules share their slots (see `build_rulebook`), so a slot is known by its identity.
    """

    __slots__ = (
        "_actors",
        "_beyond",
        "_companions",
        "_filled",
        "_lemmas",
        "_met",
        "_near",
        "_stands",
        "_vocabulary",
        "clause",
    )

    def __init__(self, clause: Clause, actors: Actors) -> None:
        self.clause = clause
        self._actors = actors
        self._near: dict[str, Phrases] = {}
        self._beyond: dict[str, Phrases] = {}
        self._filled: dict[int, Phrases] = {}
        self._lemmas: dict[int, frozenset[str]] = {}
        self._met: dict[int, bool] = {}
        self._stands: dict[int, bool] = {}
        self._companions: frozenset[str] | None = None
        self._vocabulary: frozenset[str] | None = None

    @property
    def companions(self) -> frozenset[str]:
        """The words that may go with the act's own: particle, prepositions, adverbs, and those of the object."""
        if self._companions is None:
            self._companions = _companions(self.clause)
        return self._companions

    @property
    def vocabulary(self) -> frozenset[str]:
        """At least all the words that any rule may ask for in this clause, wherever they stand."""
        if self._vocabulary is None:
            clause = self.clause
            phrases = [*clause.subject, *clause.object, *clause.person, *clause.premodifiers]
            phrases += [item.phrase for item in clause.prepositions]
            phrases += [phrase for inner in clause.complements for phrase in inner.subject]
            self._vocabulary = self.companions.union(*map(_lemmas_within, phrases))
        return self._vocabulary

    def at(self, place: str) -> Phrases:
        """The phrases in a place of the clause; prepositions are looked for on the act and on its object."""
        found = self._near.get(place)
        if found is None:
            found = self._near[place] = _phrases_at(self.clause, place)
        return found

    def beyond(self, place: str) -> Phrases:
        """The phrases of a preposition inside another one: `set a date for talks with Russia`."""
        found = self._beyond.get(place)
        if found is None:
            found = self._beyond[place] = _inside((a.phrase for a in self.clause.prepositions), place)
        return found

    def filling(self, slot: Slot) -> Phrases:
        """The phrases that fill a slot; words are looked for inside other preposition phrases too."""
        found = self._filled.get(id(slot))
        if found is None:
            found = self._fillers(slot, self.at(slot.place))
            if not found and slot.limited:
                found = self._fillers(slot, self.beyond(slot.place))
            self._filled[id(slot)] = found
        return found

    def meets(self, slot: Slot) -> bool:
        """Whether a slot is filled, or may stay empty because nothing stands in its place."""
        met = self._met.get(id(slot))
        if met is None:
            if slot.place == Place.CLAUSE:
                met = is_completed(slot, self.clause)
            else:
                met = bool(self.filling(slot)) or not (slot.required or self.at(slot.place))
            self._met[id(slot)] = met
        return met

    def stands(self, slot: Slot) -> bool:
        """Whether what a veto's slot asks for stands in its place."""
        found = self._stands.get(id(slot))
        if found is None:
            if slot.place == Place.CLAUSE:
                found = is_completed(slot, self.clause)
            else:
                found = any(self._fills(slot, phrase) for phrase in self.at(slot.place))
            self._stands[id(slot)] = found
        return found

    def _fillers(self, slot: Slot, phrases: Phrases) -> Phrases:
        """Those of the phrases that fill a slot; most rules fail at the first glance at the heads."""
        if not phrases or (slot.lemma.heads and slot.lemma.heads.isdisjoint(self._lemmas_of(phrases))):
            return ()
        return tuple([phrase for phrase in phrases if self._fills(slot, phrase)])

    def _lemmas_of(self, phrases: Phrases) -> frozenset[str]:
        found = self._lemmas.get(id(phrases))
        if found is None:
            lemmas = frozenset([head.lemma for phrase in phrases for head in heads(phrase)])
            found = self._lemmas[id(phrases)] = lemmas
        return found

    def _fills(self, slot: Slot, phrase: NounPhrase) -> bool:
        if slot.lemma.heads and not names(slot.lemma, phrase):
            return False
        if slot.other_than.heads and names(slot.other_than, phrase):
            return False
        if slot.modifier.heads and not _modified(slot.modifier, phrase):
            return False
        return self._is_kind(slot, phrase)

    def _is_kind(self, slot: Slot, phrase: NounPhrase) -> bool:
        if not slot.kind and not slot.roles:
            return True
        actor = self._actors.of(phrase)
        if slot.kind == "thing":
            return actor is None
        if actor is None:
            return False
        return not slot.roles or bool(slot.roles & set(actor.roles))


class Views:
    """The views of a sentence's clauses, each made when it is first asked for."""

    __slots__ = ("_actors", "_made")

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._made: dict[int, View] = {}

    def of(self, clause: Clause) -> View:
        """The view of a clause."""
        found = self._made.get(id(clause))
        if found is None:
            found = self._made[id(clause)] = View(clause, self._actors)
        return found


def heads(phrase: NounPhrase) -> Phrases:
    """The phrase and, where it only measures or names another, that other: `dozens of tanks`."""
    if phrase.lemma not in MEASURES and phrase.kind != "number":
        return (phrase,)
    return (phrase, *(inner for a in phrase.attached if a.preposition == "of" for inner in heads(a.phrase)))


def names(words: Words, phrase: NounPhrase) -> int:
    """How many words of the phrase's head one of the words matches; 0 if none does."""
    return max([_named(words, head) for head in heads(phrase)])


def completing(slot: Slot, clause: Clause) -> Iterator[Clause]:
    """The complements that are what the slot asks for: `warned that Iran would face consequences`."""
    return (inner for inner in clause.complements if _completes(slot, inner))


def is_completed(slot: Slot, clause: Clause) -> bool:
    """Whether a complement is what the slot asks for."""
    return any(_completes(slot, inner) for inner in clause.complements)


def _completes(slot: Slot, inner: Clause) -> bool:
    words = slot.lemma
    return (
        not words
        or inner.lemma in words.single
        or any(_says(phrase, inner) for phrase in words.phrases)
        or (inner.lemma in ASPECT and is_completed(slot, inner))
    )


def _phrases_at(clause: Clause, place: str) -> Phrases:
    match place:
        case Place.SUBJECT:
            return clause.subject
        case Place.OBJECT:
            return clause.object
        case Place.PERSON:
            return clause.person
        case Place.BEFORE:
            return clause.premodifiers
        case Place.DOER:
            return tuple(phrase for inner in clause.complements for phrase in inner.subject)
    own = clause.preposition(place)
    if any(not phrase.is_time for phrase in own):
        return own
    # `imposed sanctions on two generals on Friday`: the verb's own `on` only tells when
    return _inside(clause.object, place) or own


def _inside(phrases: Iterable[NounPhrase], preposition: str) -> Phrases:
    return tuple([a.phrase for phrase in phrases for a in phrase.attached if a.preposition == preposition])


def _lemmas_within(phrase: NounPhrase) -> list[str]:
    """The heads of a phrase and of all that hangs on it."""
    found = [phrase.lemma]
    for item in phrase.attached:
        found += _lemmas_within(item.phrase)
    return found


def _companions(clause: Clause) -> frozenset[str]:
    words = {clause.particle, *clause.modifiers}
    for item in clause.prepositions:
        if not item.phrase.is_time:
            words |= {item.preposition, item.preposition.partition(" ")[0]}
    for inner in clause.complements:
        words |= {inner.marker, inner.lemma}
    for phrase in clause.object:
        words.update(token.lemma.lower() for token in phrase.words)
        words.update(a.preposition for a in phrase.attached)
    return frozenset(words)


def _says(words: tuple[str, ...], clause: Clause) -> bool:
    return words[0] == clause.lemma and _companions(clause).issuperset(words[1:])


def _named(words: Words, phrase: NounPhrase) -> int:
    wanted = words.by_head.get(phrase.lemma)
    longest = max((len(each) for each in wanted if _is_called(each, phrase)), default=0) if wanted else 0
    return longest or int(phrase.lemma in words.single)


def _is_called(wanted: tuple[str, ...], phrase: NounPhrase) -> bool:
    """Whether the phrase's head with the words before it ends so: `car bomb`, `state of emergency`."""
    cut = inner_cut(wanted)
    if cut:
        inner = (a.phrase for a in phrase.attached if a.preposition == wanted[cut])
        return _is_called(wanted[:cut], phrase) and any(_is_called(wanted[cut + 1 :], found) for found in inner)
    if wanted[-1] != phrase.lemma:
        return False
    before = [token for token in phrase.words if token.index <= phrase.head][-len(wanted) :]
    if len(before) < len(wanted):
        return False
    return all(word in (t.lemma.lower(), t.text.lower()) for word, t in zip(wanted[:-1], before, strict=False))


def _modified(words: Words, phrase: NounPhrase) -> bool:
    before = {token.lemma.lower() for head in heads(phrase) for token in head.words}
    return bool(before & words.single) or any(set(wanted) <= before for wanted in words.phrases)
