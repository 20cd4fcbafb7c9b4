"""A web site on loopback that does what a test needs of it."""

from __future__ import annotations

import gzip
import hashlib
import math
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Answer:
    """What a path answers; with an ETag unless that is turned off."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    tagged: bool = True
    packed: bool = False
    slow: float = 0.0
    """Seconds between one byte and the next."""


@dataclass
class Asked:
    """A request as it came; it ends a moment after its answer was read."""

    path: str
    headers: Mapping[str, str]
    began: float
    ended: float = math.inf


@dataclass
class Site:
    """Paths and what they answer; of several answers each is given once, the last for ever."""

    address: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, path: str, *answers: Answer | str | bytes, kind: str = "text/html; charset=utf-8") -> str:
        """Say what a path answers; its address."""
        whole = [each if isinstance(each, Answer) else page(each, kind) for each in answers]
        with self.lock:
            self.answers[path] = whole
        return self.address + path

    def feed(self, path: str, *items: Mapping[str, str], **others: str) -> str:
        """An RSS feed with these items."""
        return self.put(path, rss(*items, **others), kind="application/rss+xml")

    def requests(self, path: str) -> list[Asked]:
        """The requests for a path."""
        with self.lock:
            return [each for each in self.asked if each.path == path]

    def count(self, most: int) -> int:
        """How many requests were answered, as soon as there are so many."""
        deadline = time.monotonic() + 5
        while (found := sum(each.ended < math.inf for each in self.asked)) < most and time.monotonic() < deadline:
            time.sleep(0.01)
        return found

    def next(self, path: str) -> Answer:
        """What is answered now."""
        with self.lock:
            found = self.answers.get(path, [Answer(b"nothing here", 404)])
            return found.pop(0) if len(found) > 1 else found[0]


def page(body: str | bytes, kind: str) -> Answer:
    return Answer(body.encode() if isinstance(body, str) else body, headers={"Content-Type": kind})


def rss(*items: Mapping[str, str], **others: str) -> str:
    """A feed; values of items are texts, `description` may hold markup."""
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in others.items())
    lines = (
        "<item>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in item.items()) + "</item>"
        for item in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{told}{"".join(lines)}</channel></rss>'


@contextmanager
def running_site() -> Iterator[Site]:
    """A site while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, dict(self.headers), time.monotonic())
            with site.lock:
                site.asked.append(asked)
            answer = site.next(self.path)
            try:
                self._answer(answer)
            except OSError:
                self.close_connection = True
            asked.ended = time.monotonic()

        def _answer(self, answer: Answer) -> None:
            tag = f'"{hashlib.sha256(answer.body).hexdigest()[:12]}"'
            headers = {**({"ETag": tag} if answer.tagged and answer.status == 200 else {}), **answer.headers}
            if answer.status == 200 and answer.tagged and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = gzip.compress(answer.body) if answer.packed else answer.body
            self.send_response(answer.status)
            for name, value in {**headers, **({"Content-Encoding": "gzip"} if answer.packed else {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for start in range(0, len(body), 1 if answer.slow else 1 << 16):
                if answer.slow and start:
                    time.sleep(answer.slow)
                self.wfile.write(body[start : start + (1 if answer.slow else 1 << 16)])

        def log_message(self, format: str, *args: object) -> None:
            """Tests look at `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
