"""The coder from text to events in processes of its own: articles a second, memory, and how long it takes to start."""

from __future__ import annotations

import multiprocessing
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from bench.articles import article as made_article
from coder.article import Article

_START = """
import time
began = time.monotonic()
from coder.building import build_coder
from coder.settings import Settings
build_coder(Settings())
print(time.monotonic() - began)
"""


@dataclass(frozen=True, slots=True)
class Throughput:
    """What some processes coded together."""

    processes: int
    articles: float
    sentences: float
    megabytes: float


def throughput(processes: int, seconds: float) -> Throughput:
    """Articles and sentences a second of processes that begin together; the memory is that of the largest."""
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe() for _ in range(processes)]
    workers = [context.Process(target=_work, args=(far, seconds, number)) for number, (_, far) in enumerate(pipes)]
    for worker in workers:
        worker.start()
    for near, _ in pipes:
        near.recv()  # loaded
    for near, _ in pipes:
        near.send("go")
    counts = [near.recv() for near, _ in pipes]
    for worker in workers:
        worker.join()
    articles, sentences, memory = zip(*counts, strict=True)
    return Throughput(processes, sum(articles), sum(sentences), max(memory))


def _work(pipe: Connection, seconds: float, number: int) -> None:
    from coder.building import build_coder  # loading the parser is the child's business alone
    from coder.coder import Options
    from coder.settings import Settings

    coder = build_coder(Settings())
    coder.code([_article(1_000 + number)], Options())
    pipe.send("ready")
    pipe.recv()
    began, articles, sentences = time.monotonic(), 0, 0
    while time.monotonic() - began < seconds:
        (coded,) = coder.code([_article(number * 10_000 + articles)], Options())
        articles += 1
        sentences += coded.sentences
    spent = time.monotonic() - began
    pipe.send((articles / spent, sentences / spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _article(number: int) -> Article:
    return Article(id=str(number), text=made_article(number)["text"])


def start_seconds() -> float:
    """From the first import to a coder that is ready, in a fresh interpreter with everything compiled."""
    ran = subprocess.run([sys.executable, "-c", _START], check=True, capture_output=True, text=True)
    return float(ran.stdout.split()[-1])
