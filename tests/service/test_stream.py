"""Lines of JSON in, lines of JSON out: one for one, whatever stands in them."""

from __future__ import annotations

import gc
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.service.arriving import lines_at_hand
from coder.service.logs import JsonFormatter
from coder.settings import Settings

ARTICLE = {"id": "a-1", "date": "2021-06-15", "text": "Germany criticized France on Tuesday."}
LINE = json.dumps(ARTICLE).encode()
NDJSON = {"Content-Type": "application/x-ndjson"}


def streamed(client: FlaskClient, body: bytes, query: str = "") -> list[dict[str, Any]]:
    answer = client.post(f"/v1/events{query}", data=body, headers=NDJSON)
    assert (answer.status_code, answer.mimetype) == (200, "application/x-ndjson"), answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_line_is_answered_by_the_articles_entry_and_the_versions_stand_in_a_header(client: FlaskClient) -> None:
    plain = client.post("/v1/events?include=unresolved", data=LINE, content_type="application/json").get_json()
    assert streamed(client, LINE, "?include=unresolved") == plain["articles"]
    header = client.post("/v1/events", data=LINE, headers=NDJSON).headers["Dragoman-Versions"]
    assert header == ", ".join(f'{name}="{version}"' for name, version in plain["versions"].items())


def test_many_lines_get_the_bytes_that_they_get_alone(client: FlaskClient) -> None:
    texts = ["France met Germany.", "Iran threatened Israel. It rained.", "The U.S. praised Japan."] * 15
    lines = [json.dumps({"id": str(number), "text": text}).encode() for number, text in enumerate(texts)]
    together = client.post("/v1/events", data=b"\n".join(lines), headers=NDJSON).data
    assert together == b"".join(client.post("/v1/events", data=line, headers=NDJSON).data for line in lines)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_blank_lines_are_not_answered_and_the_last_end_of_line_may_be_missing(client: FlaskClient, end: bytes) -> None:
    body = end.join([b"\xef\xbb\xbf" + LINE, b"", b"  ", LINE, LINE])
    assert len(streamed(client, body)) == len(streamed(client, body + end)) == 3
    assert streamed(client, b"") == streamed(client, end) == []


BAD_LINES = [
    (b"no JSON", "bad-json", ""),
    (b'{"text": "cut', "bad-json", ""),
    (b"[" * 100_000, "bad-json", ""),
    (b'{"text": "\xff"}', "bad-json", ""),
    (b'{"text": "a", "text": "b"}', "bad-json", ""),
    (b'{"text": NaN}', "bad-json", ""),
    (b"null", "invalid-request", ""),
    (b"[" + LINE + b"]", "invalid-request", ""),
    (b"{}", "invalid-request", "text"),
    (b'{"text": "a", "date": "soon"}', "invalid-request", "date"),
    (b'{"text": "a", "colour": "red"}', "invalid-request", "colour"),
    (b'{"text": "' + b"a" * 3_000_000 + b'"}', "line-too-long", ""),
]


@pytest.mark.parametrize(("line", "type", "field"), BAD_LINES)
def test_a_bad_line_is_refused_in_its_place_and_the_stream_goes_on(
    client: FlaskClient, line: bytes, type: str, field: str
) -> None:
    good, bad, other = streamed(client, b"\n".join([LINE, line, LINE]))
    assert good == other
    assert good["status"] == "coded"
    assert bad["type"] == type
    assert bad["status"] in (400, 413, 422)
    assert bad["detail"].startswith("line 2: ")
    assert [each["field"] for each in bad["errors"]] == ([field] if field else [""] * len(bad["errors"]))


def test_an_article_that_cannot_be_coded_has_a_status_of_its_own(client: FlaskClient) -> None:
    lines = [b'{"text": "Bonjour.", "language": "fr"}', b'{"text": "a", "parse": "1\\tx\\n"}', LINE]
    assert [each["status"] for each in streamed(client, b"\n".join(lines))] == [
        "unsupported-language",
        "bad-parse",
        "coded",
    ]


def test_limits_of_a_request_hold_for_a_line(make_app: Callable[[Settings], Flask]) -> None:
    client = make_app(replace(Settings(), max_articles=1, max_body=1024, max_characters=50)).test_client()
    lines = [LINE] * 30 + [json.dumps({"text": "word " * 20}).encode(), b" " * 1025]
    answers = streamed(client, b"\n".join(lines))
    assert [each["status"] for each in answers] == ["coded"] * 30 + ["too-long", 413]


