"""A service of one's own to be measured and mistreated: its address, its processes, its memory."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from tools.demo import free_port

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "coder", "serve")
PATIENCE_SECONDS = 180
_STATUS = re.compile(r"(\d+) \((.*)\) (\w) \d+ \d+ (\d+) ")


@dataclass(frozen=True, slots=True)
class Service:
    """A running service."""

    address: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    @property
    def front(self) -> int:
        """The process that answers HTTP."""
        return (self._named("dragoman-http") or [0])[0]

    @property
    def nursery(self) -> int:
        """The process that makes coding processes; after a reload the newest."""
        return self._named("dragoman-nurse")[-1]

    @property
    def hands(self) -> list[int]:
        """The processes that code."""
        return self._named("dragoman-coder")

    def memory(self) -> int:
        """Bytes that all processes of the service hold, shared pages counted once."""
        return sum(_share(pid) for pid, _ in self._processes())

    def files(self) -> int:
        """Open files of the process that answers HTTP."""
        return len(os.listdir(f"/proc/{self.front}/fd"))

    def signal(self, number: signal.Signals) -> None:
        """Send the service a signal, as an operator would."""
        self.process.send_signal(number)

    def log(self) -> str:
        """What the service has written so far."""
        self.output.seek(0)
        return self.output.read().decode(errors="replace")

    def _named(self, name: str) -> list[int]:
        return [pid for pid, comm in self._processes() if comm == name]

    def _processes(self) -> list[tuple[int, str]]:
        """All processes of the service, oldest first; it has a session of its own."""
        return sorted(
            (int(match[1]), match[2])
            for match in map(_STATUS.match, _statuses())
            if match and match[3] != "Z" and int(match[4]) == self.process.pid
        )

    def wait_until_ready(self) -> None:
        """Return when the service is ready.

        :raise RuntimeError: it ended, or took too long.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{self.address}/readyz", timeout=5, trust_env=False).status_code == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError("the service is not ready:\n" + self.log())


@contextmanager
def running(environment: Mapping[str, str] | None = None) -> Iterator[Service]:
    """A service on a free loopback port while the block runs."""
    port = str(free_port())
    variables = {**os.environ, "DRAGOMAN_HOST": "127.0.0.1", "DRAGOMAN_PORT": port, **(environment or {})}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            COMMAND, cwd=ROOT, env=variables, stdout=output, stderr=output, start_new_session=True
        )
        service = Service(f"http://127.0.0.1:{port}", process, output)
        try:
            service.wait_until_ready()
            yield service
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)


def _statuses() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            yield path.read_text()


def _share(pid: int) -> int:
    """The process's memory, of shared pages its share; 0 for one that is gone."""
    try:
        found = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
