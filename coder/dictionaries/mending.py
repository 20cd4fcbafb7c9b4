"""All mistakes of an entry in one go: each is noted, mended by guess, and the entry is read again.

The readers stop at the first mistake.  The guess is the nearest spelling where there is one, else the
wrong key or item is left out; what is then missing only for that reason is not complained of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from coder.dictionaries.nodes import Fields, Items, Node, Text, replacement
from coder.errors import EntryError, Location, UnknownKeyError

MOST = 20
Result = TypeVar("Result")
Dropped = Collection[tuple[Location, str]]
_NONE: Mapping[str, str] = {}


def every_error(
    node: Fields, read: Callable[[Fields], Result], dropped: Dropped = (), stand_ins: Mapping[str, str] = _NONE
) -> tuple[Result | None, tuple[EntryError, ...]]:
    """What `read` makes of the node when it is mended, None where it cannot be, and all that was wrong with it.

    `dropped` are keys whose values are missing because they were refused before.  `stand_ins` are values for keys
    without which the reader does not go on; what it makes of them is not handed out.
    """
    errors: list[EntryError] = []
    mender = _Mender(dropped)
    for _ in range(MOST):
        try:
            result = read(node)
            return None if mender.stood_in else result, tuple(errors)
        except EntryError as error:
            if not mender.follows(error):
                errors.append(error)
            mended = mender.mended(node, error)
            node_before, node = node, mended if isinstance(mended, Fields) else mender.completed(node, stand_ins)
            if node is node_before:
                break
    return None, tuple(errors)


class _Mender:
    def __init__(self, dropped: Dropped) -> None:
        self._dropped = set(dropped)
        self.stood_in = False

    def follows(self, error: EntryError) -> bool:
        """Whether something is missed only because its value was wrong."""
        told = error.message + error.hint
        return any(place == error.location and f"`{key}" in told for place, key in self._dropped)

    def completed(self, node: Fields, stand_ins: Mapping[str, str]) -> Fields:
        """The node with stand-ins for the keys it lacks, the node itself where it lacks none."""
        missing = [(key, value) for key, value in stand_ins.items() if node.get(key) is None]
        if not missing:
            return node
        self.stood_in = True
        pairs = ((Text(key, node.location), Text(value, node.location)) for key, value in missing)
        return Fields((*node.entries, *pairs), node.location)

    def mended(self, node: Node, error: EntryError) -> Node | None:
        """The node without the mistake, None where the mistake is not inside it."""
        if isinstance(node, Fields):
            return self._in_fields(node, error)
        return self._in_items(node, error) if isinstance(node, Items) else None

    def _in_fields(self, node: Fields, error: EntryError) -> Fields | None:
        entries = list(node.entries)
        for at, (key, value) in enumerate(entries):
            if isinstance(error, UnknownKeyError):
                if key.location == error.location:
                    return _with(node, at, self._renamed(node, key, value, error))
            elif value.location == error.location:
                return _with(node, at, self._revalued(node, key, value, error))
            if (inner := self.mended(value, error)) is not None:
                empty = isinstance(inner, Items) and not inner.items
                return _with(node, at, None if empty and self._drop(node, key) else (key, inner))
        return None

    def _renamed(self, node: Fields, key: Text, value: Node, error: EntryError) -> tuple[Text, Node] | None:
        better = replacement(error.hint)
        return (Text(better, key.location), value) if better and node.get(better) is None else None

    def _revalued(self, node: Fields, key: Text, value: Node, error: EntryError) -> tuple[Text, Node] | None:
        better = replacement(error.hint)
        if isinstance(value, Text) and better and better != value.value:
            return key, Text(better, value.location)
        self._drop(node, key)
        return None

    def _drop(self, node: Fields, key: Text) -> bool:
        self._dropped.add((node.location, key.value))
        return True

    def _in_items(self, node: Items, error: EntryError) -> Items | None:
        for at, item in enumerate(node.items):
            if item.location == error.location and not isinstance(error, UnknownKeyError):
                return Items((*node.items[:at], *_better(item, error), *node.items[at + 1 :]), node.location)
            if (inner := self.mended(item, error)) is not None:
                return Items((*node.items[:at], inner, *node.items[at + 1 :]), node.location)
        return None


def _with(node: Fields, at: int, pair: tuple[Text, Node] | None) -> Fields:
    new = () if pair is None else (pair,)
    return Fields((*node.entries[:at], *new, *node.entries[at + 1 :]), node.location)


def _better(item: Node, error: EntryError) -> tuple[Text, ...]:
    """The text that the error's hint names instead of the item, nothing where it names none."""
    word = replacement(error.hint)
    return (Text(word, item.location),) if isinstance(item, Text) and word not in ("", item.value) else ()
