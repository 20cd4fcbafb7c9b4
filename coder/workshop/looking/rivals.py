"""Which rules compete at the same words, in the order in which they would win, and why.

The order is that of rules at their fullest: every place they name filled.  In a sentence a rule may
fill fewer of its optional places, so the coder's own record of the sentence has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coder.coding.events import RuleReference
from coder.coding.rules import Place, Rule, RuleBook, Slot, Trigger, Words


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule can weigh at most, in the order in which the weights are compared."""

    limited: int
    words: int
    filled: int
    kinds: int
    stable: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """Another rule at the same trigger words; `wins` says whether it would, `why` by which weight."""

    reference: RuleReference
    code: str
    operator: str
    words: tuple[str, ...]
    wins: bool
    why: str


def rivals_of(rule: Rule, book: RuleBook) -> tuple[Rival, ...]:
    """The rules that may fit where `rule` does, the strongest first."""
    pairs: dict[str, tuple[Rule, list[tuple[Trigger, Trigger]]]] = {}
    for trigger in rule.triggers:
        for candidate in book.for_word(trigger.category, trigger.lemma):
            other = candidate.rule
            met = [(trigger, each) for each in candidate.triggers if _go_together(trigger, each)]
            if met and other.id != rule.id and _may_meet(rule, other):
                pairs.setdefault(other.id, (other, []))[1].extend(met)
    found = [_rival(rule, other, met) for other, met in pairs.values()]
    return tuple(rival for _, rival in sorted(found, key=lambda pair: pair[0]))


def _rival(
    rule: Rule, other: Rule, met: list[tuple[Trigger, Trigger]]
) -> tuple[tuple[bool, tuple[int, ...], str], Rival]:
    """The rival with its place in the order; both are weighed at the words that they share most nearly."""
    own, trigger = min(met, key=lambda pair: len(set(pair[0].others) ^ set(pair[1].others)))
    theirs = claim_of(other, trigger)
    wins, why = compare(theirs, other.id, claim_of(rule, own), rule.id)
    words = tuple(dict.fromkeys(" ".join((each.lemma, *each.others)) for _, each in met))
    return (not wins, _order(theirs), other.id), Rival(other.reference, other.code, other.operator, words, wins, why)


def claim_of(rule: Rule, trigger: Trigger) -> Claim:
    """The most that a rule can weigh at one of its triggers; an act under an operator counts as found."""
    others = len(trigger.others)
    act = int(bool(rule.operator))
    asked = [slot for slot in rule.slots if slot.place == Place.CLAUSE]
    filled = [slot for slot in rule.slots if slot.place != Place.CLAUSE]
    return Claim(
        limited=others + act + sum(slot.limited for slot in rule.slots),
        words=others + act + len(asked) + sum(_longest(slot.lemma) for slot in filled),
        filled=len(filled) + act + 2,
        kinds=sum(bool(slot.kind) for slot in filled),
        stable=rule.status == "stable",
    )


def _longest(words: Words) -> int:
    return max((len(phrase) for phrase in words.phrases), default=int(bool(words.single)))


def _order(claim: Claim) -> tuple[int, ...]:
    return (-claim.limited, -claim.words, -claim.filled, -claim.kinds, -claim.stable)


_REASONS: tuple[tuple[str, Callable[[Claim], int]], ...] = (
    ("limited places", lambda claim: claim.limited),
    ("words in what it asks for", lambda claim: claim.words),
    ("places", lambda claim: claim.filled),
    ("places that ask for an actor or a thing", lambda claim: claim.kinds),
)


def compare(one: Claim, one_id: str, other: Claim, other_id: str) -> tuple[bool, str]:
    """Whether the first would win over the other, and the weight that decides, in words."""
    for what, weight in _REASONS:
        if weight(one) != weight(other):
            return weight(one) > weight(other), f"{weight(one)} {what} to {weight(other)}"
    if one.stable != other.stable:
        return one.stable, "it is stable" if one.stable else "it is experimental"
    return one_id < other_id, "its id comes first" if one_id < other_id else "its id comes later"


def _go_together(one: Trigger, other: Trigger) -> bool:
    """Whether one phrase holds the other: `meet` and `meet with`, not `come together` and `come to`."""
    ours, theirs = set(one.others), set(other.others)
    return ours <= theirs or theirs <= ours


def _may_meet(one: Rule, other: Rule) -> bool:
    """Whether one clause may satisfy both rules: not where they ask for different words in one place."""
    voices = {one.voice, other.voice} - {""}
    return len(voices) < 2 and not any(_apart(a, b) for a, b in _pairs(one, other))


def _pairs(one: Rule, other: Rule) -> Iterator[tuple[Slot, Slot]]:
    for slot in one.slots:
        for counterpart in other.slots:
            if slot.place == counterpart.place and slot.required and counterpart.required:
                yield slot, counterpart


def _apart(one: Slot, other: Slot) -> bool:
    if {one.kind, other.kind} == {"actor", "thing"}:
        return True
    if not one.lemma or not other.lemma:
        return False
    return not (_heads(one.lemma) & _heads(other.lemma))


def _heads(words: Words) -> frozenset[str]:
    """The head words that may stand there; phrases by every word, since `by_head` says which is one."""
    return words.single | frozenset(words.by_head)
