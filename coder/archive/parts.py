"""The folder that a job writes: one part for each batch of rows, whole or not there at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from coder.archive.rows import Source
from coder.errors import ArchiveError

JOB = "job.json"
SUMMARY = "summary.json"
NOTES = "notes"
EVENTS = "events"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Job:
    """What decides what stands in a part: a folder holds the parts of one job only."""

    sources: tuple[str, ...]
    batch: int
    format: str
    include: tuple[str, ...]
    date: str
    coder: str
    dictionaries: str
    model: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one batch of rows."""

    batch: str
    articles: int
    rejected: int
    sentences: int
    events: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A job's folder: `events/`, `notes/` (rows not coded, and warnings), and `done/` with a file for each batch.

    A batch's files are written under other names and renamed, the one that says it is done last of all: a
    kill in between leaves the batch undone, and it is done again to the same bytes.
    """

    path: Path
    suffix: str

    def open(self, job: Job) -> None:
        """Begin the job, or go on with it.

        :raise ArchiveError: the folder holds something else.
        """
        for name in (EVENTS, NOTES, DONE):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        wanted = json.loads(json.dumps(asdict(job)))
        ledger = self.path / JOB
        if not ledger.exists():
            self._write(ledger, json.dumps(wanted, indent=2).encode())
        elif (found := json.loads(ledger.read_text("utf-8"))) != wanted:
            other = ", ".join(key for key in wanted if found.get(key) != wanted[key])
            raise ArchiveError(f"{self.path} holds another job (other {other}); give --out another folder")
        for left in self.path.rglob("*.tmp"):
            left.unlink()

    def done(self) -> dict[str, Done]:
        """The batches that are done."""
        found = (Done(**json.loads(path.read_text("utf-8"))) for path in (self.path / DONE).glob("*.json"))
        return {each.batch: each for each in found}

    def keep(self, done: Done, events: bytes, notes: bytes) -> None:
        """Write a batch's part."""
        if notes:
            self._write(self.path / NOTES / f"{done.batch}.jsonl", notes)
        if done.events:
            self._write(self.path / EVENTS / f"{done.batch}{self.suffix}", events)
        self._write(self.path / DONE / f"{done.batch}.json", json.dumps(asdict(done)).encode())

    def sum_up(self, seconds: float, left_out: Sequence[str]) -> Done:
        """Add up all batches, and write that down."""
        all_done = self.done().values()
        names = ("articles", "rejected", "sentences", "events")
        total = Done("", *(sum(getattr(each, name) for each in all_done) for name in names))
        counts = {name: getattr(total, name) for name in names}
        summary = {"parts": len(all_done), **counts, "seconds": round(seconds, 1), "columns left out": list(left_out)}
        self._write(self.path / SUMMARY, json.dumps(summary, indent=2).encode() + b"\n")
        return total

    def _write(self, path: Path, content: bytes) -> None:
        with _replacing(path) as temporary:
            temporary.write_bytes(content)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file that takes the place of `path` once it is written and on the disk."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    yield temporary
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)


def fingerprint(sources: Sequence[Source]) -> tuple[str, ...]:
    """The files of a job by name and size; another size is another job."""
    return tuple(f"{source.path} ({source.path.stat().st_size} bytes)" for source in sources)
