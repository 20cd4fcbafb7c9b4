"""Writes single values of the strict YAML, so that what is generated reads as if written by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_HIDDEN = re.compile("[\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_NOT_PLAIN = re.compile(r": |:$| #|[\[\]{},\"`\\]|\s$")
_NOT_PLAIN_IN_BLOCK = re.compile(r": |:$| #|\\|\s$")
_OTHERWISE_READ = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def written(text: str, block: bool = False) -> str:
    """A text as a YAML value, in quotes where a reader or an editor could take it for something else.

    `block` is for a value that has the rest of its line to itself: commas need no quotes there.
    """
    plain = _NOT_PLAIN_IN_BLOCK if block else _NOT_PLAIN
    if text[:1].isalpha() and text.isprintable() and not plain.search(text) and text.lower() not in _OTHERWISE_READ:
        return text
    return _HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def written_list(texts: Iterable[str]) -> str:
    """Texts as a list on one line: `[harangue, berate]`."""
    return f"[{', '.join(written(text) for text in texts)}]"


def slug(text: str) -> str:
    """The lower-case words and hyphens of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
