"""Looks over all dictionary files without a parser: what cannot be read, and what can be read but helps nobody.

Errors keep a dictionary from being used or break its promises (an entry without examples); warnings are
for a second look (two rules of which one can never win).  Every finding says where, and how to mend it.
"""

from __future__ import annotations

import datetime
import enum
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from coder.coding.ontology import Ontology
from coder.coding.rules import Rule, Trigger
from coder.dictionaries import yaml
from coder.dictionaries.actors import read_actors
from coder.dictionaries.doubts import doubts, stale_offices
from coder.dictionaries.examples import read_phrase_examples
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.verbs import VerbEntry, VerbReader
from coder.dictionaries.words import load_word_classes
from coder.errors import DictionaryError, Location

ROOMS = ("ontology", "words", "verbs", "actors", "agents")

_PLACE = re.compile(r"[a-z]+( [a-z]+)*")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_T = TypeVar("_T")


class Severity(enum.StrEnum):
    """How bad a finding is; only errors make a check fail, notes are only counted unless asked for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in a dictionary file, with its place and a hint how."""

    severity: Severity
    message: str
    location: Location
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.location} {self.severity} {self.message}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Written:
    """A verb rule with its entry as it stands in the file."""

    fields: Fields
    entry: VerbEntry

    @property
    def rule(self) -> Rule:
        """The compiled rule."""
        return self.entry.rule

    def place(self, key: str) -> Location:
        """Where the value of a key stands."""
        return self.fields.place(key)


def check_dictionaries(folder: Path, today: datetime.date | None = None) -> tuple[Finding, ...]:
    """Everything worth saying about the dictionaries in `folder`, by file and line.

    `today` (the system's date by default) decides which open offices nobody has checked for too long.
    """
    findings: list[Finding] = []
    files = {room: list(_files(folder, room, findings)) for room in ROOMS}
    rules = _read(folder, files, findings)
    findings += (found for lint in RULE_LINTS for found in lint(rules))
    findings += _unused_classes(files["words"], files["verbs"])
    for room in ("actors", "agents"):
        findings += (found for file in files[room] for entry in file.each(room) for found in _phrases(entry, room))
    findings += (_finding(Severity.WARNING, doubt) for doubt in doubts(files["actors"]))
    stale = stale_offices(files["actors"], today or datetime.date.today())
    findings += (_finding(Severity.NOTE, office) for office in stale)
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.location.file, finding.location.line, finding.location.column, finding.message)


# --- reading ----------------------------------------------------------------------------------------


def _files(folder: Path, room: str, findings: list[Finding]) -> Iterator[Fields]:
    """The files of a room that are YAML at all."""
    for path in sorted((folder / room).rglob("*.yaml")):
        name = path.relative_to(folder.parent).as_posix()
        if (file := _attempt(findings, partial(yaml.read, path, name))) is not None:
            yield file


def _attempt(findings: list[Finding], read: Callable[[], _T]) -> _T | None:
    """What `read` gives, or None and one more finding."""
    try:
        return read()
    except DictionaryError as error:
        findings.append(_finding(Severity.ERROR, error))
        return None


def _finding(severity: Severity, error: DictionaryError) -> Finding:
    return Finding(severity, error.message, error.location, error.hint)


def _read(folder: Path, files: dict[str, list[Fields]], findings: list[Finding]) -> tuple[Written, ...]:
    """The verb rules that can be read; what stops the other readers is noted on the way."""
    ontology = _attempt(findings, partial(load_ontology, folder / "ontology"))
    if ontology is None:
        return ()
    _attempt(findings, partial(read_actors, files["actors"], files["agents"], ontology))
    return tuple(_rules(folder, files["verbs"], ontology, findings))


def _rules(folder: Path, files: Iterable[Fields], ontology: Ontology, findings: list[Finding]) -> Iterator[Written]:
    """Every rule by itself, so that a wrong one does not hide the next."""
    classes = _attempt(findings, partial(load_word_classes, folder / "words", folder))
    if classes is None:
        return
    reader = VerbReader(classes, ontology)
    for file in files:
        for fields in _attempt(findings, partial(_entries, file)) or ():
            if (entry := _attempt(findings, partial(_entry, reader, fields))) is not None:
                yield Written(fields, entry)


def _entries(file: Fields) -> tuple[Fields, ...]:
    file.refuse_unknown(("rules",))
    return file.each("rules")


def _entry(reader: VerbReader, fields: Fields) -> VerbEntry:
    """The entry as if it stood in a file of its own."""
    at = fields.location
    (entry,) = reader.entries(Fields(((Text("rules", at), Items((fields,), at)),), at))
    return entry


# --- rules ------------------------------------------------------------------------------------------


def _ids(rules: tuple[Written, ...]) -> Iterator[Finding]:
    """Ids stand once, are written alike, and begin with a word of their root's files (or their operator)."""
    families = _families(rules)
    first: dict[str, Written] = {}
    for written in rules:
        name, place = written.rule.id, written.place("id")
        if (other := first.setdefault(name, written)) is not written:
            yield Finding(Severity.ERROR, f"the id `{name}` is taken", place, f"see {other.place('id')}")
        if not _ID.fullmatch(name):
            yield Finding(Severity.ERROR, f"`{name}` is no id", place, "lower-case words and hyphens")
        words = families[_root(place)]
        begins = name.split("-")[0]
        if not {begins, f"{begins}s"} & {*words, written.rule.operator}:
            hint = f"begin it with {' or '.join(words)}"
            yield Finding(Severity.WARNING, f"`{name}` does not say its family", place, hint)


