"""The OpenAPI document: complete, true, and its examples work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.coder import Coder
from coder.pages import can_read_pages
from coder.service import create_app
from coder.settings import Settings
from schemas.examples import EXAMPLES, JSON, Example
from schemas.problems import PROBLEMS
from tools.render_answers import operations, send

PAGES = ("/", "/docs", "/favicon.ico", "/pages/", "/reference", "/monitor", "/openapi.json", "/metrics")
"""What is for people or not JSON, and is told of in words: the workbench, the reference, the contract itself."""
CASES = [(operation, example) for operation, examples in EXAMPLES.items() for example in examples if not example.locked]


@pytest.fixture(scope="module")
def document(app: Flask) -> Any:
    """The OpenAPI document as it is served."""
    return app.test_client().get("/openapi.json").get_json()


def each_operation(document: Any) -> Iterator[tuple[str, str, Any]]:
    """Method, path and operation, with the parameters that stand in its path among its own."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
                yield method, path, {**operation, "parameters": parameters}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(each)


def test_every_route_is_described(app: Flask, document: Any) -> None:
    rules = {re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if rule != "/" and not rule.startswith(PAGES[1:])} == set(document["paths"])


def test_every_operation_says_what_it_does_takes_and_answers(document: Any) -> None:
    known_tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    ids = []
    for method, path, operation in each_operation(document):
        place = f"{method} {path}"
        ids.append(operation["operationId"])
        assert operation["summary"], place
        assert set(operation["tags"]) <= known_tags, place
        for parameter in operation["parameters"]:
            assert parameter.get("description"), f"{place}: {parameter['name']}"
            assert parameter["in"] != "path" or "example" in parameter, f"{place}: {parameter['name']}"
        assert "default" in operation["responses"], place
        for media_type, content in operation["responses"]["200"]["content"].items():
            assert content["schema"], f"{place}: {media_type}"
        assert any("examples" in content for content in operation["responses"]["200"]["content"].values()), place
        body = operation.get("requestBody")
        assert body is None or body["content"][JSON]["examples"], place
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(EXAMPLES)


def test_every_schema_and_field_is_described(document: Any) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        for field, described in schema.get("properties", {}).items():
            assert any("description" in each or "$ref" in each for each in objects(described)), f"{name}.{field}"


def test_every_problem_is_documented_with_its_status(document: Any) -> None:
    for response in document["components"]["responses"].values():
        (content,) = response["content"].items()
        assert content[0] == "application/problem+json"
        for type, example in content[1].get("examples", {}).items():
            assert example["value"]["status"] == PROBLEMS[type]


def test_the_document_is_openapi_and_its_schemas_are_json_schema(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["license"]["identifier"] == "Apache-2.0"
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for reference in (each["$ref"] for each in objects(document) if isinstance(each.get("$ref"), str)):
        where: Any = document
        for step in reference.removeprefix("#/").split("/"):
            where = where[step]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1].name}")
def test_an_example_request_is_answered_as_the_example_answer_says(
    client: FlaskClient, document: Any, case: tuple[str, Example]
) -> None:
    operation, example = case
    method, path = dict(operations(document))[operation]
    answer = send(client, method, path, example)
    if not example.answer_type and not can_read_pages():
        pytest.skip("NOT RUN: needs pip install 'dragoman[html]'")
    assert answer.status_code == 200, answer.text
    if not example.answer_type:
        return
    assert answer.mimetype == example.answer_type
    content = document["paths"][path][method.lower()]["responses"]["200"]["content"][example.answer_type]
    kept = content["examples"][example.name]["value"]
    if example.answered_json:
        validator = jsonschema.Draft202012Validator({**content["schema"], "components": document["components"]})
        validator.validate(kept)
        validator.validate(answer.get_json())
        assert shape(kept) == shape(answer.get_json()), "run: python -m tools.render_answers"
    else:
        assert kept.count("\n") == answer.text.count("\n"), "run: python -m tools.render_answers"


def shape(value: Any) -> Any:
    """The keys of an answer; of lists the first entry stands for all."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(each) for each in value[:1]] if isinstance(value, list) and value else None


def test_an_example_body_needs_no_query(client: FlaskClient, document: Any) -> None:
    for method, path, operation in each_operation(document):
        for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
            for name, example in content.get("examples", {}).items():
                body = json.dumps(example["value"]) if media_type == JSON else example["value"]
                answer = client.open(path, method=method.upper(), data=body, headers={"Content-Type": media_type})
                assert answer.status_code == (200 if media_type != "text/html" or can_read_pages() else 415), name


def test_the_document_is_the_same_from_every_start(coder: Coder, document: Any) -> None:
    again = create_app(Settings(), coder).test_client().get("/openapi.json").get_json()
    assert again == document
    assert list(again["paths"]) == list(document["paths"])
