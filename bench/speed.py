"""How fast the coder is on this machine, in one table: `python -m bench.speed` (`--help` says what else).

Absolute times of a busy machine say little; what counts are the ratios within one run: each stage against a
yardstick of plain Python, against the last release (`bench/released.json`), and against itself with longer
articles, more rules and more names.  `--release` keeps this run's figures as those of the release.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from bench.lengths import joined
from bench.stages import STAGES, Case, Costs, costs, remembered, with_names, with_rules, yardstick
from bench.whole import start_seconds, throughput
from coder import __version__
from coder.coding import matching
from coder.dictionaries.load import load_dictionaries
from coder.parsing.model import parse_version
from coder.parsing.stored import load_parses
from coder.resources import corpus_directory, dictionary_directory, model_directory

RELEASED = Path(__file__).with_name("released.json")

Row = tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=20, help="time for each row that runs the parser")
    options.add_argument("--without-parser", action="store_true", help="leave out what runs the parser")
    options.add_argument("--release", action="store_true", help=f"keep the figures in {RELEASED.name}")
    given = options.parse_args(arguments)
    dictionaries = load_dictionaries(dictionary_directory())
    parser = remembered(load_parses(corpus_directory() / "parses", parse_version(model_directory())))
    gc.freeze()
    plain = Case(parser, dictionaries)
    unit, (now,) = yardstick(), costs([plain])
    kind = "sources" if matching.__file__.endswith(".py") else "machine code"
    _print(f"Stages on stored parses, one core, {kind}", _stages(now, unit, _released()))
    _print("Growth: what a sentence costs, against the shipped dictionaries and short articles", _growth(plain))
    if not given.without_parser:
        _print("From text to events", _whole(given.seconds))
    if given.release:
        figures = {"version": __version__, "yardsticks": {name: value / unit for name, value in asdict(now).items()}}
        RELEASED.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _released() -> Mapping[str, float]:
    if not RELEASED.exists():
        return {}
    figures: Mapping[str, float] = json.loads(RELEASED.read_text(encoding="utf-8"))["yardsticks"]
    return figures


def _stages(plain: Costs, unit: float, released: Mapping[str, float]) -> Iterator[Row]:
    yield ("stage", "sentences/s", "us/sentence", "yardsticks", "against the release")
    for stage in STAGES:
        cost = getattr(plain, stage)
        yield (stage, *_figures(cost), f"{cost / unit:.2f}", _against(cost / unit, released.get(stage)))
    known = sum(released.values()) or None
    yield ("all", *_figures(plain.total), f"{plain.total / unit:.2f}", _against(plain.total / unit, known))


def _against(now: float, then: float | None) -> str:
    return f"{now / then:.2f}" if then else "no release yet"


def _figures(cost: float) -> Row:
    return (f"{1e6 / cost:,.0f}", f"{cost:.0f}")


def _growth(plain: Case) -> Iterator[Row]:
    yield ("what grows", "how much", "cost")
    cases = [(name, times, case) for name, grow, steps in GROWTHS for times in steps for case in [grow(plain, times)]]
    first, *others = costs([plain, *(case for _, _, case in cases)], rounds=3)
    for (name, times, _), cost in zip(cases, others, strict=True):
        yield (name, f"{times}x", f"{cost.total / first.total:.2f}")


GROWTHS: tuple[tuple[str, Callable[[Case, int], Case], tuple[int, ...]], ...] = (
    ("length of articles", lambda case, times: replace(case, parser=joined(case.parser, times)), (4, 16, 64)),
    ("rules", lambda case, times: replace(case, dictionaries=with_rules(case.dictionaries, times)), (2, 4)),
    ("names", lambda case, times: replace(case, dictionaries=with_names(case.dictionaries, times)), (3, 10)),
)


def _whole(seconds: float) -> Iterator[Row]:
    yield ("processes", "articles/s", "sentences/s", "largest process")
    for processes in (1, 2):
        done = throughput(processes, seconds)
        yield (str(processes), f"{done.articles:.2f}", f"{done.sentences:.1f}", f"{done.megabytes:.0f} MB")
    yield ("start", "", "", f"{start_seconds():.1f} s until a coder is ready")


def _print(title: str, rows: Iterator[Row]) -> None:
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    print(f"\n{title}\n")
    for number, row in enumerate(table):
        first, *others = zip(row, widths, strict=True)
        print("  " + first[0].ljust(first[1]) + "".join(f"  {cell.rjust(width)}" for cell, width in others))
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
