"""What the dictionaries hold, entry by entry: where each stands and by which words it is found."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from coder.actors.spelling import phrase_words, singular
from coder.coding.rules import Trigger
from coder.dictionaries import yaml
from coder.dictionaries.load import Dictionaries
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.garbage import no_collection

VIA_CLASS = "word class"
"""What a trigger word is to a rule that has it through `@class` only."""


class Kind(enum.StrEnum):
    """What sort of entry it is, in the order in which a search lists them."""

    RULE = "rule"
    ACTOR = "actor"
    AGENT = "agent"
    CLASS = "class"
    CODE = "code"
    OPERATOR = "operator"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Section:
    """Where a kind of entry is written: the files below `place`, the list in them, the key that names an entry."""

    kind: Kind
    place: str
    key: str
    id: str = "id"


SECTIONS = (
    Section(Kind.RULE, "verbs", "rules"),
    Section(Kind.ACTOR, "actors", "actors"),
    Section(Kind.AGENT, "agents", "agents"),
    Section(Kind.CLASS, "words", "classes"),
    Section(Kind.CODE, "ontology/cameo.yaml", "codes", "code"),
    Section(Kind.OPERATOR, "ontology/operators.yaml", "operators"),
    Section(Kind.ROLE, "ontology/roles.yaml", "roles", "code"),
    Section(Kind.ROLE, "ontology/international.yaml", "codes", "code"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry stands: its file as messages name it, its first and its last line."""

    file: str
    line: int
    last: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Term:
    """Words by which an entry is found, in normal form, and what they are to it: `aliases`, `verb`, `note`.

    `named` tells the names and trigger words of an entry from what it merely mentions.
    """

    words: tuple[str, ...]
    what: str
    written: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry: what it is, a line about it, where it stands, the words it is found by.

    An actor may stand in several places (`extends: true`); the first source is the entry itself.
    """

    kind: Kind
    id: str
    summary: str
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Catalogue:
    """All entries of a folder of dictionaries, with the dictionaries compiled from it."""

    folder: Path
    dictionaries: Dictionaries
    listings: tuple[Listing, ...]

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Listing, ...]]:
        """The entries of each id; a rule, an agent and a word class may share one."""
        found: dict[str, list[Listing]] = {}
        for listing in self.listings:
            found.setdefault(listing.id, []).append(listing)
        return {id_: tuple(listings) for id_, listings in found.items()}

    @cached_property
    def by_word(self) -> Mapping[str, frozenset[int]]:
        """The places in `listings` of the entries that a word occurs in."""
        found: dict[str, set[int]] = {}
        for place, listing in enumerate(self.listings):
            for term in listing.terms:
                for word in term.words:
                    found.setdefault(word, set()).add(place)
        return {word: frozenset(places) for word, places in found.items()}

    def path(self, source: Source) -> Path:
        """The file of a source on this machine."""
        return self.folder.parent / source.file

    def read(self, source: Source, id: str) -> Fields:
        """The entry at a source, read from its file as it stands now.

        :raise DictionaryError: the file has changed since the catalogue was made, and another entry stands there.
        """
        file = yaml.read(self.path(source), source.file)
        lists = (node.items for _, node in file.entries if isinstance(node, Items))
        entry = next((item for items in lists for item in items if item.location.line == source.line), None)
        if not isinstance(entry, Fields) or id not in (*entry.texts("id"), *entry.texts("code")):
            message = f"`{id}` does not begin on line {source.line} any more"
            raise file.error(message, "the file has changed: read it anew")
        return entry

    def text(self, source: Source) -> str:
        """The entry's lines as they stand in the file."""
        lines = self.path(source).read_text(encoding="utf-8").splitlines()
        return "\n".join(lines[source.line - 1 : source.last])


def read_catalogue(folder: Path, dictionaries: Dictionaries) -> Catalogue:
    """The entries of the dictionaries in `folder`, from which `dictionaries` were compiled; takes a second or two.

    :raise DictionaryError: a file is wrong; the message says where.
    """
    with no_collection():
        return Catalogue(folder.resolve(), dictionaries, tuple(_listings(folder.resolve(), dictionaries)))


