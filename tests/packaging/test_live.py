"""The service as it runs: gunicorn, sockets, signals."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.demo import post, running_service

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
ARTICLE = {"id": "1", "date": "2021-06-15", "text": "Germany criticized France on Tuesday."}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_service() as found:
        yield found


def connect(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=60)


def codes(answer: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[str]:
    return [event["code"] for article in answer["articles"] for event in article["events"]]


def test_an_article_over_a_socket(address: str) -> None:
    assert codes(post(f"{address}/v1/events", json.dumps(ARTICLE).encode())) == ["111"]


def test_a_body_in_chunks_without_a_length_is_read_and_bounded(address: str) -> None:
    connection = connect(address)
    connection.request("POST", "/v1/events", iter([b'{"text": ', b'"a"}']), {"Content-Type": "application/json"})
    assert connection.getresponse().status == 200
    connection = connect(address)
    connection.request("POST", "/v1/events", iter([b" " * 65_536] * 48), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    assert (answer.status, json.load(answer)["type"]) == (413, "body-too-large")


def test_a_slow_sender_keeps_nobody_waiting(address: str) -> None:
    slow = connect(address)
    slow.putrequest("POST", "/v1/events")
    slow.putheader("Content-Type", "application/json")
    slow.putheader("Content-Length", "14")
    slow.endheaders(b'{"te')
    assert codes(post(f"{address}/v1/events", json.dumps(ARTICLE).encode())) == ["111"]
    slow.send(b'xt": "a"} ')
    assert slow.getresponse().status == 200


def test_callers_at_the_same_time_get_the_same_bytes_or_are_told_to_come_again(address: str) -> None:
    def call(_: int) -> tuple[int, bytes]:
        connection = connect(address)
        connection.request("POST", "/v1/events", json.dumps(ARTICLE), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(call, range(12)))
    assert {status for status, _ in answers} <= {200, 503}
    assert len({body for status, body in answers if status == 200}) == 1


def test_two_workers_share_what_was_loaded_once() -> None:
    with running_service(environment={"DRAGOMAN_WORKERS": "2"}) as address:
        bodies = {json.dumps(post(f"{address}/v1/events", json.dumps(ARTICLE).encode())) for _ in range(6)}
    assert len(bodies) == 1


def test_two_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    def coded(seed: str) -> bytes:
        command = [sys.executable, "-m", "coder", "code", "examples/article.json", "--include", "unresolved"]
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout

    assert coded("1") == coded("2") != b""


def test_the_demo_shows_a_table_and_json_and_stops() -> None:
    command = [sys.executable, "-m", "tools.demo", "examples/article.json"]
    shown = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    table, rest = shown.split("\n{\n", 1)
    assert "DEUGOV" in table
    assert '"articles"' in rest
    assert "Stopped." in rest


def test_a_service_that_cannot_start_says_why() -> None:
    with (
        pytest.raises(RuntimeError, match="DRAGOMAN_MAX_BODY"),
        running_service(environment={"DRAGOMAN_MAX_BODY": "none"}),
    ):
        pass
