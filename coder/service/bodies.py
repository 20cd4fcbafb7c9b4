"""From a request's bytes to articles, and what the routes that do so say of themselves."""

from __future__ import annotations

import http
from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, request
from flask_smorest import Blueprint
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge, UnsupportedMediaType

from coder.article import Article
from coder.pages import INSTALL, can_read_pages
from coder.service.desk import desk
from coder.service.texts import decoded_page, decoded_text
from schemas.queries import Query
from schemas.requests import WRITTEN, ArticleSchema, load_articles, with_defaults
from schemas.strict_json import read_json

View = TypeVar("View", bound=Callable[..., Any])

JSON, TEXT, PAGE = "application/json", "text/plain", "text/html"
_UTF_8 = ("", "utf-8", "utf8")


def posted_articles(query: Query) -> tuple[Article, ...]:
    """The articles of the request that is being answered; what they do not say of themselves, `query` says.

    :raise RequestEntityTooLarge: the body has too many bytes.
    :raise UnsupportedMediaType: the body is not of a type that is taken.
    :raise RequestError: the body is not JSON, or not articles.
    """
    settings = desk().settings
    charset = _checked_charset()
    value = _value(_body_bytes(settings.max_body), charset)
    articles = load_articles(with_defaults(value, query.given), settings.max_articles)
    g.counts = {"articles": len(articles)}
    return articles


def _value(body: bytes, charset: str) -> Any:
    """What a body says, as if it were JSON: a bare text or page is an article that has nothing else."""
    if request.mimetype == TEXT:
        return {"text": decoded_text(body, charset)}
    return {"html": decoded_page(body, charset)} if request.mimetype == PAGE else _json(body)


def posted_json() -> Any:
    """The JSON of a request that can be nothing else; raises as `posted_articles` does."""
    _checked_charset((JSON,))
    return _json(_body_bytes(desk().settings.max_body))


def _json(body: bytes) -> Any:
    settings = desk().settings
    return read_json(body, settings.max_json_depth, settings.max_json_digits)


def _checked_charset(types: tuple[str, ...] = (JSON, TEXT, PAGE)) -> str:
    """The charset of a body that can be taken."""
    charset = request.mimetype_params.get("charset", "")
    if request.mimetype not in types or (request.mimetype == JSON and charset.lower() not in _UTF_8):
        others = f", or one article as {TEXT} or {PAGE}" if TEXT in types else ""
        raise UnsupportedMediaType(f"Send the body as {JSON} in UTF-8{others}.")
    if request.mimetype == PAGE and not can_read_pages():
        raise UnsupportedMediaType(f"This installation reads no HTML; {INSTALL}, or send the text.")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("Send the body uncompressed.")
    return charset


def _body_bytes(most: int) -> bytes:
    """The body; one sent in chunks has no length to check beforehand, and is cut at the limit."""
    body = request.get_data(cache=False)
    length = request.content_length
    if length is None and len(body) >= most:
        raise RequestEntityTooLarge
    if length is not None and len(body) < length:
        raise ClientDisconnected
    return body


def takes_articles(blueprint: Blueprint) -> Callable[[View], View]:
    """Document a route's body, one article or a list, and the errors that follow from it."""

    def decorate(view: View) -> View:
        for status in (400, 406, 413, 415, 503):
            view = blueprint.alt_response(status, http.HTTPStatus(status).name)(view)
        documented: View = blueprint.doc(requestBody=_body_doc())(view)
        return documented

    return decorate


def _body_doc() -> dict[str, Any]:
    article = {"allOf": [ArticleSchema], "oneOf": [{"required": ["text"]}, {"required": ["html"]}]}
    either = {"oneOf": [article, {"type": "array", "items": article, "minItems": 1}]}
    bare = {"schema": {"type": "string", "pattern": WRITTEN}}
    return {
        "required": True,
        "description": "One article, or a list of articles; or one bare text or web page.",
        "content": {
            JSON: {"schema": either},
            TEXT: bare,
            PAGE: bare,
        },
    }
