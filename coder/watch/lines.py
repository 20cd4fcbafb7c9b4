"""Articles that somebody sends on standard input, one JSON object a line."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from dataclasses import dataclass

from coder.settings import Settings
from coder.watch.feeds import Source
from coder.watch.found import Parcel, Thing
from coder.watch.pace import Pace
from coder.watch.pieces import Pieces

TOGETHER = 16
_LOOK_SECONDS = 0.2
_PIECE = 1 << 16
_BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Lines:
    """A stream of lines by its number, read until its end or the watch's."""

    source: Source
    settings: Settings
    stream: int
    pace: Pace

    def parcels(self) -> Iterator[Parcel]:
        """The articles in order; those that came together are done together.

        :raise StoppedError: the watch ends.
        """
        pieces = Pieces(self.source, self.settings)
        waiting: list[Thing] = []
        for line in self._lines():
            if line is not None and line.strip(_BLANK):
                waiting += pieces.json(line)
            if waiting and (line is None or len(waiting) >= TOGETHER):
                yield Parcel(waiting)
                waiting = []
        yield Parcel(waiting)

    def _lines(self) -> Iterator[bytes | None]:
        """Each line; None where the sender pauses."""
        rest: list[bytes] = []
        while True:
            while not select.select([self.stream], [], [], _LOOK_SECONDS)[0]:
                self.pace.go_on()
                yield None
            self.pace.go_on()
            piece = os.read(self.stream, _PIECE)
            first, *others = piece.split(b"\n")
            rest.append(first)
            for other in others:
                yield b"".join(rest)
                rest = [other]
            if not piece:
                yield b"".join(rest)
                return
