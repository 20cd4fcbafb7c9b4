"""The strict YAML of the dictionaries: a small, safe part of YAML in which every scalar is text.

`042` stays "042", `on`, `no` and `off` stay words, dates stay text; the format readers decide what a
text means (`Fields.flag` reads `true` and `false`).  Refused, each with file, line, column and hint:
aliases and anchors, tags, merge keys, duplicate or empty keys, keys without a value, `null` and `~`,
tabs and invisible characters, anything but UTF-8, more than 20 levels, more than 1 MiB, several
documents in a file, the marks of a merge that was not finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.dictionaries.syntax import in_plain_words
from coder.errors import Location, YamlError

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
_MENDS = "; --fix does it"

_FORBIDDEN = re.compile(
    "[^\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_MERGE = re.compile(r"^(<{7} .*|={7}|>{7} .*|\|{7} .*)\r?$", re.MULTILINE)


def read(path: Path, name: str = "") -> Fields:
    """Read a dictionary file; `name` is what messages call it, the path unless given."""
    file = name or str(path)
    return parse(contents(path, file), file)


def contents(path: Path, file: str) -> bytes:
    """What a file holds; a YamlError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise YamlError(f"cannot be read: {error.strerror}", Location(file, 1)) from error


def parse(content: bytes, file: str) -> Fields:
    """The tree of a dictionary file's content; `file` is what messages call it."""
    text = decode(content, file)
    for error in blemishes(text, file):
        raise error
    reader = Reader(text, file)
    root = reader.document()
    if reader.errors:
        raise reader.errors[0]
    return root


def outline(content: bytes, file: str) -> tuple[Fields, tuple[YamlError, ...]]:
    """The tree of a file that is no dictionary but written as strictly, as far as it can be read, and all its mistakes.

    :raise YamlError: it cannot be read at all.
    """
    text = decode(content, file)
    marks = tuple(
        YamlError(each.message, each.location, each.hint.removesuffix(_MENDS)) for each in blemishes(text, file)
    )
    if marks:
        return Fields((), Location(file, 1)), marks
    reader = Reader(text, file)
    return reader.document(), tuple(reader.errors)


def decode(content: bytes, file: str) -> str:
    """The text of a file's content; a YamlError where it is too large or not UTF-8."""
    if len(content) > MAX_BYTES:
        hint = "split it into several files in the same folder; their names do not matter"
        raise YamlError("larger than 1 MiB", Location(file, 1), hint)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        hint = 'save the file as UTF-8 (in most editors: "Save with encoding")'
        raise YamlError("not UTF-8", _place(before, len(before), file), hint) from None


def blemishes(text: str, file: str) -> Iterator[YamlError]:
    """Characters that have no place in a dictionary, one a line, and the marks of an unfinished merge."""
    last = 0
    for found in _FORBIDDEN.finditer(text):
        error = _forbidden(text, found.start(), file)
        if error.location.line != last:
            last = error.location.line
            yield error
    for found in _MERGE.finditer(text):
        if found[1].startswith("<"):
            hint = "keep the lines of one version, or of both, and delete the lines with <<<<<<<, ======= and >>>>>>>"
            yield YamlError("two versions of these lines were not merged", _place(text, found.start(), file), hint)


def without_signs(text: str) -> str:
    """The text with a space for each character that has no place in a dictionary."""
    return _FORBIDDEN.sub(" ", text)


def _forbidden(text: str, index: int, file: str) -> YamlError:
    sign, place = text[index], _place(text, index, file)
    if sign == "\t":
        before = text[text.rfind("\n", 0, index) + 1 : index]
        return YamlError("a tab" if before.strip() else "a tab in the indentation", place, f"use spaces{_MENDS}")
    if sign == "\ufeff" and index == 0:
        message = "the file begins with an invisible mark (a byte order mark, U+FEFF)"
        return YamlError(message, place, f'save it as "UTF-8", not "UTF-8 with BOM"{_MENDS}')
    return YamlError(f"an invisible character, U+{ord(sign):04X}", place, "delete it and write the line anew")


def _place(text: str, index: int, file: str) -> Location:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Location(file, before.count("\n") + 1, index - max(text.rfind("\n", 0, index), -1))


