"""What an archive costs an article: `dragoman code --out` over real-length articles, from files to Parquet.

python -m bench.archive [--articles 96] [--processes 1 2]

Each figure is the difference between a long and a short run, so that starting does not count. Processor time says
more than time by the clock where the machine has other work; the second line of each pair shows how much it had.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.articles import article

PART = 16
SHORT = PART


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took and left behind."""

    seconds: float
    processor: float
    megabytes: float
    sentences: int
    read: int
    written: int


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=6 * PART, help="of the long run, for each process")
    options.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    given = options.parse_args()
    for processes in given.processes:
        count = given.articles * processes
        short, whole = cost(SHORT * processes, processes), cost(count, processes)
        more = count - SHORT * processes
        seconds, processor = whole.seconds - short.seconds, whole.processor - short.processor
        sentences = whole.sentences - short.sentences
        print(f"{processes} processes, {more} articles of {sentences / more:.1f} sentences")
        print(f"  {more / seconds:.2f} articles/s, {sentences / seconds:.1f} sentences/s by the clock")
        print(f"  {more / processor:.2f} articles and {sentences / processor:.1f} sentences a second of processor time")
        print(f"  {whole.megabytes:.0f} MiB at most in one process")
        print(
            f"  {(whole.read - short.read) / more:.0f} bytes read, {(whole.written - short.written) / more:.0f} written"
        )
    print(f"load of the machine: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")


def cost(count: int, processes: int) -> Cost:
    """Code so many articles with a command of its own."""
    with tempfile.TemporaryDirectory() as folder:
        archive, out = Path(folder) / "archive.jsonl", Path(folder) / "out"
        archive.write_text("".join(json.dumps(article(number)) + "\n" for number in range(count)), encoding="utf-8")
        command = [sys.executable, "-m", "coder", "code", str(archive), "--out", str(out), "--format", "parquet"]
        began = time.monotonic()
        process = subprocess.Popen(
            [*command, "--part", str(PART), "--processes", str(processes)], stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        if status:
            raise RuntimeError(f"the command ended with {os.waitstatus_to_exitcode(status)}")
        counts = json.loads((out / "summary.json").read_bytes())
        written = sum(path.stat().st_size for path in (out / "events").iterdir())
        return Cost(
            seconds,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024,
            counts["sentences"],
            archive.stat().st_size,
            written,
        )


if __name__ == "__main__":
    main()
