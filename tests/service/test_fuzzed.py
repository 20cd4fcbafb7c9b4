"""What schemathesis makes of the contract: right and wrong requests to every operation, all its checks on."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from coder.layouts.catalogue import LAYOUTS
from schemas.examples import EXAMPLES, JSON, LINES

CHECKED_FORMS = (None, JSON)
"""Bodies that can be wrong by their shape; any bytes are a text, and each line of a stream is answered for itself."""


@pytest.fixture(scope="module")
def contract(app: Flask) -> Any:
    """The OpenAPI document, and the application in this process to try it on."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


@schemathesis.serializer(LINES)
def _lines(_: schemathesis.SerializationContext, value: object) -> bytes:
    """Lines of JSON are sent as the text that they are."""
    return str(value).encode("utf-8", "surrogatepass")


def test_right_requests_are_answered_as_the_contract_says(contract: Any, operation: str) -> None:
    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(contract.find_operation_by_id(operation).as_strategy().filter(agrees_with_itself).map(hurried))
    def answered(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    answered()


def test_wrong_requests_are_refused_as_the_contract_says(contract: Any, operation: str) -> None:
    found = contract.find_operation_by_id(operation)
    if not (found.query or found.body):
        return  # there is nothing that could be wrong

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(found.as_strategy(generation_mode=GenerationMode.NEGATIVE).filter(can_be_wrong).map(hurried))
    def answered(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    answered()


@pytest.fixture(params=EXAMPLES)
def operation(request: pytest.FixtureRequest) -> str:
    """An operation's id."""
    found: str = request.param
    return found


def agrees_with_itself(case: schemathesis.Case[Any]) -> bool:
    """Whether no two parameters contradict each other, which OpenAPI has no words for."""
    query = case.query or {}
    if query.get("order") == "newest" and (query.get("wait") or query.get("include")):
        return False
    explain, dedupe, format = (query.get(name) for name in ("explain", "dedupe", "format"))
    if case.media_type == LINES and (format or explain or dedupe == "one-a-day"):
        return False
    if explain and (format not in (None, "", "json") or dedupe not in (None, "none")):
        return False
    return format not in LAYOUTS or query.get("offsets") != "utf16"


def hurried(case: schemathesis.Case[Any]) -> schemathesis.Case[Any]:
    """The case without the patience to wait for events that nobody writes here."""
    if case.query and isinstance(case.query.get("wait"), float | int):
        case.query["wait"] = min(case.query["wait"], 0)
    return case


def can_be_wrong(case: schemathesis.Case[Any]) -> bool:
    """Whether what was made is wrong by its shape."""
    return case.media_type in CHECKED_FORMS