class Reader:
    """Builds the tree from libyaml's events, and notes in `errors` whatever is not in the subset.

    What is noted is left out of the tree; `dropped` says which keys of which mapping that concerns.
    `before` is how many lines of the file stand before the text.
    """

    def __init__(self, text: str, file: str, before: int = 0) -> None:
        self.errors: list[YamlError] = []
        self.dropped: set[tuple[Location, str]] = set()
        self._text = text
        self._file = file
        self._before = before
        self._events = yaml.CSafeLoader(text)

    def document(self) -> Fields:
        """The whole text as one mapping; a YamlError where there is none."""
        root = self.node()
        if not isinstance(root, Fields):
            raise YamlError("the file must be made of `key: value` pairs", self._top(root))
        return root

    def node(self) -> Node | None:
        """The whole text as one node, None where what there is was refused."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise in_plain_words(error, self._text, self._file, self._before) from None
        finally:
            self._events.dispose()

    def _top(self, root: Node | None) -> Location:
        return root.location if root is not None else Location(self._file, self._before + 1)

    def _next(self) -> yaml.Event:
        event = self._events.get_event()
        assert event is not None
        return event

    def _document(self) -> Node | None:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise self._error(start, "the file is empty", "write entries into it, or delete it")
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            raise self._error(start, "a % directive", "delete the line")
        root = self._node(self._next(), 1)
        self._next()
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            self._refuse(after, "a second document", "delete the line `---` or split the file")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node | None:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return self._refuse(event, "an alias (*)", "write it out; a text that starts with * needs quotes")
        assert isinstance(event, yaml.CollectionStartEvent)
        if depth > MAX_DEPTH:
            raise self._error(event, f"more than {MAX_DEPTH} levels deep", "close a [ or { that was opened before")
        self._refuse_properties(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        return self._fields(event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Text | None:
        self._refuse_properties(event)
        if not event.style:
            if not event.value:
                return self._refuse(event, "a value is missing", "write it behind the colon, or delete the line")
            if event.value in ("null", "~"):
                return self._refuse(event, f"`{event.value}` is no value", "leave the key out, or use quotes")
        return Text(event.value, self._location(event))

    def _items(self, start: yaml.Event, depth: int) -> Items:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            if (item := self._node(event, depth + 1)) is not None:
                items.append(item)
        return Items(tuple(items), self._location(start))

    def _fields(self, start: yaml.Event, depth: int) -> Fields:
        entries: dict[str, tuple[Text, Node]] = {}
        place, met = self._location(start), dict[str, int]()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(self._next(), depth + 1)
            if key is None:
                continue
            if key.value in met:
                begins = key.value == next(iter(met))
                what = "if a new entry begins here, write `- ` before it" if begins else "keep one"
                hint = f"the first is on line {met[key.value]}; {what}"
                self.errors.append(YamlError(f"`{key.value}` twice", key.location, hint))
            elif value is None:
                self.dropped.add((place, key.value))
            else:
                entries[key.value] = (key, value)
            met.setdefault(key.value, key.location.line)
        return Fields(tuple(entries.values()), place)

    def _key(self, event: yaml.Event, depth: int) -> Text | None:
        key = self._node(event, depth + 1)
        if key is None:
            return None
        if not isinstance(key, Text):
            return self._refuse(event, "a key must be a text", "put a text that holds [ ] or { } in quotes")
        if not key.value.strip():
            return self._refuse(event, "a key is empty", "write the key before the colon")
        if key.value == "<<":
            return self._refuse(event, "a merge key (<<)", "write the fields out")
        return key

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, "an anchor (&)", "put a text that starts with & in quotes")
        if event.tag is not None:
            self._refuse(event, "a tag (!)", "put a text that starts with ! in quotes")

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        assert mark is not None
        return Location(self._file, self._before + mark.line + 1, mark.column + 1)

    def _refuse(self, event: yaml.Event, message: str, hint: str) -> Text | None:
        """Notes an error; what it is about is left out."""
        self.errors.append(self._error(event, message, hint))
        return None

    def _error(self, event: yaml.Event, message: str, hint: str) -> YamlError:
        return YamlError(message, self._location(event), hint)
