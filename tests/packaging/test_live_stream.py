"""Streams as they run under gunicorn: what is sent and received when, and who waits for whom."""

from __future__ import annotations

import http.client
import json
import socket
import time
import urllib.parse
from collections.abc import Iterator
from typing import Any, BinaryIO

import pytest

from tools.demo import running_service

pytestmark = pytest.mark.slow

ARTICLE = {"id": "1", "date": "2021-06-15", "text": "Germany criticized France on Tuesday."}
LINE = json.dumps(ARTICLE).encode() + b"\n"
IDLE = 2.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    settings = {"DRAGOMAN_READ_TIME": str(IDLE), "DRAGOMAN_MAX_STREAMS": "2", "DRAGOMAN_WAIT": "3"}
    with running_service(environment=settings) as found:
        yield found


class Talk:
    """A stream held by hand: chunks out and lines in, in any order."""

    def __init__(self, address: str, *headers: str) -> None:
        host = urllib.parse.urlsplit(address)
        self.socket = socket.create_connection((host.hostname, host.port), timeout=60)
        self.answer: BinaryIO = self.socket.makefile("rb")
        head = ["POST /v1/events HTTP/1.1", "Host: here", "Content-Type: application/x-ndjson", *headers, "", ""]
        self.socket.sendall("\r\n".join(head).encode())

    def send(self, body: bytes) -> None:
        self.socket.sendall(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    def send_for_ever(self, body: bytes) -> None:
        while True:
            self.send(body)

    def head(self) -> str:
        """The answer's head."""
        return b"".join(iter(self.answer.readline, b"\r\n")).decode()

    def line(self) -> Any:
        """The first line of a chunk of the answer; None at its end."""
        size = int(self.answer.readline(), 16)
        body = self.answer.read(size)
        self.answer.readline()
        return json.loads(body.split(b"\n")[0]) if size else None

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.close()
        self.socket.close()


def post(address: str) -> int:
    """The status that a plain request gets."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=60)
    connection.request("POST", "/v1/events", json.dumps(ARTICLE), {"Content-Type": "application/json"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_each_line_is_answered_before_the_next_is_sent(address: str) -> None:
    with Talk(address, "Transfer-Encoding: chunked") as talk:
        talk.send(LINE)
        assert talk.head().startswith("HTTP/1.1 200 ")
        for word in ("1", "2", "3"):
            assert talk.line()["id"] == word
            following = json.dumps({**ARTICLE, "id": str(int(word) + 1)}).encode() + b"\n"
            talk.send(following[:20])
            talk.send(following[20:])
        assert talk.line()["id"] == "4"
        talk.socket.sendall(b"0\r\n\r\n")
        assert talk.line() is None


def test_a_stream_with_a_length_is_answered_while_it_arrives(address: str) -> None:
    with Talk(address, f"Content-Length: {2 * len(LINE)}") as talk:
        talk.socket.sendall(LINE)
        assert talk.head().startswith("HTTP/1.1 200 ")
        assert talk.line()["status"] == "coded"
        talk.socket.sendall(LINE)
        assert talk.line()["status"] == "coded"
        assert talk.line() is None


def test_a_stream_may_be_longer_than_a_body(address: str) -> None:
    line = json.dumps({"text": "Bonjour.", "language": "fr", "url": "x" * 1900}).encode() + b"\n"
    with Talk(address, f"Content-Length: {1_500 * len(line)}") as talk:
        talk.socket.sendall(line)
        assert talk.head().startswith("HTTP/1.1 200 ")
        assert talk.line()["status"] == "unsupported-language"
        for _ in range(1_499):
            talk.socket.sendall(line)
            talk.line()


def test_a_client_that_falls_silent_is_told_and_let_go(address: str) -> None:
    with Talk(address, "Transfer-Encoding: chunked") as talk:
        talk.send(LINE + b'{"text": "half')
        talk.head()
        assert talk.line()["status"] == "coded"
        began = time.monotonic()
        assert talk.line()["type"] == "too-slow"
        assert time.monotonic() - began < IDLE + 3
        assert talk.answer.read() == b""


def test_clients_that_vanish_or_stop_reading_hold_neither_coder_nor_stream(address: str) -> None:
    for _ in range(4):
        with Talk(address, "Transfer-Encoding: chunked") as talk:
            talk.send(LINE * 40)
            talk.head()
        assert post(address) == 200
    with Talk(address, "Transfer-Encoding: chunked") as deaf:
        deaf.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.socket.settimeout(IDLE + 20)
        with pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
            deaf.send_for_ever(b'{"text": "Bonjour.", "language": "fr"}\n' * 100)
    with Talk(address, "Transfer-Encoding: chunked") as talk:
        talk.send(LINE)
        assert talk.head().startswith("HTTP/1.1 200 ")


def test_others_are_answered_while_streams_are_at_work(address: str) -> None:
    with Talk(address, "Transfer-Encoding: chunked") as one, Talk(address, "Transfer-Encoding: chunked") as other:
        for talk in (one, other):
            talk.send(LINE * 3_000)
            talk.head()
        with Talk(address, "Transfer-Encoding: chunked") as third:
            assert third.head().startswith("HTTP/1.1 503 ")
        assert [post(address) for _ in range(5)] == [200] * 5
        assert one.line()["status"] == other.line()["status"] == "coded"
