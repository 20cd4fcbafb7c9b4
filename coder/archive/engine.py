"""Who codes the batches of an archive: processes of this machine, or a cluster."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from coder.archive.parts import Done
from coder.archive.places import Place
from coder.archive.rows import Source
from coder.archive.work import Task
from coder.coder import Options
from coder.settings import Settings

BATCH = 64


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which files, coded how, written where, so many rows a part."""

    sources: tuple[Source, ...]
    out: Place
    format: str
    options: Options
    settings: Settings
    date: datetime.date | None = None
    batch: int = BATCH


@dataclass(frozen=True, slots=True)
class Step:
    """A batch that is done, now or before this run; `size` is about how many bytes its rows take."""

    size: int
    done: Done
    before: bool


Told: TypeAlias = Callable[[Step], None]


class Engine(Protocol):
    """Whatever brings each batch of an order to a desk once, and notices when one is lost on the way."""

    def code(self, order: Order, task: Task, finished: Mapping[str, Done], told: Told) -> None:
        """Code all batches that are not finished, each to its part; every batch is told of once.

        :raise ArchiveError: a file cannot be read to its end, or nobody can work.
        """
