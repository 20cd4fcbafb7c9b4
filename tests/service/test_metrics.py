"""The figures that a service gives out of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from coder.settings import Settings

ROOT = Path(__file__).parent.parent.parent
DASHBOARD = ROOT / "deploy/grafana-dashboard.json"
ARTICLES = [
    {"text": "Germany criticized France on Tuesday. Poland met Norway."},
    {"text": "L'Allemagne.", "language": "fr"},
]


@pytest.fixture
def fresh(make_app: Callable[[Settings], Flask]) -> FlaskClient:
    """A service that has answered nothing yet."""
    return make_app(Settings()).test_client()


def figures(client: FlaskClient) -> dict[str, float]:
    """Every figure by its name and labels: `dragoman_events_total{root="11"}`."""
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain")
    samples = (sample for family in text_string_to_metric_families(answer.text) for sample in family.samples)
    return {
        name + "".join(f'{{{key}="{value}"}}' for key, value in sorted(labels.items())): number
        for name, labels, number, *_ in samples
    }


def test_articles_sentences_events_and_stages_are_counted(fresh: FlaskClient) -> None:
    before = figures(fresh)
    assert fresh.post("/v1/events", json=ARTICLES).status_code == 200
    after = figures(fresh)
    changed = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name)}
    assert changed['dragoman_articles_total{status="coded"}'] == 1
    assert changed['dragoman_articles_total{status="unsupported-language"}'] == 1
    assert changed["dragoman_sentences_total"] == 2
    assert {name for name in changed if "events_total" in name} == {
        'dragoman_events_total{root="04"}',
        'dragoman_events_total{root="11"}',
    }
    assert changed['dragoman_requests_total{method="POST"}{route="/v1/events"}{status="200"}'] == 1
    assert all(
        changed[f'dragoman_stage_seconds_total{{stage="{stage}"}}'] > 0
        for stage in ("parsing", "reading", "actors", "coding")
    )


def test_the_versions_are_those_of_the_answers(fresh: FlaskClient) -> None:
    versions = fresh.get("/readyz").get_json()["versions"]
    (info,) = [name for name in figures(fresh) if name.startswith("dragoman_versions_info")]
    assert all(f'"{version}"' in info for version in versions.values())


def test_nobody_can_invent_labels(fresh: FlaskClient) -> None:
    for number in range(5):
        fresh.open(f"/made/up/{number}", method=f"MADE{number}")
        fresh.open("/v1/events", method=f"MADE{number}")
    named = [name for name in figures(fresh) if name.startswith("dragoman_requests_total")]
    assert not [name for name in named if "MADE" in name or "made" in name]


def queries(panel: Any) -> list[str]:
    return [target["expr"] for target in panel["targets"]]


def test_every_metric_of_the_dashboard_exists(fresh: FlaskClient) -> None:
    fresh.post("/v1/events", json=ARTICLES)
    there = {re.split("[{]", name)[0]: set(re.findall(r"\{(\w+)=", name)) for name in figures(fresh)}
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    asked = [query for panel in dashboard["panels"] for query in queries(panel)]
    assert len(asked) > 12
    for query in asked:
        names = re.findall(r"\b(?:dragoman|process)_\w+", query)
        assert names
        for name in names:
            assert name in there, query
            for label in ",".join(re.findall(r"by \(([\w, ]+)\)", query)).replace(" ", "").split(","):
                assert label in {"", *there[name]}, query


def test_every_metric_is_on_the_dashboard_and_in_the_docs(fresh: FlaskClient) -> None:
    dashboard = DASHBOARD.read_text(encoding="utf-8")
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    text = fresh.get("/metrics").text
    for name in re.findall(r"^# TYPE (dragoman_\w+)", text, re.MULTILINE):
        assert name in dashboard
        assert f"`{name}`" in page
