"""An archive from its files to a folder of parts, begun or gone on with."""

from __future__ import annotations

import time
from collections.abc import Sequence

from coder.archive.engine import Engine, Order, Told
from coder.archive.parts import Done, Folder, Job, fingerprint
from coder.archive.rows import Source, left_out_columns
from coder.archive.versions import versions_here
from coder.archive.work import Task
from coder.archive.writing import suffix_of


def run(order: Order, engine: Engine, told: Told) -> Done:
    """Code what is not coded yet; each batch is told of once. The sum counts earlier runs too.

    :raise ArchiveError: a file cannot be read, the folder holds another job, or nobody can work.
    """
    began = time.monotonic()
    folder = Folder(order.out, suffix_of(order.format))
    folder.open(_job(order))
    task = Task(folder, order.format, order.options, order.settings)
    engine.code(order, task, folder.done(), told)
    return folder.sum_up(time.monotonic() - began, _left_out(order.sources))


def _job(order: Order) -> Job:
    versions = versions_here(order.settings)
    return Job(
        sources=fingerprint(order.sources),
        batch=order.batch,
        format=order.format,
        include=tuple(sorted(order.options.include)),
        date=str(order.date or ""),
        coder=versions.coder,
        dictionaries=versions.dictionaries,
        model=versions.model,
    )


def _left_out(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for source in sources for name in left_out_columns(source)))