@pytest.mark.parametrize(
    ("headers", "query", "status"),
    [
        ({"Content-Type": "application/x-ndjson; charset=utf-16"}, "", 415),
        ({**NDJSON, "Content-Encoding": "gzip"}, "", 415),
        (NDJSON, "?include=everything", 422),
    ],
)
def test_a_stream_that_cannot_begin_is_refused_as_a_whole(
    client: FlaskClient, headers: dict[str, str], query: str, status: int
) -> None:
    assert client.post(f"/v1/events{query}", data=LINE, headers=headers).status_code == status


def test_only_so_many_streams_are_open_at_a_time(make_app: Callable[[Settings], Flask]) -> None:
    client = make_app(replace(Settings(), max_streams=1)).test_client()
    opened = client.post("/v1/events", data=LINE, headers=NDJSON, buffered=False)
    refused = client.post("/v1/events", data=LINE, headers=NDJSON)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert client.post("/v1/events", json=ARTICLE).status_code == 200
    opened.close()
    assert client.post("/v1/events", data=LINE, headers=NDJSON).status_code == 200


def test_the_log_says_what_a_stream_was(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="dragoman"):
        streamed(client, b"\n".join([LINE, b"x", LINE]))
    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert (line["message"], line["error"], line["request"] != "") == ("streamed", "", True)
    assert [line[count] for count in ("articles", "sentences", "events", "refused")] == [2, 2, 2, 1]
    assert "Germany" not in caplog.text


@pytest.mark.parametrize("step", [1, 2, 3, 7, 100])
def test_lines_are_the_same_however_they_arrive(step: int) -> None:
    body = b"one\n\ntwo\r\n" + b"x" * 20 + b"\nthree\n  \n" + b"y" * 21 + b"\nfour"
    pieces = (body[start : start + step] for start in range(0, len(body), step))
    found = [(line.number, line.body.strip(), line.too_long) for lines in lines_at_hand(pieces, 20) for line in lines]
    assert found == [
        (1, b"one", False),
        (3, b"two", False),
        (4, b"x" * 20, False),
        (5, b"three", False),
        (7, b"", True),
        (8, b"four", False),
    ]


class Endless(io.RawIOBase):
    """A body that is made up while it is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return next(self._lines, b"")


PARSED = "\n".join(
    [
        "1\tGermany\tGermany\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_",
        "2\tcriticized\tcriticize\tVERB\tVBD\tTense=Past\t0\troot\t_\t_",
        "3\tFrance\tFrance\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No",
        "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
        "",
        "",
    ]
)


def test_memory_stays_flat_however_many_lines_come(client: FlaskClient) -> None:
    """Counted in blocks of memory, after a fifth and at the end of 20,000 lines: parsed, foreign, broken ones."""
    parsed = json.dumps({"text": "Germany criticized France.", "parse": PARSED}).encode() + b"\n"
    tenth = parsed + b'{"text": "Bonjour.", "language": "fr"}\n' * 7 + b"no JSON\n\n"
    body = Endless(iter([tenth] * 2_000))
    answer = client.post(
        "/v1/events",
        headers=NDJSON,
        environ_overrides={"wsgi.input": body, "wsgi.input_terminated": True},
        buffered=False,
    )
    held, lines = list[int](), 0
    for number, piece in enumerate(answer.iter_encoded()):
        lines += piece.count(b"\n")
        if number in (400, 1_999):
            gc.collect()
            held.append(sys.getallocatedblocks())
    assert lines == 18_000
    assert held[1] - held[0] < 1_000


def test_a_stream_takes_the_options_that_make_sense_for_a_line(client: FlaskClient) -> None:
    twice = {"text": "\U0001f98a Germany criticized France. France was criticized by Germany."}
    (entry,) = client.post("/v1/events?dedupe=story&offsets=utf16", json=twice).get_json()["articles"]
    assert streamed(client, json.dumps(twice).encode(), "?dedupe=story&offsets=utf16") == [entry]
    assert [len(event["mentions"]) for event in entry["events"]] == [2]
    assert [each["id"] for each in streamed(client, LINE + b'\n{"text": "a"}', "?id=b")] == ["a-1", "b"]
    for query in ("dedupe=one-a-day", "format=csv", "explain=true"):
        assert client.post(f"/v1/events?{query}", data=LINE, headers=NDJSON).status_code == 422
