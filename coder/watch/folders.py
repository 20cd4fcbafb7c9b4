"""Folders: each file is read once it is whole, and a file of lines goes on where it was left."""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from coder.settings import Settings
from coder.watch.feeds import Source
from coder.watch.found import Parcel, Thing, Trouble
from coder.watch.pieces import LINES, SUFFIXES, UNREADABLE, Pieces

TOGETHER = 32
MOST_BYTES = 64 * 1024 * 1024
_TAIL = 256
_FILE = "file "
_BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Look:
    """The files of a folder that are to be read now, and how many are still being written."""

    ready: tuple[Path, ...]
    young: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is a source; `besides` is one whose files are not read though it may lie within."""

    source: Source
    settings: Settings
    besides: Path

    @property
    def root(self) -> Path:
        """Where it is."""
        return Path(self.source.place)

    def look(self, notes: Mapping[str, Any]) -> Look:
        """Which files are new or have changed, by name; one that changed a moment ago may still be written.

        :raise OSError: the folder is not there.
        """
        if not self.root.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "there is no such folder")
        ready, young = [], 0
        for path in sorted(self.root.rglob("*")):
            if not self._is_meant(path) or (state := _state(path)) is None or self._noted(path, notes) == state:
                continue
            if time.time() - max(path.stat().st_mtime, path.stat().st_ctime) < self.source.settle:
                young += 1
            else:
                ready.append(path)
        return Look(tuple(ready), young)

    def gone(self, notes: Mapping[str, Any]) -> Iterator[str]:
        """The notes of files that are no longer there."""
        for name in notes:
            if name.startswith(_FILE) and not (self.root / name.removeprefix(_FILE)).exists():
                yield name

    def parcels(self, look: Look, notes: Mapping[str, Any]) -> Iterator[Parcel]:
        """The articles of those files, some at a time, each parcel with the notes that say how far it reached."""
        things: list[Thing] = []
        reached: dict[str, Any] = {}
        together = min(TOGETHER, self.source.limit)
        for path in look.ready:
            for some, note in self._read(path, notes):
                things += some
                if note:
                    reached[self._name(path)] = note
                if len(things) >= together:
                    yield Parcel(things, reached)
                    things, reached = [], {}
        yield Parcel(things, reached)

    def _is_meant(self, path: Path) -> bool:
        hidden = any(part.startswith(".") for part in path.relative_to(self.root).parts)
        inside = self.besides in path.resolve().parents
        return not hidden and not inside and path.suffix.lower() in SUFFIXES and path.is_file()

    def _name(self, path: Path) -> str:
        return f"{_FILE}{path.relative_to(self.root).as_posix()}"

    def _noted(self, path: Path, notes: Mapping[str, Any]) -> tuple[int, int] | None:
        """Size and time of a file when it was read to its end."""
        note = notes.get(self._name(path))
        return (note["size"], note["time"]) if note and note["offset"] == note["size"] else None

    def _read(self, path: Path, notes: Mapping[str, Any]) -> Iterator[tuple[list[Thing], Mapping[str, Any] | None]]:
        """The file's articles with a note of how far they reach; nothing of a file that changes meanwhile."""
        before = _state(path)
        if before is None:
            return
        try:
            if path.suffix.lower() in LINES:
                yield from self._lines(path, before, notes.get(self._name(path)) or {})
                return
            if before[0] > MOST_BYTES:
                things: list[Thing] = [self._trouble(f"{path} has more than {MOST_BYTES} bytes")]
            else:
                things = list(Pieces(self.source, self.settings).file(path.name, path.read_bytes()))
        except OSError as error:
            yield [self._trouble(f"{path} cannot be read: {error.strerror}", passing=True)], None
            return
        if _state(path) == before:
            yield things, _note(before, before[0])

    def _lines(
        self, path: Path, state: tuple[int, int], note: Mapping[str, Any]
    ) -> Iterator[tuple[list[Thing], Mapping[str, Any]]]:
        pieces = Pieces(self.source, self.settings)
        with path.open("rb") as file:
            offset = note.get("offset", 0)
            recent = _before(file, offset)
            if _hash(recent) != note.get("tail", _hash(b"")):
                offset, recent = 0, _before(file, 0)
            while lines := list(islice(file, TOGETHER)):
                offset += sum(map(len, lines))
                recent = (recent + b"".join(lines))[-_TAIL:]
                things = [thing for line in lines if line.strip(_BLANK) for thing in pieces.json(line)]
                yield things, _note(state, offset, _hash(recent))
            yield [], _note(state, offset, _hash(recent))

    def _trouble(self, reason: str, passing: bool = False) -> Trouble:
        return Trouble(self.source, UNREADABLE, reason, passing=passing)


def _note(state: tuple[int, int], offset: int, tail: str = "") -> dict[str, Any]:
    return {"size": state[0], "time": state[1], "offset": offset} | ({"tail": tail} if tail else {})


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of change of a file; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _before(file: BinaryIO, offset: int) -> bytes:
    """What stands right before an offset, where reading goes on; a file that only grew still has it."""
    file.seek(max(0, offset - _TAIL))
    return file.read(min(_TAIL, offset))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
