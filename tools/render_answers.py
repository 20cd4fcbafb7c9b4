"""Writes the answers to the contract's example requests to schemas/answers/.

python -m tools.render_answers
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coder.building import build_coder
from coder.service import create_app
from coder.settings import Settings
from schemas.examples import ANSWERS, EXAMPLES, Example
from tools.example_store import fill


def main() -> None:
    """Answer from a store that holds a few events."""
    ANSWERS.mkdir(exist_ok=True)
    coder = build_coder(Settings())
    with tempfile.TemporaryDirectory() as folder:
        store = fill(f"sqlite:///{folder}/store.sqlite", coder)
        keep_answers(create_app(Settings(store=store), coder).test_client())


def keep_answers(client: FlaskClient) -> None:
    """Send every example and keep what is answered."""
    places = dict(operations(client.get("/openapi.json").get_json()))
    for operation, examples in EXAMPLES.items():
        for example in (each for each in examples if each.answer_type and not each.locked):
            answer = send(client, *places[operation], example)
            if answer.status_code != 200:
                raise SystemExit(f"{operation} {example.name}: {answer.status_code} {answer.text}")
            text = _pretty(json.loads(answer.text), example.entries) if example.answered_json else answer.text
            example.answer_file(operation).write_text(text, encoding="utf-8")


def operations(document: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """The operations of a contract by their ids: method and path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield operation["operationId"], (method.upper(), path)


def send(client: FlaskClient, method: str, path: str, example: Example) -> TestResponse:
    """Send an example to an operation."""
    query = {name: value for name, value in example.parameters.items() if f"{{{name}}}" not in path}
    return client.open(
        path.format_map(example.parameters),
        method=method,
        query_string=query,
        data=example.payload,
        headers={"Content-Type": example.media_type, "X-Request-ID": "example"} if example.payload else {},
    )


def _pretty(answer: Any, entries: int | None) -> str:
    return json.dumps(_shortened(answer, entries), ensure_ascii=False, indent=1) + "\n"


def _shortened(value: Any, entries: int | None) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(each, entries) for key, each in value.items()}
    return [_shortened(each, entries) for each in value[:entries]] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
