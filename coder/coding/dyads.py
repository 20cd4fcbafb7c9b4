"""From readings to events: actors at both ends, pairwise, each event once."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coder.actors.actor import UNKNOWN, Actor, Ground
from coder.coding.composing import Reading
from coder.coding.ends import Ends
from coder.coding.events import Event, Span, When, Where
from coder.coding.occasions import Occasions
from coder.coding.ontology import Ontology
from coder.coding.recorder import Dropped, Recorder
from coder.coding.settling import Settled
from coder.coding.views import Actors, Views
from coder.parsing.sentences import Sentence
from coder.reading.grammar import AWAITING
from coder.reading.phrases import NounPhrase

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
"""Roles of a state, which a crowd nobody places is taken to be up against at home."""

FORCE_ROOTS = ("08", "12", "13", "15", "16", "17", "18", "19", "20")
MUTUAL_ROOTS = ("04", "06")
CONDITIONAL_ROOTS = ("12", "13")
AID_ROOTS = ("07", "033")

DOMESTIC_ROOTS = ("14", "17")
"""Roots of what people and their own state do to each other, unless the words say otherwise."""

PLACED_ROOTS = ("07", "08", "14", "15", "17", "18", "19", "20")
"""Roots of deeds that are done to a place as to its people: `troops opened fire in Kashmir`."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One source, one target, one code."""

    source: Actor
    target: Actor
    code: str


@dataclass(frozen=True, slots=True)
class Story:
    """What an event takes from its article: the identity and the date."""

    id: str
    date: datetime.date | None


