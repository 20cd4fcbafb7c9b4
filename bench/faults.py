"""What can go wrong under load: processes killed, dictionaries exchanged, clients that send a byte a second.

python -m bench.faults [--seconds 60] [--reloads 20]
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from bench.articles import article
from bench.clients import Tally, run_clients
from bench.service import Service, running
from coder.resources import dictionary_directory

CLIENTS = 4
SLOW_CLIENTS = 20
HEAD = b"POST /v1/events HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"


def main() -> None:
    """Do each of it to a service of its own and print what clients saw; ends with 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="of load for each fault")
    parser.add_argument("--reloads", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dictionaries = Path(folder) / "dictionaries"
        shutil.copytree(dictionary_directory(), dictionaries)
        faults: dict[str, Callable[[Service], object]] = {
            "a coding process is killed": lambda service: os.kill(service.hands[0], signal.SIGKILL),
            "the process that answers is killed": lambda service: os.kill(service.front, signal.SIGKILL),
            "the dictionaries are exchanged": lambda service: reload_often(service, dictionaries, given.reloads),
            "clients send a byte a second": lambda service: send_slowly(service, given.seconds),
        }
        fine = [_suffer(name, fault, given.seconds, dictionaries) for name, fault in faults.items()]
    sys.exit(0 if all(fine) else 1)


def _suffer(name: str, fault: Callable[[Service], object], seconds: float, dictionaries: Path) -> bool:
    with running({"DRAGOMAN_WORKERS": "2", "DRAGOMAN_DICTIONARIES": str(dictionaries)}) as service:
        began = time.monotonic()
        tally = under_load(service, fault, seconds)
        spent = time.monotonic() - began
    print(f"\n{name}\n{tally.report(spent)}\n{'versions':12} {len(set(tally.versions))}", flush=True)
    return not (tally.failed or tally.unannounced)


def under_load(service: Service, fault: Callable[[Service], object], seconds: float) -> Tally:
    """Let something happen while clients post; what they saw until it was over, and at least so many seconds."""
    over = threading.Event()

    def happen() -> None:
        time.sleep(min(2.0, seconds / 4))
        try:
            fault(service)
        finally:
            over.set()

    began = time.monotonic()
    thread = threading.Thread(target=happen)
    thread.start()
    tally = run_clients(
        service.address,
        CLIENTS,
        lambda number: None if over.is_set() and time.monotonic() > began + seconds else article(number, sentences=3),
    )
    thread.join()
    return tally


def reload_often(service: Service, dictionaries: Path, times: int) -> None:
    """Change the dictionaries and have them taken, again and again; each time the version is another."""
    file = next((dictionaries / "verbs").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    for number in range(times):
        file.write_text(f"{text}# {number}\n", encoding="utf-8")
        taken = service.log().count("dictionaries renewed")
        service.signal(signal.SIGHUP)
        deadline = time.monotonic() + 120
        while service.log().count("dictionaries renewed") == taken and time.monotonic() < deadline:
            time.sleep(0.1)


def send_slowly(service: Service, seconds: float) -> None:
    """Open connections that send their request a byte a second."""
    parts = urllib.parse.urlsplit(service.address)
    address = (parts.hostname or "", parts.port or 0)
    slow = [socket.create_connection(address) for _ in range(SLOW_CLIENTS)]
    for connection in slow[::2]:
        connection.sendall(HEAD)
    for second in range(int(seconds)):
        for connection in list(slow):
            try:
                connection.sendall(HEAD[second % len(HEAD) :][:1])
            except OSError:
                slow.remove(connection)
        time.sleep(1)
    for connection in slow:
        connection.close()


if __name__ == "__main__":
    main()
