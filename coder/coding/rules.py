"""Compiled verb rules: what a dictionary entry asks of a clause."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from coder.coding.events import RuleReference
from coder.reading.clauses import Category


class Place(enum.StrEnum):
    """Where a participant stands in a clause; a preposition is named by itself.

    `BEFORE` are the words before an event noun (`U.S. sanctions`), `CLAUSE` the clauses that complete
    the act, `DOER` the subjects of those clauses (`said that Israel should stop`).
    """

    SUBJECT = "subject"
    OBJECT = "object"
    PERSON = "person"
    BEFORE = "before"
    CLAUSE = "clause"
    DOER = "doer"


INNER_PREPOSITIONS = frozenset({"of", "against", "in", "on", "to", "for"})
"""Prepositions that may stand inside a phrase of a word list: `state of emergency`, `crime against humanity`."""


@dataclass(frozen=True, slots=True)
class Words:
    """Single words and phrases (as tuples of lemmas) that a head noun or verb may be.

    `by_head` has the phrases by the word that is their head: `emergency` is not that of `state of emergency`.
    `heads` are all words that a phrase so called may have as its head.
    """

    single: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    by_head: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, compare=False)
    heads: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "heads", self.single.union(self.by_head))

    def __bool__(self) -> bool:
        return bool(self.heads)


def words_of(sequences: Iterable[tuple[str, ...]]) -> Words:
    """Words from sequences of lemmas, single ones and phrases."""
    unique = sorted(set(sequences))
    phrases = [sequence for sequence in unique if len(sequence) > 1]
    by_head: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_head.setdefault(phrase[(inner_cut(phrase) or len(phrase)) - 1], []).append(phrase)
    single = frozenset(sequence[0] for sequence in unique if len(sequence) == 1)
    return Words(single, frozenset(phrases), {head: tuple(found) for head, found in by_head.items()})


def inner_cut(phrase: tuple[str, ...]) -> int:
    """Where a phrase's inner preposition stands, 0 if it has none."""
    return next((i for i, word in enumerate(phrase[:-1]) if i and word in INNER_PREPOSITIONS), 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """What must stand in one place of the clause.

    `lemma` limits the head noun, `other_than` excludes heads, `modifier` asks for one of these words
    before the head, `kind` is `actor`, `thing` or empty, `roles` asks for one of these role codes.
    A slot that is not `required` only adds to the rule's weight where it is filled.  `limited` says
    whether it restricts what fills it to words or roles.
    """

    place: str
    lemma: Words = Words()
    other_than: Words = Words()
    modifier: Words = Words()
    kind: str = ""
    roles: frozenset[str] = frozenset()
    required: bool = True
    limited: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "limited", bool(self.lemma or self.modifier or self.roles))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names the act, with the words that must go with it (`pull` + `out`)."""

    category: Category
    lemma: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the verb dictionaries.

    Without `operator` it names an act by `code` (`none` stops more general rules).  With `operator`
    it is a stance over the act found in one of the places of `event`; `code` then serves where no act
    is found there, and is empty if nothing shall be coded then.  `forms` and `modality` limit the
    clauses it may stand over.  `source` and `target` list the places to look for them, in order of
    preference.  `unless` are vetoes: any one of them whose slots
    all hold stops the rule.  An `embedded` act is an event only
    under an operator: `urged both sides to show restraint`.
    """

    reference: RuleReference
    code: str
    triggers: tuple[Trigger, ...]
    slots: tuple[Slot, ...] = ()
    source: tuple[str, ...] = (Place.SUBJECT,)
    target: tuple[str, ...] = (Place.OBJECT,)
    unless: tuple[tuple[Slot, ...], ...] = ()
    operator: str = ""
    event: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    modality: str = ""
    voice: str = ""
    one_way: bool = False
    joint: bool = False
    embedded: bool = False
    status: str = "stable"

    @property
    def id(self) -> str:
        return self.reference.id


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule with those of its triggers that one word may set off, the longest first.

    `needs` are words of which a clause must have one for the rule to fit, empty if the rule names none.
    """

    rule: Rule
    triggers: tuple[Trigger, ...]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules by the word that triggers them."""

    rules: tuple[Rule, ...]
    by_trigger: Mapping[tuple[str, str], tuple[Candidate, ...]]

    def for_word(self, category: Category, lemma: str) -> tuple[Candidate, ...]:
        """The rules that a word of this category may trigger, in order of their ids."""
        return self.by_trigger.get((category.value, lemma), ())


def build_rulebook(rules: tuple[Rule, ...]) -> RuleBook:
    """Indexes rules by trigger, so that cost does not grow with the size of the dictionaries.

    Slots that ask for the same become one object, so that a clause answers each question once.
    """
    shared: dict[Slot, Slot] = {}
    rules = tuple(_with_shared_slots(rule, shared) for rule in rules)
    index: dict[tuple[str, str], list[Candidate]] = {}
    for rule in sorted(rules, key=lambda rule: rule.id):
        if rule.status != "deprecated":
            for key, triggers in _by_word(rule).items():
                index.setdefault(key, []).append(Candidate(rule, tuple(triggers), _needs(rule, triggers)))
    return RuleBook(rules, {key: tuple(found) for key, found in index.items()})


def _with_shared_slots(rule: Rule, shared: dict[Slot, Slot]) -> Rule:
    slots = tuple(shared.setdefault(slot, slot) for slot in rule.slots)
    unless = tuple(tuple(shared.setdefault(slot, slot) for slot in veto) for veto in rule.unless)
    return replace(rule, slots=slots, unless=unless)


def _needs(rule: Rule, triggers: Iterable[Trigger]) -> frozenset[str]:
    """The shortest list of words that a slot or the triggers insist on."""
    asked = [slot.lemma.heads for slot in rule.slots if slot.required and slot.place != Place.CLAUSE]
    others = [trigger.others for trigger in triggers]
    if all(others):
        asked.append(frozenset(words[0] for words in others))
    return min(filter(None, asked), key=len, default=frozenset())


def _by_word(rule: Rule) -> dict[tuple[str, str], list[Trigger]]:
    words: dict[tuple[str, str], list[Trigger]] = {}
    for trigger in sorted(rule.triggers, key=lambda trigger: -len(trigger.others)):
        words.setdefault((trigger.category.value, trigger.lemma), []).append(trigger)
    return words
