"""What a dictionary file holds once read: text, lists and fields, each knowing where it stands.

The format readers ask these nodes for what they need; a node that cannot answer raises an EntryError
with file, line, column and a hint, so no reader has to think about locations.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from coder.errors import EntryError, Location, UnknownKeyError


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as written: `042` stays "042", `off` stays "off"."""

    value: str
    location: Location

    def error(self, message: str, hint: str = "") -> EntryError:
        """An EntryError at this place, to be raised by the caller."""
        return EntryError(message, self.location, hint)


@dataclass(frozen=True, slots=True)
class Items:
    """A list in its written order."""

    items: tuple[Node, ...]
    location: Location

    def error(self, message: str, hint: str = "") -> EntryError:
        """An EntryError at this place, to be raised by the caller."""
        return EntryError(message, self.location, hint)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping in its written order, with typed accessors.

    `text("code")` must find a text; `text("note", "")` may miss it.  `texts`, `each`, `fields` and
    `flag` take a missing key as empty.
    """

    entries: tuple[tuple[Text, Node], ...]
    location: Location

    def error(self, message: str, hint: str = "") -> EntryError:
        """An EntryError at this place, to be raised by the caller."""
        return EntryError(message, self.location, hint)

    def keys(self) -> tuple[str, ...]:
        """The keys in their written order."""
        return tuple(key.value for key, _ in self.entries)

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        for name, value in self.entries:
            if name.value == key:
                return value
        return None

    def required(self, key: str) -> Node:
        """The value of `key`, which must be there."""
        value = self.get(key)
        if value is None:
            raise self.error(f"`{key}` is missing", f"add `{key}: ...` to what begins here")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """The text of `key`; without a default the key must be there and not be empty."""
        if default is not None and self.get(key) is None:
            return default
        node = self.required(key)
        value = as_text(node, key).value
        if default is None and not value.strip():
            raise node.error(f"`{key}` is empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of `key`: one text or a list of texts; empty when the key is missing."""
        return tuple(text.value for text in self.text_nodes(key))

    def text_nodes(self, key: str) -> tuple[Text, ...]:
        """As `texts`, with the place of every text for later messages."""
        node = self.get(key)
        match node:
            case None:
                return ()
            case Text():
                return (node,)
            case Items():
                return tuple(as_text(item, key) for item in node.items)
        hint = f"write `{key}: word` or `{key}: [word, other word]`"
        raise node.error(f"`{key}` must be a text or a list of texts", hint)

    def each(self, key: str) -> tuple[Fields, ...]:
        """The mappings listed under `key`; empty when the key is missing."""
        node = self.get(key)
        if node is None:
            return ()
        if not isinstance(node, Items):
            raise node.error(f"`{key}` must be a list", f"below `{key}:`, start every item with `- `")
        return tuple(_as_item(item, key) for item in node.items)

    def fields(self, key: str) -> Fields | None:
        """The mapping under `key`, or None when the key is missing."""
        node = self.get(key)
        return None if node is None else as_fields(node, key)

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false`, written exactly so."""
        return self.choice(key, ("true", "false"), "true" if default else "false") == "true"

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """A text out of a closed list."""
        value = self.text(key, default)
        if value not in allowed and (node := self.get(key)) is not None:
            raise node.error(f"`{key}` cannot be `{value}`", suggest(value, allowed))
        return value

    def refuse_unknown(self, allowed: Collection[str]) -> None:
        """Raises an EntryError for the first key that the format does not have."""
        for key, _ in self.entries:
            if key.value not in allowed:
                raise UnknownKeyError(f"unknown key `{key.value}`", key.location, suggest(key.value, allowed))

    def place(self, key: str) -> Location:
        """Where the value of `key` stands, or the mapping itself when it is missing."""
        node = self.get(key)
        return self.location if node is None else node.location


Node = Text | Items | Fields


def as_text(node: Node, what: str) -> Text:
    """The node as a text; `what` names it in the message."""
    if isinstance(node, Text):
        return node
    hint = 'put it in quotes if it holds [ ], { } or ": "'
    if isinstance(node, Items):
        raise node.error(f"`{what}` must be one text, not a list", f"write one, without [ ] or `- `; {hint}")
    raise node.error(f"`{what}` must be a text", hint)


def as_fields(node: Node, what: str) -> Fields:
    """The node as a mapping; `what` names it in the message."""
    if not isinstance(node, Fields):
        raise node.error(f"`{what}` must be made of `key: value` pairs", f"write it as `{what}: {{key: value}}`")
    return node


def _as_item(node: Node, what: str) -> Fields:
    if not isinstance(node, Fields):
        hint = "begin it with a key and a colon: `- key: value`"
        raise node.error(f"every item of `{what}` must be made of `key: value` pairs", hint)
    return node


CLOSE = 0.65
"""How alike two words must be, from 0 to 1, for one to be a misspelling of the other."""


def suggest(word: str, allowed: Iterable[str]) -> str:
    """A hint for a misspelt word: the nearest allowed one, or the whole list when it is short."""
    words = sorted(each for each in allowed if each)
    near = next(
        (found for each in (word, word.lower()) if (found := difflib.get_close_matches(each, words, 1, CLOSE))), ()
    )
    if near:
        return did_you_mean(near[0])
    return "allowed: " + ", ".join(words) if 0 < len(words) <= 30 else ""


def did_you_mean(word: str, more: str = "") -> str:
    """The hint that names one word to write instead; `more` says something about it."""
    return f"did you mean `{word}`" + (f" ({more})?" if more else "?")


def replacement(hint: str) -> str:
    """The word that a hint of `did_you_mean` names, empty where the hint is of another sort."""
    found = _MEANT.match(hint)
    return found[1] if found else ""


_MEANT = re.compile(r"did you mean `([^`]+)`")
