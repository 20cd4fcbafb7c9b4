"""An archive from its files to a folder of parts, begun or gone on with."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder import __version__
from coder.archive.hands import Hands
from coder.archive.parts import Done, Folder, Job, fingerprint
from coder.archive.places import Place
from coder.archive.rows import Source, left_out_columns
from coder.archive.work import Batch, Task, batches
from coder.archive.writing import suffix_of
from coder.coder import Options
from coder.dictionaries.load import content_hash
from coder.parsing.model import model_name, model_version
from coder.resources import dictionary_directory, model_directory
from coder.settings import Settings

BATCH = 64


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which files, coded how, written where, by how many processes."""

    sources: tuple[Source, ...]
    out: Place
    format: str
    options: Options
    settings: Settings
    processes: int
    date: datetime.date | None = None
    batch: int = BATCH


@dataclass(frozen=True, slots=True)
class Step:
    """A batch that is done: now, or before this run."""

    batch: Batch
    done: Done
    before: bool


def run(order: Order, told: Callable[[Step], None]) -> Done:
    """Code what is not coded yet; each batch is told of once. The sum counts earlier runs too.

    :raise ArchiveError: a file cannot be read, the folder holds another job, or no process can work.
    """
    began = time.monotonic()
    folder = Folder(order.out, suffix_of(order.format))
    folder.open(_job(order))
    task = Task(folder, order.format, order.options, order.settings)
    todo = _unfinished(batches(order.sources, order.batch, order.settings, order.date), folder.done(), told)
    with Hands(order.processes, task) as hands:
        for batch, done in hands.work(todo):
            told(Step(batch, done, before=False))
    return folder.sum_up(time.monotonic() - began, _left_out(order.sources))


def _unfinished(found: Iterator[Batch], finished: dict[str, Done], told: Callable[[Step], None]) -> Iterator[Batch]:
    for batch in found:
        if batch.name in finished:
            told(Step(batch, finished[batch.name], before=True))
        else:
            yield batch


def _job(order: Order) -> Job:
    settings = order.settings
    model = settings.model or model_directory()
    return Job(
        sources=fingerprint(order.sources),
        batch=order.batch,
        format=order.format,
        include=tuple(sorted(order.options.include)),
        date=str(order.date or ""),
        coder=__version__,
        dictionaries=content_hash(Path(settings.dictionaries) if settings.dictionaries else dictionary_directory()),
        model=f"{model_name(model)} {model_version(model)}",
    )


def _left_out(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for source in sources for name in left_out_columns(source)))
