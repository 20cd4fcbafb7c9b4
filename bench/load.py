"""Clients that post real-length articles as fast as they are answered.

python -m bench.load [--clients 8] [--minutes 3] [--workers 2] [--address http://...]
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import nullcontext

from bench.articles import article
from bench.clients import run_clients
from bench.service import running


def main() -> None:
    """Put load on a service and print how it bore it; ends with 1 after an error that was not announced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--address", help="a service that runs already; one is started otherwise")
    given = parser.parse_args()
    service = running({"DRAGOMAN_WORKERS": str(given.workers), "DRAGOMAN_LOG_LEVEL": "warning"})
    with nullcontext(None) if given.address else service as started:
        began = time.monotonic()
        deadline = began + 60 * given.minutes
        tally = run_clients(
            given.address or (started.address if started else ""),
            given.clients,
            lambda number: article(number) if time.monotonic() < deadline else None,
        )
        print(f"{given.clients} clients, {given.workers} coding processes, {given.minutes:g} minutes")
        print(tally.report(time.monotonic() - began))
    sys.exit(1 if tally.unannounced or tally.broken or tally.failed else 0)


if __name__ == "__main__":
    main()
