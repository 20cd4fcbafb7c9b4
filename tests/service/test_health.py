"""What a watcher, a browser and a client generator ask for."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.service.desk import Desk
from coder.service.logs import JsonFormatter
from coder.settings import Settings

ARTICLE = {"text": "Germany criticized France."}


def test_the_process_is_alive_and_the_coder_ready(client: FlaskClient) -> None:
    assert client.get("/livez").get_json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json()["status"] == "ready"
    assert ready.get_json()["versions"] == client.post("/v1/events", json=ARTICLE).get_json()["versions"]


def test_a_coder_that_fails_the_sample_is_alive_but_not_ready(make_app: Callable[[Settings], Flask]) -> None:
    app = make_app(Settings())
    app.extensions[Desk.NAME].ready = False
    client = app.test_client()
    assert client.get("/livez").status_code == 200
    for answer in (client.get("/readyz"), client.post("/v1/events", json=ARTICLE)):
        assert answer.status_code == 503
        assert json.loads(answer.data)["type"] == "not-ready"


def test_a_busy_coder_asks_the_client_to_come_again(make_app: Callable[[Settings], Flask]) -> None:
    app = make_app(replace(Settings(), wait=0.05))
    client = app.test_client()
    with app.extensions[Desk.NAME].turn():
        answer = client.post("/v1/events", json=ARTICLE)
        assert client.get("/readyz").status_code == 200
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert json.loads(answer.data)["type"] == "busy"
    assert client.post("/v1/events", json=ARTICLE).status_code == 200


def test_limits_follow_the_settings(make_app: Callable[[Settings], Flask]) -> None:
    client = make_app(replace(Settings(), max_articles=1, max_characters=10, max_body=1024)).test_client()
    assert client.post("/v1/events", json=[ARTICLE, ARTICLE]).status_code == 422
    assert client.post("/v1/events", json=ARTICLE).get_json()["articles"][0]["status"] == "too-long"
    assert client.post("/v1/events", json={"text": "a" * 2000}).status_code == 413


def test_the_index_points_to_routes_that_exist(client: FlaskClient) -> None:
    for link in client.get("/").get_json()["links"].values():
        method, path = link.split()
        assert client.open(path, method=method).status_code not in (404, 405)


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/v1/events?include=unresolved", "Answer"),
        ("/v1/events?dedupe=one-a-day", "Answer"),
        ("/v1/explain?include=unresolved", "Explanation"),
        ("/v1/parse", "Parses"),
    ],
)
def test_answers_are_as_the_openapi_document_says(client: FlaskClient, path: str, schema: str) -> None:
    components = client.get("/openapi.json").get_json()["components"]
    validator = jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components})
    text = "Germany criticized France. France urged Russia to stop attacking Ukraine. It was a cold day."
    body = [{"text": text, "title": "France, Russia to meet", "date": "2021-06-15"}, {"text": "x", "language": "fr"}]
    answer = client.post(path, json=body)
    assert answer.status_code == 200
    validator.validate(answer.get_json())


def test_the_log_counts_and_never_quotes(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="dragoman"):
        client.post("/v1/events", json=ARTICLE, headers={"X-Request-ID": "r-1"})
    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert (line["request"], line["route"], line["status"]) == ("r-1", "/v1/events", 200)
    assert (line["articles"], line["sentences"], line["events"]) == (1, 1, 1)
    assert line["milliseconds"] > 0
    assert "Germany" not in caplog.text
