"""Who may call, how often, and from which pages."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.errors import SettingsError
from coder.keys import key_line, new_key
from coder.service.access import is_open
from coder.service.buckets import Buckets
from coder.serving import check_exposure, gunicorn_options
from coder.settings import Rate, Settings

ARTICLE = {"text": "Germany criticized France."}
MakeApp = Callable[[Settings], Flask]
PROTECTED = {"/v1/events", "/v1/explain", "/v1/rules/x", "/metrics", "/admin/reload", "/hypnos/extract", "/nothing"}


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """Two keys in a file."""
    made = {"one": new_key(), "two": new_key()}
    (tmp_path / "keys").write_text("\n".join(key_line(*each) for each in made.items()))
    return made


@pytest.fixture
def guarded(make_app: MakeApp, tmp_path: Path, keys: dict[str, str]) -> FlaskClient:
    """A service that asks for keys."""
    return make_app(replace(Settings(), keys_file=str(tmp_path / "keys"))).test_client()


def post(client: FlaskClient, address: str = "127.0.0.1", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/events", json=ARTICLE, headers=named, environ_base={"REMOTE_ADDR": address})


def test_a_key_opens_by_either_header(guarded: FlaskClient, keys: dict[str, str]) -> None:
    assert post(guarded, Authorization=f"Bearer {keys['one']}").status_code == 200
    assert post(guarded, Authorization=f"bearer  {keys['two']}").status_code == 200
    assert post(guarded, X_API_Key=keys["one"]).status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic {one}", "{one}", "Bearer {one}x", "Bearer \xe9\xff"]
)
def test_anything_else_is_refused_and_told_how(guarded: FlaskClient, keys: dict[str, str], header: str) -> None:
    answer = post(guarded, **({"Authorization": header.format(**keys)} if header else {}))
    assert answer.status_code == 401
    assert json.loads(answer.data)["type"] == "unauthorized"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_health_and_the_contract_need_no_key_and_the_rest_does(guarded: FlaskClient) -> None:
    rules = {rule.rule for rule in guarded.application.url_map.iter_rules()}
    for path in (rules | PROTECTED) - {"/admin/reload"}:
        if "<" not in path:
            assert guarded.options(path).status_code != 401
            assert (guarded.get(path).status_code == 401) != is_open(path)
    assert guarded.get("/nothing").status_code == 401


def test_the_log_names_the_caller_and_not_the_key(
    guarded: FlaskClient, keys: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        post(guarded, Authorization=f"Bearer {keys['one']}")
        post(guarded, Authorization="Bearer dgm_secret")
    assert [record.caller for record in caplog.records if record.name == "dragoman"] == ["one", ""]  # type: ignore[attr-defined]
    assert all(secret not in str(vars(record)) for record in caplog.records for secret in (keys["one"], "dgm_secret"))


def test_without_admin_keys_there_are_no_admin_routes(guarded: FlaskClient, keys: dict[str, str]) -> None:
    answer = guarded.post("/admin/reload", headers={"Authorization": f"Bearer {keys['one']}"})
    assert answer.status_code == 404
    assert "DRAGOMAN_ADMIN_KEYS_FILE" in json.loads(answer.data)["detail"]


def test_a_service_with_a_broken_key_file_does_not_start(make_app: MakeApp, tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        make_app(replace(Settings(), keys_file=str(tmp_path / "none")))


def test_callers_beyond_their_rate_are_told_when_to_come_again(make_app: MakeApp) -> None:
    client = make_app(replace(Settings(), rate=Rate(2, 60))).test_client()
    answers = [post(client) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert 25 <= int(answers[2].headers["Retry-After"]) <= 30
    assert json.loads(answers[2].data)["type"] == "rate-limited"
    assert post(client, "10.0.0.9").status_code == 200
    assert client.get("/livez").status_code == client.get("/readyz").status_code == 200


def test_a_key_has_a_rate_of_its_own_wherever_it_comes_from(
    make_app: MakeApp, tmp_path: Path, keys: dict[str, str]
) -> None:
    settings = replace(Settings(), rate=Rate(1, 60), keys_file=str(tmp_path / "keys"))
    client = make_app(settings).test_client()
    assert post(client, "10.0.0.1", X_API_Key=keys["one"]).status_code == 200
    assert post(client, "10.0.0.2", X_API_Key=keys["one"]).status_code == 429
    assert post(client, "10.0.0.1", X_API_Key=keys["two"]).status_code == 200
    assert [post(client, "10.0.0.3", X_API_Key="guess").status_code for _ in range(2)] == [401, 429]


def test_one_customer_of_ipv6_is_one_caller(make_app: MakeApp) -> None:
    client = make_app(replace(Settings(), rate=Rate(1, 60))).test_client()
    assert post(client, "2001:db8::1").status_code == 200
    assert post(client, "2001:db8::2").status_code == 429
    assert post(client, "2001:db8:0:1::1").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "statuses"),
    [
        (0, ["1.1.1.1", "2.2.2.2"], [200, 429]),
        (1, ["1.1.1.1", "2.2.2.2"], [200, 200]),
        (1, ["1.1.1.1, 3.3.3.3", "2.2.2.2, 3.3.3.3"], [200, 429]),
    ],
)
def test_a_forwarded_address_is_believed_of_so_many_proxies(
    make_app: MakeApp, proxies: int, forwarded: list[str], statuses: list[int]
) -> None:
    client = make_app(replace(Settings(), rate=Rate(1, 60), proxies=proxies)).test_client()
    assert [post(client, X_Forwarded_For=each).status_code for each in forwarded] == statuses


def test_a_bucket_fills_evenly_and_never_over() -> None:
    now = 0.0
    buckets = Buckets(Rate(2, 10), lambda: now)
    assert [buckets.take("a").allowed for _ in range(3)] == [True, True, False]
    now = 4.9
    assert not buckets.take("a").allowed
    now = 5.0
    assert buckets.take("a").allowed
    now = 1000.0
    assert [buckets.take("a").allowed for _ in range(3)] == [True, True, False]


def test_any_number_of_callers_takes_bounded_memory() -> None:
    buckets = Buckets(Rate(1, 3600), lambda: 0.0)
    for number in range(25_000):
        assert buckets.take(str(number)).allowed
    assert not buckets.take("24999").allowed
    assert len(buckets._levels) <= 10_001


def test_a_page_may_call_only_where_the_settings_name_it(make_app: MakeApp) -> None:
    def allowed(cors: tuple[str, ...], origin: str) -> str | None:
        client = make_app(replace(Settings(), cors=cors)).test_client()
        return client.get("/livez", headers={"Origin": origin}).headers.get("Access-Control-Allow-Origin")

    page = "https://example.org"
    assert allowed((page,), page) == page
    assert allowed(("https://other.example", page), page) == page
    assert allowed((page,), "https://evil.example") is None
    assert allowed(("*",), "https://evil.example") == "*"
    assert allowed((), page) is None


def test_a_browser_asks_first_and_needs_no_key_for_that(
    make_app: MakeApp, tmp_path: Path, keys: dict[str, str]
) -> None:
    settings = replace(Settings(), cors=("https://example.org",), keys_file=str(tmp_path / "keys"))
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = make_app(settings).test_client().options("/v1/events", headers=headers)
    assert answer.status_code == 200
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("path", ["/", "/livez", "/v1/nothing", "/v1/events", "/openapi.json"])
def test_every_answer_has_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("host", "changes", "fine"),
    [
        ("127.0.0.1", {}, True),
        ("127.9.9.9", {}, True),
        ("localhost", {}, True),
        ("::1", {}, True),
        ("[::1]", {}, True),
        ("unix:/run/dragoman.sock", {}, True),
        ("0.0.0.0", {}, False),
        ("", {}, False),
        ("::", {}, False),
        ("192.168.1.5", {}, False),
        ("dragoman.example.org", {}, False),
        ("0.0.0.0", {"public": True}, True),
        ("0.0.0.0", {"keys_file": "keys"}, True),
    ],
)
def test_strangers_are_let_in_only_with_keys_or_by_consent(host: str, changes: dict[str, Any], fine: bool) -> None:
    settings = replace(Settings(), host=host, **changes)
    if fine:
        check_exposure(settings, [host])
        assert gunicorn_options(settings)["bind"].startswith(host)
    else:
        with pytest.raises(SettingsError, match="DRAGOMAN_PUBLIC"):
            gunicorn_options(settings)
