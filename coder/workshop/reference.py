"""The reference of codes and stances: what each means, which rules give it, what stances make of it.

Data only: `tools/render_reference.py` writes it as Markdown, the service as HTML.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from coder.coding.events import RuleReference
from coder.coding.ontology import CameoCode, Definition, Near, Operator, longest_beginning
from coder.coding.rules import Rule, Trigger
from coder.dictionaries.examples import Example
from coder.dictionaries.load import Dictionaries
from coder.reading.clauses import Category

PERFORM = "perform"
BUILT_IN = {
    "future": "a bare future: `will send`",
    "refuse": "a future that is denied: `will not send`",
    "halt": "an act that is denied under another stance: `urged Syria not to attack`",
}
"""Stances that need no rule where the verb's own form says them."""

MOST_EXAMPLES = 6

QUAD_CLASSES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
PENTA_CLASSES = {0: "statement", **QUAD_CLASSES}

_K = TypeVar("_K")
_V = TypeVar("_V")


def title(code: CameoCode) -> str:
    """The code's name as a heading: CAMEO writes its roots in capitals."""
    return code.label.capitalize() if code.label.isupper() else code.label


@dataclass(frozen=True, slots=True)
class Family:
    """A code, or with `below` the code and all codes below it."""

    code: CameoCode
    below: bool = False


@dataclass(frozen=True, slots=True)
class Giver:
    """A rule that leads to a code: where it stands and the words that set it off.

    `operator` is its stance, if it is one; such a rule gives its own `code` only where it finds no act.
    """

    reference: RuleReference
    code: str
    operator: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Stances, innermost first, with the acts over which they make a code: *halt*, *appeal* over 194 is 0256."""

    stances: tuple[str, ...]
    acts: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stances make of a code: *halt* makes 087 of 194."""

    code: CameoCode
    stances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A code that is often taken for another, and when it is the right one."""

    code: CameoCode
    when: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An example out of the dictionaries: the sentence, all that is coded for it, the rule that it stands in."""

    text: str
    date: str
    events: tuple[str, ...]
    reference: RuleReference


@dataclass(frozen=True, slots=True)
class CodePage:
    """All that is known of one code; `mirror` is the code of the other side, where both sides do it."""

    code: CameoCode
    means: str
    above: tuple[CameoCode, ...]
    children: tuple[CameoCode, ...]
    neighbours: tuple[Neighbour, ...]
    rules: tuple[Giver, ...]
    ways: tuple[Way, ...]
    outcomes: tuple[Outcome, ...]
    mirror: CameoCode | None
    examples: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A code that a stance makes, with the acts of which it makes it; None where CAMEO has no code for it."""

    code: CameoCode | None
    acts: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class StancePage:
    """All that is known of one stance; `built_in` is the verb form that says it without a rule."""

    operator: Operator
    built_in: str
    rules: tuple[Giver, ...]
    cells: tuple[Cell, ...]
    examples: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The pages of all codes and stances, in the order of the ontology, for one version of the dictionaries."""

    codes: Mapping[str, CodePage]
    stances: Mapping[str, StancePage]
    version: str

    def roots(self) -> tuple[CodePage, ...]:
        """The pages of the twenty roots."""
        return tuple(page for page in self.codes.values() if not page.above)

    def family(self, root: str) -> tuple[CodePage, ...]:
        """The pages of a root and all below it."""
        return tuple(page for page in self.codes.values() if page.code.root == root)


def build_reference(dictionaries: Dictionaries) -> Reference:
    """The reference for what the dictionaries say now."""
    return _Builder(dictionaries).build()


def search_codes(reference: Reference, query: str) -> tuple[CodePage, ...]:
    """The codes that begin with the query, or whose name and definition have words that begin with all of its words."""
    wanted = query.lower().split()
    return tuple(page for page in reference.codes.values() if wanted and _mentions(page, wanted))


def _mentions(page: CodePage, wanted: list[str]) -> bool:
    words = re.findall(r"\w+", f"{page.code.code} {page.code.label} {page.means}".lower())
    return all(any(word.startswith(each) for word in words) for each in wanted)


