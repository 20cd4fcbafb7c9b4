"""Spans for browsers: from code points, as Python counts, to UTF-16 units, as JavaScript does."""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coder.article import Article

_BASIC = "\uffff"


class Offsets(enum.StrEnum):
    """What spans count."""

    CODE_POINTS = "code-points"
    UTF_16 = "utf16"


@dataclass(frozen=True, slots=True)
class Wide:
    """Where the characters of a text stand that take two UTF-16 units."""

    places: tuple[int, ...]

    def unit(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self.places, offset)


def wide(text: str) -> Wide:
    """The wide characters of a text.

    >>> wide("a🦊b").unit(2)
    3
    """
    if not text or max(text) <= _BASIC:
        return Wide(())
    return Wide(tuple(place for place, character in enumerate(text) if character > _BASIC))


def with_offsets(written: Mapping[str, Any], article: Article, offsets: Offsets) -> Mapping[str, Any]:
    """An article's answer with every span counted as asked for; a span without a `part` takes that around it."""
    if offsets is Offsets.CODE_POINTS:
        return written
    tables = {"text": wide(article.text), "title": wide(article.title)}
    if not any(table.places for table in tables.values()):
        return written
    found: Mapping[str, Any] = _counted(written, tables, "text")
    return found


def _counted(value: Any, tables: Mapping[str, Wide], part: str) -> Any:
    if isinstance(value, list):
        return [_counted(each, tables, part) for each in value]
    if not isinstance(value, Mapping):
        return value
    inner = value.get("part", part)
    table = tables[inner]
    return {
        key: [table.unit(each) for each in found] if key == "span" else _counted(found, tables, inner)
        for key, found in value.items()
    }
