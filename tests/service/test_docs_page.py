"""The page at /docs tells all that the contract does, loads nothing from elsewhere, and its commands work."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from schemas.examples import EXAMPLES
from tests.client.conftest import Faults, served  # noqa: F401

LOCKED = "$KEY"


def page(client: FlaskClient) -> str:
    answer = client.get("/docs")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    return answer.text


def commands(text: str) -> Iterator[str]:
    yield from (unescape(found) for found in re.findall(r'<pre tabindex="0">(curl .*?)</pre>', text, re.DOTALL))


def test_every_operation_parameter_schema_and_field_is_on_the_page(client: FlaskClient) -> None:
    text = page(client)
    document = client.get("/openapi.json").get_json()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                assert f'id="{operation["operationId"]}"' in text, path
                assert all(f"<code>{each['name']}</code>" in text for each in operation.get("parameters", ()))
    for name, schema in document["components"]["schemas"].items():
        assert f'id="schema-{name}"' in text
        assert all(f"<code>{field}</code>" in text for field in schema.get("properties", {}))


def test_every_link_on_the_page_leads_somewhere(client: FlaskClient) -> None:
    text = page(client)
    ids = set(re.findall(r' id="([^"]+)"', text))
    for link in set(re.findall(r'(?:href|src)="([^"]+)"', text)):
        assert link[1:] in ids if link.startswith("#") else client.get(link).status_code == 200, link


def test_the_page_runs_nothing_of_its_own_and_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    text = page(client)
    assert not re.search(
        r"<script(?! src| type=\"module\" src)|\son\w+=|style=|https?://(?!localhost|jsonfeed\.org|www\.w3\.org|\w+\.example)",
        text,
    )


def test_what_the_address_says_is_quoted(client: FlaskClient) -> None:
    text = client.get("/docs", headers={"Host": "example.org"}).text
    assert "curl -s http://example.org/v1/events" in text
    assert "<b>" not in client.get("/docs", headers={"Host": 'x"><b>'}).text


def test_there_is_a_command_for_every_example(client: FlaskClient) -> None:
    assert len(list(commands(page(client)))) == sum(map(len, EXAMPLES.values()))


@pytest.mark.slow
def test_the_commands_on_the_page_work(client: FlaskClient, served: tuple[str, Faults]) -> None:  # noqa: F811
    for command in commands(page(client)):
        if LOCKED not in command:
            script = command.replace("http://localhost", served[0]).replace("curl -s", "curl -sf", 1)
            done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            assert done.stdout
