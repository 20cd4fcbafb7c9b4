"""From a request's bytes to articles, and what the routes that do so say of themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, request
from flask_smorest import Blueprint
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from coder.article import Article
from coder.service.desk import desk
from schemas.requests import ArticleSchema, load_articles
from schemas.strict_json import read_json

View = TypeVar("View", bound=Callable[..., Any])

_EXAMPLE = {
    "id": "example-1",
    "date": "2021-06-15",
    "text": "Germany criticized France on Tuesday.",
}


def posted_articles() -> tuple[Article, ...]:
    """The articles of the request that is being answered.

    :raise RequestEntityTooLarge: the body has too many bytes.
    :raise UnsupportedMediaType: the body does not say that it is plain JSON in UTF-8.
    :raise RequestError: the body is not JSON, or not articles.
    """
    settings = desk().settings
    _check_media_type()
    body = read_json(_body_bytes(settings.max_body), settings.max_json_depth, settings.max_json_digits)
    articles = load_articles(body, settings.max_articles)
    g.counts = {"articles": len(articles)}
    return articles


def _check_media_type() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != "application/json" or charset not in ("utf-8", "utf8"):
        raise UnsupportedMediaType("Send the body as application/json in UTF-8.")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("Send the body uncompressed.")


def _body_bytes(most: int) -> bytes:
    """The body; one sent in chunks has no length to check beforehand, and is cut at the limit."""
    body = request.get_data(cache=False)
    if request.content_length is None and len(body) >= most:
        raise RequestEntityTooLarge
    return body


def takes_articles(blueprint: Blueprint) -> Callable[[View], View]:
    """Document a route's body, one article or a list, and the errors that follow from it."""

    def decorate(view: View) -> View:
        for status in (400, 413, 415, 503):
            view = blueprint.alt_response(status, _name(status))(view)
        documented: View = blueprint.doc(requestBody=_body_doc())(view)
        return documented

    return decorate


def _name(status: int) -> str:
    names = {400: "BAD_REQUEST", 413: "REQUEST_ENTITY_TOO_LARGE", 415: "UNSUPPORTED_MEDIA_TYPE"}
    return names.get(status, "SERVICE_UNAVAILABLE")


def _body_doc() -> dict[str, Any]:
    either = {"oneOf": [ArticleSchema, {"type": "array", "items": ArticleSchema, "minItems": 1}]}
    return {
        "required": True,
        "description": "One article, or a list of articles.",
        "content": {"application/json": {"schema": either, "example": _EXAMPLE}},
    }
