"""The arithmetic of docs/scaling.md follows from its figures, and the figures from the code where it knows them."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

import pytest

from bench.articles import LENGTHS
from coder.archive.cluster import ACTOR_MEMORY, OBJECTS, READERS
from coder.archive.engine import BATCH
from coder.settings import MEBIBYTE

PAGE = (Path(__file__).parent.parent.parent / "docs/scaling.md").read_text(encoding="utf-8")


def table(head: str) -> dict[str, tuple[str, ...]]:
    """The rows below a head, by their first cell."""
    found = PAGE[PAGE.index(f"| {head} |") :].split("\n\n")[0].splitlines()[2:]
    rows = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in found]
    return {first: tuple(rest) for first, *rest in rows}


def number(text: str) -> float:
    return float(text.replace(",", ""))


FIGURES = {name: number(cells[0]) for name, cells in table("figure").items()}
WANTED = {name: number(cells[-1]) for name, cells in table("wanted").items()}
RATE = FIGURES["articles a second of each of two"]
WORKING = FIGURES["part of the time that machines work"]
PROCESSORS = FIGURES["processors of a machine"]
PRICE = FIGURES["price of a processor for an hour"]
PEAK = math.ceil(300_000 / 86_400 * FIGURES["peak of a day against its mean"] / RATE)
HOURS = 1e8 / RATE / 3_600 / WORKING
ACTOR_GIBIBYTES = ACTOR_MEMORY / MEBIBYTE / 1_024

FOLLOWS = {
    "articles a day of one processor": RATE * 86_400 * WORKING,
    "processors for 300,000 articles a day, spread evenly": math.ceil(300_000 / (RATE * 86_400 * WORKING)),
    "processors for 300,000 articles a day, at their peak": PEAK,
    "processor hours for 100 million articles": HOURS,
    "days of ten machines for 100 million articles": HOURS / (10 * PROCESSORS * 24),
    "dollars for 100 million articles": HOURS * PRICE,
    "dollars a year for 300,000 articles a day": PEAK * 8_760 * PRICE,
    "GiB of memory of a machine, all processors coding": PROCESSORS * ACTOR_GIBIBYTES,
    "GB read for 100 million articles": FIGURES["bytes of an article"] / 10,
    "GB written for 100 million articles": FIGURES["bytes of its events"] / 10,
    "files written, `--part 1000`": 3 * 1e8 / 1_000,
    "processors that two readers keep busy": 2 * FIGURES["rows that one reader reads a second"] / RATE,
}


def test_every_row_is_calculated() -> None:
    assert set(WANTED) == set(FOLLOWS)


@pytest.mark.parametrize("name", WANTED)
def test_a_result_follows_from_the_figures(name: str) -> None:
    places = len(f"{WANTED[name]:g}".partition(".")[2])
    assert WANTED[name] == pytest.approx(FOLLOWS[name], abs=0.51 * 10**-places)


def test_the_figures_are_those_of_the_code() -> None:
    assert FIGURES["sentences of an article"] == pytest.approx(statistics.mean(LENGTHS), rel=0.05)
    assert FIGURES["MiB of one process"] < ACTOR_MEMORY / MEBIBYTE
    assert f"{ACTOR_GIBIBYTES:g} GiB" in PAGE
    assert f"{OBJECTS // MEBIBYTE} MiB that a cluster of this machine alone is given" in PAGE
    assert f"parts of {BATCH} rows" in PAGE
    assert READERS == 2, "docs/scaling.md speaks of two readers"


def test_the_words_below_the_table_follow_too() -> None:
    """One machine is enough for the day's news, and a part is never so large that twenty fill the object store."""
    assert WANTED["processors for 300,000 articles a day, at their peak"] <= PROCESSORS
    assert "parts of at most a thousand rows: twenty" in PAGE
    assert 20 * 1_000 * FIGURES["bytes of an article"] < OBJECTS
