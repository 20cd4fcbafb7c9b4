"""The parsing call, and parses that come back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.parsing.conllu import rebuild_text

TEXTS = [
    ("Germany criticized France on Tuesday.", ""),
    ("Germany criticized France. France did not answer. Norway urged both to talk.", "Germany, France at odds"),
    ("OSLO, June 15 (Reuters) - Norway's minister didn't meet Kenya's president.\n\nKenya won't sign.", ""),
    ("Germany   criticized\tFrance\u00a0on\u2003Tuesday .\r\n\r\n  Norway\u200bmet Ken\u00adya.", "  Odd \t spaces  "),
    ('"We will never sign," Iran\'s foreign minister told Russia\'s, "not now, not ever."', "Iran: No."),
    ("<p>Germany &amp; France <b>met</b> Norway.</p><p>Kenya left.</p>", "A &quot;meeting&quot; of two"),
    (
        "Share this story\n\nGermany criticized France.\n\nBy Ann Writer\n\nCopyright 2021 The Example.",
        "News | The Example",
    ),
    ("10 000 troops of France cannot leave Mali; gonna stay. He'd've gone. I'm, we're, they've.", ""),
    ("\U0001f1e9\U0001f1ea Germany \U0001f98a criticized France \U0001f1eb\U0001f1f7!!! ... ?", "\U0001f98a"),
    ("word " * 400 + ". Germany criticized France.", ""),
    ("a" * 5_000 + " Germany criticized France.", ""),
    ("- Germany criticized France\n- Norway met Kenya\n* Iran attacked Iraq", "Three things"),
    ("\u201cIt\u2019s over,\u201d said France\u2019s president. Germany\u2019s didn\u2019t.", ""),
    ("Germany\x00 criticized\x07 France.\u2028Norway met Kenya.\u2029Kenya left.", "\ufeffNorway"),
    ("?!... -- ;;; (((", ""),
    ("_ _ _ # = | \\t 1-2 3.1 # text = x\n# newdoc\n1\tGermany\tcriticized France.", "# part = title"),
]
PLAIN = "Germany France Russia the U.S. president ministers police rebels said that will not won't met urged to attack , . ; : \" ' ( ) - -- \u201c \u201d Mr. he it and of in \U0001f98a \n \t \u00a0 &amp; <b> gonna can't 's _ #"
WORDS = st.lists(st.sampled_from(PLAIN.split(" ")), min_size=1, max_size=30).map(" ".join)


def same_again(client: FlaskClient, article: dict[str, Any]) -> dict[str, Any]:
    """An article's answer, after checking that it is the same with its parse handed in."""
    query = "/v1/events?include=unresolved,negated,hypothetical"
    (plain,) = client.post(query, json=article).get_json()["articles"]
    (parsed,) = client.post("/v1/parse", json=article).get_json()["articles"]
    assert (parsed["status"], parsed["sentences"]) == (plain["status"], plain["sentences"])
    if parsed["parse"]:
        (again,) = client.post(query, json={**article, "parse": parsed["parse"]}).get_json()["articles"]
        assert again == plain
        (parse,) = client.post("/v1/parse", json={**article, "parse": parsed["parse"]}).get_json()["articles"]
        assert parse == parsed
    found: dict[str, Any] = plain
    return found


@pytest.mark.parametrize(("text", "title"), TEXTS)
def test_a_parse_that_comes_back_gives_the_same_answer(client: FlaskClient, text: str, title: str) -> None:
    assert same_again(client, {"id": "a", "text": text, "title": title})["status"] == "coded"


def test_these_texts_have_events_to_lose(client: FlaskClient) -> None:
    answers = [same_again(client, {"text": text, "title": title}) for text, title in TEXTS]
    assert sum(len(each["events"]) for each in answers) > 15


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, st.just("") | WORDS)
def test_whatever_the_text(app: Flask, text: str, title: str) -> None:
    if text.strip():
        same_again(app.test_client(), {"text": text, "title": title})


def test_conllu_comes_as_it_is_on_request(client: FlaskClient) -> None:
    articles = [{"id": "a\nb", "text": "Norway left."}, {"text": "x", "language": "fr"}, {"text": "Kenya left."}]
    by_format = client.post("/v1/parse?format=conllu", json=articles)
    by_accept = client.post("/v1/parse", json=articles, headers={"Accept": "text/x-conllu"})
    assert by_format.data == by_accept.data
    assert by_format.content_type == "text/x-conllu; charset=utf-8"
    assert by_format.headers["Dragoman-Failed"] == "2 unsupported-language"
    assert [line for line in by_format.text.splitlines() if line.startswith("# newdoc")] == [
        "# newdoc id = a b",
        "# newdoc id = 3",
    ]
    assert rebuild_text(by_format.text) == "Norway left.\nKenya left."


def test_there_is_no_other_form(client: FlaskClient) -> None:
    answer = client.post("/v1/parse", json={"text": "a"}, headers={"Accept": "text/csv"})
    assert (answer.status_code, json.loads(answer.data)["type"]) == (406, "not-acceptable")


def test_a_bad_parse_is_named_by_its_line(client: FlaskClient) -> None:
    (answer,) = client.post("/v1/parse", json={"text": "a", "parse": "\n1\ta"}).get_json()["articles"]
    assert (answer["status"], answer["detail"][:7]) == ("bad-parse", "line 2:")
