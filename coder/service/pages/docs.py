"""`GET /docs`: the contract as a page, made from the OpenAPI document and from nothing else."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, make_response, render_template, request
from markupsafe import Markup, escape

from coder.service.pages.workbench import POLICY
from schemas.examples import EXAMPLES, Example

blueprint = Blueprint("docs", __name__)

_METHODS = ("get", "post")


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field: its type with links to schemas, and what it means."""

    name: str
    type: Markup
    sure: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Trial:
    """An example: how to send it, and what comes back."""

    summary: str
    command: str
    answer: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer by its status; `types` are the media types with their schemas."""

    status: str
    meaning: str
    types: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    locked: bool
    parameters: tuple[Row, ...]
    bodies: tuple[tuple[str, Markup], ...]
    replies: tuple[Reply, ...]
    trials: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Operations under one tag."""

    name: str
    meaning: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A schema with its fields."""

    name: str
    meaning: str
    fields: tuple[Row, ...]


@blueprint.get("/docs", strict_slashes=False)
def get_docs() -> Response:
    """Every route with its parameters, answers and examples, and every schema."""
    document = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    response = make_response(
        render_template(
            "docs.html",
            info=document["info"],
            rooms=tuple(_rooms(document, request.host_url.rstrip("/"))),
            records=tuple(_records(document["components"]["schemas"])),
        )
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _rooms(document: Mapping[str, Any], address: str) -> Iterator[Room]:
    for tag in document["tags"]:
        found = (
            _operation(document, path, method, item, address)
            for path, item in document["paths"].items()
            for method in _METHODS
            if method in item and tag["name"] in item[method]["tags"]
        )
        yield Room(tag["name"], tag.get("description", ""), tuple(found))


def _operation(document: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any], address: str) -> Operation:
    said = item[method]
    parameters = (*item.get("parameters", ()), *said.get("parameters", ()))
    replies = ((status, _resolved(document, each)) for status, each in sorted(said["responses"].items()))
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        description=said.get("description", ""),
        locked="security" in said,
        parameters=tuple(map(_parameter, parameters)),
        bodies=tuple(_types(said.get("requestBody", {}))),
        replies=tuple(Reply(status, each["description"], tuple(_types(each))) for status, each in replies),
        trials=tuple(_trial(said["operationId"], method, address + path, each) for each in _examples(said)),
    )


def _examples(said: Mapping[str, Any]) -> tuple[Example, ...]:
    return EXAMPLES.get(said["operationId"], ())


def _resolved(document: Mapping[str, Any], value: Mapping[str, Any]) -> Any:
    """What a reference refers to, or the value itself."""
    found: Any = value
    if "$ref" in value:
        found = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            found = found[step]
    return found


def _types(holder: Mapping[str, Any]) -> Iterator[tuple[str, Markup]]:
    """Media types with what is sent in them."""
    for media_type, content in holder.get("content", {}).items():
        yield media_type, _type(content["schema"])


def _parameter(said: Mapping[str, Any]) -> Row:
    default = said["schema"].get("default")
    usual = f" Without it: `{default}`." if default not in (None, "") else ""
    place = "path" if said["in"] == "path" else "query"
    return Row(
        said["name"],
        Markup("{} <span class='remark'>{}</span>").format(_type(said["schema"]), place),
        said.get("required", False),
        said.get("description", "") + usual,
    )


def _records(schemas: Mapping[str, Any]) -> Iterator[Record]:
    for name, schema in sorted(schemas.items()):
        needed = schema.get("required", ())
        rows = (
            Row(field, _type(each), field in needed, each.get("description", ""))
            for field, each in schema.get("properties", {}).items()
        )
        yield Record(name, schema.get("description", ""), tuple(rows))


def _type(schema: Mapping[str, Any]) -> Markup:
    """A schema in a few words; other schemas as links to where they are described."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return Markup('<a href="#schema-{0}">{0}</a>').format(name)
    for key, between in (("oneOf", " or "), ("anyOf", " or "), ("allOf", " with ")):
        parts = [each for each in schema.get(key, ()) if "$ref" in each or "type" in each or "allOf" in each]
        if parts:
            return Markup(between).join(map(_type, parts))
    if schema.get("enum"):
        return Markup(" | ").join(Markup("<code>{}</code>").format(json.dumps(each)) for each in schema["enum"])
    return _plain_type(schema)


def _plain_type(schema: Mapping[str, Any]) -> Markup:
    kinds = schema.get("type", "anything")
    words = [kinds] if isinstance(kinds, str) else list(kinds)
    if "array" in words:
        return Markup("list of {}").format(_type(schema.get("items", {})))
    if isinstance(schema.get("additionalProperties"), Mapping):
        return Markup("object of {}").format(_type(schema["additionalProperties"]))
    bounds = [f"{name} {schema[key]}" for key, name in _BOUNDS.items() if key in schema]
    told = [schema.get("format", ""), *bounds]
    return escape(" or ".join(words) + "".join(f", {each}" for each in told if each))


_BOUNDS = {"minimum": "at least", "maximum": "at most", "minLength": "length from", "maxLength": "length up to"}


def _trial(operation: str, method: str, url: str, example: Example) -> Trial:
    answer = ""
    if example.answer_type and example.answer_file(operation).exists():
        kept = example.answer(operation)
        answer = json.dumps(kept, ensure_ascii=False, indent=2) if example.answered_json else kept
    return Trial(example.summary, _command(method, url, example), answer)


def _command(method: str, url: str, example: Example) -> str:
    """How a shell sends an example."""
    query = {name: value for name, value in example.parameters.items() if f"{{{name}}}" not in url}
    whole = url.format_map(example.parameters) + (f"?{urlencode(query)}" if query else "")
    words = [f"curl -s {shlex.quote(whole)}"]
    if example.body is not None:
        words += [f"-H 'Content-Type: {example.media_type}'", f"--data-binary {shlex.quote(example.payload.decode())}"]
    if (method == "get") == (example.body is not None):
        words.insert(1, f"-X {method.upper()}")
    if example.locked:
        words.append('-H "Authorization: Bearer $KEY"')
    return " \\\n  ".join(words)
