"""Which phrases of a clause fill an event's ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coder.actors.actor import UNKNOWN, Actor
from coder.coding.rules import Place, Rule
from coder.coding.views import Actors, Phrases, View, Views
from coder.reading.clauses import Category, Clause
from coder.reading.phrases import NounPhrase

SCENES = ("in", "inside", "at", "near", "outside", "around", "across", "throughout", "along", "off", "over")
BARE_PLACES = frozenset({"of", "by", *Place})
"""Places that are only looked for near: any noun may have an `of`."""

NOTHING_NAMED: Mapping[str, Phrases] = {}

NOUN_SOURCES = ("by", "from", Place.BEFORE)
NOUN_TARGETS = (Place.OBJECT, "on", "against", "with", "to", "for", "toward", "towards", Place.PERSON, Place.BEFORE)
"""Where an event noun's ends also stand, if an actor stands there: `the attack by X on Y`."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Finds sources and targets with the article's actors at hand."""

    actors: Actors
    views: Views

    def source(self, rule: Rule, clause: Clause) -> Phrases:
        """The phrases in the places where the rule looks for the source.

        After a preposition for which the rule wants certain words, only phrases with these words count: who killed
        `in a Turkish air strike in Iraq` is not Iraq.
        """
        also = NOUN_SOURCES if clause.category is Category.NOUN else ()
        view = self.views.of(clause)
        worded = [
            slot for slot in rule.slots if slot.lemma and slot.place in rule.source and slot.place not in BARE_PLACES
        ]
        only = {slot.place: view.filling(slot) for slot in worded}
        return self.pick(clause, rule.source, also, only=only)

    def target(self, rule: Rule, clause: Clause, apart_from: Phrases = ()) -> Phrases:
        """The phrases in the places where the rule looks for the target."""
        return self.pick(clause, rule.target, NOUN_TARGETS if clause.category is Category.NOUN else (), apart_from)

    def pick(
        self,
        clause: Clause,
        places: Iterable[str],
        also: Iterable[str] = (),
        apart_from: Phrases = (),
        only: Mapping[str, Phrases] = NOTHING_NAMED,
    ) -> Phrases:
        """The phrases of the first place that holds an actor, else of the first of `places` that holds anything.

        `also` are places that count only for actors; of the places in `only` just these phrases do.  Times and bare
        numbers are nobody.
        """
        places, view = tuple(places), self.views.of(clause)
        first: Phrases = ()
        for place in (*places, *also):
            found = self._fit(only[place] if place in only else view.at(place), apart_from)
            if self.any_known(found) if place == Place.BEFORE else self.any_actor(found):
                return found
            if not first and place in places and place != Place.BEFORE:
                first = found
        return self._beyond(view, [place for place in places if place not in only], apart_from) or first

    def _beyond(self, view: View, places: Iterable[str], apart_from: Phrases) -> Phrases:
        for place in places:
            found = self._fit(view.beyond(place), apart_from) if place not in BARE_PLACES else ()
            if self.any_known(found):
                return found
        return ()

    def _fit(self, phrases: Phrases, apart_from: Phrases) -> Phrases:
        """The phrases that may be somebody else: no times, and nothing of the source's own (`along its border`)."""
        if not phrases:
            return ()
        taken = {phrase.head for phrase in apart_from}
        own = {actor.code for phrase in apart_from for actor in self.actors.all_of(phrase) if actor.resolved}
        return tuple(p for p in phrases if p.head not in taken and not p.is_time and not self._belongs(p, own))

    def _belongs(self, phrase: NounPhrase, codes: set[str]) -> bool:
        if not codes or self.actors.of(phrase) is not None:
            return False
        owner = self.actors.owner_of(phrase)
        return owner is not None and owner.code in codes

    def scene(self, clause: Clause) -> Actor | None:
        """The country of the place where the act happens: `opened fire in Kashmir`."""
        view = self.views.of(clause)
        found = (p for word in SCENES for p in (*view.at(word), *view.beyond(word)))
        return next((place for phrase in found if (place := self.actors.place_of(phrase)) is not None), None)

    def any_actor(self, phrases: Iterable[NounPhrase]) -> bool:
        """Whether one of the phrases is an actor or has one behind it: `Iran's decision`."""
        return any(self.actors.of(p) is not None or self.actors.owner_of(p) is not None for p in phrases)

    def best(self, choices: Iterable[Phrases]) -> Phrases:
        """The first choice that holds an actor whose country is known, else any actor, else anything."""
        ranked = [phrases for phrases in choices if phrases]
        for holds in (self.any_resolved, self.any_actor, bool):
            if found := next((phrases for phrases in ranked if holds(phrases)), None):
                return found
        return ()

    def others(self, phrases: Phrases, than: Phrases) -> Phrases:
        """The phrases that do not mean the same actor as `than`: `Russia denied that it had attacked`."""
        same = {(actor.code, actor.entry) for phrase in than for actor in self.actors.all_of(phrase)}
        return tuple(
            phrase
            for phrase in phrases
            if not same & {(actor.code, actor.entry) for actor in self.actors.all_of(phrase) if actor.resolved}
        )

    def any_resolved(self, phrases: Iterable[NounPhrase]) -> bool:
        """Whether the country of one of the phrases is known."""
        found = (self.actors.of(p) or self.actors.owner_of(p) for p in phrases)
        return any(actor is not None and actor.resolved for actor in found)

    def abroad(self, phrases: Phrases, source: Phrases) -> Phrases:
        """The phrases not of the source's own country: who asks for an end to sanctions on itself asks others."""
        own = {actor.country for phrase in source for actor in self.actors.all_of(phrase) if actor.resolved}
        return tuple(p for p in phrases if not own & {actor.country for actor in self.actors.all_of(p)})

    def any_known(self, phrases: Iterable[NounPhrase]) -> bool:
        """Whether one of the phrases has a country or at least a role."""
        found = (self.actors.of(p) or self.actors.owner_of(p) for p in phrases)
        return any(actor is not None and actor.code != UNKNOWN for actor in found)
