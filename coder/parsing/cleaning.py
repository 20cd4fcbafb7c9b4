"""Text as sent, made harmless for a parser without losing where every character came from."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|table|tr|td|th|blockquote|section|article|header|footer|figure|figcaption)\b",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"<(?:br|hr)\b", re.IGNORECASE)
_LINE_ENDS = frozenset("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028")
_ODD = re.compile(
    r"&(?:\#\d{1,6}|\#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});"  # character references
    r"|<(script|style)\b[\s\S]{0,2000}?</\1>|<!--[\s\S]{0,2000}?-->|</?[A-Za-z][^<>\n]{0,300}>"  # markup
    r"|\r\n|[^\S\n ]"  # white space that is neither a space nor a line end
    r"|[\x00-\x09\x0e-\x1b\x7f-\x9f]"  # control characters
    r"|[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"  # invisible formatting
    r"|[\ud800-\udfff]"  # halves of characters
)
_LONGEST_WORD = 200
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Harmless text; character i stands for `original[starts[i]:ends[i]]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty stretch of the clean text stands in the original."""
        return self.starts[start], self.ends[end - 1]

    def part(self, start: int, end: int) -> CleanText:
        """A stretch of it, on one line."""
        text = self.text[start:end].replace("\n", " ")
        return CleanText(text, self.starts[start:end], self.ends[start:end])


def clean(original: str) -> CleanText:
    """Drop invisible characters and markup, resolve `&amp;`, turn every white space into space or line end.

    Of a run of more than 200 characters without a space only the first 200 are kept (a tokenizer takes
    a minute over 50,000); the last of them stands for the rest.

    >>> clean("Rus\\u00adsia &amp; Iran").text
    'Russia & Iran'
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, text in _stretches(original):
        characters.append(text)
        if len(text) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))
    return _shortened("".join(characters), starts, ends)


def _shortened(text: str, starts: list[int], ends: list[int]) -> CleanText:
    for match in reversed(list(_ENDLESS.finditer(text))):
        cut, end = match.start() + _LONGEST_WORD, match.end()
        text = text[:cut] + text[end:]
        ends[cut - 1] = ends[end - 1]
        del starts[cut:end], ends[cut:end]
    return CleanText(text, tuple(starts), tuple(ends))


def _stretches(original: str) -> Iterator[tuple[int, int, str]]:
    position = 0
    for match in _ODD.finditer(original):
        yield position, match.start(), original[position : match.start()]
        yield match.start(), match.end(), _replacement(match.group())
        position = match.end()
    yield position, len(original), original[position:]


def _replacement(odd: str) -> str:
    if odd.startswith("&"):
        return _character(odd)
    if odd.startswith("<"):
        return "\n\n" if _BLOCK_TAG.match(odd) else "\n" if _LINE_TAG.match(odd) else ""
    if odd == "\r\n" or odd in _LINE_ENDS:
        return "\n"
    if odd == "\u2029":
        return "\n\n"
    if "\x80" <= odd <= "\x9f":
        return _windows_character(odd)
    return " " if odd.isspace() or odd < " " or "\ud800" <= odd <= "\udfff" else ""


def _character(reference: str) -> str:
    """`&amp;` as `&`; what is no known reference stays as it is."""
    character = html.unescape(reference)
    if character == reference or len(character) > 1:
        return reference
    return " " if character.isspace() else character if character.isprintable() else ""


def _windows_character(control: str) -> str:
    """Quotes and dashes of Windows text that was read as Latin-1 turn up as control characters."""
    return bytes([ord(control)]).decode("cp1252", "replace").replace("\ufffd", " ")
