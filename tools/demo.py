"""Start the service, code an article over REST, print its events as a table and as JSON, stop.

python -m tools.demo examples/article.json
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coder.table import answer_table

ROOT = Path(__file__).resolve().parent.parent
GUNICORN = (sys.executable, "-m", "gunicorn", "wsgi:application")
PATIENCE_SECONDS = 120


def main(path: str) -> None:
    """Code the article in a file and show what comes back."""
    began = time.monotonic()
    with running_service() as address:
        print(f"The service is ready at {address} after {time.monotonic() - began:.1f} s.")
        print(f"POST /v1/events with {path}:\n")
        answer = post(f"{address}/v1/events", Path(path).read_bytes())
        print(answer_table(answer))
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    count = len(answer["articles"][0]["events"])
    print(f"\nStopped. {count} events, {time.monotonic() - began:.1f} s in all.")


@contextmanager
def running_service(
    command: Sequence[str] = GUNICORN,
    directory: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    inherit: bool = True,
) -> Iterator[str]:
    """The service on a free loopback port while the block runs; gives its address.

    `environment` is added to this process's own unless `inherit` is false.
    """
    port = str(free_port())
    inherited = os.environ if inherit else {}
    variables = {**inherited, **(environment or {}), "DRAGOMAN_HOST": "127.0.0.1", "DRAGOMAN_PORT": port}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=directory, env=variables, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            if not _ready(address, process):
                log.seek(0)
                raise RuntimeError("the service did not become ready:\n" + log.read().decode(errors="replace"))
            yield address
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number


def _ready(address: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def post(url: str, body: bytes) -> Any:
    """POST JSON, get JSON."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{url} answered {error.code}: {error.read().decode()}") from error


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except RuntimeError as error:
        sys.exit(str(error))
