"""Bytes on a socket that no client library would send, to the service as it runs."""

from __future__ import annotations

import json
import socket
import urllib.parse
from collections.abc import Iterator

import httpx
import pytest

from bench.service import Service, running

pytestmark = pytest.mark.slow

BODY = b'{"text": "Germany criticized France."}'
TYPE = b"Content-Type: application/json\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)


def head(*lines: bytes, method: bytes = b"POST", path: bytes = b"/v1/events", version: bytes = b"HTTP/1.1") -> bytes:
    return b" ".join((method, path, version)) + b"\r\nHost: x\r\n" + b"".join(lines) + b"\r\n"


CHUNKED = head(TYPE, b"Transfer-Encoding: chunked\r\n")
REQUESTS: list[tuple[str, bytes, set[int]]] = [
    ("a plain request, to be sure", head(TYPE, LENGTH) + BODY, {200}),
    ("HTTP/1.0", head(TYPE, LENGTH, version=b"HTTP/1.0") + BODY, {200}),
    ("chunks", CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY), {200}),
    ("no body and no length", head(TYPE), {400}),
    ("a body without a length", head(TYPE) + BODY, {400}),
    ("a length of letters", head(TYPE, b"Content-Length: many\r\n") + BODY, {400}),
    ("a length below nothing", head(TYPE, b"Content-Length: -5\r\n") + BODY, {400}),
    ("a length with a sign", head(TYPE, b"Content-Length: +38\r\n") + BODY, {400}),
    ("a length in other digits", head(TYPE, "Content-Length: \u0663\u0668\r\n".encode()) + BODY, {400}),
    ("a length beyond all limits", head(TYPE, b"Content-Length: " + b"9" * 30 + b"\r\n") + BODY, {400, 413}),
    ("two lengths", head(TYPE, LENGTH, b"Content-Length: 5\r\n") + BODY, {400}),
    ("a length and chunks", head(TYPE, LENGTH, b"Transfer-Encoding: chunked\r\n") + BODY, {400}),
    ("another coding of transfer", head(TYPE, b"Transfer-Encoding: gzip\r\n") + BODY, {400, 501}),
    ("a body that ends too early", head(TYPE, b"Content-Length: 5000\r\n") + BODY, {400}),
    ("a chunk that ends too early", CHUNKED + b"ff\r\n" + BODY, {400}),
    ("chunks that never end", CHUNKED + b"%x\r\n%s\r\n" % (len(BODY), BODY), {400}),
    ("a chunk's length of letters", CHUNKED + b"zz\r\n" + BODY + b"\r\n0\r\n\r\n", {400}),
    ("a chunk's length below nothing", CHUNKED + b"-5\r\n" + BODY + b"\r\n0\r\n\r\n", {400}),
    ("a chunk's length beyond all limits", CHUNKED + b"f" * 40 + b"\r\n" + BODY, {400, 413}),
    ("a chunk without its line end", CHUNKED + b"26\r\n" + BODY + b"0\r\n\r\n", {400}),
    ("a chunk with a long extension", CHUNKED + b"26;" + b"x" * 100_000 + b"\r\n" + BODY, {400, 413, 431}),
    ("3 MiB in chunks", CHUNKED + (b"10000\r\n" + b" " * 65_536 + b"\r\n") * 48 + b"0\r\n\r\n", {413}),
    ("nothing", b"\r\n\r\n", {400}),
    ("not HTTP", b"EHLO mail.example.org\r\n\r\n", {400}),
    ("a handshake of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n", {400}),
    ("HTTP/2 out of the blue", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
    ("HTTP/9", head(TYPE, LENGTH, version=b"HTTP/9.9") + BODY, {400, 505}),
    ("no version", b"GET /livez\r\n\r\n", {400}),
    ("a path of 20,000 letters", head(method=b"GET", path=b"/" + b"a" * 20_000), {400, 414}),
    ("a path with NUL", head(method=b"GET", path=b"/livez\0"), {400, 404}),
    ("a path with spaces", head(method=b"GET", path=b"/li vez"), {400, 404}),
    ("a path that is an address", head(method=b"GET", path=b"http://evil.example/livez"), {200, 400, 404}),
    ("a method in small letters", head(TYPE, LENGTH, method=b"post") + BODY, {400, 405}),
    ("a method of 5,000 letters", head(TYPE, LENGTH, method=b"P" * 5_000) + BODY, {400, 405, 414}),
    ("5,000 headers", head(TYPE, LENGTH, *(b"X-%d: x\r\n" % n for n in range(5_000))) + BODY, {400, 431}),
    ("a header of 100,000 letters", head(TYPE, LENGTH, b"X-Long: " + b"x" * 100_000 + b"\r\n") + BODY, {400, 431}),
    ("a header without a name", head(TYPE, LENGTH, b": x\r\n") + BODY, {400}),
    ("a header with a space in its name", head(TYPE, LENGTH, b"X Y: x\r\n") + BODY, {400}),
    ("a header without a colon", head(TYPE, LENGTH, b"nonsense\r\n") + BODY, {400}),
    ("a header over two lines", head(TYPE, LENGTH, b"X-Y: a\r\n b\r\n") + BODY, {400}),
    ("a header with NUL", head(TYPE, LENGTH, b"X-Y: a\0b\r\n") + BODY, {400}),
    ("bare line ends", head(TYPE, LENGTH).replace(b"\r\n", b"\n") + BODY, {400}),
    ("an expectation that is met", head(TYPE, LENGTH, b"Expect: 100-continue\r\n") + BODY, {100, 200}),
    ("an expectation of nonsense", head(TYPE, LENGTH, b"Expect: gold\r\n") + BODY, {200, 400, 417}),
    (
        "a wish to change to another protocol",
        head(TYPE, LENGTH, b"Upgrade: h2c\r\nConnection: Upgrade\r\n") + BODY,
        {200},
    ),
]


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running({"DRAGOMAN_READ_TIME": "2"}) as found:
        yield found


def exchange(service: Service, request: bytes) -> bytes:
    """Send bytes, hang up on our side, and take what comes."""
    parts = urllib.parse.urlsplit(service.address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        answer = b""
        try:
            while piece := connection.recv(65_536):
                answer += piece
        except OSError:
            pass
    return answer


@pytest.mark.parametrize(("request_", "statuses"), [each[1:] for each in REQUESTS], ids=[each[0] for each in REQUESTS])
def test_whatever_comes_is_answered_or_refused(service: Service, request_: bytes, statuses: set[int]) -> None:
    answer = exchange(service, request_)
    assert answer.startswith(b"HTTP/1."), answer[:200]
    assert int(answer.split(b" ", 2)[1]) in statuses, answer[:500]


def test_two_requests_in_one_breath_are_answered_apart(service: Service) -> None:
    answers = exchange(service, (head(TYPE, LENGTH) + BODY) * 2)
    assert answers.count(b"HTTP/1.1 200") == 2


def test_the_service_is_as_well_as_before(service: Service) -> None:
    answer = httpx.post(f"{service.address}/v1/events", json=json.loads(BODY), timeout=30, trust_env=False)
    assert [event["code"] for event in answer.json()["articles"][0]["events"]] == ["111"]
    assert '"level": "error"' not in service.log()
