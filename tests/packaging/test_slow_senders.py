"""Clients that send slowly, against the service as it runs."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator

import pytest

from tools.demo import post, running_service

pytestmark = pytest.mark.slow

ARTICLE = json.dumps({"text": "Germany criticized France."}).encode()
HEADERS = b"POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_service(environment={"DRAGOMAN_READ_TIME": "3"}) as found:
        yield found


def dribble(address: str, head: bytes, rest: bytes, answers: list[bytes]) -> None:
    """Send the head at once and the rest a byte at a time, for as long as the service listens."""
    parts = urllib.parse.urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
        connection.sendall(head)
        try:
            for byte in rest:
                connection.sendall(bytes([byte]))
                time.sleep(0.3)
        except OSError:
            pass
        try:
            answers.append(connection.recv(65_536))
        except OSError:
            answers.append(b"")


@pytest.mark.parametrize(
    ("head", "rest", "expected"),
    [
        (HEADERS, b" " * 40, b"HTTP/1.1 408"),
        (b"", HEADERS, b""),
        (HEADERS.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked"), b"1\r\n \r\n" * 10, b"HTTP/1.1 408"),
    ],
    ids=["body", "headers", "chunks"],
)
def test_a_byte_at_a_time_is_cut_off_and_starves_nobody(
    address: str, head: bytes, rest: bytes, expected: bytes
) -> None:
    answers: list[bytes] = []
    senders = [threading.Thread(target=dribble, args=(address, head, rest, answers)) for _ in range(20)]
    for sender in senders:
        sender.start()
    time.sleep(0.5)
    began = time.monotonic()
    assert post(f"{address}/v1/events", ARTICLE)["articles"][0]["status"] == "coded"
    assert time.monotonic() - began < 2
    for sender in senders:
        sender.join(timeout=30)
    assert len(answers) == 20
    assert all(answer.startswith(expected) for answer in answers)
    if expected:
        assert all(b'"too-slow"' in answer for answer in answers)
