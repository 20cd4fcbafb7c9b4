"""A program written for hypnos runs against `/hypnos/extract` as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

HEADERS = {"Content-Type": "application/json"}
TEXT = "A Kenyan court criticized Uganda on Wednesday. It rained in Nairobi. Kenya urged Uganda to withdraw its troops."


def extract(client: FlaskClient, method: str = "GET", query: str = "", **story: Any) -> Any:
    """As hypnos' users call it: JSON as the body of GET."""
    answer = client.open(f"/hypnos/extract{query}", method=method, data=json.dumps(story), headers=HEADERS)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_story_is_answered_under_its_id_by_sentence(client: FlaskClient, method: str) -> None:
    story = extract(client, method, text=TEXT, id="abc123", date="20010101")["abc123"]
    assert story["meta"] == {"date": "20010101", "verbs": [], "warnings": []}
    assert list(story["sents"]) == ["0", "1", "2"]
    first = story["sents"]["0"]
    assert first["content"] == "A Kenyan court criticized Uganda on Wednesday ."
    assert first["events"] == [["KENJUD", "UGA", "111"]]
    assert first["issues"] == []
    assert first["parsed"].startswith("(ROOT (DT A ) (JJ KENYAN ) (NN COURT ) (VBD CRITICIZED ) ")
    assert first["parsed"].count("(") == first["parsed"].count(")")
    assert story["sents"]["2"]["events"][0][:2] == ["KEN", "UGA"]


def test_what_users_take_from_a_sentence_is_where_they_look(client: FlaskClient) -> None:
    """The way of a published program: the first source, target and action of each sentence that has one."""
    found = []
    for sentence in extract(client, text=TEXT, id="7", date="20191212").get("7").get("sents").values():
        meta = sentence.get("meta")
        if meta is not None:
            (source, target), action = meta.get("actortext")[0], meta.get("eventtext")[0]
            found.append((source, action, target))
    assert found == [("A Kenyan court", "criticized", "Uganda"), ("Kenya", "urged", "Uganda")]


def test_a_sentence_tells_its_rules_and_nouns_beside_its_events(client: FlaskClient) -> None:
    sentence = extract(client, text="Germany and France criticized Russia.", id="x", date="20210615")["x"]["sents"]["0"]
    assert sentence["events"] == [["DEU", "RUS", "111"], ["FRA", "RUS", "111"]]
    meta = sentence["meta"]
    assert {len(meta[key]) for key in ("actortext", "actorroot", "eventtext", "rules")} == {2}
    assert meta["actorroot"] == [["GERMANY", "RUSSIA"], ["FRANCE", "RUSSIA"]]
    assert [[" RUSSIA"], ["RUS"], [["RUS", []]]] in meta["nouns"]


def test_a_triple_stands_once_in_a_sentence_as_hypnos_had_it(client: FlaskClient) -> None:
    text = "Germany criticized France, and Germany criticized France again."
    assert extract(client, text=text, id="x", date="20210615")["x"]["sents"]["0"]["events"] == [["DEU", "FRA", "111"]]


def test_the_date_decides_offices_and_one_that_is_none_is_told_of(client: FlaskClient) -> None:
    text = "Angela Merkel criticized France."
    dated = [extract(client, text=text, id="x", date=date)["x"] for date in ("20150101", "2015-01-01", 20150101)]
    assert [story["sents"]["0"]["events"][0][0] for story in dated] == ["DEUGOV"] * 3
    assert extract(client, text=text, id="x", date="soon")["x"]["meta"]["warnings"]
    assert extract(client, text=text, id="x", date="20151301")["x"]["meta"]["warnings"]
    assert extract(client, text=text, id="x")["x"]["meta"] == {"date": None, "verbs": [], "warnings": []}


def test_hypnos_took_numbers_and_missing_ids_and_other_fields(client: FlaskClient) -> None:
    assert list(extract(client, text="a", id=17, date=20010101, source="wire")) == ["17"]
    assert list(extract(client, text="a")) == list(extract(client, text="a", id=None)) == ["null"]
    assert extract(client, text=12, id="x")["x"]["meta"]["warnings"] == ["not coded (furniture): 12"]
    assert extract(client, text=" ", id="x", date="20010101")["x"]["sents"] == {}
    assert list(extract(client, text="\ud800 a", id="\ud800", date="\ud800")) == ["\ufffd"]


def test_more_events_are_asked_for_in_the_query(client: FlaskClient) -> None:
    story = {"text": "Germany criticized the rebels.", "id": "x", "date": "20010101"}
    assert extract(client, **story)["x"]["sents"]["0"]["events"] == []
    ((source, target, code),) = extract(client, query="?include=unresolved", **story)["x"]["sents"]["0"]["events"]
    assert (source, target[:3], code) == ("DEU", "---", "111")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b"{}", 422, "text"),
        (b'{"text": ["a"]}', 422, "text"),
        (b'{"text": "a", "id": {}}', 422, "id"),
        (b"[]", 422, ""),
        (b"", 400, None),
        (b"no JSON", 400, None),
        (b'{"text": "' + b"word " * 20_001 + b'"}', 422, "text"),
    ],
)
def test_a_story_that_cannot_be_coded_is_a_problem_whose_status_users_look_for(
    client: FlaskClient, body: bytes, status: int, field: str | None
) -> None:
    answer = client.get("/hypnos/extract", data=body, headers=HEADERS)
    problem = json.loads(answer.data)
    assert (answer.status_code, problem["status"]) == (status, status)
    assert [each["field"] for each in problem["errors"]] == ([] if field is None else [field])


def test_the_same_events_as_by_the_call_of_ours(client: FlaskClient) -> None:
    article = {"text": TEXT, "id": "x", "date": "2021-06-15"}
    ours = client.post("/v1/events", json=article).get_json()["articles"][0]["events"]
    theirs = extract(client, **article)["x"]["sents"]
    triples = [[event["source"]["code"], event["target"]["code"], event["code"]] for event in ours]
    assert [event for sentence in theirs.values() for event in sentence["events"]] == triples