class _Builder:
    """What all pages are made of, sorted by the code or the stance that they are about."""

    def __init__(self, dictionaries: Dictionaries) -> None:
        self._version = dictionaries.version
        self._ontology = dictionaries.ontology
        self._acts = tuple(code for code in dictionaries.ontology.codes.values() if code.parent)
        self._branches = {
            head: frozenset(act.code for act in self._acts if act.code.startswith(head))
            for head in dictionaries.ontology.codes
        }
        used = [rule for rule in dictionaries.rules.rules if rule.status != "deprecated"]
        self._rules = {rule.id: rule for rule in sorted(used, key=lambda rule: rule.id)}
        self._by_code = _grouped((rule.code, rule) for rule in self._rules.values())
        self._by_stance = _grouped((rule.operator, rule) for rule in self._rules.values())
        hits = [each for each in dictionaries.examples if each.events and not each.xfail and each.entry in self._rules]
        self._examples = _grouped((code, each) for each in hits for code in _codes_of(each))
        self._of_rule = _grouped((each.entry, each) for each in hits)
        self._ways = self._all_ways()

    def build(self) -> Reference:
        codes = {code.code: self._code_page(code) for code in self._ontology.codes.values()}
        stances = {operator.id: self._stance_page(operator) for operator in self._ontology.operators.values()}
        return Reference(codes, stances, self._version)

    def _code_page(self, code: CameoCode) -> CodePage:
        ontology = self._ontology
        definition = ontology.definitions.get(code.code, Definition(code.code, code.label + ".", ()))
        mirror = ontology.mirror(code.code) if code.parent else None
        own = self._by_code.get(code.code, ())
        return CodePage(
            code=code,
            means=definition.means,
            above=tuple(self._above(code)),
            children=tuple(child for child in ontology.codes.values() if child.parent == code.code),
            neighbours=tuple(self._neighbour(near) for near in definition.near),
            rules=tuple(_giver(rule) for rule in own),
            ways=self._ways.get(code.code, ()),
            outcomes=tuple(self._outcomes(code)) if code.parent else (),
            mirror=ontology.codes[mirror] if mirror else None,
            examples=self._shown(self._examples.get(code.code, ()), {rule.id for rule in own}),
        )

    def _stance_page(self, operator: Operator) -> StancePage:
        rules = self._by_stance.get(operator.id, ())
        examples = [each for rule in rules for each in self._of_rule.get(rule.id, ())]
        return StancePage(
            operator=operator,
            built_in=BUILT_IN.get(operator.id, ""),
            rules=tuple(_giver(rule) for rule in rules),
            cells=tuple(self._cells(operator.id)),
            examples=self._shown(examples, set()),
        )

    def _above(self, code: CameoCode) -> Iterator[CameoCode]:
        """The codes above, root first."""
        return (self._ontology.codes[code.code[:size]] for size in range(2, len(code.code)))

    def _neighbour(self, near: Near) -> Neighbour:
        return Neighbour(self._ontology.codes[near.code], near.when)

    def _outcomes(self, code: CameoCode) -> Iterator[Outcome]:
        """What each stance makes of the code, but for what it makes of everything."""
        operators = self._ontology.operators.values()
        special = [each.id for each in operators if each.table.get(code.code[0]) != _looked_up(each, code)]
        composed = ((self._ontology.compose(stance, code.code), stance) for stance in special)
        for made, stances in _grouped(composed).items():
            if made is not None and made != code.code:
                yield Outcome(self._ontology.codes[made], stances)

    def _all_ways(self) -> dict[str, tuple[Way, ...]]:
        """For every code the stances that make it, those alone that some rule or the engine takes."""
        used = [each for each in self._ontology.operators if each in self._by_stance or each in BUILT_IN]
        stances = [each for each in used if each != PERFORM]
        alone = {stance: self._made_by(stance) for stance in stances}
        found: dict[str, list[Way]] = defaultdict(list)
        for chain in (*((stance,) for stance in stances), *(("halt", stance) for stance in stances)):
            for made, acts in self._made_by(*chain).items():
                known = alone[chain[-1]].get(made, ()) if len(chain) > 1 else ()
                if made and any(act.code != made for act in acts) and not set(acts) <= set(known):
                    found[made].append(Way(chain, self._families(act for act in acts if act not in known)))
        return {code: tuple(ways) for code, ways in found.items()}

    def _cells(self, stance: str) -> Iterator[Cell]:
        """What the stance makes, by code; last the acts of which it makes none."""
        made = self._made_by(stance)
        for code in sorted(made, key=lambda code: (not code, code)):
            yield Cell(self._ontology.codes.get(code), self._families(made[code]))

    def _made_by(self, *stances: str) -> dict[str, tuple[CameoCode, ...]]:
        """The acts by the code that the stances make of them, empty where they make none."""
        return _grouped((self._ontology.compose_all(stances, act.code) or "", act) for act in self._acts)

    def _families(self, acts: Iterable[CameoCode]) -> tuple[Family, ...]:
        """The acts in short: where all codes of a branch are among them, the branch stands for them."""
        wanted = {act.code for act in acts}
        found: dict[str, Family] = {}
        for code in sorted(wanted):
            heads = (code[:size] for size in range(2, len(code) + 1))
            head = next(each for each in heads if each == code or self._branches[each] <= wanted)
            below = len(self._branches[head]) > 1 and self._branches[head] <= wanted
            found.setdefault(head, Family(self._ontology.codes[head], below))
        return tuple(found.values())

    def _shown(self, examples: Iterable[Example], own: Collection[str]) -> tuple[Shown, ...]:
        """A few examples of as many rules: of rules named `own`, of stances, of others, shared out so."""
        by_rule: dict[str, Example] = {}
        for example in sorted(examples, key=lambda each: len(each.events) > 2):
            by_rule.setdefault(example.entry, example)
        first = [each for each in by_rule.values() if each.entry in own]
        others = [each for each in by_rule.values() if each.entry not in own]
        others.sort(key=lambda each: not self._rules[each.entry].operator)
        room = max(MOST_EXAMPLES - len(first), MOST_EXAMPLES // 2)
        chosen = [*first[: max(MOST_EXAMPLES - len(others), MOST_EXAMPLES // 2)], *others[:room]]
        return tuple(self._example(each) for each in chosen)

    def _example(self, example: Example) -> Shown:
        date = example.date.isoformat() if example.date else ""
        return Shown(example.text, date, example.events, self._rules[example.entry].reference)


def _looked_up(operator: Operator, code: CameoCode) -> str | None:
    return longest_beginning(operator.table, code.code)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    """The values by their key, each in the order they came in."""
    found: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _giver(rule: Rule) -> Giver:
    words = dict.fromkeys(_written(trigger) for trigger in rule.triggers)
    return Giver(rule.reference, rule.code, rule.operator, tuple(words))


def _written(trigger: Trigger) -> str:
    """A trigger as people write it: `pull out`, `peace talks`."""
    if trigger.category is Category.VERB:
        return " ".join((trigger.lemma, *trigger.others))
    return " ".join((*trigger.others, trigger.lemma))


def _codes_of(example: Example) -> Iterator[str]:
    """The codes of an example's events, each once."""
    return iter(dict.fromkeys(line.split()[3] for line in example.events))
