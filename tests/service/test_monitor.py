"""Sums over the store by REST: they add up to what the feed tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bench.happenings import DAY, event, place
from coder.settings import Settings
from coder.store.store import Store
from tests.store.making import VERSIONS, coded, origin

TOLD = (
    event("DEUGOV > FRA 111"),
    event("DEUGOV > FRA 040", where=place("Paris", "FRA")),
    event("FRA > DEU 190"),
    event("IGOUNO > SYR 010", where=place("Aleppo", "SYR")),
    event("KEN > UGA 190", None),
)


@pytest.fixture
def monitored(make_app: Callable[[Settings], Flask], store_address: str) -> FlaskClient:
    """A service over a store with these events, in each database."""
    store = Store.open(store_address)
    store.keep(coded(*TOLD, id="a"), origin(), VERSIONS)
    store.keep(coded(TOLD[0], id="b"), origin(), VERSIONS)
    store.close()
    return make_app(Settings(store=store_address)).test_client()


def got(client: FlaskClient, what: str) -> Any:
    answer = client.get(f"/v1/monitor/{what}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_days_add_up(monitored: FlaskClient) -> None:
    series = got(monitored, "series")
    assert (series["last"], series["undated"]) == (5, 1)
    (day,) = series["days"]
    assert day["day"] == DAY.isoformat()
    assert (day["events"], day["mentions"], day["quads"]) == (4, 5, [2, 0, 1, 1])
    assert (day["cooperation"], day["conflict"]) == (1.0, -12.0)
    assert day["goldstein"] == pytest.approx(-11 / 4)
    assert got(monitored, "series?since=2000-01-01&until=2000-12-31")["days"] == []


def test_dyads_are_named(monitored: FlaskClient) -> None:
    first, *others = got(monitored, "dyads")["dyads"]
    assert first["source"] == {"code": "DEUGOV", "name": "Germany, Government"}
    assert first["target"] == {"code": "FRA", "name": "France"}
    assert (first["events"], first["mentions"], first["goldstein"]) == (2, 3, -0.5)
    assert len(others) == 3
    assert len(got(monitored, "dyads?size=1")["dyads"]) == 1


def test_the_matrix_is_by_country_or_by_code(monitored: FlaskClient) -> None:
    by_country = got(monitored, "matrix?country=FRA")
    assert [(each["code"], each["events"]) for each in by_country["actors"]] == [("DEU", 3), ("FRA", 3)]
    assert {(each["source"], each["target"], each["events"]) for each in by_country["cells"]} == {
        ("DEU", "FRA", 2),
        ("FRA", "DEU", 1),
    }
    by_code = got(monitored, "matrix?country=FRA&by=code")
    assert [(each["code"], each["events"]) for each in by_code["actors"]] == [("FRA", 3), ("DEUGOV", 2), ("DEU", 1)]
    assert len(got(monitored, "matrix?by=code&size=2")["actors"]) == 2


def test_the_map_is_by_sides_or_by_places(monitored: FlaskClient) -> None:
    sides = {each["code"]: each for each in got(monitored, "places")["countries"]}
    assert sides["DEU"]["events"] == sides["FRA"]["events"] == 3
    assert sides["KEN"]["name"] == "Kenya"
    places = got(monitored, "places?where=places")
    assert {each["code"]: each["events"] for each in places["countries"]} == {"FRA": 1, "SYR": 1}
    spots = {each["name"]: each for each in places["sites"]}
    assert (spots["Aleppo"]["latitude"], spots["Aleppo"]["longitude"]) == (33.5, 36.3)
    assert spots["Paris"]["quads"] == [1, 0, 0, 0]


@pytest.mark.parametrize("what", ["series", "dyads", "matrix", "places"])
@pytest.mark.parametrize(
    ("query", "field"),
    [("country=K1", "country"), ("quad=5", "quad"), ("since=yesterday", "since"), ("colour=red", "colour")],
)
def test_wrong_filters_are_named(monitored: FlaskClient, what: str, query: str, field: str) -> None:
    answer = monitored.get(f"/v1/monitor/{what}?{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert [each["field"].partition("[")[0].partition(".")[0] for each in answer.get_json()["errors"]] == [field]


@pytest.mark.parametrize("query", ["dyads?size=0", "matrix?size=41", "matrix?by=name", "places?where=here"])
def test_wrong_choices_are_refused(monitored: FlaskClient, query: str) -> None:
    assert monitored.get(f"/v1/monitor/{query}").status_code == 422


def test_without_a_store_it_is_said(make_app: Callable[[Settings], Flask], tmp_path: Any) -> None:
    client = make_app(Settings(store=f"sqlite:///{tmp_path}/none.sqlite")).test_client()
    answer = client.get("/v1/monitor/series")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "no-store")
    assert not (tmp_path / "none.sqlite").exists(), "who only looks makes nothing"


def test_the_page_is_there_for_all_and_lets_nothing_else_in(client: FlaskClient) -> None:
    answer = client.get("/monitor")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert client.get("/", headers={"Accept": "application/json"}).get_json()["links"]["monitor"] == "GET /monitor"


def test_the_map_knows_the_countries_of_the_dictionaries(client: FlaskClient) -> None:
    world = client.get("/pages/monitor/world.json").get_json()
    assert not set(world["shapes"]) & set(world["dots"])
    assert {"DEU", "UKR", "PSE", "TWN", "ESH", "KSV"} <= set(world["shapes"])
    assert {"SGP", "MLT", "MDV", "HKG", "VAT"} <= set(world["dots"])
    for rings in world["shapes"].values():
        for ring in rings:
            x = y = 0
            for right, up in zip(ring[::2], ring[1::2], strict=True):
                x, y = x + right, y + up
                assert abs(x) <= 1800
                assert abs(y) <= 900
