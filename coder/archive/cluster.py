"""A cluster that codes: Ray reads the files, keeps a coder in each of its actors, and replaces whoever is lost.

What was lost is done again, to the same part and the same bytes, so nothing is lost or doubled by it.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeAlias

from coder.archive.engine import Order, Step, Told
from coder.archive.hands import Hands
from coder.archive.parts import Done
from coder.archive.rows import Source
from coder.archive.versions import versions_here
from coder.archive.work import Batch, Task, batches_of
from coder.coder import Versions
from coder.errors import ArchiveError
from coder.extras import needed
from coder.settings import MEBIBYTE

READERS = 2
ACTOR_MEMORY = 1_536 * MEBIBYTE
OBJECTS = 256 * MEBIBYTE
PATIENCE = 5.0

Record: TypeAlias = dict[str, Any]
"""What goes from reading to coding and from there to us: a batch, how many a file had, or what went wrong."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Ray cluster at an address, or without one this machine as a cluster of its own.

    `count` actors code; with 0 as many as there are processors with the memory for one.
    """

    address: str = ""
    count: int = 0

    def code(self, order: Order, task: Task, finished: Mapping[str, Done], told: Told) -> None:
        """Read there, code there; only counts come back here."""
        ray, data = needed("ray", "ray"), needed("ray.data", "ray")
        ledger = Ledger(finished, told)
        with self._joined(ray):
            actors = self.count or _room(ray.nodes())
            try:
                for record in _dataset(data, order, task, frozenset(finished), actors).iter_rows():
                    ledger.take(record)
            except ray.exceptions.RayError as error:
                raise ArchiveError(f"the cluster gave up: {type(error).__name__}: {error}") from None
        ledger.close(order.sources)

    @contextmanager
    def _joined(self, ray: Any) -> Iterator[None]:
        """A cluster to work on; left afterwards, or ended if it is our own."""
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        own = {"num_cpus": self.count or None, "object_store_memory": OBJECTS, "include_dashboard": False}
        where = {"address": self.address} if self.address else {"address": "local", **own}
        try:
            self._knock()
            ray.init(**where, logging_level=logging.ERROR, log_to_driver=False)
        except (OSError, ValueError) as error:
            raise ArchiveError(f"no Ray cluster can be joined at {self.address or 'this machine'}: {error}") from None
        try:
            yield
        finally:
            ray.shutdown()

    def _knock(self) -> None:
        """See at once whether anybody is there: Ray itself tries for minutes.

        :raise OSError: nobody is.
        """
        host, separator, port = self.address.rpartition(":")
        if separator and port.isdigit():
            socket.create_connection((host, int(port)), timeout=PATIENCE).close()


@dataclass(slots=True)
class Ledger:
    """Counts what comes back, so that nothing is missing without a word."""

    finished: Mapping[str, Done]
    told: Told
    seen: set[str] = field(default_factory=set)
    parts: dict[int, int] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """One batch that is done, or the number of parts of a file that was read to its end.

        :raise ArchiveError: somebody could not go on.
        """
        if record["error"]:
            raise ArchiveError(record["error"])
        name = str(record["batch"])
        if not name:
            self.parts[record["file"]] = record["parts"]
        elif name not in self.seen:
            self.seen.add(name)
            done = self.finished.get(name)
            self.told(Step(record["size"], done or _done(record), before=done is not None))

    def close(self, sources: Sequence[Source]) -> None:
        """See that all parts of all files are there.

        :raise ArchiveError: some are not.
        """
        for number, source in enumerate(sources):
            wanted = {f"{number:04}-{part:06}" for part in range(self.parts.get(number, 0))}
            if number not in self.parts or not wanted <= self.seen:
                raise ArchiveError(f"parts of {source.place} were lost on the way; the same command codes them")


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read, wherever in the cluster that happens."""

    order: Order
    finished: frozenset[str]

    def records(self, number: int, source: Source) -> Iterator[Record]:
        """Each batch of a file, without its rows where it is done already; then how many there were."""
        order, parts = self.order, 0
        try:
            for batch in batches_of(source, number, order.batch, order.settings, order.date):
                rows = b"" if batch.name in self.finished else pickle.dumps(batch)
                yield _record(batch=batch.name, size=batch.size, rows=rows)
                parts += 1
        except ArchiveError as error:
            yield _record(error=f"{error} (read on {socket.gethostname()})")
        else:
            yield _record(file=number, parts=parts)


