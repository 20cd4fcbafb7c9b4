"""What the OpenAPI document says of every operation alike: its id, examples, keys, problems, headers."""

from __future__ import annotations

import inspect
from typing import Any

from apispec import BasePlugin
from flask_smorest.utils import resolve_schema_instance

from coder.service.access import is_open
from schemas.examples import EXAMPLES, Example

INFO = {
    "description": "News articles in, events (who did what to whom) out. Every answer has the header `X-Request-ID`, "
    "which is taken from the request or made. Fields may be added to answers: pass over those you do not know.",
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
}
KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, where the service asks for one."},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key."},
}
_SENT = ("Article", "HypnosRequest")
"""Schemas of what is sent; in those of answers a field is there unless it says that it is `optional`."""


class ContractPlugin(BasePlugin):
    """Completes what flask-smorest knows of an operation."""

    def schema_helper(self, name: str, definition: Any, **options: Any) -> dict[str, Any]:
        """What it is, and which fields an answer is sure to have."""
        if options.get("schema") is None:
            return {}
        schema = resolve_schema_instance(options["schema"])
        told = {"description": inspect.getdoc(schema)}
        sure = [field.data_key or key for key, field in schema.fields.items() if not field.metadata.get("optional")]
        return told if name in _SENT or not sure else told | {"required": sure}

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **options: Any
    ) -> None:
        """Called for each path of the document."""
        for method, operation in (operations or {}).items():
            name = options["rule"].endpoint.split(".")[-1].removeprefix(f"{method}_")
            operation["operationId"] = f"{method}_{name}"
            operation["responses"] = {str(status): each for status, each in operation["responses"].items()}
            if not is_open(path or ""):
                operation["security"] = [{}, *({scheme: []} for scheme in KEYS)]
                operation["responses"] |= {"401": "UNAUTHORIZED", "429": "TOO_MANY_REQUESTS"}
            for example in EXAMPLES.get(operation["operationId"], ()):
                _show(operation, example)


def _show(operation: dict[str, Any], example: Example) -> None:
    """Put an example into the request and its answer."""
    if example.body is not None:
        _add(operation["requestBody"]["content"][example.media_type], example, example.body)
    if example.answer_file(operation["operationId"]).exists():
        answer = operation["responses"]["200"]["content"][example.answer_type]
        _add(answer, example, example.answer(operation["operationId"]))


def _add(content: dict[str, Any], example: Example, value: Any) -> None:
    content.pop("example", None)
    content.setdefault("examples", {})[example.name] = {"summary": example.summary, "value": value}
