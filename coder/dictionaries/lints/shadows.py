"""Rules that can never win, because another fits wherever they do and ranks no lower."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from coder.coding.rules import Rule, Slot, Trigger, Words
from coder.dictionaries.lints.findings import Finding, Severity
from coder.errors import Location
from coder.reading.clauses import Category


@dataclass(frozen=True, slots=True)
class Contender:
    """A rule, where its id stands, and the trigger words that it has not only by way of a word class."""

    rule: Rule
    place: Location
    written: frozenset[tuple[str, ...]]


def shadowed(contenders: Iterable[Contender]) -> Iterator[Finding]:
    """A warning for each rule and each other one that always wins over it at some of its words.

    Words that a rule has by way of a word class may be another's: they are only told of where the rule has no others.
    """
    groups: dict[tuple[Trigger, Hashable], list[Contender]] = defaultdict(list)
    for contender in sorted(contenders, key=lambda each: each.rule.id):
        if contender.rule.status != "deprecated":
            shape = _shape(contender.rule)
            for trigger in dict.fromkeys(contender.rule.triggers):
                groups[trigger, shape].append(contender)
    lost: dict[tuple[str, str], tuple[Contender, Contender, list[Trigger]]] = {}
    for (trigger, _), rivals in groups.items():
        for at, loser in enumerate(rivals):
            others = enumerate(rivals)
            winner = next((each for n, each in others if n != at and _always(each, loser, n < at)), None)
            if winner is not None:
                lost.setdefault((winner.rule.id, loser.rule.id), (winner, loser, []))[2].append(trigger)
    for winner, loser, triggers in lost.values():
        if told := [each for each in triggers if words_of_trigger((each.lemma, *each.others)) in loser.written]:
            yield _finding(winner, loser, told)
        elif set(triggers) == set(loser.rule.triggers):
            yield _finding(winner, loser, triggers)


def _shape(rule: Rule) -> Hashable:
    """What two rules must have in common for their words alone to decide between them."""
    places = frozenset((slot.place, slot.kind, slot.required, slot.limited) for slot in rule.slots)
    return (places, rule.source, rule.target, rule.operator, rule.event, rule.forms, rule.modality, rule.voice)


def _always(winner: Contender, loser: Contender, first: bool) -> bool:
    """Whether the winner fits wherever the loser does, and ranks as high: by status, then by the earlier id."""
    if winner.rule.status != loser.rule.status:
        first = winner.rule.status == "stable"
    if not first or not _vetoes(winner.rule) <= _vetoes(loser.rule):
        return False
    theirs = _by_place(loser.rule.slots)
    return all(_wider(slot, theirs[slot.place]) for slot in winner.rule.slots)


def _by_place(slots: Iterable[Slot]) -> Mapping[str, Slot]:
    return {slot.place: slot for slot in slots}


def _vetoes(rule: Rule) -> frozenset[Hashable]:
    return frozenset(frozenset(veto) for veto in rule.unless)


def _wider(wide: Slot, narrow: Slot) -> bool:
    """Whether one slot takes whatever the other does; words that only it has would outrank it as longer phrases."""
    return (
        _holds(wide.lemma, narrow.lemma)
        and _holds(wide.modifier, narrow.modifier)
        and _holds(narrow.other_than, wide.other_than)
        and (narrow.roles <= wide.roles if wide.roles else not narrow.roles)
    )


def _holds(wide: Words, narrow: Words) -> bool:
    if not wide or not narrow:
        return not wide and not narrow
    return narrow.single <= wide.single and narrow.phrases <= wide.phrases


def _finding(winner: Contender, loser: Contender, triggers: Iterable[Trigger]) -> Finding:
    words = ", ".join(dict.fromkeys(map(_phrase, triggers)))
    message = f"`{loser.rule.id}` can never win over `{winner.rule.id}` at: {words}"
    if winner.rule.code == loser.rule.code:
        hint = f"leave the words to {winner.place}, which codes the same there"
    else:
        hint = f"ask for more, or for something else, than {winner.place}, or take the words out of that rule"
    return Finding(Severity.WARNING, message, loser.place, hint)


def words_of_trigger(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a trigger in an order that does not depend on which of them is its head."""
    return tuple(sorted(set(words) - {"-", "of"}))


def _phrase(trigger: Trigger) -> str:
    words = (trigger.lemma, *trigger.others)
    return " ".join(words if trigger.category is Category.VERB else (*trigger.others, trigger.lemma))
