"""Whether a rule fits a clause, and if not, the first condition that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from coder.actors.actor import Actor
from coder.coding.rules import Candidate, Place, Rule, Slot, Trigger, Words, inner_cut
from coder.reading.clauses import Category, Clause
from coder.reading.grammar import ASPECT
from coder.reading.phrases import NounPhrase


class Actors(Protocol):
    """What matching needs to know of the article's actors."""

    def of(self, phrase: NounPhrase) -> Actor | None: ...

    def owner_of(self, phrase: NounPhrase) -> Actor | None: ...

    def all_of(self, phrase: NounPhrase) -> tuple[Actor, ...]: ...

    def place_of(self, phrase: NounPhrase) -> Actor | None: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a rule fits a clause: the failure in words, or the weights that rank it.

    `limited` counts the restrictions to words or roles that the clause meets, `words` how many words met
    them (`roadside bomb` says more than `bomb`), `filled` the places filled at all, `kinds` those where the
    rule asks for an actor or a thing.
    """

    rule: Rule
    failure: str = ""
    limited: int = 0
    words: int = 0
    filled: int = 0
    kinds: int = 0


QUANTITIES = frozenset(
    "number dozen hundred thousand million billion score group batch round series wave string spate handful member"
    " couple pair some many several most part majority lot host raft package set barrage contingent team piece act"
    " campaign total tranche shipment tonne ton worth amount portion share stage form level kind type".split()
)
"""Nouns that only measure what follows: `thousands of troops` are troops."""


def fit(candidate: Candidate, clause: Clause, actors: Actors) -> Fit:
    """Tests the rule's conditions in order and stops at the first that fails."""
    rule = candidate.rule
    trigger = _longest(candidate.triggers, clause)
    if trigger is None:
        return Fit(rule, _trigger_failure(candidate, clause))
    failure = _form_failure(rule, clause)
    if failure:
        return Fit(rule, failure)
    filled: list[tuple[Slot, tuple[NounPhrase, ...]]] = []
    for slot in rule.slots:
        found = () if slot.place == Place.CLAUSE else filling(slot, clause, actors)
        failure = "" if found else _slot_failure(slot, clause)
        if failure:
            return Fit(rule, failure)
        if found:
            filled.append((slot, found))
    return Fit(rule, _veto(rule, clause, actors), *_weights(rule, clause, trigger, filled))


def _weights(
    rule: Rule, clause: Clause, trigger: Trigger, filled: list[tuple[Slot, tuple[NounPhrase, ...]]]
) -> tuple[int, int, int, int]:
    """Limits met, words that met them, places filled, kinds asked for: the parts of a rule's rank."""
    asked = [slot for slot in rule.slots if slot.place == Place.CLAUSE]
    limited = len(trigger.others) + sum(slot.limited for slot, _ in filled) + sum(slot.limited for slot in asked)
    words = len(trigger.others) + len(asked) + sum(_words_met(slot, found) for slot, found in filled)
    ends = sum(1 for places in (rule.source, rule.target) if any(phrases_at(clause, place) for place in places))
    return limited, words, len(filled) + ends, sum(bool(slot.kind) for slot, _ in filled)


def phrases_at(clause: Clause, place: str) -> tuple[NounPhrase, ...]:
    """The phrases in a place of the clause; prepositions are looked for on the act and on its object."""
    if place == Place.SUBJECT:
        return clause.subject
    if place == Place.OBJECT:
        return clause.object
    if place == Place.PERSON:
        return clause.person
    if place == Place.BEFORE:
        return clause.premodifiers
    if place == Place.DOER:
        return tuple(phrase for inner in clause.complements for phrase in inner.subject)
    own = clause.preposition(place)
    if any(not phrase.is_time for phrase in own):
        return own
    # `imposed sanctions on two generals on Friday`: the verb's own `on` only tells when
    return _inside(clause.object, place) or own


def phrases_further_off(clause: Clause, place: str) -> tuple[NounPhrase, ...]:
    """The phrases of a preposition inside another one: `set a date for talks with Russia`."""
    return _inside((a.phrase for a in clause.prepositions), place)


def _inside(phrases: Iterable[NounPhrase], preposition: str) -> tuple[NounPhrase, ...]:
    return tuple(a.phrase for phrase in phrases for a in phrase.attached if a.preposition == preposition)


def heads(phrase: NounPhrase) -> tuple[NounPhrase, ...]:
    """The phrase and, where it only measures or names another, that other: `dozens of tanks`."""
    if phrase.lemma not in QUANTITIES and phrase.kind != "number":
        return (phrase,)
    return (phrase, *(inner for a in phrase.attached if a.preposition == "of" for inner in heads(a.phrase)))


def names(words: Words, phrase: NounPhrase) -> int:
    """How many words of the phrase's head one of the words matches; 0 if none does."""
    return max(_named(words, head) for head in heads(phrase))


def _named(words: Words, phrase: NounPhrase) -> int:
    wanted = words.by_head.get(phrase.lemma, ())
    longest = max((len(each) for each in wanted if _is_called(each, phrase)), default=0)
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


def _words_met(slot: Slot, found: tuple[NounPhrase, ...]) -> int:
    return max(names(slot.lemma, phrase) for phrase in found) if slot.lemma else 0


