"""Reads a dictionary file as far as it can be read: every mistake is noted, what is around it is kept.

The service refuses a file with a mistake (`yaml.read`); the check wants all mistakes at once.  Where a
file is no YAML as a whole, its entries are read one by one, so that one broken entry hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.errors import Location, YamlError

MOST = 50
_NAME = re.compile(r"^\s*(?:-\s+)?\{?\s*(?:id|code)\s*:?\s*[\"']?([\w-]+)", re.MULTILINE)
_CLASS = re.compile(r"@([\w-]+)")


_ENTRY = "an entry begins with `  - id: ...`; its other keys stand below, with four spaces before them"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as far as it could be read.

    `root` is empty where nothing could be; `dropped` are keys whose values were left out; `lost` the ids
    and codes of entries that could not be read, so that nobody is told that they do not exist.
    """

    file: str
    root: Fields
    errors: tuple[YamlError, ...] = ()
    dropped: frozenset[tuple[Location, str]] = frozenset()
    lost: frozenset[str] = frozenset()


def read_sheet(content: bytes, file: str) -> Sheet:
    """What a file's content holds, and all that is wrong with it as YAML."""
    nothing = Fields((), Location(file, 1))
    try:
        text = yaml.decode(content, file)
    except YamlError as error:
        if len(content) > yaml.MAX_BYTES or b"\0" in content:
            return Sheet(file, nothing, (error,))
        partly = _sheet(content.decode("utf-8", errors="replace"), file)
        return Sheet(file, partly.root, (error, *partly.errors), partly.dropped, partly.lost)
    return _sheet(text, file)


def _sheet(text: str, file: str) -> Sheet:
    blemishes = list(yaml.blemishes(text, file))
    found = _Readers(_cleaned(text) if blemishes else text, file).sheet()
    marked = {error.location.line for error in blemishes}
    errors = [error for error in found.errors if error.location.line not in marked]
    once = {(error.message, error.location.line): error for error in reversed((*blemishes, *errors))}
    ordered = sorted(once.values(), key=lambda error: (error.location.line, error.location.column))
    return Sheet(file, found.root, tuple(ordered[:MOST]), found.dropped, found.lost)


def _cleaned(text: str) -> str:
    """The text without blemishes, line by line as it was; of an unfinished merge the first half stays."""
    lines = []
    other = False
    for line in text.split("\n"):
        mark = line[:7]
        other = (other or mark in ("=======", "|||||||")) and mark != ">>>>>>>"
        lines.append("" if other or mark in ("<<<<<<<", ">>>>>>>") else line.replace("\t", "  "))
    return yaml.without_signs("\n".join(lines))


class _Readers:
    """The whole file by one reader, or else an entry each."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._errors: list[YamlError] = []
        self._dropped: set[tuple[Location, str]] = set()

    def sheet(self) -> Sheet:
        reader = yaml.Reader(self._text, self._file)
        try:
            root = reader.document()
        except YamlError as error:
            return self._by_entries(error)
        return Sheet(self._file, root, tuple(reader.errors), frozenset(reader.dropped))

    def _by_entries(self, error: YamlError) -> Sheet:
        """Each list entry by itself; without any list in sight the error of the whole file is all there is."""
        lines = self._text.split("\n")
        head = next((n for n, line in enumerate(lines) if re.match(r"^\w+ *: *(#.*)?\r?$", line)), None)
        first = next((n for n, line in enumerate(lines) if head is not None and n > head and _is_written(line)), None)
        if head is not None and first is not None and not lines[first].lstrip().startswith("- "):
            error = YamlError("`- ` is missing before the first entry", Location(self._file, first + 1), _ENTRY)
            first = None
        blocks = [] if first is None else list(_blocks(lines, first))
        if head is None or not blocks:
            return Sheet(self._file, Fields((), Location(self._file, 1)), (error,), lost=_names(self._text))
        items: list[Node] = []
        lost: set[str] = set()
        for start, end in blocks:
            block = "\n".join(lines[start:end])
            found = self._entries(block, start)
            items.extend(found)
            lost |= set() if found else _names(block)
        place = Location(self._file, head + 1)
        key = lines[head].partition(":")[0].strip()
        list_ = Items(tuple(items), Location(self._file, blocks[0][0] + 1))
        root = Fields(((Text(key, place), list_),), place)
        errors = tuple(self._errors or [error])
        return Sheet(self._file, root, errors, frozenset(self._dropped), frozenset(lost))

    def _entries(self, block: str, before: int) -> tuple[Node, ...]:
        reader = yaml.Reader(block, self._file, before)
        try:
            node = reader.node()
        except YamlError as error:
            self._errors.append(error)
            return ()
        self._errors += reader.errors
        self._dropped |= reader.dropped
        if isinstance(node, Items):
            return node.items
        if node is not None:
            self._errors.append(YamlError("this stands outside of all entries", node.location, _ENTRY))
        return ()


def _blocks(lines: list[str], start: int) -> Iterator[tuple[int, int]]:
    """Where entries begin and end: at every dash of the outermost list."""
    dashes = [n for n in range(start, len(lines)) if re.match(r"^ *- ", lines[n])]
    indent = min((len(lines[n]) - len(lines[n].lstrip(" ")) for n in dashes[:1]), default=0)
    firsts = [n for n in dashes if len(lines[n]) - len(lines[n].lstrip(" ")) <= indent]
    yield from zip(firsts, [*firsts[1:], len(lines)][: len(firsts)], strict=True)


def _is_written(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _names(text: str) -> frozenset[str]:
    """What a broken text defines, and the word classes it uses, as far as can be seen."""
    return frozenset((*_NAME.findall(text), *_CLASS.findall(text)))


def sheet_of(path: Path, file: str) -> Sheet:
    """The sheet of a file on this machine; `file` is what messages call it."""
    try:
        return read_sheet(yaml.contents(path, file), file)
    except YamlError as error:
        return Sheet(file, Fields((), Location(file, 1)), (error,))
