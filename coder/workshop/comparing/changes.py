"""Which entries differ between two versions of the dictionaries, themselves or in what they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.coding.ontology import Ontology
from coder.dictionaries import yaml
from coder.dictionaries.examples import Example, PhraseExample
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.words import load_word_classes
from coder.workshop.reference import BUILT_IN

ROOMS = {"verbs": "rules", "actors": "actors", "agents": "agents"}
"""The folders with entries, and the key under which a file lists them."""

Plain = str | tuple["Plain", ...] | frozenset[tuple[str, "Plain"]]


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of entries that differ, by folder; `everything` when the CAMEO codes or actor codes do."""

    entries: Mapping[str, frozenset[str]]
    everything: bool = False

    def touch(self, example: Example | PhraseExample) -> bool:
        """Whether the example belongs to an entry that differs."""
        room = Path(example.location.file).parts[1]
        return self.everything or example.entry in self.entries[room]


def changes(before: Path, now: Path) -> Changes:
    """What differs between two dictionary folders.

    An entry is compared as what it says: moved, reformatted or commented anew it is the same.
    :raise DictionaryError: a file of either folder is wrong.
    """
    was, today = load_ontology(before / "ontology"), load_ontology(now / "ontology")
    if _codes(was) != _codes(today):
        return Changes({}, everything=True)
    stances = frozenset(stance for stance in today.operators if _table(was, stance) != _table(today, stance))
    found = {room: frozenset(_edited(before, now, room)) for room in ROOMS}
    users = frozenset(_users(now, _other_classes(before, now), stances))
    return Changes({**found, "verbs": found["verbs"] | users})


def _codes(ontology: Ontology) -> tuple[object, ...]:
    """What every example depends on."""
    parents = {code.code: code.parent for code in ontology.codes.values()}
    kinds = {code.code: code.kind for code in (*ontology.roles.values(), *ontology.international.values())}
    return parents, kinds, dict(ontology.mirrors)


def _table(ontology: Ontology, stance: str) -> Mapping[str, str]:
    operator = ontology.operators.get(stance)
    return operator.table if operator else {}


def _edited(before: Path, now: Path, room: str) -> Iterator[str]:
    """The entries of a room that are new or say something else than before."""
    was = _entries(before, room, other_than=now)
    for name, entry in _entries(now, room, other_than=before).items():
        if was.get(name) != entry:
            yield name


def _entries(folder: Path, room: str, other_than: Path) -> dict[str, Plain]:
    """The entries by id of the files that are not the same to the byte in the other folder."""
    paths = sorted((folder / room).rglob("*.yaml"))
    files = [path for path in paths if not _same(path, other_than / path.relative_to(folder))]
    return {entry.text("id"): _plain(entry) for path in files for entry in _read(path, folder).each(ROOMS[room])}


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and path.read_bytes() == other.read_bytes()


def _read(path: Path, folder: Path) -> Fields:
    return yaml.read(path, path.relative_to(folder.parent).as_posix())


def _plain(node: Node) -> Plain:
    """What a node says, without where it stands or in which order its keys come."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return tuple(_plain(item) for item in node.items)
    return frozenset((key.value, _plain(value)) for key, value in node.entries)


def _other_classes(before: Path, now: Path) -> frozenset[str]:
    """The word classes whose words, written out, differ."""
    was = load_word_classes(before / "words", before).expanded()
    today = load_word_classes(now / "words", now).expanded()
    return frozenset(name for name, words in today.items() if was.get(name) != words)


def _users(folder: Path, classes: frozenset[str], stances: frozenset[str]) -> Iterator[str]:
    """The rules that use one of the classes or stances."""
    if not classes and not stances:
        return
    for path in sorted((folder / "verbs").rglob("*.yaml")):
        for entry in _read(path, folder).each("rules"):
            taken = {entry.text("operator", "")} | BUILT_IN.keys()
            if taken & stances or any(text in classes for text in _class_names(entry)):
                yield entry.text("id")


def _class_names(node: Node) -> Iterator[str]:
    if isinstance(node, Text):
        if node.value.startswith("@"):
            yield node.value[1:]
        return
    children: Iterable[Node] = node.items if isinstance(node, Items) else (value for _, value in node.entries)
    for child in children:
        yield from _class_names(child)
