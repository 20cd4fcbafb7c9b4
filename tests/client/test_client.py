"""The client against a service over HTTP: what it sends, what it gives, what it does when things go wrong."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

import httpx
import pytest
from marshmallow import Schema
from marshmallow import fields as schema_fields

from coder.client import Answer, Article, Client, CodedArticle, Explanation, Refused, RequestError, UnavailableError
from schemas.explanations import ExplanationSchema
from schemas.responses import AnswerSchema
from tests.client.conftest import Faults

ARTICLE = Article(text="Germany criticized France on Tuesday.", id="a-1", date=datetime.date(2021, 6, 15))
FRENCH = Article(text="Bonjour.", language="fr")


def test_events_come_as_frozen_records(client: Client) -> None:
    answer = client.code(ARTICLE)
    (article,) = answer.articles
    (event,) = article.events
    assert (article.id, article.date, article.status) == ("a-1", datetime.date(2021, 6, 15), "coded")
    assert (event.source.code, event.code, event.target.code) == ("DEU", "111", "FRA")
    assert event.trigger.span == (19 - 11, 28 - 10)
    assert event.goldstein == -2.0
    assert event.rule.file.endswith(".yaml")
    assert answer.versions == client.versions()
    with pytest.raises(AttributeError):
        event.code = "112"  # type: ignore[misc]


def test_an_explanation_is_a_record_down_to_its_tokens(client: Client) -> None:
    (sentence,) = client.explain(ARTICLE).articles[0].sentences
    assert [token.text for token in sentence.tokens][:3] == ["Germany", "criticized", "France"]
    assert sentence.clauses[0].won == sentence.events[0].rule.id
    assert sentence.clauses[0].subject == ("Germany",)


def test_articles_are_records_or_mappings_one_or_many(client: Client) -> None:
    mapping = {"text": ARTICLE.text, "id": "a-1", "date": ARTICLE.date}
    assert client.code(ARTICLE) == client.code(mapping) == client.code([mapping])
    assert [each.id for each in client.code([ARTICLE, mapping, {"text": "x", "id": "x"}]).articles] == [
        "a-1",
        "a-1",
        "x",
    ]


def test_options_go_into_the_query(client: Client) -> None:
    text = {"text": "Germany criticized the rebels."}
    assert client.code(text).articles[0].events == ()
    assert len(client.code(text, include=["unresolved", "negated"]).articles[0].events) == 1
    (entry,) = client.stream([text], include=("unresolved",))
    assert isinstance(entry, CodedArticle)
    assert len(entry.events) == 1


def test_half_characters_can_be_sent(client: Client) -> None:
    (article,) = client.code({"text": "Germany \ud83d criticized France."}).articles
    assert article.warnings


def test_a_refusal_names_the_fields(client: Client, faults: Faults) -> None:
    with pytest.raises(RequestError) as refused:
        client.code([ARTICLE, {"text": "a", "date": "soon"}])
    assert refused.value.type == "invalid-request"
    assert [each.field for each in refused.value.errors] == ["articles[1].date"]
    with pytest.raises(RequestError, match=r"include.*Must be one of"):
        client.code(ARTICLE, include="everything")
    assert faults.requests == 2


@pytest.mark.parametrize("coming", [["busy"], ["busy", "proxy"], [0], [0, "busy"]])
def test_a_request_that_may_help_is_sent_again(client: Client, faults: Faults, coming: list[int | str]) -> None:
    faults.coming = list(coming)
    assert client.code(ARTICLE).articles[0].status == "coded"
    assert faults.requests == len(coming) + 1


@pytest.mark.parametrize(
    ("coming", "type"), [(["busy"] * 3, "busy"), (["proxy"] * 3, "unexpected"), ([0, 0, 0], "unreachable")]
)
def test_patience_ends(client: Client, faults: Faults, coming: list[int | str], type: str) -> None:
    faults.coming = list(coming)
    with pytest.raises(UnavailableError) as gone:
        client.code(ARTICLE)
    assert (gone.value.type, faults.requests) == (type, 3)


@pytest.mark.parametrize(
    "address", ["/nothing", "/livez?", "http://127.0.0.1:9", "127.0.0.1", "http://[", "ftp://here"]
)
def test_an_address_that_is_no_service_is_an_error_of_ours(served: tuple[str, Faults], address: str) -> None:
    with Client(served[0] + address if address[0] == "/" else address, retries=0) as client:
        for call in (client.versions, lambda: client.code(ARTICLE), lambda: list(client.stream([ARTICLE]))):
            with pytest.raises((UnavailableError, RequestError)):
                call()


def stories(number: int) -> list[Article]:
    return [Article(text="France met Germany.", id=str(each)) for each in range(number)]


def test_a_stream_gives_an_entry_for_each_article_in_order(client: Client, faults: Faults) -> None:
    entries = list(client.stream(iter(stories(40))))
    assert [entry.id for entry in entries if isinstance(entry, CodedArticle)] == [str(each) for each in range(40)]
    assert faults.requests == 3
    assert entries[0] == client.code(stories(1)).articles[0]


def test_with_one_at_once_each_is_answered_before_the_next_is_taken(client: Client) -> None:
    taken = []

    def coming() -> Any:
        for article in stories(3):
            taken.append(article.id)
            yield article

    for number, _ in enumerate(client.stream(coming(), at_once=1), 1):
        assert len(taken) == number


def test_a_refused_article_has_its_place_in_the_stream(client: Client) -> None:
    coded, refused, foreign = client.stream([ARTICLE, {"text": ""}, FRENCH])
    assert isinstance(coded, CodedArticle)
    assert isinstance(refused, Refused)
    assert (refused.type, refused.errors[0].field) == ("invalid-request", "text")
    assert isinstance(foreign, CodedArticle)
    assert foreign.status == "unsupported-language"


@pytest.mark.parametrize("coming", [[3], [0, 5, 0], ["busy", 15, "busy", 1], [3, 3, 3, 3, 3]])
def test_a_stream_goes_on_where_it_broke(client: Client, faults: Faults, coming: list[int | str]) -> None:
    faults.coming = list(coming)
    entries = list(client.stream(stories(20)))
    assert [entry.id for entry in entries if isinstance(entry, CodedArticle)] == [str(each) for each in range(20)]


def test_long_articles_go_in_windows_of_their_own(client: Client, faults: Faults) -> None:
    long = {"text": "word " * 15_000, "language": "fr"}
    assert len(list(client.stream([long, long, ARTICLE, ARTICLE]))) == 4
    assert faults.requests == 3


def test_the_answer_may_be_had_as_it_comes(client: Client, served: tuple[str, Faults]) -> None:
    plain = httpx.post(f"{served[0]}/v1/events", json={"text": ARTICLE.text})
    assert client.answer("/v1/events", {"text": ARTICLE.text}).content == plain.content


def check_records(kind: Any, schema: Schema) -> None:
    """A record has the fields of its schema, and so have those within it."""
    hints = get_type_hints(kind)
    assert set(schema.fields) == set(hints), kind
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, schema_fields.List) else field
        if isinstance(inner, schema_fields.Nested):
            (record,) = [each for each in (hints[name], *get_args(hints[name])) if is_dataclass(each)]
            if record is not kind:
                check_records(record, inner.schema)


@pytest.mark.parametrize(("kind", "schema"), [(Answer, AnswerSchema()), (Explanation, ExplanationSchema())])
def test_the_records_have_the_fields_of_the_schemas(kind: type, schema: Schema) -> None:
    check_records(kind, schema)


def test_the_client_needs_httpx_alone() -> None:
    """Neither the parser nor the server nor the schemas are loaded."""
    code = "import sys, json, coder.client; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    loaded = set(json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout))
    assert "httpx" in loaded
    assert not loaded & {"torch", "stanza", "flask", "werkzeug", "marshmallow", "yaml", "numpy", "schemas"}
