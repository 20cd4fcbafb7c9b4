"""Verb rules: what is wrong in one file, and what each rule tells the checks between files."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.coding.rules import Rule
from coder.dictionaries.actor_codes import Codes
from coder.dictionaries.lints.context import Context
from coder.dictionaries.lints.files import entries_of
from coder.dictionaries.lints.findings import Finding, Severity, as_findings
from coder.dictionaries.lints.lines import wrong_lines
from coder.dictionaries.lints.shadows import Contender, shadowed, words_of_trigger
from coder.dictionaries.mending import every_error
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.dictionaries.sheets import Sheet
from coder.dictionaries.verbs import VerbEntry, VerbReader
from coder.dictionaries.words import forms_of
from coder.errors import Location
from coder.reading.clauses import Category

_PLACE = re.compile(r"[a-z]+( [a-z]+)*")
_STAND_INS = {"id": "entry", "code": "none", "verb": "entry", "event": "clause"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Trial:
    """An example as far as others must not repeat it."""

    text: str
    date: datetime.date | None
    hit: bool
    place: Location


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What the checks between files need to know of a rule; `rule` is None where it could not be read.

    `sound` says that nothing was wrong with it, so that what it is called can be judged.
    """

    id: str
    place: Location
    begins: Location
    operator: str
    sound: bool
    rule: Rule | None
    written: frozenset[tuple[str, ...]]
    trials: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What a file of rules gives: its own findings, facts, and the word classes it uses."""

    findings: tuple[Finding, ...]
    rules: tuple[RuleFacts, ...]
    uses: frozenset[str]


def check_rules(sheet: Sheet, context: Context, codes: Codes) -> RuleReport:
    """A file of rules by itself, in the light of what it refers to."""
    findings: list[Finding] = list(as_findings(sheet.errors))
    reader = VerbReader(context.classes, context.ontology)
    rules: list[RuleFacts] = []
    for fields in entries_of(sheet, "rules", findings):
        empty = {(fields.location, key.value) for key, value in fields.entries if value == Items((), value.location)}
        entry, errors = every_error(fields, reader.entry, sheet.dropped | empty, _STAND_INS)
        found = [*as_findings(errors), *_shape(fields), *wrong_lines(fields, codes, context.ontology.codes)]
        if not any(error.location.line >= fields.place("examples").line for error in errors):
            found += _examples(fields)
        findings += found
        rules.append(_facts(fields, entry, sound=not found))
    meant = {finding.replacement.removeprefix("@") for finding in findings}
    return RuleReport(tuple(findings), tuple(rules), frozenset({*class_uses(sheet.root), *meant, *sheet.lost}))


def _facts(fields: Fields, entry: VerbEntry | None, sound: bool) -> RuleFacts:
    id_, operator = (node.value if isinstance(node := fields.get(key), Text) else "" for key in ("id", "operator"))
    examples = entry.examples if entry else ()
    trials = tuple(Trial(each.text, each.date, each.hit, each.location) for each in examples)
    own = (text for category in Category for text in (fields.texts(category.value) if entry else ()))
    written = frozenset(words_of_trigger(form) for text in own for form in forms_of(text.lower()))
    rule = entry.rule if entry else None
    return RuleFacts(id_, fields.place("id"), fields.location, operator, sound, rule, written, trials)


def _shape(fields: Fields) -> Iterator[Finding]:
    """Ids and places are written as such; lists hold something."""
    name = fields.get("id")
    if isinstance(name, Text):
        yield from wrong_id(name)
    for key in ("source", "target", "event"):
        node = fields.get(key)
        for text in node.items if isinstance(node, Items) else (node,):
            if isinstance(text, Text) and not _PLACE.fullmatch(text.value):
                message = f"`{text.value}` is neither a place nor a preposition"
                hint = "write subject, object, person, before, clause, doer or a preposition, lower-case letters only"
                yield Finding(Severity.ERROR, message, text.location, hint)
    yield from empty_lists(fields, {"events", "actors"})
    yield from odd_values(fields, {"added": DAY})


def wrong_id(name: Text) -> Iterator[Finding]:
    """An id that is not lower-case words and hyphens."""
    if not ID.fullmatch(name.value):
        better = "-".join(re.findall(r"[a-z0-9]+", name.value.lower()))
        hint = f"lower-case words and hyphens: `{better}`" if better else "lower-case words and hyphens"
        yield Finding(Severity.ERROR, f"`{name.value}` is no id", name.location, hint)


DAY = (re.compile(r"\d{4}-\d{2}-\d{2}"), "a day", "write year, month and day: 2026-11-21")
Form = tuple[re.Pattern[str], str, str]


def odd_values(fields: Fields, forms: Mapping[str, Form]) -> Iterator[Finding]:
    """Texts that are not of the form that their key asks for."""
    for key, (form, what, hint) in forms.items():
        node = fields.get(key)
        if isinstance(node, Text) and not form.fullmatch(node.value):
            yield Finding(Severity.ERROR, f"`{key}` is not {what}: `{node.value}`", node.location, hint)


def empty_lists(node: Node, allowed: Iterable[str]) -> Iterator[Finding]:
    """Lists without anything in them, but for the keys where that says something."""
    if isinstance(node, Fields):
        for key, value in node.entries:
            if isinstance(value, Items) and not value.items and key.value not in allowed:
                hint = f"write into it, or delete the line `{key.value}:`"
                yield Finding(Severity.ERROR, f"the list `{key.value}` is empty", value.location, hint)
            yield from empty_lists(value, allowed)
    elif isinstance(node, Items):
        for item in node.items:
            yield from empty_lists(item, allowed)


def class_uses(node: Node) -> Iterator[str]:
    """The word classes that a tree names, without the @."""
    if isinstance(node, Text):
        if node.value.startswith("@"):
            yield node.value[1:]
        return
    children = node.items if isinstance(node, Items) else (value for _, value in node.entries)
    for child in children:
        yield from class_uses(child)


def _examples(fields: Fields) -> Iterator[Finding]:
    """Every entry shows what it codes and what it leaves alone."""
    keys = set(example_keys(fields))
    yield from both_examples(
        fields,
        "text" in keys,
        "not" in keys,
        'below `examples:` add `- text: ...` and `events: ["NOR > SWE 111"]`',
        "below `examples:` add `- not: ...`, a sentence that looks alike but is something else",
    )


def example_keys(entry: Fields) -> Iterator[str]:
    """The keys of all examples of an entry."""
    node = entry.get("examples")
    for example in node.items if isinstance(node, Items) else ():
        yield from example.keys() if isinstance(example, Fields) else ()


def both_examples(entry: Fields, hit: bool, miss: bool, how_hit: str, how_miss: str) -> Iterator[Finding]:
    """A finding for each sort of example that an entry does not have."""
    name = node.value if isinstance(node := entry.get("id"), Text) else ""
    if not hit:
        yield Finding(Severity.ERROR, f"`{name}` has no example of what it codes", entry.place("examples"), how_hit)
    if not miss:
        message = f"`{name}` has no example of what it must leave alone"
        yield Finding(Severity.ERROR, message, entry.place("examples"), how_miss)


# --- between files ------------------------------------------------------------------------------------


def check_between_rules(rules: tuple[RuleFacts, ...]) -> Iterator[Finding]:
    """What is wrong with rules side by side."""
    yield from _ids(rules)
    yield from _shared_examples(rules)
    yield from shadowed(Contender(facts.rule, facts.place, facts.written) for facts in rules if facts.rule is not None)


def _ids(rules: tuple[RuleFacts, ...]) -> Iterator[Finding]:
    """Ids stand once and begin with a word of their root's files (or their operator)."""
    families = _families(rules)
    first: dict[str, RuleFacts] = {}
    for facts in rules:
        if not facts.id:
            continue
        if (other := first.setdefault(facts.id, facts)) is not facts:
            hint = f"the other is at {other.place}; give this one a name of its own"
            yield Finding(Severity.ERROR, f"the id `{facts.id}` is taken", facts.place, hint)
        words = families[_root(facts.place)]
        begins = facts.id.split("-")[0]
        if facts.sound and not {begins, f"{begins}s"} & {*words, facts.operator}:
            hint = f"begin it with {' or '.join(words)}, as the other rules of these files"
            yield Finding(Severity.WARNING, f"`{facts.id}` does not say its family", facts.place, hint)


def _families(rules: Iterable[RuleFacts]) -> dict[str, tuple[str, ...]]:
    """The words that ids may begin with: files such as `12-reject-defy.yaml` give root 12 `reject` and `defy`."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for location in dict.fromkeys(facts.begins for facts in rules):
        stem = Path(location.file).stem.split("-")
        words[_root(location)].update(dict.fromkeys(word for word in stem if word.isalpha()))
    return {root: tuple(found) for root, found in words.items()}


def _root(location: Location) -> str:
    """The number before a file's name, or all of the name where there is none."""
    number, _, _ = Path(location.file).stem.partition("-")
    return number


def _shared_examples(rules: Iterable[RuleFacts]) -> Iterator[Finding]:
    """A sentence that is already a hit elsewhere tries nothing new."""
    first: dict[Hashable, tuple[str, Location]] = {}
    for facts in rules:
        for trial in facts.trials:
            key = (trial.text, trial.date, "" if trial.hit else facts.id)
            other, place = first.setdefault(key, (facts.id, trial.place))
            if place is not trial.place:
                message = f"the sentence is already an example of `{other}`"
                hint = f"another sentence would try more; see {place}"
                yield Finding(Severity.WARNING, message, trial.place, hint)
