"""Processes that code batches: each is given one at a time, and whoever dies over one is replaced."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from coder.archive.engine import Order, Step, Told
from coder.archive.parts import Done
from coder.archive.rows import Row
from coder.archive.work import Batch, Desk, Task, batches
from coder.errors import ArchiveError

DEADLY = "the process that coded it died, most likely for want of memory"
_PATIENCE = 10.0

Reply: TypeAlias = Done | str


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine."""

    count: int

    def code(self, order: Order, task: Task, finished: Mapping[str, Done], told: Told) -> None:
        """Read here, code there."""
        found = batches(order.sources, order.batch, order.settings, order.date)
        with Hands(self.count, task) as hands:
            for batch, done in hands.work(_unfinished(found, finished, told)):
                told(Step(batch.size, done, before=False))


def _unfinished(found: Iterator[Batch], finished: Mapping[str, Done], told: Told) -> Iterator[Batch]:
    for batch in found:
        if batch.name in finished:
            told(Step(batch.size, finished[batch.name], before=True))
        else:
            yield batch


@dataclass(slots=True)
class Hand:
    """One process, the pipe to it, and the batch it is at."""

    process: BaseProcess
    pipe: Connection
    batch: Batch | None = None


class Hands:
    """Some processes with a coder each; use as a context, so that none is left behind."""

    def __init__(self, count: int, task: Task) -> None:
        self._context: SpawnContext = multiprocessing.get_context("spawn")
        self._task = task
        self._hands = [self._hire() for _ in range(count)]

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._hands:
            hand.process.terminate()
        for hand in self._hands:
            hand.process.join(_PATIENCE)

    def work(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Done]]:
        """Code batches in about their order; each comes back once, when its part is written.

        :raise ArchiveError: a process cannot work at all: no model, no disk.
        """
        waiting: list[Batch] = []
        while True:
            self._hand_out(waiting, batches)
            busy = [hand for hand in self._hands if hand.batch is not None]
            if not busy:
                return
            for hand in self._heard(busy):
                batch, reply = self._reply(hand)
                if reply is None:
                    waiting.append(self._sifted(batch))
                else:
                    yield batch, reply

    def _hand_out(self, waiting: list[Batch], batches: Iterator[Batch]) -> None:
        for hand in self._hands:
            if hand.batch is None:
                hand.batch = waiting.pop() if waiting else next(batches, None)
                if hand.batch is not None:
                    hand.pipe.send(hand.batch)

    def _heard(self, busy: list[Hand]) -> list[Hand]:
        """Those who have answered or died."""
        signs = {sign: hand for hand in busy for sign in (hand.pipe, hand.process.sentinel)}
        found = wait(list(signs))
        return [hand for hand in busy if hand.pipe in found or hand.process.sentinel in found]

    def _reply(self, hand: Hand) -> tuple[Batch, Done | None]:
        """The batch a process was at with its answer, None where it died; it is replaced then."""
        batch = hand.batch
        assert batch is not None, "only who was given a batch is heard"
        try:
            reply: Reply = hand.pipe.recv()
        except (EOFError, OSError):
            hand.process.join(_PATIENCE)
            self._hands[self._hands.index(hand)] = self._hire()
            return batch, None
        hand.batch = None
        if isinstance(reply, str):
            raise ArchiveError(reply)
        return batch, reply

    def _sifted(self, batch: Batch) -> Batch:
        """The batch without the articles that a process of their own dies over."""
        return replace(batch, rows=tuple(self._tried(batch, row) for row in batch.rows))

    def _tried(self, batch: Batch, row: Row) -> Row:
        if row.article is None:
            return row
        hand = self._hire()
        try:
            hand.pipe.send(Batch("", batch.first, (row,)))
            hand.pipe.recv()
        except (EOFError, OSError):
            return replace(row, article=None, reason=DEADLY, raw=row.article.text[:2_000])
        finally:
            hand.process.terminate()
        return row

    def _hire(self) -> Hand:
        near, far = self._context.Pipe()
        process = self._context.Process(target=serve, args=(far, self._task), daemon=True)
        process.start()
        far.close()
        return Hand(process, near)


def serve(pipe: Connection, task: Task) -> None:
    """What a process does: load the coder, then answer each batch with what became of it.

    A batch without a name is only tried.
    """
    try:
        from coder.building import build_coder  # the first process need not load the parser

        desk = Desk(build_coder(task.settings), task)
        while True:
            batch: Batch = pipe.recv()
            pipe.send(desk.work(batch) if batch.name else desk.tried(batch))
    except (EOFError, KeyboardInterrupt):
        return
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")
