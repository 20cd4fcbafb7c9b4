"""`GET /v1/feed` and its forms: the events of the store, to be read, followed and counted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for
from flask_smorest import Blueprint

from coder.outlets.atom import atom_feed
from coder.outlets.documents import Document, items_of
from coder.outlets.matching import only
from coder.outlets.table import event_line, header_line
from coder.outlets.written import event_json
from coder.service.answers import content_type, json_answer
from coder.service.following import EVENT_STREAM, awaited_changes, stream_changes
from coder.service.formats import chosen_format
from coder.service.problems import problem
from coder.service.registry import registry
from coder.store.records import Page, StoredEvent
from coder.store.selection import Selection
from schemas.feed import JsonFeedSchema, StoredEventAnswerSchema, StoredPageSchema
from schemas.requests import invalid
from schemas.selecting import (
    DocumentQuerySchema,
    FeedQuery,
    FollowingQuerySchema,
    PagedFeedSchema,
    TableQuerySchema,
)
from schemas.strict_json import printable, write_json

JSON_FEED, ATOM, LINES, TABLE = "application/feed+json", "application/atom+xml", "application/x-ndjson", "text/csv"
CURSOR = "Dragoman-Cursor"
_TITLE = "Dragoman: who did what to whom"
ID = {"in": "path", "name": "id", "description": "The id of an event.", "example": "b7dedde8084d0a21"}

blueprint = Blueprint("feed", __name__, description="Read the events of the store")


def _text_of(media_type: str, meaning: str) -> dict[str, Any]:
    return {media_type: {"schema": {"type": "string", "description": meaning}}}


_LINES = _text_of(LINES, "A stored event a line.")
_STREAM = _text_of(EVENT_STREAM, "Server-sent events: `id` is the cursor, `data` a stored event.")
_ATOM = _text_of(ATOM, "A document of Atom (RFC 4287).")
_TABLE = _text_of(TABLE, "A row of names, and a row an event.")


@blueprint.route("/v1/feed")
@blueprint.arguments(DocumentQuerySchema, location="query", unknown="raise")
@blueprint.response(200, JsonFeedSchema, content_type=JSON_FEED)
@blueprint.alt_response(304, description="Not changed.")
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_feed(query: FeedQuery) -> Response:
    """Events as a JSON Feed, those that were learnt of last first"""
    document = _document(query)
    return _unless_known(Response(write_json(JsonFeedSchema().dump(document)), content_type=JSON_FEED), document.page)


@blueprint.route("/v1/feed.atom")
@blueprint.arguments(DocumentQuerySchema, location="query", unknown="raise")
@blueprint.doc(responses={200: {"content": _ATOM}})
@blueprint.response(200, description="Events in Atom.")
@blueprint.alt_response(304, description="Not changed.")
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_feed_atom(query: FeedQuery) -> Response:
    """Events as a feed in Atom, those that were learnt of last first"""
    document = _document(query)
    return _unless_known(Response(atom_feed(document), content_type=f"{ATOM}; charset=utf-8"), document.page)


@blueprint.route("/v1/feed.csv")
@blueprint.arguments(TableQuerySchema, location="query", unknown="raise")
@blueprint.doc(responses={200: {"content": _TABLE}})
@blueprint.response(200, description="Events as a table.")
@blueprint.alt_response(304, description="Not changed.")
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_feed_csv(query: FeedQuery) -> Response:
    """Events as a table, in the order in which they were learnt of"""
    page = _page(query)
    text = header_line() + "".join(map(event_line, page.events))
    return _unless_known(Response(text, content_type=content_type(TABLE)), page)


@blueprint.route("/v1/feed.ndjson")
@blueprint.arguments(FollowingQuerySchema, location="query", unknown="raise")
@blueprint.doc(responses={200: {"content": {**_LINES, **_STREAM}}})
@blueprint.response(200, description="Events as lines of JSON.")
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(406, "NOT_ACCEPTABLE")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_feed_ndjson(query: FeedQuery) -> Response:
    """Events as lines of JSON, in the order in which they were learnt of, for whoever follows them

    Go on with the header `Dragoman-Cursor` as `cursor`: each event comes once, whatever is written meanwhile.
    `wait` holds the answer back until there is something to tell. With `Accept: text/event-stream` the events
    come as server-sent events for as long as somebody listens.
    """
    if chosen_format("", {"lines": LINES, "stream": EVENT_STREAM}) == "stream":
        if query.newest:
            raise invalid({"order": ["A stream has the oldest first."]})
        return _varied(stream_changes(query))
    page = _page(query) if query.newest else Page(*_told(query))
    response = Response("".join(map(event_json, page.events)), content_type=LINES)
    response.headers["Cache-Control"] = "no-store"
    return _varied(_with_cursor(response, page))


@blueprint.route("/v1/feed/withdrawn")
@blueprint.arguments(PagedFeedSchema, location="query", unknown="raise")
@blueprint.response(200, StoredPageSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_feed_withdrawn(query: FeedQuery) -> Response:
    """Events that were taken back, because newer dictionaries no longer find them"""
    page = only(registry().store.withdrawn(query.cursor, query.size), Selection(**query.filters))
    return _with_cursor(json_answer(StoredPageSchema().dump(page)), page)


@blueprint.route("/v1/feed/<id>", parameters=[ID])
@blueprint.response(200, StoredEventAnswerSchema)
@blueprint.alt_response(304, description="Not changed.")
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_feed_event(id: str) -> Response:
    """An event with all who told it: the sentences, the rules, the articles and their copies"""
    store = registry().store
    event = store.event(id)
    if event is None:
        return problem("not-found", f"there is no event `{printable(id)}` in the store")
    whole = {"event": event, "tellings": store.mentions(id)}
    return _unless_known(json_answer(StoredEventAnswerSchema().dump(whole)))


def _page(query: FeedQuery) -> Page:
    return registry().store.page(Selection(**query.filters), query.cursor, query.size, query.newest)


def _told(query: FeedQuery) -> tuple[tuple[StoredEvent, ...], int, bool]:
    found = awaited_changes(query)
    return found.events, found.cursor, found.more


def _document(query: FeedQuery) -> Document:
    page = _page(query)
    key = f"feed {sorted(query.filters.items())}"
    here, following = request.url, _next_address(page)
    return Document(key, _TITLE, request.host_url, here, following, page, items_of(page, _address))


def _address(event: StoredEvent) -> str:
    return url_for("feed.get_feed_event", id=event.id, _external=True)


def _next_address(page: Page) -> str:
    """Where the next page is, if there is more already."""
    if not page.more:
        return ""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{request.base_url}?{urlencode([*asked, ('cursor', str(page.cursor))])}"


def _with_cursor(response: Response, page: Page) -> Response:
    """Say where to go on, and link to there if there is more already."""
    response.headers[CURSOR] = str(page.cursor)
    following = _next_address(page)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _unless_known(response: Response, page: Page | None = None) -> Response:
    """The answer, or that it is still as the reader has it."""
    if page is not None:
        _with_cursor(response, page)
    response.add_etag()
    response.last_modified = registry().changed(request.full_path, response.get_etag()[0] or "")
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response


def _varied(response: Response) -> Response:
    response.vary.add("Accept")
    return response
