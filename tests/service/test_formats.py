"""The form of an answer: by `format`, by `Accept`, and what rows cannot say in headers."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask.testing import FlaskClient

from coder.layouts.catalogue import LAYOUTS
from schemas.queries import MEDIA_TYPES

ARTICLE = {"id": "a1", "date": "2021-06-15", "text": "Germany criticized France. France praised Norway."}
FRENCH = {"id": "b2", "text": "Bonjour.", "language": "fr"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
GDELT = "text/tab-separated-values; layout=gdelt"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        (BROWSER, "application/json"),
        ("application/*", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("application/jsonl", "application/jsonl"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("TEXT/CSV;header=present", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (GDELT, f"{GDELT}; charset=utf-8"),
        ('text/tab-separated-values;layout="gdelt";charset=utf-8', f"{GDELT}; charset=utf-8"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv; charset=utf-8"),
        ("text/csv, */*", "text/csv; charset=utf-8"),
        ("application/json;q=0, */*;q=0.1", "application/jsonl"),
    ],
)
def test_accept_is_heeded(client: FlaskClient, accept: str, media_type: str) -> None:
    answer = client.post("/v1/events", json=ARTICLE, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, media_type)


@pytest.mark.parametrize(
    "accept", ["image/png", "text/html", "text/tab-separated-values; layout=acled", "application/json;q=0", "junk"]
)
def test_what_is_not_there_is_refused_with_what_is(client: FlaskClient, accept: str) -> None:
    answer = client.post("/v1/events", json=ARTICLE, headers={"Accept": accept})
    problem = json.loads(answer.data)
    assert (answer.status_code, answer.mimetype, problem["type"]) == (406, "application/problem+json", "not-acceptable")
    assert all(media_type in problem["detail"] for media_type in MEDIA_TYPES.values())


def test_format_goes_before_accept(client: FlaskClient) -> None:
    answer = client.post("/v1/events?format=icews", json=ARTICLE, headers={"Accept": "text/csv"})
    assert answer.content_type == "text/tab-separated-values; layout=icews; charset=utf-8"


@pytest.mark.parametrize("format", MEDIA_TYPES)
def test_every_form_has_the_same_events_and_the_same_bytes(client: FlaskClient, format: str) -> None:
    events = client.post("/v1/events", json=ARTICLE).get_json()["articles"][0]["events"]
    url = f"/v1/events?format={format}"
    text = client.post(url, json=ARTICLE).text
    assert client.post(url, json=ARTICLE).text == text
    codes = [event["code"] for event in events]
    assert len(codes) == 2
    if format in LAYOUTS:
        layout = LAYOUTS[format]
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator))
        assert len(lines) == len(events) + layout.header
        assert all(code in line for code, line in zip(codes, lines[layout.header :], strict=True))
    elif format == "jsonl":
        lines_of_json = [json.loads(line) for line in text.splitlines()]
        assert [{key: line[key] for key in line if key != "article"} for line in lines_of_json] == events
        assert {line["article"]["id"] for line in lines_of_json} == {"a1"}


@pytest.mark.parametrize("format", [name for name in MEDIA_TYPES if name != "json"])
def test_articles_that_failed_are_named_in_a_header(client: FlaskClient, format: str) -> None:
    articles = [FRENCH, ARTICLE, {**ARTICLE, "parse": "1\tx"}, {"text": "Germany \ud83d criticized France."}]
    answer = client.post(f"/v1/events?format={format}", data=json.dumps(articles), content_type="application/json")
    assert answer.status_code == 200
    assert answer.headers["Dragoman-Articles"] == "4"
    assert answer.headers["Dragoman-Failed"] == "1 unsupported-language, 3 bad-parse"
    assert answer.headers["Dragoman-Warned"] == "4"
    versions = client.post("/v1/events", json=ARTICLE).get_json()["versions"]
    assert all(versions[name] in answer.headers["Dragoman-Versions"] for name in versions)


def test_where_all_went_well_no_header_says_otherwise(client: FlaskClient) -> None:
    headers = client.post("/v1/events?format=csv", json=ARTICLE).headers
    assert not {"Dragoman-Failed", "Dragoman-Warned"} & set(headers.keys())


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("format=xml", "format"),
        ("offsets=bytes", "offsets"),
        ("dedupe=all", "dedupe"),
        ("explain=maybe", "explain"),
        ("date=soon", "date"),
    ],
)
def test_wrong_options_are_named(client: FlaskClient, query: str, field: str) -> None:
    answer = client.post(f"/v1/events?{query}", json=ARTICLE)
    assert (answer.status_code, [each["field"] for each in answer.get_json(force=True)["errors"]]) == (422, [field])


@pytest.mark.parametrize("path", ["/v1/explain", "/v1/events?explain=true&dedupe=story&format=csv"])
def test_an_explanation_comes_as_json_alone(client: FlaskClient, path: str) -> None:
    answer = client.post(path, json=ARTICLE)
    assert answer.get_json()["articles"][0]["sentences"][0]["tokens"]
    assert answer.data == client.post("/v1/explain", json=ARTICLE).data
    assert client.post(path, json=ARTICLE, headers={"Accept": "text/csv"}).status_code == 406


def test_duplicates_are_filtered_on_request(client: FlaskClient) -> None:
    texts = ["Germany criticized France. France was criticized by Germany.", "Germany criticized France."]
    articles = [{"id": str(n), "date": "2021-06-15", "text": text} for n, text in enumerate(texts)]
    counts = {}
    for dedupe in ("none", "story", "one-a-day"):
        answer = client.post(f"/v1/events?dedupe={dedupe}", json=articles).get_json()["articles"]
        counts[dedupe] = [[len(event.get("mentions", ())) for event in each["events"]] for each in answer]
    assert counts == {"none": [[0, 0], [0]], "story": [[2], [1]], "one-a-day": [[3], []]}
    plain = client.post("/v1/events", json=articles).get_json()["articles"]
    (kept,) = client.post("/v1/events?dedupe=one-a-day", json=articles).get_json()["articles"][0]["events"]
    assert kept["id"] == plain[0]["events"][0]["id"]
    assert [(each["article"], each["number"], each["event"]) for each in kept["mentions"]] == [
        ("0", 1, plain[0]["events"][0]["id"]),
        ("0", 1, plain[0]["events"][1]["id"]),
        ("1", 2, plain[1]["events"][0]["id"]),
    ]


@pytest.mark.parametrize("path", ["/v1/events?include=unresolved&", "/v1/explain?"])
def test_offsets_may_count_as_browsers_do(client: FlaskClient, path: str) -> None:
    text = "\U0001f1e9\U0001f1ea Germany \U0001f98a criticized France \U0001f1eb\U0001f1f7."
    article = {"text": text, "title": "\U0001f98a Norway met Kenya"}
    points, units = (
        json.loads(client.post(f"{path}offsets={offsets}", json=article).data)["articles"][0]
        for offsets in ("code-points", "utf16")
    )
    wide = {name: article[name].encode("utf-16-le") for name in ("text", "title")}

    def check(one: object, other: object, part: str) -> int:
        if isinstance(one, list) and isinstance(other, list):
            return sum(check(a, b, part) for a, b in zip(one, other, strict=True))
        if not isinstance(one, dict) or not isinstance(other, dict):
            return 0
        part = one.get("part", part)
        seen = 0
        if "span" in one and one.get("text"):
            assert article[part][slice(*one["span"])] == one["text"]
            start, end = other["span"]
            assert wide[part][2 * start : 2 * end].decode("utf-16-le") == one["text"]
            seen = 1
        return seen + sum(check(one[key], other[key], part) for key in one if key != "span")

    assert check(points, units, "text") >= 8
    if "events" in points:
        rows = client.post(f"{path}format=csv&offsets=utf16", json=article).text
        for event, row in zip(units["events"], csv.DictReader(io.StringIO(rows, newline="")), strict=True):
            for name in ("source", "target", "trigger"):
                assert [int(row[f"{name}_start"]), int(row[f"{name}_end"])] == event[name]["span"]
    assert points != units
    assert client.post(path.rstrip("&?"), json=article).get_json()["articles"][0] == points
