"""What offsets count: code points, as Python does, or UTF-16 units, as browsers do."""

from __future__ import annotations

import enum
from bisect import bisect_left
from dataclasses import dataclass

from coder.article import Article
from coder.parsing.sentences import Part

_BASIC = "\uffff"


class Offsets(enum.StrEnum):
    """What offsets count."""

    CODE_POINTS = "code-points"
    UTF_16 = "utf16"


@dataclass(frozen=True, slots=True)
class Wide:
    """Where the characters of a text stand that take two UTF-16 units."""

    places: tuple[int, ...] = ()

    def unit(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self.places, offset)


@dataclass(frozen=True, slots=True)
class Counting:
    """How the two parts of an article are counted; as it stands, in code points."""

    text: Wide = Wide()
    title: Wide = Wide()

    def __bool__(self) -> bool:
        """Whether any offset differs from its code point offset."""
        return bool(self.text.places or self.title.places)

    def unit(self, part: str, offset: int) -> int:
        """A code point offset into a part of the article, counted so."""
        return (self.title if part == Part.TITLE else self.text).unit(offset)


def counting(article: Article, offsets: Offsets) -> Counting:
    """How the offsets of an article are counted."""
    if offsets is Offsets.CODE_POINTS:
        return Counting()
    return Counting(wide(article.text), wide(article.title))


def wide(text: str) -> Wide:
    """The wide characters of a text.

    >>> wide("a🦊b").unit(2)
    3
    """
    if not text or max(text) <= _BASIC:
        return Wide()
    return Wide(tuple(place for place, character in enumerate(text) if character > _BASIC))