def _families(rules: Iterable[Written]) -> dict[str, tuple[str, ...]]:
    """The words that ids may begin with: files such as `12-reject-defy.yaml` give root 12 `reject` and `defy`."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for location in dict.fromkeys(written.fields.location for written in rules):
        stem = Path(location.file).stem.split("-")
        words[_root(location)].update(dict.fromkeys(word for word in stem if word.isalpha()))
    return {root: tuple(found) for root, found in words.items()}


def _root(location: Location) -> str:
    """The number before a file's name, or all of the name where there is none."""
    number, _, _ = Path(location.file).stem.partition("-")
    return number


def _places(rules: Iterable[Written]) -> Iterator[Finding]:
    """`source`, `target` and `event` hold places and prepositions, nothing else."""
    for written in rules:
        for key in ("source", "target", "event"):
            for text in written.fields.text_nodes(key):
                if not _PLACE.fullmatch(text.value):
                    message = f"`{text.value}` is neither a place nor a preposition"
                    yield Finding(Severity.ERROR, message, text.location, "lower-case words, without quotes inside")


def _examples(rules: Iterable[Written]) -> Iterator[Finding]:
    """Every entry shows what it codes and what it leaves alone."""
    for written in rules:
        hits = [example.hit for example in written.entry.examples]
        yield from _both(written.fields, any(hits), not all(hits), "text: ... with events:", "not: ...")


def _phrases(entry: Fields, room: str) -> Iterator[Finding]:
    """The examples of actors can be read; agents have both kinds."""
    try:
        examples = read_phrase_examples(entry)
    except DictionaryError as error:
        yield _finding(Severity.ERROR, error)
        return
    if room == "agents":
        hit, miss = any(example.actors for example in examples), any(example.wrong for example in examples)
        yield from _both(entry, hit, miss, "text: ... with actors:", "text: ... with not:")


def _both(entry: Fields, hit: bool, miss: bool, how_hit: str, how_miss: str) -> Iterator[Finding]:
    name = entry.text("id", "")
    if not hit:
        message = f"`{name}` has no example of what it codes"
        yield Finding(Severity.ERROR, message, entry.place("examples"), f"add `{how_hit}`")
    if not miss:
        message = f"`{name}` has no example of what it must leave alone"
        yield Finding(Severity.ERROR, message, entry.place("examples"), f"add `{how_miss}`")


def _shared_examples(rules: Iterable[Written]) -> Iterator[Finding]:
    """A sentence that is already a hit elsewhere tries nothing new."""
    first: dict[Hashable, tuple[str, Location]] = {}
    for written in rules:
        for example in written.entry.examples:
            key = (example.text, example.date, "" if example.hit else written.rule.id)
            other, place = first.setdefault(key, (written.rule.id, example.location))
            if place is not example.location:
                message = f"the sentence is already an example of `{other}`"
                yield Finding(Severity.WARNING, message, example.location, f"another would try more; see {place}")


def _twins(rules: Iterable[Written]) -> Iterator[Finding]:
    """Rules that ask for exactly the same at the same word: only the first by id can ever win."""
    groups: dict[tuple[Trigger, Hashable], list[Written]] = defaultdict(list)
    for written in sorted(rules, key=lambda each: each.rule.id):
        for trigger in dict.fromkeys(written.rule.triggers):
            groups[(trigger, _conditions(written.rule))].append(written)
    losers: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    for (trigger, _), (winner, *others) in groups.items():
        for loser in others:
            losers[winner.rule.id, loser.rule.id].append(trigger)
    by_id = {written.rule.id: written for written in rules}
    for (first, second), triggers in losers.items():
        yield _shadowed(by_id[first], by_id[second], triggers)


def _conditions(rule: Rule) -> Hashable:
    """All that decides whether and how well a rule fits, but for its trigger."""
    return (
        frozenset(rule.slots),
        frozenset(rule.unless),
        (rule.source, rule.target),
        (rule.operator, rule.event, rule.forms, rule.modality),
        (rule.voice, rule.status),
    )


def _shadowed(winner: Written, loser: Written, triggers: Iterable[Trigger]) -> Finding:
    words = ", ".join(dict.fromkeys(" ".join((each.lemma, *each.others)) for each in triggers))
    message = f"`{loser.rule.id}` can never win over `{winner.rule.id}` at: {words}"
    what = "leave the words to" if winner.rule.code == loser.rule.code else "ask for more, or for something else, than"
    return Finding(Severity.WARNING, message, loser.place("id"), f"{what} {winner.place('id')}")


RULE_LINTS: tuple[Callable[[tuple[Written, ...]], Iterator[Finding]], ...] = (
    _ids,
    _places,
    _examples,
    _shared_examples,
    _twins,
)


# --- word classes -----------------------------------------------------------------------------------


def _unused_classes(words: Iterable[Fields], verbs: Iterable[Fields]) -> Iterator[Finding]:
    used = {text for file in (*words, *verbs) for text in _texts(file) if text.startswith("@")}
    for file in words:
        for entry in file.each("classes"):
            if f"@{entry.text('id', '')}" not in used:
                message = f"no rule uses `@{entry.text('id', '')}`"
                yield Finding(Severity.WARNING, message, entry.place("id"), "use it, or delete it")


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Text):
        yield node.value
        return
    children = node.items if isinstance(node, Items) else tuple(value for _, value in node.entries)
    for child in children:
        yield from _texts(child)
