"""Files of a day's events, as the projects that people load them from name and lay them out."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coder.errors import ArchiveError
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import Layout, header_line, row_line
from coder.layouts.names import CodeNames
from coder.outlets.retelling import record_of
from coder.outlets.written import event_json
from coder.store.records import StoredEvent
from coder.store.selection import Selection
from coder.store.store import Store

JSON_LINES = "jsonl"
FILE_NAMES = {
    "gdelt": "{day:%Y%m%d}.export.CSV",
    "gdelt1": "{day:%Y%m%d}.export.CSV",
    "icews": "{day:%Y%m%d}-icews-events.tab",
    "phoenix": "events.full.{day:%Y%m%d}.txt",
    "csv": "events.{day:%Y-%m-%d}.csv",
    JSON_LINES: "events.{day:%Y-%m-%d}.jsonl",
}
"""How the daily file of a format is called; what is no layout of rows is the feed's own lines."""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and how many events it holds."""

    path: Path
    events: int


class Days:
    """A folder of daily files in one format; what it holds already is noted in it."""

    def __init__(self, store: Store, folder: Path, format: str, names: Callable[[], CodeNames]) -> None:
        self._store = store
        self._folder = folder
        self._format = format
        self._names = names
        self._notes = folder / f".dragoman-{format}.json"

    def write(self, wanted: Callable[[datetime.date], bool]) -> Iterator[Written]:
        """Write the days that are wanted and that are not here yet, or are told otherwise than when they were written.

        A day of which nothing stands any more becomes an empty file.

        :raise ArchiveError: the folder cannot be read or written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            known = self._known()
            marks = {each.day.isoformat(): each.mark for each in self._store.days()}
            for written in sorted({*marks, *known}):
                day, mark = datetime.date.fromisoformat(written), marks.get(written, "")
                if wanted(day) and not (known.get(written) == mark and self._path(day).exists()):
                    yield self._write(day)
                    known[written] = mark
                    _replace(self._notes, iter([json.dumps(known, indent=0, sort_keys=True)]))
        except OSError as error:
            raise ArchiveError(f"{self._folder} cannot be written: {error.strerror}") from None

    def _write(self, day: datetime.date) -> Written:
        path = self._path(day)
        count = 0

        def lines() -> Iterator[str]:
            nonlocal count
            layout = LAYOUTS.get(self._format)
            names = self._names() if layout else None
            yield header_line(layout) if layout else ""
            for event in self._events(day):
                count += 1
                yield self._row(layout, event, names) if layout and names else event_json(event)

        _replace(path, lines())
        return Written(path, count)

    def _row(self, layout: Layout, event: StoredEvent, names: CodeNames) -> str:
        return row_line(layout, record_of(event, self._store.mentions(event.id) or (event.first,), names))

    def _events(self, day: datetime.date) -> Iterator[StoredEvent]:
        selection, after, more = Selection(since=day, until=day), 0, True
        while more:
            page = self._store.page(selection, after, PAGE)
            yield from page.events
            after, more = page.cursor, page.more

    def _path(self, day: datetime.date) -> Path:
        return self._folder / FILE_NAMES[self._format].format(day=day)

    def _known(self) -> dict[str, str]:
        """What was written before, by day; a note that cannot be read only costs that all is written again."""
        with suppress(FileNotFoundError, ValueError):
            found = json.loads(self._notes.read_text(encoding="utf-8"))
            return {str(day): str(mark) for day, mark in found.items()}
        return {}


def _replace(path: Path, pieces: Iterator[str]) -> None:
    """Write a file so that it is there whole or not at all."""
    begun = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with begun.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)
