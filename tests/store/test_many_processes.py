"""Several processes write, one reads, some are killed: nothing is lost, nothing is double."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coder.store.inspecting import inspect
from coder.store.opening import connect
from coder.store.selection import Selection
from coder.store.store import Store
from tests.store.writer import articles, keep

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
ALL = Selection()
Told = dict[str, tuple[int, int, int]]


@contextmanager
def writing(address: str, first: int, last: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.writer", address, str(first), str(last)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def contents(store: Store) -> Told:
    """All events by id, with how often they were told."""
    found: Told = {}
    page = store.page(ALL, size=500)
    while True:
        found |= {each.id: (each.mentions, each.articles, each.publishers) for each in page.events}
        if not page.more:
            return found
        page = store.page(ALL, page.cursor, 500)


def alone(folder: Path, last: int) -> Told:
    """What one process keeps that nobody disturbs."""
    store = Store.open(f"sqlite:///{folder}/alone.sqlite")
    for number, coded in enumerate(articles(0, last)):
        keep(store, number, coded)
    return contents(store)


def test_who_follows_the_cursor_sees_each_event_once(store_address: str, tmp_path: Path) -> None:
    """Three write, partly the same articles; the reader asks for small pages all the while."""
    store = Store.open(store_address)
    seen: list[str] = []
    positions: list[int] = []
    cursor = 0
    with (
        writing(store_address, 0, 60) as one,
        writing(store_address, 40, 100) as two,
        writing(store_address, 80, 140) as three,
    ):
        processes = (one, two, three)
        while True:
            finished = all(each.poll() is not None for each in processes)
            page = store.page(ALL, cursor, 7)
            seen += (each.id for each in page.events)
            positions += (each.position for each in page.events)
            cursor = page.cursor
            if finished and not page.more and cursor >= store.last():
                break
            if not page.more:
                store.wait(cursor, 0.2)
        assert [each.returncode for each in processes] == [0, 0, 0]
    assert len(seen) == len(set(seen))
    assert positions == sorted(positions)
    assert set(seen) == set(contents(store)) == set(alone(tmp_path, 140))
    assert inspect(connect(store_address)).faults == ()


def test_a_writer_that_is_killed_loses_and_doubles_nothing(store_address: str, tmp_path: Path) -> None:
    Store.open(store_address).close()
    chance, told, last = random.Random(3), set(), 90
    for _ in range(6):
        with writing(store_address, 0, last) as process:
            assert process.stdout is not None
            told.add(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
            told |= {line.strip() for line in process.stdout if line.endswith("\n")}
    store = Store.open(store_address)
    kept = {mention.report.id for id in contents(store) for mention in store.mentions(id)}
    copies = {copy.id for id in contents(store) for mention in store.mentions(id) for copy in mention.copies}
    assert told - {""} <= kept | copies
    assert inspect(connect(store_address)).faults == ()
    with writing(store_address, 0, last) as process:
        assert process.wait() == 0
    assert contents(store) == alone(tmp_path, last)
    assert inspect(connect(store_address)).faults == ()
