"""What entries may refer to: the ontology and the word classes, read as far as they can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from coder.coding.ontology import ActorCode, CameoCode, Definition, Ontology, Operator
from coder.dictionaries.definitions import read_definitions
from coder.dictionaries.lints.files import ONTOLOGY, entries_of
from coder.dictionaries.lints.findings import Finding, Severity, as_findings
from coder.dictionaries.mending import every_error
from coder.dictionaries.nodes import Fields, Items, Node, Text, suggest
from coder.dictionaries.ontology import (
    missing_operators,
    read_classes,
    read_codes,
    read_international,
    read_mirrors,
    read_operators,
    read_roles,
)
from coder.dictionaries.sheets import Sheet, sheet_of
from coder.dictionaries.words import WordClasses, read_class
from coder.errors import Location

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WordClass:
    """A word class as written, with the other classes it takes in."""

    id: str
    place: Location
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What rules and actors may refer to, with what is wrong with it.

    Names that exist but could not be read are there too, without meaning, so that nobody who refers to
    them is told that they do not exist.
    """

    ontology: Ontology
    classes: WordClasses
    listed: tuple[WordClass, ...]
    findings: tuple[Finding, ...]


def read_context(folder: Path) -> Context:
    """The ontology and the word classes below a folder, and all that is wrong with them."""
    reading = _Reading(folder)
    ontology = reading.ontology()
    listed = reading.classes()
    classes = WordClasses(reading.without_circles(listed))
    return Context(ontology, classes, listed, tuple(reading.findings))


@dataclass(slots=True)
class _Reading:
    folder: Path
    findings: list[Finding] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def _sheet(self, path: Path) -> Sheet:
        sheet = sheet_of(path, path.relative_to(self.folder.parent).as_posix())
        self.findings += as_findings(sheet.errors)
        self.lost |= sheet.lost
        return sheet

    def _mended(self, sheet: Sheet, read: Callable[[Fields], Result], empty: Result) -> Result:
        """What a reader makes of a file, less its mistakes; what they concern counts as lost."""
        if not sheet.root.entries:
            return empty
        found, errors = every_error(sheet.root, read, sheet.dropped)
        self.findings += as_findings(errors)
        if errors:
            self.lost |= set(_names(sheet.root))
        return empty if found is None else found

    def ontology(self) -> Ontology:
        """The ontology of what can be read."""
        sheets = {name: self._sheet(self.folder / "ontology" / f"{name}.yaml") for name in ONTOLOGY}
        # each reader is handed the other files as they were mended before
        classes = self._mended(sheets["classes"], lambda file: (read_classes(file), file)[1], sheets["classes"].root)
        codes: dict[str, CameoCode] = {}
        codes |= self._mended(sheets["cameo"], lambda file: read_codes(file, classes), codes)
        codes |= {name: _code(name) for name in self.lost - codes.keys() if name.isdigit()}
        operators: dict[str, Operator] = {}
        operators |= self._mended(sheets["operators"], lambda file: read_operators(file, codes), operators)
        missing = missing_operators(sheets["operators"].root, operators.keys() | self.lost)
        if sheets["operators"].root.entries:
            self.findings += as_findings(missing)
        operators |= {name: Operator(name, "", "", {}) for name in self.lost - operators.keys() if name.islower()}
        roles: dict[str, ActorCode] = {}
        roles |= self._mended(sheets["roles"], read_roles, roles)
        international: dict[str, ActorCode] = {}
        international |= self._mended(sheets["international"], read_international, international)
        known = roles.keys() | international.keys()
        roles |= {name: ActorCode(name, "", "") for name in self.lost - known if name.isupper()}
        mirrors: dict[str, str] = {}
        mirrors |= self._mended(sheets["mirrors"], lambda file: read_mirrors(file, codes), mirrors)
        self._definitions(codes)
        return Ontology(codes, operators, roles, international, mirrors)

    def _definitions(self, codes: Mapping[str, CameoCode]) -> None:
        nothing: tuple[Definition, ...] = ()
        first: dict[str, Location] = {}
        for path in sorted((self.folder / "ontology" / "definitions").glob("*.yaml")):
            sheet = self._sheet(path)
            self._mended(sheet, lambda file: tuple(read_definitions(file, codes)), nothing)
            for entry in sheet.root.each("definitions"):
                place = entry.place("code")
                other = first.setdefault(entry.text("code", ""), place)
                if other is not place:
                    message = f"`{entry.text('code')}` is defined twice"
                    self.findings.append(Finding(Severity.ERROR, message, place, f"see {other}"))

    def classes(self) -> tuple[WordClass, ...]:
        """The word classes, each once."""
        found: dict[str, WordClass] = {}
        for path in sorted((self.folder / "words").rglob("*.yaml")):
            sheet = self._sheet(path)
            for entry in entries_of(sheet, "classes", self.findings):
                read, errors = every_error(entry, read_class, sheet.dropped)
                self.findings += as_findings(errors)
                if read is None:
                    self.lost |= set(_names(entry))
                    continue
                self._add(WordClass(read[0], entry.place("id"), read[1]), found)
        for name in self.lost - found.keys():
            found.setdefault(name, WordClass(name, Location("", 0), (Text(name, Location("", 0)),)))
        return tuple(found.values())

    def _add(self, new: WordClass, found: dict[str, WordClass]) -> None:
        first = found.setdefault(new.id, new)
        if first is not new:
            hint = f"the first is at {first.place}; put the words of both into one, or give this one another id"
            self.findings.append(Finding(Severity.ERROR, f"the word class `{new.id}` is listed twice", new.place, hint))
        if not new.words:
            hint = "write words into it: words: [tank, car bomb]"
            self.findings.append(Finding(Severity.ERROR, f"the word class `{new.id}` is empty", new.place, hint))

    def without_circles(self, listed: Iterable[WordClass]) -> dict[str, tuple[Text, ...]]:
        """The words of each class, less references that lead nowhere or back to itself."""
        kept = {each.id: list(each.words) for each in listed}
        for each in listed:
            for text in each.words:
                if text.value.startswith("@") and (message := _wrong(text, each.id, kept)):
                    kept[each.id].remove(text)
                    self.findings.append(Finding(Severity.ERROR, message[0], text.location, message[1]))
        return {name: tuple(words) for name, words in kept.items()}


