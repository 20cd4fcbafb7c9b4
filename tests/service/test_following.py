"""A reader that follows the cursor over HTTP, while several processes write."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from flask import Flask
from werkzeug.serving import make_server

from coder.settings import Settings
from coder.store.store import Store

ROOT = Path(__file__).parent.parent.parent
WRITERS, ARTICLES = 3, 40
WRITER = """
import sys
from coder.store.store import Store
from tests.store.making import VERSIONS, coded, origin
address, writer, articles = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store.open(address)
for number in range(articles):
    lines = ("DEU > FRA 111", "FRA > DEU 040")
    store.keep(coded(*lines, id=f"{writer} {number}", day=None), origin(), VERSIONS)
"""


@pytest.fixture
def address(make_app: Callable[[Settings], Flask], store_address: str) -> Iterator[str]:
    """A service over an empty store, on a loopback port."""
    Store.open(store_address).close()
    server = make_server("127.0.0.1", 0, make_app(Settings(store=store_address)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.mark.slow
def test_each_event_comes_exactly_once(address: str, store_address: str) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, store_address, str(number), str(ARTICLES)], cwd=ROOT)
        for number in range(WRITERS)
    ]
    seen: list[str] = []
    with httpx.Client(base_url=address, timeout=90) as client:
        cursor, wait = "0", 2
        while any(writer.poll() is None for writer in writers) or wait:
            wait = 2 if any(writer.poll() is None for writer in writers) else 0
            answer = client.get("/v1/feed.ndjson", params={"cursor": cursor, "size": 7, "wait": wait})
            seen += [line[line.index('"id":"') + 6 :][:16] for line in answer.text.splitlines()]
            cursor = answer.headers["Dragoman-Cursor"]
            wait = wait or len(answer.text)
        assert all(writer.returncode == 0 for writer in writers)
        everything = client.get("/v1/feed.ndjson", params={"size": 1000}).text.splitlines()
    assert len(everything) == 2 * WRITERS * ARTICLES
    assert len(seen) == len(set(seen)) == len(everything)
