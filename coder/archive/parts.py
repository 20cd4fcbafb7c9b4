"""The folder that a job writes: one part for each batch of rows, whole or not there at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from coder.archive.places import Place
from coder.archive.rows import Source
from coder.errors import ArchiveError

JOB = "job.json"
SUMMARY = "summary.json"
NOTES = "notes"
EVENTS = "events"
DONE = "done"
READERS = 32


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

    A batch's files are written whole, the one that says it is done last of all: a kill in between leaves the
    batch undone, and it is done again to the same bytes.
    """

    place: Place
    suffix: str

    def open(self, job: Job) -> None:
        """Begin the job, or go on with it.

        :raise ArchiveError: the folder holds something else.
        """
        for name in (EVENTS, NOTES, DONE):
            (self.place / name).make()
        wanted = json.loads(json.dumps(asdict(job)))
        ledger = self.place / JOB
        if not ledger.is_file:
            ledger.write(json.dumps(wanted, indent=2).encode())
        elif (found := json.loads(ledger.read())) != wanted:
            other = ", ".join(key for key in wanted if found.get(key) != wanted[key])
            raise ArchiveError(f"{self.place} holds another job (other {other}); give --out another folder")
        self.place.sweep()

    def done(self) -> dict[str, Done]:
        """The batches that are done; a store takes its time for each file, so many are asked for at once."""
        with ThreadPoolExecutor(READERS) as readers:
            written = readers.map(Place.read, (self.place / DONE).files())
            found = [Done(**json.loads(each)) for each in written]
        return {each.batch: each for each in found}

    def keep(self, done: Done, events: bytes, notes: bytes) -> None:
        """Write a batch's part."""
        if notes:
            (self.place / NOTES / f"{done.batch}.jsonl").write(notes)
        if done.events:
            (self.place / EVENTS / f"{done.batch}{self.suffix}").write(events)
        (self.place / DONE / f"{done.batch}.json").write(json.dumps(asdict(done)).encode())

    def sum_up(self, seconds: float, left_out: Sequence[str]) -> Done:
        """Add up all batches, and write that down."""
        all_done = self.done().values()
        names = ("articles", "rejected", "sentences", "events")
        total = Done("", *(sum(getattr(each, name) for each in all_done) for name in names))
        counts = {name: getattr(total, name) for name in names}
        summary = {"parts": len(all_done), **counts, "seconds": round(seconds, 1), "columns left out": list(left_out)}
        (self.place / SUMMARY).write(json.dumps(summary, indent=2).encode() + b"\n")
        return total


def fingerprint(sources: Sequence[Source]) -> tuple[str, ...]:
    """The files of a job by name and size; another size is another job."""
    return tuple(f"{source.place} ({source.place.size} bytes)" for source in sources)
