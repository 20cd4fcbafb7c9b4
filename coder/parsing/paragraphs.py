"""Lines and paragraphs: which lines of plain text were broken only to fit a page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

Span = tuple[int, int]

BULLET = re.compile(r"(?:[•●▪◦‣■►▶·*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")

_BLOCK = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WIDEST_PAGE = 110
_NARROWEST_PAGE = 50


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of clean text: lines apart, unless they read as one text broken at a page's width."""
    for block in _BLOCK.finditer(text):
        lines = [_stripped(text, match.span()) for match in _LINE.finditer(text, *block.span())]
        width = max(end - start for start, end in lines)
        first = lines[0][0]
        for line, following in itertools.pairwise(lines):
            if not _runs_on(text[slice(*line)], text[slice(*following)], width):
                yield first, line[1]
                first = following[0]
        yield first, lines[-1][1]


def ends_sentence(text: str) -> bool:
    """Whether it closes with a full stop or the like, before any quotes and brackets."""
    return _FINAL.search(text) is not None


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    return start, start + len(text[start:end].rstrip())


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether `following` goes on with `line`'s paragraph.

    A line that had room for the next word ended because the writer ended it.
    """
    if BULLET.match(following):
        return False
    if following[0].islower():
        return True
    had_room = len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
    if width > _WIDEST_PAGE or had_room:
        return False
    return width >= _NARROWEST_PAGE or ends_sentence(line)
