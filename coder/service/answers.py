"""Answers to coding calls in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response

from coder.batch import Answer, Status
from coder.coder import CodedArticle, Versions
from coder.dictionaries.load import Dictionaries
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import header_line
from coder.layouts.names import code_names
from schemas.queries import JSON, JSON_LINES, MEDIA_TYPES, Query
from schemas.responses import AnswerSchema, warnings_of
from schemas.strict_json import write_json
from schemas.writing import event_lines, layout_text, written_answer

VERSIONS = "Dragoman-Versions"
NAMED_AT_MOST = 100


def json_answer(written: Mapping[str, Any]) -> Response:
    """The whole answer, with every article's status in it."""
    return Response(write_json(written), mimetype="application/json")


def events_answer(answer: Answer[CodedArticle], format: str, query: Query, dictionaries: Dictionaries) -> Response:
    """Events in any of the forms; those without room for it tell of the articles in headers."""
    if format == JSON:
        return json_answer(written_answer(AnswerSchema(), answer, query.offsets))
    if format == JSON_LINES:
        text = "".join(event_lines(answer, query.offsets, query.first))
    else:
        names = code_names(dictionaries.ontology, dictionaries.actors, dictionaries.places)
        text = header_line(LAYOUTS[format]) + layout_text(answer, LAYOUTS[format], names, query.first, query.offsets)
    return with_telling_headers(Response(text, content_type=content_type(MEDIA_TYPES[format])), answer)


def versions_header(versions: Versions) -> str:
    """What coded, as a dictionary of structured header fields (RFC 9651).

    >>> versions_header(Versions("1.0", "ab12", "stanza 1.15"))
    'coder="1.0", dictionaries="ab12", model="stanza 1.15"'
    """
    return f'coder="{versions.coder}", dictionaries="{versions.dictionaries}", model="{versions.model}"'


def content_type(media_type: str) -> str:
    """A media type with its charset, where it is one of texts."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def with_telling_headers(response: Response, answer: Answer[Any]) -> Response:
    """Say in headers what an answer of rows cannot: what coded, how many articles, which failed, which has warnings."""
    response.headers[VERSIONS] = versions_header(answer.versions)
    response.headers["Dragoman-Articles"] = str(len(answer.articles))
    for name, found in (("Failed", list(_failed(answer))), ("Warned", list(_warned(answer)))):
        if found:
            more = f", and {len(found) - NAMED_AT_MOST} more" if len(found) > NAMED_AT_MOST else ""
            response.headers[f"Dragoman-{name}"] = ", ".join(found[:NAMED_AT_MOST]) + more
    return response


def _failed(answer: Answer[Any]) -> Iterator[str]:
    """`3 too-long`: the article's place in the request, from 1, and its status."""
    for number, outcome in enumerate(answer.articles, 1):
        if outcome.status is not Status.CODED:
            yield f"{number} {outcome.status}"


def _warned(answer: Answer[Any]) -> Iterator[str]:
    """The places of articles whose JSON answer would have warnings."""
    for number, outcome in enumerate(answer.articles, 1):
        if warnings_of(outcome):
            yield str(number)
