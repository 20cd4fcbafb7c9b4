"""Whether a rule fits a clause, how well, and if not, the first condition that fails."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from coder.coding.rules import Candidate, Place, Rule, Slot, Trigger
from coder.coding.views import View, names
from coder.reading.clauses import Category, Clause


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights that rank a rule that fits.

    `limited` counts the restrictions to words or roles that the clause meets, `words` how many words met
    them (`roadside bomb` says more than `bomb`), `filled` the places filled at all, `kinds` those where the
    rule asks for an actor or a thing.
    """

    rule: Rule
    limited: int = 0
    words: int = 0
    filled: int = 0
    kinds: int = 0


class Condition(enum.Enum):
    """What of a rule may fail, in the order in which it is tested."""

    TRIGGER = enum.auto()
    VOICE = enum.auto()
    MODALITY = enum.auto()
    SLOT = enum.auto()
    VETO = enum.auto()


class Misfit(NamedTuple):
    """The first condition of a rule that fails, with the slots it asks for."""

    condition: Condition
    slots: tuple[Slot, ...] = ()


_PLACES = frozenset(place.value for place in Place)

NO_TRIGGER, NO_VOICE, NO_MODALITY = map(Misfit, (Condition.TRIGGER, Condition.VOICE, Condition.MODALITY))


def fit(candidate: Candidate, view: View) -> Fit | Misfit:
    """Tests the rule's conditions in order and stops at the first that fails."""
    rule, clause = candidate.rule, view.clause
    trigger = _trigger(candidate, view)
    if trigger is None:
        return NO_TRIGGER
    if rule.voice and (rule.voice == "passive") != clause.passive:
        return NO_VOICE
    if rule.modality and not any(has_modality(inner, rule.modality) for inner in clause.complements):
        return NO_MODALITY
    for slot in rule.slots:
        if not view.meets(slot):
            return Misfit(Condition.SLOT, (slot,))
    for veto in rule.unless:
        if all(view.stands(slot) for slot in veto):
            return Misfit(Condition.VETO, veto)
    return _weighed(rule, trigger, view)


def reason(misfit: Misfit, candidate: Candidate, view: View) -> str:
    """What failed, in words."""
    rule, clause = candidate.rule, view.clause
    match misfit.condition:
        case Condition.TRIGGER:
            wanted = " or ".join(" ".join((trigger.lemma, *trigger.others)) for trigger in candidate.triggers)
            return f"wants {wanted}" + (f", found {clause.lemma} {clause.particle}" if clause.particle else "")
        case Condition.VOICE:
            return f"the clause is not {rule.voice}"
        case Condition.MODALITY:
            return f"no clause of {rule.modality} completes it"
        case Condition.VETO:
            return f"vetoed by {' and '.join(_called(slot.place) for slot in misfit.slots)}"
    return _slot_reason(misfit.slots[0], view)


def _slot_reason(slot: Slot, view: View) -> str:
    if slot.place == Place.CLAUSE:
        return "no clause that the rule asks for completes it"
    near = view.at(slot.place)
    if near:
        return f"{slot.place} {near[0].text!r} is not what the rule asks for"
    return f"no {slot.place}" if slot.place in _PLACES else f"nothing after {slot.place!r}"


def _called(place: str) -> str:
    return f"its {place}" if place in _PLACES else f"what follows {place!r}"


def has_modality(clause: Clause, modality: str) -> bool:
    """Whether a clause has it, or what a predicate noun says: `the priority is that Iran should stop`."""
    if clause.status.modality == modality:
        return True
    return clause.category is not Category.VERB and any(has_modality(inner, modality) for inner in clause.complements)


def _trigger(candidate: Candidate, view: View) -> Trigger | None:
    """The longest trigger whose other words the clause has; a verb's own particle must be among them."""
    clause = view.clause
    particle = clause.particle if clause.category is Category.VERB else ""
    for trigger in candidate.triggers:
        others = trigger.others
        if particle and particle not in others:
            continue
        if not others or view.companions.issuperset(others):
            return trigger
    return None


def _weighed(rule: Rule, trigger: Trigger, view: View) -> Fit:
    asked = [slot for slot in rule.slots if slot.place == Place.CLAUSE]
    filled = [(slot, found) for slot in rule.slots if slot.place != Place.CLAUSE and (found := view.filling(slot))]
    limited = sum(slot.limited for slot in asked) + sum(slot.limited for slot, _ in filled)
    words = len(asked) + sum(max(names(slot.lemma, p) for p in found) for slot, found in filled if slot.lemma)
    ends = sum(any(view.at(place) for place in places) for places in (rule.source, rule.target))
    kinds = sum(bool(slot.kind) for slot, _ in filled)
    return Fit(rule, len(trigger.others) + limited, len(trigger.others) + words, len(filled) + ends, kinds)
