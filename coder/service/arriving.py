"""A body as it arrives, cut into lines: what a stream needs and a plain request does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.wsgi import get_input_stream

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PIECE = 65_536
LINES_AT_ONCE = 16
BYTES_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `number` counts all lines from 1. Of one that is too long nothing is kept."""

    number: int
    body: bytes
    too_long: bool = False


def arriving(environ: WSGIEnvironment) -> Iterator[bytes]:
    """The body in pieces, each as soon as it is there.

    :raise OSError: the connection broke, or the client was too slow.
    """
    body = environ["wsgi.input"]
    if hasattr(body, "reader"):
        yield from _at_gunicorn(body.reader)
    else:
        stream = get_input_stream(environ)
        while piece := stream.read(PIECE):
            yield piece


def _at_gunicorn(reader: Any) -> Iterator[bytes]:
    """What gunicorn has received: its body waits for a kilobyte at least, but the reader under it for one byte alone.

    What came with that byte lies at hand, and is taken too.
    """
    holder = getattr(reader, "unreader", reader)
    while first := reader.read(1):
        yield first + reader.read(holder.buf.tell())


def lines_at_hand(pieces: Iterable[bytes], most: int) -> Iterator[list[Line]]:
    """The lines that are complete whenever a piece has come, a few at a time; none keeps more than `most` bytes.

    >>> [[line.number for line in lines] for lines in lines_at_hand([b"a\\nb\\nc", b"d\\n", b"\\n", b"e"], 9)]
    [[1, 2], [3], [5]]
    """
    cutter = _Cutter(most)
    for piece in pieces:
        yield from _few(cutter.cut(piece))
    yield from _few(cutter.cut(b"\n"))


def _few(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """So many lines as are coded in a moment, or a long one alone."""
    few: list[Line] = []
    size = 0
    for line in lines:
        size += len(line.body)
        if few and (size > BYTES_AT_ONCE or len(few) == LINES_AT_ONCE):
            yield few
            few, size = [], len(line.body)
        few.append(line)
    if few:
        yield few


class _Cutter:
    """Cuts pieces into lines; holds the beginning of the line that is still on its way."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._begun = bytearray()
        self._too_long = False
        self._number = 0

    def cut(self, piece: bytes) -> list[Line]:
        """The lines that end in this piece."""
        *ends, begun = piece.split(b"\n")
        lines = [line for line in map(self._ended, ends) if line]
        self._keep(begun)
        return lines

    def _ended(self, end: bytes) -> Line | None:
        self._keep(end)
        self._number += 1
        line = Line(self._number, bytes(self._begun), self._too_long)
        self._begun, self._too_long = bytearray(), False
        return line if line.too_long or line.body.strip() else None

    def _keep(self, more: bytes) -> None:
        self._too_long |= len(self._begun) + len(more) > self._most
        if self._too_long:
            self._begun.clear()
        else:
            self._begun += more
