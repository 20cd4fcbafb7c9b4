"""Many short requests, to see whether memory and open files stay where they are.

python -m bench.soak [--requests 5000] [--clients 2]
"""

from __future__ import annotations

import argparse
import sys
import time

from bench.articles import article
from bench.clients import change, run_clients
from bench.service import Service, running

SAMPLES = 50
MOST_GROWTH = 0.05
MEBIBYTE = 1024 * 1024


def main() -> None:
    """Print memory as it went; ends with 1 where it grew by more than a twentieth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--clients", type=int, default=2)
    given = parser.parse_args()
    with running({"DRAGOMAN_WORKERS": "2", "DRAGOMAN_LOG_LEVEL": "warning"}) as service:
        began = time.monotonic()
        memory, files = soak(service, given.requests, given.clients)
    growth = change(memory)
    print(f"{given.requests} requests in {time.monotonic() - began:.0f} s")
    print(f"memory {memory[0] / MEBIBYTE:.0f} MiB at first, {memory[-1] / MEBIBYTE:.0f} MiB at last, {growth:+.1%}")
    print(f"open files {files[0]} at first, {files[-1]} at last")
    sys.exit(1 if growth > MOST_GROWTH else 0)


def soak(service: Service, requests: int, clients: int) -> tuple[list[float], list[int]]:
    """Post so many articles of two sentences; memory and open files, read now and then."""
    memory: list[float] = []
    files: list[int] = []
    every = max(1, requests // SAMPLES)

    def body(number: int) -> dict[str, str] | None:
        if number % every == 0:
            memory.append(service.memory())
            files.append(service.files())
        return article(number, sentences=2) if number < requests else None

    run_clients(service.address, clients, body)
    return memory, files


if __name__ == "__main__":
    main()
