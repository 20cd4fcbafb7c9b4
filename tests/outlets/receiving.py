"""A receiver of hooks on a loopback port, that remembers what it took and fails when told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from coder.client import verify_signature


class Receiver:
    """What came, request by request; `coming` are the answers to the next ones, then all is taken."""

    def __init__(self, secret: str = "") -> None:
        self.secret = secret
        self.coming: list[int] = []
        self.bodies: list[tuple[str, bytes]] = []
        self.taken: list[Any] = []
        self.signed: list[bool] = []
        self.hold = threading.Event()
        self.hold.set()
        self.address = ""

    def take(self, headers: Any, body: bytes) -> int:
        self.hold.wait(30)
        self.bodies.append((headers["Dragoman-Delivery"], body))
        self.signed.append(verify_signature(self.secret, headers["Dragoman-Signature"] or "", body))
        status = self.coming.pop(0) if self.coming else 204
        if status < 300:
            lines = headers["Content-Type"] == "application/x-ndjson"
            self.taken += map(json.loads, body.splitlines()) if lines else json.loads(body)["events"]
        return status


@contextmanager
def receiving(secret: str = "") -> Iterator[Receiver]:
    """A receiver while the block runs."""
    receiver = Receiver(secret)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(receiver.take(self.headers, body))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    receiver.address = f"http://127.0.0.1:{server.server_port}/hook"
    yield receiver
    receiver.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()
