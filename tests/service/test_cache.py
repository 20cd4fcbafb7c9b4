"""Results that are kept: the same bytes as without, whatever becomes of the store."""

from __future__ import annotations

import dataclasses
import pickle
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.coder import CodedArticle, Coder
from coder.errors import SettingsError
from coder.service.cache import KINDS
from coder.service.desk import Desk
from coder.service.stores import PAUSE_SECONDS, MemoryStore, RedisStore
from coder.settings import Settings

ARTICLE = {"id": "a", "date": "2021-06-15", "text": "Germany criticized France. France urged Russia to withdraw."}
OTHERS: list[dict[str, Any]] = [
    {"id": "b"},
    {"date": "1999-01-01"},
    {"date": None},
    {"title": "Germany, France to meet"},
    {"text": "Germany criticized France."},
    {"text": "Germany criticized France\u0000. "},
]
MakeApp = Callable[[Settings], Flask]
DUMP = (
    "BERLIN, May 3 (Reuters) -- Poland met Norway. He did not meet the rebels, who may attack. Click here to subscribe!"
)


def post(client: FlaskClient, article: dict[str, Any], query: str = "") -> bytes:
    answer = client.post(f"/v1/events{query}", json=article)
    assert answer.status_code == 200
    body: bytes = answer.data
    return body


def lookups(client: FlaskClient) -> dict[str, float]:
    """What `/metrics` says of the cache."""
    lines = client.get("/metrics").text.splitlines()
    found = (
        line.split('outcome="')[1].split('"} ') for line in lines if line.startswith("dragoman_cache_lookups_total{")
    )
    return {outcome: float(count) for outcome, count in found}


class RedisServer:
    """A Redis of one's own behind a socket in a folder, without a port and without files."""

    def __init__(self, folder: Path) -> None:
        self.url = f"unix://{folder}/redis.sock"
        self._command = ["redis-server", "--port", "0", "--unixsocket", f"{folder}/redis.sock", "--save", ""]
        self._folder = folder
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, cwd=self._folder, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not (self._folder / "redis.sock").exists() and time.monotonic() < deadline:
            time.sleep(0.02)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        self._process.wait(20)

    def freeze(self) -> None:
        self._process.send_signal(signal.SIGSTOP)


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    if not shutil.which("redis-server"):
        pytest.skip("REDIS IS NOT TESTED: there is no redis-server here; install it (Debian: apt install redis-server)")
    pytest.importorskip("redis", reason="REDIS IS NOT TESTED: pip install dragoman[redis]")
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture(params=["memory", "redis"])
def cached(request: pytest.FixtureRequest, make_app: MakeApp) -> FlaskClient:
    """A service that keeps results, in either store."""
    cache = "memory" if request.param == "memory" else request.getfixturevalue("redis_server").url
    return make_app(replace(Settings(), cache=cache)).test_client()


def test_kept_results_are_the_same_bytes(client: FlaskClient, cached: FlaskClient) -> None:
    articles = [ARTICLE, *({**ARTICLE, **other} for other in OTHERS)]
    for query in ("", "?include=unresolved,negated,hypothetical", "?dedupe=story&offsets=utf16"):
        plain = [post(client, article, query) for article in articles]
        assert [post(cached, article, query) for article in articles] == plain
        assert [post(cached, article, query) for article in articles] == plain


def test_what_makes_a_difference_is_not_given_again(cached: FlaskClient) -> None:
    post(cached, ARTICLE)
    assert lookups(cached) == {"hit": 0, "miss": 1, "error": 0}
    for other in OTHERS:
        post(cached, {**ARTICLE, **other})
    post(cached, ARTICLE, "?include=negated")
    assert lookups(cached) == {"hit": 0, "miss": 2 + len(OTHERS), "error": 0}
    post(cached, {**ARTICLE, "url": "https://news.example/1", "publisher": "another"})
    post(cached, ARTICLE, "?include=negated")
    assert lookups(cached)["hit"] == 2


def test_known_articles_need_no_turn_and_unknown_ones_do(make_app: MakeApp) -> None:
    app = make_app(replace(Settings(), cache="memory", wait=0.05))
    client = app.test_client()
    known = post(client, ARTICLE)
    with app.extensions[Desk.NAME].turn():
        assert post(client, ARTICLE) == known
        assert client.post("/v1/events", json={**ARTICLE, "id": "new"}).status_code == 503