def _code(name: str) -> CameoCode:
    """A code of which nothing is known but that it exists."""
    return CameoCode(name, "", name[:-1], name[:2], 1, 0, None, "")


def _wrong(text: Text, name: str, kept: Mapping[str, list[Text]]) -> tuple[str, str] | None:
    """Why a class cannot take in another: there is none, or it would hold itself."""
    wanted = text.value[1:]
    if wanted not in kept:
        return f"there is no word class `{text.value}`", suggest(text.value, [f"@{each}" for each in kept])
    if (way := _way(wanted, name, kept, (wanted,))) is not None:
        circle = " > ".join(f"@{each}" for each in (name, *way))
        return f"the word class `@{name}` holds itself", f"take one of these out of the other: {circle}"
    return None


def _way(start: str, end: str, kept: Mapping[str, list[Text]], so_far: tuple[str, ...]) -> tuple[str, ...] | None:
    """How one class takes in another, by way of which classes."""
    if start == end:
        return so_far
    for text in kept.get(start, ()):
        inner = text.value[1:] if text.value.startswith("@") else ""
        way = _way(inner, end, kept, (*so_far, inner)) if inner and inner not in so_far else None
        if way is not None:
            return way
    return None


def _names(node: Node) -> Iterator[str]:
    """All ids and codes that a tree defines."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _names(item)
    elif isinstance(node, Fields):
        for key, value in node.entries:
            if key.value in ("id", "code") and isinstance(value, Text):
                yield value.value
            elif not isinstance(value, Text):
                yield from _names(value)