def _longest(triggers: tuple[Trigger, ...], clause: Clause) -> Trigger | None:
    """The trigger with the most words among those that the clause has."""
    found = [trigger for trigger in triggers if _triggers(trigger, clause)]
    return max(found, key=lambda trigger: len(trigger.others)) if found else None


def _trigger_failure(candidate: Candidate, clause: Clause) -> str:
    wanted = " or ".join(" ".join((trigger.lemma, *trigger.others)) for trigger in candidate.triggers)
    return f"wants {wanted}" + (f", found {clause.lemma} {clause.particle}" if clause.particle else "")


def _form_failure(rule: Rule, clause: Clause) -> str:
    if rule.voice and (rule.voice == "passive") != clause.passive:
        return f"the clause is not {rule.voice}"
    if not rule.modality or any(has_modality(inner, rule.modality) for inner in clause.complements):
        return ""
    return f"no clause of {rule.modality} completes it"


def has_modality(clause: Clause, modality: str) -> bool:
    """Whether a clause has it, or what a predicate noun says: `the priority is that Iran should stop`."""
    if clause.status.modality == modality:
        return True
    return clause.category is not Category.VERB and any(has_modality(inner, modality) for inner in clause.complements)


def _triggers(trigger: Trigger, clause: Clause) -> bool:
    if clause.particle and clause.particle not in trigger.others and clause.category is Category.VERB:
        return False
    return all(_accompanied(word, clause) for word in trigger.others)


def _accompanied(word: str, clause: Clause) -> bool:
    """Whether the clause has the word as particle, preposition, adverb, modifier or bare object."""
    if word == clause.particle or word in clause.modifiers:
        return True
    if any(not phrase.is_time for phrase in clause.preposition(word)):
        return True
    if any(word in (inner.marker, inner.lemma) for inner in clause.complements):
        return True
    return any(word in _around(phrase) for phrase in clause.object)


def _around(phrase: NounPhrase) -> set[str]:
    """The words of a phrase and the prepositions after it."""
    return {token.lemma.lower() for token in phrase.words} | {a.preposition for a in phrase.attached}


def _slot_failure(slot: Slot, clause: Clause) -> str:
    """Why an empty slot is a failure; empty where it may be empty."""
    if slot.place == Place.CLAUSE:
        return "" if _completed(slot, clause) else "no clause that the rule asks for completes it"
    near = phrases_at(clause, slot.place)
    if near:
        return f"{slot.place} {near[0].text!r} is not what the rule asks for"
    return f"no {slot.place}" if slot.required else ""


def filling(slot: Slot, clause: Clause, actors: Actors) -> tuple[NounPhrase, ...]:
    """The phrases that fill a slot; words are looked for inside other preposition phrases too."""
    near = tuple(p for p in phrases_at(clause, slot.place) if _fills(slot, p, actors))
    if near or not slot.limited:
        return near
    return tuple(p for p in phrases_further_off(clause, slot.place) if _fills(slot, p, actors))


def completing(slot: Slot, clause: Clause) -> Iterator[Clause]:
    """The complements that are what the slot asks for: `warned that Iran would face consequences`."""
    return (inner for inner in clause.complements if _completes(slot, inner))


def _completed(slot: Slot, clause: Clause) -> bool:
    return any(True for _ in completing(slot, clause))


def _completes(slot: Slot, inner: Clause) -> bool:
    words = slot.lemma
    return (
        not words
        or inner.lemma in words.single
        or any(_says(phrase, inner) for phrase in words.phrases)
        or (inner.lemma in ASPECT and _completed(slot, inner))
    )


def _says(words: tuple[str, ...], clause: Clause) -> bool:
    return words[0] == clause.lemma and all(_accompanied(word, clause) for word in words[1:])


def _fills(slot: Slot, phrase: NounPhrase, actors: Actors) -> bool:
    if slot.lemma and not names(slot.lemma, phrase):
        return False
    if slot.other_than and names(slot.other_than, phrase):
        return False
    if slot.modifier and not _modified(slot.modifier, phrase):
        return False
    return _is_kind(slot, phrase, actors)


def _modified(words: Words, phrase: NounPhrase) -> bool:
    before = {token.lemma.lower() for head in heads(phrase) for token in head.words}
    return bool(before & words.single) or any(set(wanted) <= before for wanted in words.phrases)


def _is_kind(slot: Slot, phrase: NounPhrase, actors: Actors) -> bool:
    if not slot.kind and not slot.roles:
        return True
    actor = actors.of(phrase)
    if slot.kind == "thing":
        return actor is None
    if actor is None:
        return False
    return not slot.roles or bool(slot.roles & set(actor.roles))


def _veto(rule: Rule, clause: Clause, actors: Actors) -> str:
    for veto in rule.unless:
        if all(_stands(slot, clause, actors) for slot in veto):
            return f"vetoed by its {' and '.join(slot.place for slot in veto)}"
    return ""


def _stands(slot: Slot, clause: Clause, actors: Actors) -> bool:
    if slot.place == Place.CLAUSE:
        return _completed(slot, clause)
    return any(_fills(slot, phrase, actors) for phrase in phrases_at(clause, slot.place))