def _listings(folder: Path, dictionaries: Dictionaries) -> Iterator[Listing]:
    rules = {rule.id: rule.triggers for rule in dictionaries.rules.rules}
    found: dict[tuple[Kind, str], list[tuple[Fields, Source]]] = {}
    for section in SECTIONS:
        for entry, source in _entries(folder, section):
            found.setdefault((section.kind, entry.text(section.id)), []).append((entry, source))
    for (kind, id_), parts in found.items():
        yield _listing(kind, id_, parts, rules.get(id_, ()) if kind is Kind.RULE else ())


def _entries(folder: Path, section: Section) -> Iterator[tuple[Fields, Source]]:
    place = folder / section.place
    for path in sorted(place.rglob("*.yaml")) if place.is_dir() else (place,):
        name = path.relative_to(folder.parent).as_posix()
        file = yaml.read(path, name)
        lines = path.read_text(encoding="utf-8").splitlines()
        entries = file.each(section.key)
        for entry, after in pairwise((*entries, None)):
            assert entry is not None
            end = after.location.line - 1 if after else len(lines)
            yield entry, Source(name, entry.location.line, _last(lines, entry.location.line, end))


def _last(lines: list[str], first: int, end: int) -> int:
    """The last line of an entry: blank lines and comments before the next entry are not its own."""
    while end > first and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _listing(kind: Kind, id_: str, parts: list[tuple[Fields, Source]], triggers: tuple[Trigger, ...]) -> Listing:
    """The entry first, then those that extend it, wherever they stand."""
    if kind is Kind.ACTOR:
        parts = sorted(parts, key=lambda part: part[0].flag("extends"))
    terms = dict.fromkeys(term for entry, _ in parts for term in _terms(kind, entry))
    written = {term.words for term in terms}
    classes = (Term(words, VIA_CLASS, " ".join(words)) for words in map(_trigger_words, triggers))
    terms |= dict.fromkeys(term for term in classes if term.words not in written)
    return Listing(kind, id_, _summary(kind, parts[0][0]), tuple(source for _, source in parts), tuple(terms))


def _trigger_words(trigger: Trigger) -> tuple[str, ...]:
    words = (trigger.lemma, *trigger.others) if trigger.category == "verb" else (*trigger.others, trigger.lemma)
    return words_of(" ".join(words))


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as searches compare it: without case, accents, `@` and plurals."""
    return tuple(singular(word) for word in phrase_words(phrase.replace("@", " ").replace("_", " ")))


# --- what an entry is found by ----------------------------------------------------------------------

_NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.RULE: ("verb", "noun", "adjective", "id", "code", "operator"),
    Kind.ACTOR: ("name", "aliases", "adjectives", "demonyms", "capitals", "places", "metonyms", "id", "code"),
    Kind.AGENT: ("nouns", "id", "code", "otherwise"),
    Kind.CLASS: ("words", "id"),
    Kind.CODE: ("code", "label"),
    Kind.OPERATOR: ("id", "label"),
    Kind.ROLE: ("code", "label"),
}
_SILENT = frozenset(
    "examples gender checked added kind extends wikidata source table from to status quad penta".split()
)


def _terms(kind: Kind, entry: Fields) -> Iterator[Term]:
    """The entry's own words first, then what else it mentions: conditions, offices, notes."""
    for key in _NAMES[kind]:
        for text in entry.texts(key):
            yield Term(words_of(text), key, text)
    for name, node in entry.entries:
        if name.value not in _SILENT and name.value not in _NAMES[kind]:
            for mentioned in _texts(node):
                yield Term(words_of(mentioned), name.value, mentioned, named=False)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Text):
        yield node.value
        return
    children = node.items if isinstance(node, Items) else tuple(value for _, value in node.entries)
    for child in children:
        yield from _texts(child)


def _summary(kind: Kind, entry: Fields) -> str:
    """A line about the entry: what it codes or who it is, and the words it goes by."""
    if kind is Kind.RULE:
        what = " ".join(filter(None, (entry.text("operator", ""), entry.text("code", ""))))
        words = [text for key in ("verb", "noun", "adjective") for text in entry.texts(key)]
        return f"{what}: {_some(words)}"
    if kind is Kind.ACTOR:
        code = entry.text("code", "") or entry.text("country", "")
        return f"{entry.text('name')}, {entry.text('kind')}" + (f", {code}" if code else "")
    if kind is Kind.AGENT:
        return f"{entry.text('code')}: {_some(entry.texts('nouns'))}"
    return _some(entry.texts("words")) if kind is Kind.CLASS else entry.text("label")


def _some(words: list[str] | tuple[str, ...], most: int = 6) -> str:
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more} more" if more > 0 else "")
