"""A service on a loopback port, over the one coder, whose answers can be made to fail."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from coder.client import Client
from coder.coder import Coder
from coder.service import create_app
from coder.settings import Settings


class Faults:
    """What goes wrong between the service and its client: one fault for each request, then none.

    A number cuts the connection after so many lines, `busy` says 503, `proxy` is a proxy without its service.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self.coming: list[int | str] = []
        self.requests = 0

    def __call__(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.requests += 1
        fault = self.coming.pop(0) if self.coming else None
        if fault == "busy":
            start_response("503 Service Unavailable", [("Retry-After", "0"), ("Content-Length", "19")])
            return [b'{"type": "busy"}   ']
        if fault == "proxy":
            start_response("502 Bad Gateway", [("Content-Type", "text/html"), ("Content-Length", "3")])
            return [b"Oh!"]
        answer = self._app(environ, start_response)
        return answer if fault is None else self._cut(answer, int(fault), environ["werkzeug.socket"])

    def _cut(self, answer: Iterable[bytes], lines: int, connection: socket.socket) -> Iterator[bytes]:
        for piece in answer:
            for line in piece.splitlines(keepends=True):
                if lines == 0:
                    connection.shutdown(socket.SHUT_RDWR)
                    raise ConnectionResetError
                yield line
                lines -= 1


@pytest.fixture(scope="session")
def served(coder: Coder, filled_store: str) -> Iterator[tuple[str, Faults]]:
    """The address of a service, and its faults."""
    faults = Faults(create_app(Settings(store=filled_store), coder))
    server = make_server("127.0.0.1", 0, faults, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", faults
    server.shutdown()
    thread.join()


@pytest.fixture
def faults(served: tuple[str, Faults]) -> Faults:
    """None yet."""
    served[1].coming, served[1].requests = [], 0
    return served[1]


@pytest.fixture
def client(served: tuple[str, Faults], faults: Faults) -> Iterator[Client]:
    """A client that gives up after the second retry."""
    with Client(served[0], retries=2) as found:
        yield found
