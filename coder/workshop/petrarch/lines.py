"""The lines of a dictionary file in PETRARCH's format, and what is said of those that cannot be taken over."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.errors import ImportingError

_REMARK = re.compile(r"#|(?<![^\W_]);|;(?![^\W_])")
"""Where a remark starts: at `#`, or at a `;` that does not stand within a word."""

_CODES = re.compile(r"\[([^\[\]]*)\]")
_VERBS = re.compile(r"^(?:---.*---\s*$|-\s.*\*|&[A-Z])", re.MULTILINE)
_AGENTS = re.compile(r"\[\s*(?:~\s*[A-Z]|[A-Z0-9]+\s*~)")


class Sort(enum.StrEnum):
    """What a file holds."""

    ACTORS = "actors"
    AGENTS = "agents"
    VERBS = "verbs"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is more than a remark: its words, the contents of its brackets, the remark behind them.

    `rest` is what stands behind the first bracket and in none, which no line should have.
    """

    file: str
    number: int
    words: str
    codes: tuple[str, ...]
    rest: str
    remark: str
    text: str

    def unread(self, why: str, hint: str = "") -> Unread:
        """What to report where the line, or a part of it, is not taken over."""
        return Unread(self.file, self.number, self.text, why, hint)


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that was not taken over as it stands: where, why, and what to do."""

    file: str
    line: int
    text: str
    why: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.why}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines; `comments` counts those that are empty or only a remark."""

    name: str
    sort: Sort
    lines: tuple[Line, ...]
    comments: int


def read_source(path: Path) -> Source:
    """The lines of a file, in UTF-8 or else Latin-1.

    :raise ImportingError: the file cannot be read, or is no dictionary in this format.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportingError(f"{path}: cannot be read: {error.strerror}") from error
    text = _decoded(content)
    rows = text.removesuffix("\n").split("\n")
    lines = tuple(_lines(rows, path.name))
    return Source(path.name, _sort(text, path), lines, len(rows) - len(lines))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sort(text: str, path: Path) -> Sort:
    """By what the lines look like: blocks and patterns are verbs', codes with `~` agents'."""
    if _VERBS.search(text):
        return Sort.VERBS
    if _AGENTS.search(text):
        return Sort.AGENTS
    if not _CODES.search(text):
        raise ImportingError(f"{path}: no line has a code in brackets, so this is no actor or agent dictionary")
    return Sort.ACTORS


def _lines(rows: Sequence[str], file: str) -> Iterator[Line]:
    """The lines that say something; comments `<!-- ... -->` may go over several."""
    inside = False
    for number, written in enumerate(rows, 1):
        inside, skipped = _in_comment(written.strip(), inside)
        if skipped:
            continue
        body, remark = _without_remark(written)
        if body:
            words, bracket, behind = body.partition("[")
            codes = tuple(code.strip() for code in _CODES.findall(body))
            rest = _CODES.sub("", bracket + behind).strip()
            yield Line(file, number, words.strip(), codes, rest, remark, body)


def _in_comment(written: str, inside: bool) -> tuple[bool, bool]:
    """Whether a comment goes on behind the line, and whether the line belongs to one."""
    if not inside and not written.startswith("<!"):
        return False, False
    return not written.endswith(">"), True


def _without_remark(written: str) -> tuple[str, str]:
    start = _REMARK.search(written)
    if start is None:
        return written.strip(), ""
    return written[: start.start()].strip(), written[start.end() :].strip()