def test_a_list_of_known_and_unknown_articles_comes_back_in_order(client: FlaskClient, cached: FlaskClient) -> None:
    post(cached, ARTICLE)
    body: Any = [
        {**ARTICLE, "id": "new"},
        ARTICLE,
        {**ARTICLE, "parse": "1\tbad\n"},
        ARTICLE,
        {"text": "x", "language": "fr"},
    ]
    assert post(cached, body) == post(client, body)


def test_everything_that_a_result_may_hold_can_be_read_back(cached: FlaskClient) -> None:
    article = {"text": DUMP, "title": "Poland, Norway to meet"}
    query = "?include=unresolved,negated,hypothetical"
    assert post(cached, article, query) == post(cached, article, query)
    assert lookups(cached) == {"hit": 1, "miss": 1, "error": 0}


def test_every_kind_of_thing_in_a_result_is_read_back() -> None:
    assert set(kinds_within(CodedArticle)) == KINDS


def kinds_within(kind: Any) -> Iterator[tuple[str, str]]:
    """What a type is made of, as a pickle names it: its own class, and those of its fields and members."""
    for part in get_args(kind):
        yield from kinds_within(part)
    if isinstance(kind, type) and not get_args(kind) and kind.__module__ != "builtins":
        yield kind.__module__, kind.__name__
    if dataclasses.is_dataclass(kind):
        for hint in get_type_hints(kind).values():
            yield from kinds_within(hint)


def test_services_with_one_redis_share_what_they_know(make_app: MakeApp, redis_server: RedisServer) -> None:
    settings = replace(Settings(), cache=redis_server.url)
    first, second = make_app(settings).test_client(), make_app(settings).test_client()
    assert post(first, ARTICLE) == post(second, ARTICLE)
    assert lookups(second)["hit"] == 1
    limited = make_app(replace(settings, max_sentences=1)).test_client()
    post(limited, ARTICLE)
    assert lookups(limited) == {"hit": 0, "miss": 1, "error": 0}


def test_a_redis_that_is_gone_or_stands_still_costs_a_moment(
    make_app: MakeApp, redis_server: RedisServer, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    cached = make_app(replace(Settings(), cache=redis_server.url)).test_client()
    post(cached, ARTICLE)
    redis_server.freeze()
    began = time.monotonic()
    assert [post(cached, ARTICLE) for _ in range(3)] == [post(client, ARTICLE)] * 3
    assert time.monotonic() - began < PAUSE_SECONDS
    assert lookups(cached)["error"] == 3
    assert [record.message for record in caplog.records if record.name == "dragoman.cache"] == [
        "Redis does not answer; coding goes on without it"
    ]
    redis_server.stop()
    other = make_app(replace(Settings(), cache=redis_server.url)).test_client()
    assert post(other, ARTICLE) == post(client, ARTICLE)


def test_what_others_put_into_redis_runs_nothing(make_app: MakeApp, redis_server: RedisServer, tmp_path: Path) -> None:
    import redis

    class Attack:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "owned",)

    cached = make_app(replace(Settings(), cache=redis_server.url)).test_client()
    good = post(cached, ARTICLE)
    server = redis.Redis.from_url(redis_server.url)
    for bad in (pickle.dumps(Attack()), pickle.dumps("text"), b"", b"\x80\x05", pickle.dumps(Coder)):
        (key,) = server.keys()
        server.set(key, bad)
        assert post(cached, ARTICLE) == good
    assert not (tmp_path / "owned").exists()


def test_memory_is_bounded_and_keeps_what_was_asked_for_last() -> None:
    store = MemoryStore(100)
    for number in range(10):
        store.put({str(number).encode(): b"x" * 30})
        store.get([b"0"])
    assert store.get([b"0", b"1", b"9"]) == [b"x" * 30, None, b"x" * 30]
    store.put({b"0": b"y" * 101})
    assert store.get([b"0", b"9"]) == [None, None]
    store.put({b"z": b"z" * 100})
    assert store.get([b"z"]) == [b"z" * 100]


def test_an_address_that_is_none_is_refused_without_repeating_its_secret() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.read({"DRAGOMAN_CACHE": "redi://:secret@host"})
    assert "secret" not in str(caught.value)
    with pytest.raises(SettingsError):
        RedisStore("redis://host:port", 1)
