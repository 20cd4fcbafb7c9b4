"""Puts a dictionary file into the house's form without a change of meaning, a lost comment or a rewrapped line.

Only what is out of form is touched, where it stands: keys change places with the comments above them,
codes and dates get quotes, blanks at line ends go, tabs in the indentation become spaces.  The file is
read by the strict reader before and after; where that does not say the same, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.errors import YamlError

Order: TypeAlias = tuple[tuple[str, ...], ...]
REST: tuple[str, ...] = ()
"""Stands for all keys that an order does not name."""

# keys of one rank keep the order in which they were written
ORDERS: Mapping[str, Order] = {
    "rules": (("id",), ("code", "operator"), ("verb", "noun", "adjective"), REST, ("examples",)),
    "actors": (("id",), ("kind", "extends"), ("name",), ("aliases",), REST, ("note",), ("examples",)),
    "agents": (("id",), ("code",), ("nouns",), REST, ("examples",)),
    "classes": (("id",), ("note",), ("words",), REST),
}
QUOTED_KEYS = frozenset({"code", "date", "from", "to", "added", "checked"})
"""Keys whose values other YAML readers would take for numbers, days or truth values."""

_NO_TEXT_ELSEWHERE = re.compile(r"\d[\d.-]*|no|yes|on|off|true|false", re.IGNORECASE)
_TAB_WIDTHS = (2, 4, 8)


def formatted(content: bytes, file: str) -> bytes:
    """The file's content in form; as it is where the form would change what it says, or where it says nothing."""
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return content
    text = _without_tabs(text.replace("\r\n", "\n").replace("\r", "\n"), file)
    try:
        before = yaml.parse(text.encode(), file)
    except YamlError:
        # the check tells of the mistake; the form can wait
        return content
    text = _without_blanks(text)
    for step in (_quoted, _ordered):
        text = step(text, yaml.parse(text.encode(), file))
    return text.encode() if meaning(yaml.parse(text.encode(), file)) == meaning(before) else content


def meaning(node: Node) -> object:
    """What a tree says, wherever and in whatever order of keys it says it."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return tuple(meaning(item) for item in node.items)
    return frozenset((key.value, meaning(value)) for key, value in node.entries)


def _without_tabs(text: str, file: str) -> str:
    """Tabs as spaces: in the indentation as wide as the file can be read with, elsewhere one space."""
    if "\t" not in text:
        return text
    for width in _TAB_WIDTHS:
        spaced = "\n".join(_spaced(line, width) for line in text.split("\n"))
        try:
            yaml.parse(spaced.encode(), file)
        except YamlError:
            continue
        return spaced
    return text


def _spaced(line: str, width: int) -> str:
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].expandtabs(width) + body.replace("\t", " ")


def _without_blanks(text: str) -> str:
    """No blanks at the ends of lines, one line end at the end of the file."""
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).rstrip("\n") + "\n"


# --- quotes -------------------------------------------------------------------------------------------


def _quoted(text: str, root: Fields) -> str:
    lines = text.split("\n")
    places = sorted(_unquoted(root), key=lambda node: (node.location.line, -node.location.column))
    for node in places:
        line, at = lines[node.location.line - 1], node.location.column - 1
        if line[at : at + len(node.value)] == node.value:
            lines[node.location.line - 1] = f'{line[:at]}"{node.value}"{line[at + len(node.value) :]}'
    return "\n".join(lines)


def _unquoted(node: Node, key: str = "") -> Iterator[Text]:
    """Texts that only the strict reader takes for texts; quoted ones do not begin where their value does."""
    if isinstance(node, Text):
        if key in QUOTED_KEYS and _NO_TEXT_ELSEWHERE.fullmatch(node.value):
            yield node
    elif isinstance(node, Fields):
        for name, value in node.entries:
            yield from _unquoted(value, name.value)
    else:
        for item in node.items:
            yield from _unquoted(item, key)


# --- the order of keys --------------------------------------------------------------------------------


def _ordered(text: str, root: Fields) -> str:
    """Every entry's keys by rank; entries are taken from the last to the first, so that lines keep their numbers."""
    lines = text.split("\n")
    for key, node in root.entries:
        order = ORDERS.get(key.value)
        if order is None or not isinstance(node, Items):
            continue
        ends = [*(item.location.line - 1 for item in node.items[1:]), len(lines)]
        for item, end in reversed(list(zip(node.items, ends, strict=True))):
            if isinstance(item, Fields):
                _order_entry(lines, item, end, order)
    return "\n".join(lines)


def _order_entry(lines: list[str], entry: Fields, end: int, order: Order) -> None:
    """Puts an entry's keys in order, in place; one with several keys on a line stays as it is."""
    keys = [key for key, _ in entry.entries]
    column = entry.location.column - 1
    ranks = [_rank(key.value, order) for key in keys]
    starts = [key.location.line - 1 for key in keys]
    on_lines_of_their_own = len(set(starts)) == len(starts) and {key.location.column - 1 for key in keys} == {column}
    if ranks == sorted(ranks) or not on_lines_of_their_own:
        return
    last = _end_of_entry(lines, starts[-1], end, column)
    tops = [starts[0], *(_top(lines, start, column) for start in starts[1:])]
    blocks = [lines[top:after] for top, after in zip(tops, [*tops[1:], last], strict=True)]
    head = lines[starts[0]]
    blocks[0] = [" " * column + head[column:], *blocks[0][1:]]
    ordered = [blocks[at] for at in sorted(range(len(blocks)), key=ranks.__getitem__)]
    lines[starts[0] : last] = _joined(ordered, head[:column])


def _joined(blocks: list[list[str]], dash: str) -> list[str]:
    """The blocks as one entry again: the dash goes before its first key, comments above that key before the dash."""
    found = [line for block in blocks for line in block]
    first = next(at for at, line in enumerate(found) if not _is_aside(line))
    return [*found[:first], dash + found[first][len(dash) :], *found[first + 1 :]]


def _rank(key: str, order: Order) -> int:
    return next((rank for rank, keys in enumerate(order) if key in keys), order.index(REST))


def _top(lines: list[str], start: int, column: int) -> int:
    """The first of the comments and blank lines above a key: they go where the key goes, but for those further in."""
    while _is_aside(lines[start - 1]) and _indent(lines[start - 1]) <= column:
        start -= 1
    return start


def _end_of_entry(lines: list[str], start: int, end: int, column: int) -> int:
    """Where an entry ends: comments further left, and the blank lines before them, are the next entry's."""
    while end > start + 1 and _is_aside(lines[end - 1]) and _indent(lines[end - 1]) < column:
        end -= 1
    return end


def _indent(line: str) -> int:
    """How far in a line begins; a blank one does not."""
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _is_aside(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
