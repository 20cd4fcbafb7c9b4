"""`dragoman code ARCHIVE... --out DIR`: archives of any size, by several processes."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field

import click
from tqdm import tqdm

from coder.archive.engine import Engine, Order, Step
from coder.archive.job import run
from coder.archive.parts import EVENTS, NOTES, Done


def code_archive(order: Order, engine: Engine) -> int:
    """Run the job with a bar on the terminal and a line at the end; 1 when rows were not coded."""
    size = sum(source.place.size for source in order.sources)
    with tqdm(total=size, unit="B", unit_scale=True, disable=None, file=sys.stderr) as bar:
        total = run(order, engine, Progress(bar).tell)
    click.echo(_summary(order, total), err=True)
    return 1 if total.rejected else 0


def processors() -> int:
    """How many processes there is room for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class Progress:
    """Moves the bar: by files that are done, within a file by the text that was coded."""

    bar: tqdm[None]
    articles: int = 0
    began: float = field(default_factory=time.monotonic)

    def tell(self, step: Step) -> None:
        """One batch more."""
        left = self.bar.total - self.bar.n
        self.bar.update(min(step.size, left))
        if not step.before:
            self.articles += step.done.articles
            rate = self.articles / (time.monotonic() - self.began)
            self.bar.set_postfix_str(f"{self.articles} articles, {rate:.1f} a second")


def _summary(order: Order, total: Done) -> str:
    rejected = f", {total.rejected} rows were not coded: see {order.out / NOTES}" if total.rejected else ""
    coded = f"{total.articles} articles, {total.sentences} sentences, {total.events} events"
    return f"{coded} in {order.out / EVENTS}{rejected}"
