"""The coding call: what goes in, what comes out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

ARTICLE = {"id": "a-1", "date": "2021-06-15", "text": "Germany criticized France on Tuesday."}


def events(client: FlaskClient, query: str = "", **article: Any) -> list[dict[str, Any]]:
    answer = client.post(f"/v1/events{query}", json={**ARTICLE, **article})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.get_json()["articles"][0]["events"]
    return found


def test_an_event_says_who_did_what_to_whom_and_by_which_rule(client: FlaskClient) -> None:
    (event,) = events(client)
    assert (event["source"]["code"], event["code"], event["target"]["code"]) == ("DEU", "111", "FRA")
    assert event["date"] == "2021-06-15"
    assert (event["root"], event["quad_class"], event["penta_class"]) == ("11", 3, 3)
    assert event["source"]["text"] == "Germany"
    assert event["source"]["span"] == [0, 7]
    assert event["trigger"]["text"] == "criticized"
    assert event["sentence"] == {"number": 1, "text": ARTICLE["text"], "span": [0, 37], "part": "text"}
    assert event["rule"]["id"]
    assert event["rule"]["file"].endswith(".yaml")
    assert event["rule"]["line"] > 0


def test_an_event_has_every_field_that_the_openapi_document_lists(client: FlaskClient) -> None:
    (event,) = events(client)
    schemas = client.get("/openapi.json").get_json()["components"]["schemas"]
    assert {*event, "mentions"} == set(schemas["Event"]["properties"])
    for part, schema in [
        ("source", "Actor"),
        ("target", "Actor"),
        ("rule", "Rule"),
        ("sentence", "Sentence"),
    ]:
        assert set(event[part]) == set(schemas[schema]["properties"])


def test_one_article_and_a_list_get_the_same_answer(client: FlaskClient) -> None:
    one = client.post("/v1/events", json=ARTICLE)
    many = client.post("/v1/events", json=[ARTICLE])
    assert one.data == many.data
    assert set(one.get_json()["versions"]) == {"coder", "dictionaries", "model"}
    assert all(one.get_json()["versions"].values())


def test_articles_come_back_in_the_order_they_were_sent(client: FlaskClient) -> None:
    answer = client.post("/v1/events", json=[{**ARTICLE, "id": name} for name in "cab"])
    assert [each["id"] for each in answer.get_json()["articles"]] == ["c", "a", "b"]


def test_the_same_articles_give_the_same_bytes(client: FlaskClient) -> None:
    body = [ARTICLE, {"text": "France met Germany. The U.S. urged Iran to talk to Russia."}]
    assert client.post("/v1/events", json=body).data == client.post("/v1/events", json=body).data


def test_an_article_without_a_date_is_coded_and_says_so(client: FlaskClient) -> None:
    answer = client.post("/v1/events", json={"text": ARTICLE["text"]}).get_json()["articles"][0]
    assert (answer["undated"], answer["date"], answer["events"][0]["date"]) == (True, None, None)


@pytest.mark.parametrize("date", ["2021-06-15", "2021-06-15T23:30:00Z", "2021-06-15T23:30:00-05:00"])
def test_a_date_may_have_a_time_with_a_zone_which_is_cut(client: FlaskClient, date: str) -> None:
    assert events(client, date=date)[0]["date"] == "2021-06-15"


@pytest.mark.parametrize("query", ["?include=unresolved,negated", "?include=unresolved&include=negated", "?include="])
def test_more_events_are_asked_for_in_the_query(client: FlaskClient, query: str) -> None:
    assert client.post(f"/v1/events{query}", json=ARTICLE).status_code == 200


def test_an_unresolved_actor_comes_only_on_request(client: FlaskClient) -> None:
    text = "Germany criticized the rebels."
    assert events(client, text=text) == []
    (event,) = events(client, "?include=unresolved", text=text)
    assert event["target"]["country"] == ""
    assert event["target"]["code"].startswith("---")


def test_a_title_is_coded_with_offsets_of_its_own(client: FlaskClient) -> None:
    (event,) = events(client, title="Germany criticizes France", text="It was a long day in Berlin.")
    assert event["sentence"]["part"] == event["source"]["part"] == "title"
    assert event["source"]["span"] == [0, 7]


@pytest.mark.parametrize(
    ("article", "status"),
    [
        ({"text": "word " * 20_001}, "too-long"),
        ({"text": "L'Allemagne critique la France.", "language": "fr"}, "unsupported-language"),
        ({"text": "Germany criticized France.", "parse": "1\tonly two columns\n"}, "bad-parse"),
    ],
)
def test_an_article_that_cannot_be_coded_does_not_cost_the_others(
    client: FlaskClient, article: dict[str, str], status: str
) -> None:
    answers = client.post("/v1/events", json=[ARTICLE, article, ARTICLE]).get_json()["articles"]
    assert [each["status"] for each in answers] == ["coded", status, "coded"]
    assert answers[1]["detail"]
    assert answers[1]["events"] == []
    assert answers[0]["events"] == answers[2]["events"] != []


def test_a_known_request_id_comes_back_and_an_unfit_one_does_not(client: FlaskClient) -> None:
    def answered(given: str) -> str:
        return client.post("/v1/events", json=ARTICLE, headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert answered("job-17/3") == "job-17/3"
    assert answered('"; drop') != '"; drop'
    assert len(answered("x" * 1000)) < 100


def test_explain_shows_the_steps_and_the_same_events(client: FlaskClient) -> None:
    answer = client.post("/v1/explain", json=ARTICLE)
    assert answer.status_code == 200
    assert "criticized" in json.dumps(answer.get_json()["articles"][0]["sentences"])
    assert events(client)[0]["rule"]["id"] in answer.text
    assert answer.data == client.post("/v1/explain", json=ARTICLE).data
