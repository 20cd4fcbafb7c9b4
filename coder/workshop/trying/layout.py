"""Text for terminals as pure values: inked words, lines of them, and tables that wrap to a width."""

from __future__ import annotations

import enum
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

GAP = "  "
NARROWEST = 6
NARROWEST_SHEET = 30


class Tone(enum.StrEnum):
    """What a piece of text is, for whoever colours it."""

    PLAIN = "plain"
    HEADING = "heading"
    FAINT = "faint"
    CODE = "code"
    WORD = "word"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Ink:
    """A piece of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Ink, ...]
EMPTY: Line = ()


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs that drawings are made of; every one of the first four is as wide as the others."""

    branch: str
    last: str
    bar: str
    blank: str
    ellipsis: str
    arrow: str

    def narrowed(self, width: int) -> Glyphs:
        """The same with branches of this width, for trees that are too deep for the page."""
        branch, last, bar, blank = (each[:width] for each in (self.branch, self.last, self.bar, self.blank))
        return Glyphs(branch, last, bar, blank, self.ellipsis, self.arrow)

    def fit(self, encoding: str) -> bool:
        """Whether an encoding has all of them."""
        try:
            "".join((self.branch, self.last, self.bar, self.ellipsis, self.arrow)).encode(encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


BOXES = Glyphs("├─ ", "└─ ", "│  ", "   ", "…", "→")
ASCII = Glyphs("|- ", "`- ", "|  ", "   ", "...", "->")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written on: its width in columns, and the signs it can show."""

    width: int = 100
    glyphs: Glyphs = BOXES

    def narrower(self, by: int) -> Sheet:
        """The sheet within an indentation."""
        return Sheet(max(self.width - by, NARROWEST_SHEET), self.glyphs)


def plain(line: Line) -> str:
    """A line without its tones."""
    return "".join(ink.text for ink in line).rstrip()


def indented(lines: Iterable[Line], by: int) -> Iterator[Line]:
    """The lines moved to the right."""
    return ((Ink(" " * by), *line) if line else line for line in lines)


def wrapped(ink: Ink, width: int) -> list[str]:
    """The lines of a cell; ids and paths are only cut where they would not fit a line."""
    return textwrap.wrap(ink.text, width, break_on_hyphens=False) or [""]


def paragraph(ink: Ink, sheet: Sheet) -> Iterator[Line]:
    """A text in as many lines as it needs."""
    return ((Ink(part, ink.tone),) for part in wrapped(ink, sheet.width))


def table(rows: Sequence[Sequence[Ink]], sheet: Sheet, firm: int = 0) -> Iterator[Line]:
    """Rows in aligned columns; cells wrap where the columns together are too wide, but in the first `firm` ones."""
    widths = _widths(rows, sheet.width, firm)
    for row in rows:
        cells = [wrapped(ink, width) for ink, width in zip(row, widths, strict=False)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = (f"{part:<{width}}" for part, width in zip(parts, widths, strict=False))
            yield tuple(Ink(text + GAP, ink.tone) for text, ink in zip(padded, row, strict=True))


def _widths(rows: Sequence[Sequence[Ink]], width: int, firm: int) -> list[int]:
    """As wide as the cells; too much in all, the widest columns give way, as far as they can within words."""
    columns = [[cell.text for cell in column] for column in zip_longest(*rows, fillvalue=Ink(""))]
    widths = [max(1, *map(len, column)) for column in columns]
    words = [max((len(word) for text in column for word in text.split()), default=1) for column in columns]
    words[:firm] = widths[:firm]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        loose = [place for place, size in enumerate(widths) if size > words[place]]
        widest = max(loose or range(len(widths)), key=lambda place: widths[place])
        widths[widest] -= 1
    return widths


def section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Lines under a heading, set off by an empty line; nothing where there are none."""
    body = list(lines)
    if body:
        yield EMPTY
        yield (Ink(title, Tone.HEADING),)
        yield from indented(body, 2)
