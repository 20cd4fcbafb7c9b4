"""The events of the store by HTTP: filters, forms, pages, news."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from bench.happenings import event, place
from coder.outlets.table import COLUMNS
from coder.service.registry import Registry
from coder.settings import Settings
from coder.store.records import Span
from coder.store.selection import Selection
from coder.store.store import Store
from schemas.selecting import FilterSchema, selected
from tests.store.making import VERSIONS, coded, origin

Make = Callable[[Settings], Flask]
A, B, C = "DEUGOV > FRA 111", "FRA > DEUGOV 040", "SYRREB > SYRMIL 1831"


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """A store with three events of three articles."""
    opened = Store.open(store_address)
    for line, text in ((A, "Berlin criticized Paris."), (B, "They met."), (C, "Rebels bombed the army near Aleppo.")):
        where = place("Aleppo", "SYR") if line is C else None
        article = coded(event(line, where=where, text=text), id=line, url=f"https://x.example/{line[:3]}", title="News")
        opened.keep(article, origin(), VERSIONS)
    yield opened
    opened.close()


@pytest.fixture
def reader(make_app: Make, store: Store, store_address: str) -> FlaskClient:
    """Who reads this store."""
    return make_app(Settings(store=store_address, max_followers=1)).test_client()


def lines_of(answer: Any) -> list[Any]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def named(events: list[Any]) -> list[str]:
    return [f"{each['source']['code']} > {each['target']['code']} {each['code']}" for each in events]


@pytest.mark.parametrize(("proxies", "scheme"), [(1, "https"), (0, "http")])
def test_behind_a_proxy_with_tls_links_say_so(
    make_app: Make, store: Store, store_address: str, proxies: int, scheme: str
) -> None:
    reader = make_app(Settings(store=store_address, proxies=proxies)).test_client()
    answer = reader.get("/v1/feed", headers={"X-Forwarded-Proto": "https", "Host": "events.example"})
    feed = json.loads(answer.text)
    assert {urllib.parse.urlsplit(each).scheme for each in (feed["home_page_url"], feed["feed_url"])} == {scheme}


FILTERS = [
    ("", (A, B, C)),
    ("source=deu", (A,)),
    ("target=FRA", (A,)),
    ("dyad=FRA,DEU", (A, B)),
    ("country=SYR", (C,)),
    ("role=GOV", (A, B)),
    ("code=04,18", (B, C)),
    ("code=1831", (C,)),
    ("quad=3&quad=4", (A, C)),
    ("quad=1,4", (B, C)),
    ("penta=1", (B,)),
    ("goldstein_from=0", (B,)),
    ("goldstein_to=-9", (C,)),
    ("since=2024-05-03&until=2024-05-03", (A, B, C)),
    ("since=2024-05-04", ()),
    ("place=alep", (C,)),
    ("place=SYR", (C,)),
    ("text=rebels+bombed", (C,)),
    ("source=&code=&text=&quad=", (A, B, C)),
    ("order=newest", (C, B, A)),
    ("order=newest&size=1&cursor=3", (B,)),
    ("cursor=1&size=1", (B,)),
]


def test_filters_find_what_they_ask_for(reader: FlaskClient) -> None:
    for query, expected in FILTERS:
        assert named(lines_of(reader.get(f"/v1/feed.ndjson?{query}"))) == list(expected), query


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("source=%25", "source"),
        ("country=Syria", "country"),
        ("role=G", "role"),
        ("dyad=USA", "dyad"),
        ("code=18x", "code"),
        ("quad=5", "quad"),
        ("penta=x", "penta"),
        ("goldstein_from=-11", "goldstein_from"),
        ("goldstein_to=nan", "goldstein_to"),
        ("since=yesterday", "since"),
        ("until=2024-02-30", "until"),
        ("text=" + "a" * 201, "text"),
        ("size=0", "size"),
        ("size=1001", "size"),
        ("cursor=-1", "cursor"),
        ("cursor=x", "cursor"),
        ("colour=red", "colour"),
    ],
)
def test_wrong_filters_are_named(client: FlaskClient, query: str, field: str) -> None:
    for route in ("/v1/feed", "/v1/feed.atom", "/v1/feed.csv", "/v1/feed.ndjson", "/v1/feed/withdrawn"):
        answer = client.get(f"{route}?{query}")
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json"), route
        assert {each["field"].split(".")[0].split("[")[0] for each in answer.get_json()["errors"]} == {field}


@pytest.mark.parametrize("query", ["wait=1", "include=withdrawn"])
def test_only_the_oldest_first_can_be_followed(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/v1/feed.ndjson?order=newest&{query}")
    assert [each["field"] for each in answer.get_json()["errors"]] == ["order"]


def test_the_filters_of_a_query_are_those_of_a_selection() -> None:
    names = {each.name for each in fields(Selection)}
    assert {"codes", "quads", "pentas"} | set(FilterSchema().fields) - {"code", "quad", "penta"} == names
    assert set(selected({"code": ["18"], "quad": ["1"], "penta": ["0"]})) <= names


def test_a_json_feed_is_as_its_specification_says(reader: FlaskClient) -> None:
    answer = reader.get("/v1/feed?size=2")
    feed = json.loads(answer.text)
    assert answer.mimetype == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == [
        "Syrreb (SYRREB) > Syrmil (SYRMIL): Carry out suicide bombing (1831)",
        "Fra (FRA) > Deugov (DEUGOV): Consult, not specified below (040)",
    ]
    item = feed["items"][0]
    assert item["content_text"] == "Rebels bombed the army near Aleppo."
    assert item["external_url"] == "https://x.example/SYR"
    assert item["date_published"] == "2024-05-03T12:00:00+00:00"
    assert item["_dragoman"]["place"]["name"] == "Aleppo"
    assert reader.get(urllib.parse.urlsplit(item["url"]).path).get_json()["event"]["id"] == item["id"]
    following = urllib.parse.urlsplit(feed["next_url"])
    rest = json.loads(reader.get(f"{following.path}?{following.query}").text)
    assert named([each["_dragoman"] for each in rest["items"]]) == [A]
    assert "next_url" not in rest


def test_atom_is_read_by_a_reader_of_feeds(reader: FlaskClient) -> None:
    found = feedparser.parse(reader.get("/v1/feed.atom?size=2").data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    assert found.entries[0].title.startswith("Syrreb (SYRREB) > Syrmil (SYRMIL)")
    assert found.entries[0].summary == "Rebels bombed the army near Aleppo."
    assert found.entries[0].link == "https://x.example/SYR"
    assert len({entry.id for entry in found.entries}) == 2
    (following,) = (link.href for link in found.feed.links if link.rel == "next")
    rest = feedparser.parse(reader.get(following.removeprefix("http://localhost")).data)
    assert [entry.published_parsed[:3] for entry in rest.entries] == [(2024, 5, 3)]
    assert rest.feed.id == found.feed.id


def test_atom_holds_any_characters_an_article_may_have(reader: FlaskClient, store: Store) -> None:
    text = "A\x00 <b> \x0b ]]> & \ufffe \U0001f600 met."
    told = event("KEN > UGA 040", text=text)
    store.keep(coded(told, id="odd", url="javascript:alert(1)", publisher="\x1b[31m"), origin(), VERSIONS)
    found = feedparser.parse(reader.get("/v1/feed.atom?size=1").data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.entries[0].link.startswith("http://localhost/v1/feed/")
    assert "\U0001f600 met." in found.entries[0].summary


def test_a_table_has_the_columns_it_documents(reader: FlaskClient, store: Store) -> None:
    store.keep(coded(event("KEN > UGA 040", text="=1+1"), id="odd"), origin(), VERSIONS)
    answer = reader.get("/v1/feed.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.mimetype == "text/csv"
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert [row["code"] for row in rows] == ["111", "040", "1831", "040"]
    assert (rows[2]["place"], rows[2]["latitude"], rows[2]["mentions"]) == ("Aleppo", "33.5", "1")
    assert rows[3]["sentence"] == "'=1+1"


def test_an_event_comes_with_all_who_told_it(reader: FlaskClient, store: Store) -> None:
    first = store.page(Selection()).events[0]
    store.keep(coded(event(A, text="Again."), id="second", publisher="Y"), origin(), VERSIONS)
    answer = reader.get(f"/v1/feed/{first.id}").get_json()
    assert [each["event"]["sentence"]["text"] for each in answer["tellings"]] == ["Berlin criticized Paris.", "Again."]
    assert [each["article"]["publisher"] for each in answer["tellings"]] == ["", "Y"]
    assert answer["event"]["mentions"] == 2
    unknown = reader.get("/v1/feed/0000000000000000")
    assert (unknown.status_code, unknown.get_json()["type"]) == (404, "not-found")


@pytest.mark.parametrize("route", ["/v1/feed", "/v1/feed.atom", "/v1/feed.csv"])
def test_who_has_a_document_already_is_told_so(reader: FlaskClient, store: Store, route: str) -> None:
    first = reader.get(route)
    by_tag = {"If-None-Match": first.headers["ETag"]}
    by_date = {"If-Modified-Since": first.headers["Last-Modified"]}
    for headers in (by_tag, by_date):
        again = reader.get(route, headers=headers)
        assert (again.status_code, again.data) == (304, b"")
    store.keep(coded(event(A, text="Again."), "KEN > UGA 040", id="second"), origin(), VERSIONS)
    for headers in (by_tag, by_date):
        assert reader.get(route, headers=headers).status_code == 200, headers


def test_the_cursor_leads_on(reader: FlaskClient, store: Store) -> None:
    first = reader.get("/v1/feed.ndjson?size=2&code=1")
    assert first.headers["Dragoman-Cursor"] == "3"
    assert "Link" not in first.headers
    first = reader.get("/v1/feed.ndjson?size=1&code=1")
    assert first.headers["Link"] == '<http://localhost/v1/feed.ndjson?size=1&code=1&cursor=1>; rel="next"'
    store.keep(coded("KEN > UGA 111", id="new"), origin(), VERSIONS)
    assert named(lines_of(reader.get("/v1/feed.ndjson?cursor=3"))) == ["KEN > UGA 111"]


def test_waiting_ends_with_the_first_event_that_is_asked_for(reader: FlaskClient, store: Store) -> None:
    def write() -> None:
        for number, line in enumerate(("KEN > UGA 040", "KEN > UGA 111")):
            time.sleep(0.4)
            store.keep(coded(line, id=f"late {number}"), origin(), VERSIONS)

    writer = threading.Thread(target=write)
    writer.start()
    answer = reader.get("/v1/feed.ndjson?cursor=3&code=11&wait=20")
    writer.join()
    assert named(lines_of(answer)) == ["KEN > UGA 111"]
    assert answer.headers["Dragoman-Cursor"] == "5"
    began = time.monotonic()
    assert lines_of(reader.get("/v1/feed.ndjson?cursor=5&wait=0.3")) == []
    assert 0.3 <= time.monotonic() - began < 5


def messages(answer: Any) -> Iterator[dict[str, str]]:
    """Server-sent events as a browser reads them, those with only an id too."""
    begun = ""
    for piece in answer.iter_encoded():
        begun += piece.decode()
        while "\n\n" in begun:
            written, begun = begun.split("\n\n", 1)
            yield dict(line.split(": ", 1) for line in written.split("\n"))


def test_events_are_sent_as_they_come(reader: FlaskClient, store: Store) -> None:
    answer = reader.get("/v1/feed.ndjson", headers={"Accept": "text/event-stream", "Last-Event-ID": "1"})
    assert answer.mimetype == "text/event-stream"
    stream = messages(answer)
    assert next(stream) == {"retry": "2000"}
    told = [next(stream), next(stream)]
    assert [each["id"] for each in told] == ["2", "3"]
    assert named([json.loads(each["data"]) for each in told]) == [B, C]
    store.keep(coded("KEN > UGA 040", id="new"), origin(), VERSIONS)
    assert next(each for each in stream if "data" in each)["id"] == "4"
    answer.close()


def test_what_was_taken_back_is_told(reader: FlaskClient, store: Store) -> None:
    for kept in store.kept(Span()):
        if kept.article.id in (A, B):
            store.renew(kept, coded(id=kept.article.id), VERSIONS)
    answer = reader.get("/v1/feed/withdrawn?size=1").get_json()
    assert (named(answer["events"]), answer["more"]) == ([A], True)
    assert named(reader.get(f"/v1/feed/withdrawn?cursor={answer['cursor']}").get_json()["events"]) == [B]
    assert named(reader.get("/v1/feed/withdrawn?code=04&text=met").get_json()["events"]) == [B]
    assert named(reader.get("/v1/feed/withdrawn?country=KEN").get_json()["events"]) == []
    assert named(lines_of(reader.get("/v1/feed.ndjson"))) == [C]
    both = lines_of(reader.get("/v1/feed.ndjson?include=withdrawn"))
    assert named(both) == [C, A, B]
    assert 3 < both[1]["withdrawn"] < both[2]["withdrawn"]
    answer = reader.get(
        f"/v1/feed.ndjson?cursor={both[1]['withdrawn']}&include=withdrawn", headers={"Accept": "text/event-stream"}
    )
    stream = messages(answer)
    assert [next(stream), next(stream)][1]["event"] == "withdrawn"
    answer.close()


def test_only_so_many_may_wait(reader: FlaskClient) -> None:
    answer = reader.get("/v1/feed.ndjson", headers={"Accept": "text/event-stream"})
    refused = reader.get("/v1/feed.ndjson?cursor=3&wait=5")
    assert (refused.status_code, refused.get_json()["type"]) == (503, "busy")
    assert refused.headers["Retry-After"]
    assert len(lines_of(reader.get("/v1/feed.ndjson?wait=5"))) == 3
    answer.close()
    assert lines_of(reader.get("/v1/feed.ndjson?cursor=3&wait=0.1")) == []


def test_a_stream_ends_when_the_service_stops(reader: FlaskClient) -> None:
    answer = reader.get("/v1/feed.ndjson?cursor=3", headers={"Accept": "text/event-stream"})
    stream = messages(answer)
    assert next(stream) == {"retry": "2000"}
    threading.Timer(0.3, reader.application.extensions[Registry.NAME].end).start()
    began = time.monotonic()
    assert list(stream) == [{"id": "3"}]
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("header", ["-1", "x", "1" * 20])
def test_a_last_event_that_is_none_is_refused(reader: FlaskClient, header: str) -> None:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": header}
    assert reader.get("/v1/feed.ndjson", headers=headers).status_code == 422


ROUTES = ("/v1/feed", "/v1/feed.atom", "/v1/feed.csv", "/v1/feed.ndjson", "/v1/feed/withdrawn", "/v1/feed/0" + "0" * 15)


@pytest.mark.parametrize("route", ROUTES)
def test_without_a_store_it_says_what_makes_one(make_app: Make, tmp_path: Any, route: str) -> None:
    client = make_app(Settings(store=f"sqlite:///{tmp_path}/none.sqlite")).test_client()
    answer = client.get(route)
    assert (answer.status_code, answer.get_json()["type"]) == (404, "no-store")
    assert "dragoman watch" in answer.get_json()["detail"]
    assert "DRAGOMAN_STORE" in answer.get_json()["detail"]
    Store.open(f"sqlite:///{tmp_path}/none.sqlite").close()
    assert client.get("/v1/feed").status_code == 200


@pytest.mark.parametrize("route", ROUTES)
def test_a_store_that_is_down_is_to_be_asked_again(make_app: Make, route: str) -> None:
    down = replace(Settings(), store="postgresql://user:secret@127.0.0.1:1/news")
    answer = make_app(down).test_client().get(route)
    assert (answer.status_code, answer.get_json()["type"]) == (503, "store-fails")
    assert answer.headers["Retry-After"]
    assert "secret" not in answer.text