class Coding:
    """An actor: a coder in a process beside it, so that an article that is deadly costs neither the other."""

    def __init__(self, task: Task, versions: Versions) -> None:
        self._task = task
        self._versions = versions
        self._hands: Hands | None = None

    def __call__(self, record: Record) -> Record:
        """Code a batch and keep its part; what holds no rows goes through as it came."""
        rows = record.pop("rows")
        counts = asdict(Done(record["batch"], 0, 0, 0, 0))
        if rows:
            try:
                counts = asdict(self._done(pickle.loads(rows)))
            except ArchiveError as error:
                record["error"] = f"{error} (on {socket.gethostname()})"
        return {**record, **counts}

    def _done(self, batch: Batch) -> Done:
        if self._hands is None:
            self._check()
            self._hands = Hands(1, self._task)
        ((_, done),) = self._hands.work(iter([batch]))
        return done

    def _check(self) -> None:
        """Whether this machine may take part.

        :raise ArchiveError: it would code otherwise than the others, or does not reach the folder.
        """
        found, place = versions_here(self._task.settings), self._task.folder.place
        if found != self._versions:
            raise ArchiveError(f"all machines need the same versions: {found} is not {self._versions}")
        if not place.is_folder:
            raise ArchiveError(f"all machines must reach {place}: give --out a folder that they share, or a store")


def _room(nodes: Sequence[Mapping[str, Any]]) -> int:
    """How many actors fit on the machines that are there.

    :raise ArchiveError: not even one.
    """
    there = [node["Resources"] for node in nodes if node["Alive"]]
    room = sum(int(min(each.get("CPU", 0), each.get("memory", 0) // ACTOR_MEMORY)) for each in there)
    if not room:
        raise ArchiveError(f"no machine of the cluster has a processor and {ACTOR_MEMORY // MEBIBYTE} MiB for an actor")
    return room


def _dataset(data: Any, order: Order, task: Task, finished: frozenset[str], actors: int) -> Any:
    """From files to counts, streamed. Readers ask for no processor: actors may have taken all of them."""
    _set_up(data)
    sources = [replace(source, place=source.place.absolute) for source in order.sources]
    files = [{"file": number, "source": pickle.dumps(source)} for number, source in enumerate(sources)]
    there = replace(task, folder=replace(task.folder, place=task.folder.place.absolute))
    return (
        data.from_items(files, override_num_blocks=len(files))
        .flat_map(
            _read,
            fn_kwargs={"reading": Reading(replace(order, sources=()), finished)},
            compute=data.TaskPoolStrategy(min(READERS, len(files))),
            num_cpus=0,
        )
        .map(
            Coding,
            fn_constructor_args=(there, versions_here(order.settings)),
            compute=data.ActorPoolStrategy(
                min_size=1, max_size=actors, initial_size=actors, max_tasks_in_flight_per_actor=2
            ),
            num_cpus=1,
            memory=ACTOR_MEMORY,
        )
    )


def _set_up(data: Any) -> None:
    """No bars but ours; a block is one row, so that a batch goes on as soon as it is read."""
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)


def _read(row: Record, reading: Reading) -> Iterator[Record]:
    yield from reading.records(row["file"], pickle.loads(row["source"]))


def _record(
    batch: str = "", size: int = 0, rows: bytes = b"", file: int = -1, parts: int = -1, error: str = ""
) -> Record:
    return {"batch": batch, "size": size, "rows": rows, "file": file, "parts": parts, "error": error}


def _done(record: Record) -> Done:
    return Done(record["batch"], *(int(record[name]) for name in ("articles", "rejected", "sentences", "events")))