class EventMaker:
    """Makes the events of one sentence."""

    def __init__(
        self,
        ontology: Ontology,
        actors: Actors,
        sentence: Sentence,
        story: Story,
        occasions: Occasions,
        recorder: Recorder,
    ) -> None:
        self._ontology = ontology
        self._actors = actors
        self._sentence = sentence
        self._story = story
        self._occasions = occasions
        self._recorder = recorder

    def events(self, settled: Settled) -> Iterator[Event]:
        """The events of one reading: every pair, and the other side's where the act is mutual."""
        reading = settled.reading
        dyads = [_domestic(dyad) for dyad in dict.fromkeys(self._dyads(reading, settled.code))]
        sound = []
        for dyad in dyads:
            if reason := _objection(dyad):
                self._recorder.dropped(Dropped(reading.clause, reading.rule, settled.code, reason))
            else:
                sound.append(dyad)
        if not sound:
            return
        when, where = self._occasions.when(reading), self._occasions.where(reading)
        yield from (self._event(dyad, settled, when, where) for dyad in sound)

    def _dyads(self, reading: Reading, code: str) -> Iterator[Dyad]:
        sources, targets = self._ends(reading.source), self._ends(reading.target)
        mirror = self._mirror(reading, code)
        if len(sources) > 1 and mirror == code and not any(actor.somebody for actor in targets):
            yield from (Dyad(a, b, code) for a, b in itertools.permutations(sources, 2))
            return
        nobody = (self._unnamed(reading),)
        targets = targets or self._awaited(reading, code) or self._helped(reading, code)
        targets = self._placed(targets, reading, code, sources)
        for source, target in itertools.product(sources or nobody, targets or nobody):
            yield Dyad(source, target, code)
            if mirror and target.somebody:
                yield Dyad(target, source, mirror)

    def _awaited(self, reading: Reading, code: str) -> tuple[Actor, ...]:
        """Whom a refusal or threat without a target aims at: `refused to work until the mine pays`."""
        if not code.startswith(CONDITIONAL_ROOTS):
            return ()
        phrases = (p for word in sorted(AWAITING) for p in reading.clause.preposition(word))
        return tuple(actor for actor in self._ends(tuple(phrases)) if actor.somebody)

    def _helped(self, reading: Reading, code: str) -> tuple[Actor, ...]:
        """Whom aid without a target is for: `provided 30 million dollars to feed refugees`."""
        if not code.startswith(AID_ROOTS):
            return ()
        phrases = (phrase for inner in reading.clause.complements for phrase in inner.object)
        return tuple(actor for actor in self._ends(tuple(phrases)) if actor.somebody)

    def _placed(
        self, targets: tuple[Actor, ...], reading: Reading, code: str, sources: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Who is hit where no actor is: the country of the scene, which may be that of a thing (`a market in Aden`)."""
        known, doers = (any(actor.somebody for actor in ends) for ends in (targets, sources))
        if known or (sources and not doers) or not code.startswith(PLACED_ROOTS):
            return targets
        place = Ends(self._actors, Views(self._actors)).scene(reading.clause)
        if place is None or place.code in {actor.code for actor in sources}:
            return targets
        return tuple(replace(place, text=t.text, start=t.start, end=t.end) for t in targets if t.text) or (place,)

    def _mirror(self, reading: Reading, code: str) -> str | None:
        if reading.rule.one_way:
            return None
        return code if reading.joint else self._ontology.mirror(code)

    def _ends(self, phrases: tuple[NounPhrase, ...]) -> tuple[Actor, ...]:
        """The actors of the phrases; things beside actors are left out: `the minister and his remarks`."""
        found = dict.fromkeys(actor for phrase in phrases for actor in self._actors_of(phrase))
        return tuple(actor for actor in found if actor.somebody) or tuple(found)

    def _actors_of(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """The phrase's actors, those behind a thing, or the phrase itself as an unknown actor."""
        found = self._actors.all_of(phrase)
        if found:
            return found
        owner = self._actors.owner_of(phrase)
        return (owner,) if owner is not None else (_unknown(phrase),)

    def _unnamed(self, reading: Reading) -> Actor:
        start = reading.clause.start
        return Actor(UNKNOWN, "", (), "", start, start, how="not named", ground=Ground.NOBODY)

    def _event(self, dyad: Dyad, settled: Settled, when: When | None, where: Where | None) -> Event:
        reading, sentence = settled.reading, self._sentence
        start, end = reading.clause.start, reading.clause.end
        words = sentence.text[start - sentence.start : end - sentence.start]
        trigger = Span(words, start, end, sentence.part)
        return Event(
            id=self._identity(dyad, trigger),
            date=self._story.date,
            source=dyad.source,
            target=dyad.target,
            code=self._ontology.codes[dyad.code],
            flags=settled.flags,
            sentence=sentence,
            trigger=trigger,
            rule=reading.rule.reference,
            via=tuple(rule.reference for rule in reading.via),
            when=when,
            where=where,
        )

    def _identity(self, dyad: Dyad, trigger: Span) -> str:
        """Sixteen hexadecimal digits that stay the same over runs and dictionary orders."""
        parts = (self._story.id, self._sentence.part, trigger.start, dyad.code, dyad.source.code, dyad.target.code)
        where = (dyad.source.start, dyad.source.end, dyad.target.start, dyad.target.end)
        return hashlib.sha256("\x1f".join(map(str, (*parts, *where))).encode()).hexdigest()[:16]


def without_echoes(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Each act once: of equal events the first, and none that only says vaguely what another says better."""
    return tuple(
        event
        for place, event in enumerate(events)
        if not any(
            _covers(other, event) and (elsewhere < place or not _covers(event, other))
            for elsewhere, other in enumerate(events)
            if elsewhere != place
        )
    )


def _covers(event: Event, other: Event) -> bool:
    """Whether `event` says all that `other` says: same dyad, and its code the same or below."""
    if _ends(event) != _ends(other) or (event.flags and event.flags != other.flags):
        return False
    better, code = event.code.code, other.code.code
    return better.startswith(code) or (code.endswith("0") and better.startswith(code[:-1]))


def _ends(event: Event) -> tuple[str, str, str, str]:
    """Who and whom: by dictionary entry where there is one, so that a name and its pronoun are the same."""
    source, target = event.source, event.target
    return (source.code, source.entry or source.text, target.code, target.entry or target.text)


def _domestic(dyad: Dyad) -> Dyad:
    """Police and protesters, arrests and marches, are of one country: a bare role takes that of the other end."""
    source, target = dyad.source, dyad.target
    if not dyad.code.startswith(DOMESTIC_ROOTS) or source.resolved == target.resolved:
        return dyad
    known = source if source.resolved else target
    if len(known.country) != 3:
        return dyad
    if source.resolved:
        return replace(dyad, target=_of_country(target, known))
    return replace(dyad, source=_of_country(source, known)) if OFFICIAL & set(target.roles) else dyad


def _of_country(actor: Actor, known: Actor) -> Actor:
    """A bare role with the country of the event's other end; anything else as it is."""
    if not actor.roles or actor.resolved:
        return actor
    how = f"{actor.how}; country of {known.text!r}"
    return replace(actor, code=known.country + "".join(actor.roles), country=known.country, how=how)


def _unknown(phrase: NounPhrase) -> Actor:
    ends = (phrase.start, phrase.end)
    return Actor(UNKNOWN, "", (), phrase.text, *ends, how="not known as an actor", ground=Ground.NOBODY)


def _objection(dyad: Dyad) -> str:
    """Why a pair is no dyad, empty if it is one."""
    source, target = dyad.source, dyad.target
    if not source.somebody and not target.somebody:
        return "neither source nor target is an actor"
    if (source.start, source.end, source.code) == (target.start, target.end, target.code):
        return "source and target are the same phrase"
    if dyad.code.startswith(FORCE_ROOTS) and source.ground is target.ground is Ground.STRANGER:
        return "neither of the two persons is known"
    state = {source.code, target.code} == {source.country, f"{source.country}GOV"}
    if state and (target.ground is Ground.PRONOUN or dyad.code.startswith(MUTUAL_ROOTS)):
        return "a state does not deal with its own government"
    bare = source.code == source.country
    if source.code == target.code and source.resolved and (bare or (source.entry and source.entry == target.entry)):
        return "source and target are the same actor"
    return ""
