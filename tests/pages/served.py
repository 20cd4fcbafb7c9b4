"""The service as browsers meet it: on a port of this machine, stopped when the test is over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server


@dataclass(frozen=True, slots=True)
class Served:
    """A running service."""

    app: Flask
    server: BaseWSGIServer

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self.server.port

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.port}/"

    def stop(self) -> None:
        """Answer no more; connections are refused from now on."""
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def served(app: Flask) -> Iterator[Served]:
    """Serve an application while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    running = Served(app, server)
    try:
        yield running
    finally:
        running.stop()
        thread.join(timeout=10)
