"""The strict YAML of the dictionaries: a small, safe part of YAML in which every scalar is text.

`042` stays "042", `on`, `no` and `off` stay words, dates stay text; the format readers decide what a
text means (`Fields.flag` reads `true` and `false`).  Refused, each with file, line, column and hint:
aliases and anchors, tags, merge keys, duplicate or empty keys, keys without a value, `null` and `~`,
tabs and invisible characters, anything but UTF-8, more than 20 levels, more than 1 MiB, several
documents in a file.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.errors import Location, YamlError

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

_FORBIDDEN = re.compile(
    "[^\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_HINTS = {
    "mapping values are not allowed": 'put a text that holds ": " in quotes, or mend the indentation',
    "cannot start any token": 'put a text that starts with @, %, ` or another sign in quotes: "@appeal"',
    "quoted scalar": "a quote is opened and never closed",
    "found undefined tag": "tags (!) have no place in a dictionary",
    "did not find expected": "look for a wrong indentation, a missing comma or an unclosed bracket or quote",
    "could not find expected ':'": 'every line of an entry is "key: value"',
}


def read(path: Path, name: str = "") -> Fields:
    """Read a dictionary file; `name` is what messages call it, the path unless given."""
    file = name or str(path)
    try:
        return parse(path.read_bytes(), file)
    except OSError as error:
        raise YamlError(f"cannot be read: {error.strerror}", Location(file, 1)) from error


def parse(content: bytes, file: str) -> Fields:
    """The tree of a dictionary file's content; `file` is what messages call it."""
    if len(content) > MAX_BYTES:
        raise YamlError("larger than 1 MiB", Location(file, 1), "split it into several files")
    text = _decode(content, file)
    if (found := _FORBIDDEN.search(text)) is not None:
        raise _forbidden(text, found.start(), file)
    return _Reader(text, file).document()


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise YamlError("not UTF-8", _place(before, len(before), file), "save the file as UTF-8") from None


def _forbidden(text: str, index: int, file: str) -> YamlError:
    sign = text[index]
    if sign == "\t":
        return YamlError("a tab", _place(text, index, file), "use spaces")
    return YamlError(f"an invisible character, U+{ord(sign):04X}", _place(text, index, file), "delete it")


def _place(text: str, index: int, file: str) -> Location:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Location(file, before.count("\n") + 1, index - max(text.rfind("\n", 0, index), -1))


class _Reader:
    """Builds the tree from libyaml's events, refusing on the way whatever is not in the subset."""

    def __init__(self, text: str, file: str) -> None:
        self._events = yaml.CSafeLoader(text)
        self._file = file

    def document(self) -> Fields:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        finally:
            self._events.dispose()

    def _next(self) -> yaml.Event:
        event = self._events.get_event()
        assert event is not None
        return event

    def _document(self) -> Fields:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise self._error(start, "the file is empty")
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            raise self._error(start, "a % directive", "delete the line")
        root = self._node(self._next(), 1)
        self._next()
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            raise self._error(after, "a second document", "delete the line `---` or split the file")
        if not isinstance(root, Fields):
            raise YamlError("the file must be made of `key: value` pairs", root.location)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.AliasEvent):
            raise self._error(event, "an alias (*)", "write it out; a text that starts with * needs quotes")
        assert isinstance(event, yaml.CollectionStartEvent)
        if depth > MAX_DEPTH:
            raise self._error(event, f"more than {MAX_DEPTH} levels deep")
        self._refuse_properties(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        return self._fields(event, depth)

    def _text(self, event: yaml.ScalarEvent) -> Text:
        self._refuse_properties(event)
        if not event.style:
            if not event.value:
                raise self._error(event, "a value is missing", 'leave the key out, or write ""')
            if event.value in ("null", "~"):
                raise self._error(event, f"`{event.value}` is no value", "leave the key out, or use quotes")
        return Text(event.value, self._location(event))

    def _items(self, start: yaml.Event, depth: int) -> Items:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Items(tuple(items), self._location(start))

    def _fields(self, start: yaml.Event, depth: int) -> Fields:
        entries: dict[str, tuple[Text, Node]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, depth)
            if key.value in entries:
                first = entries[key.value][0].location.line
                raise YamlError(f"`{key.value}` twice", key.location, f"the first is on line {first}")
            entries[key.value] = (key, self._node(self._next(), depth + 1))
        return Fields(tuple(entries.values()), self._location(start))

    def _key(self, event: yaml.Event, depth: int) -> Text:
        key = self._node(event, depth + 1)
        if not isinstance(key, Text):
            raise YamlError("a key must be a text", key.location)
        if not key.value.strip():
            raise YamlError("a key is empty", key.location)
        if key.value == "<<":
            raise YamlError("a merge key (<<)", key.location, "write the fields out")
        return key

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            raise self._error(event, "an anchor (&)", "put a text that starts with & in quotes")
        if event.tag is not None:
            raise self._error(event, "a tag (!)", "put a text that starts with ! in quotes")

    def _location(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        assert mark is not None
        return Location(self._file, mark.line + 1, mark.column + 1)

    def _error(self, event: yaml.Event, message: str, hint: str = "") -> YamlError:
        return YamlError(message, self._location(event), hint)

    def _syntax(self, error: yaml.MarkedYAMLError) -> YamlError:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "not YAML"
        hint = next((hint for part, hint in _HINTS.items() if part in f"{error.context} {problem}"), "")
        return YamlError(problem, Location(self._file, line, column), hint)
