"""Readers that follow the feed: they wait for what is not there yet, by long poll or as server-sent events."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import ExitStack

from flask import Response, g, request

from coder.errors import StoreError
from coder.outlets.changes import Changes, changed_at, changes
from coder.outlets.written import event_json
from coder.service.registry import Registry, registry
from coder.store.records import StoredEvent
from coder.store.selection import Selection
from schemas.requests import invalid
from schemas.selecting import LAST_POSITION, FeedQuery

EVENT_STREAM = "text/event-stream"
BEAT_SECONDS = 15.0
STREAM_SECONDS = 600.0
RETRY_MILLISECONDS = 2_000
LAST_EVENT = "Last-Event-ID"

log = logging.getLogger("dragoman")


def awaited_changes(query: FeedQuery) -> Changes:
    """What comes after the cursor; where there is nothing, what comes within the time that the query would wait.

    :raise UnavailableError: as many readers wait as may.
    """
    room, selection = registry(), Selection(**query.filters)
    found = changes(room.store, selection, query.cursor, query.size, query.withdrawn)
    if found.events or not query.wait:
        return found
    until = time.monotonic() + query.wait
    with room.waiting():
        while not found.events and room.newer(found.cursor, until - time.monotonic()):
            found = changes(room.store, selection, found.cursor, query.size, query.withdrawn)
    return found


def stream_changes(query: FeedQuery) -> Response:
    """What comes after the cursor, and whatever comes later, as server-sent events.

    :raise RequestError: `Last-Event-ID` is no position.
    :raise UnavailableError: as many readers wait as may.
    """
    room = registry()
    follower = Follower(room, query, _last_seen() or query.cursor, g.request_id, g.get("caller", ""))
    room.enter()
    response = Response(follower.messages(), content_type=f"{EVENT_STREAM}; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(follower.ending.close)
    return response


def _last_seen() -> int:
    """Where a browser that lost its connection was."""
    written = request.headers.get(LAST_EVENT, "")
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and len(written) < 17 and int(written) <= LAST_POSITION):
        raise invalid({LAST_EVENT: ["Not the id of an event of this stream."]})
    return int(written)


class Follower:
    """One reader of server-sent events.

    The stream ends by itself after ten minutes, and browsers come again with the id of the last event; so a key
    that was taken back does not read on for ever.
    """

    def __init__(self, room: Registry, query: FeedQuery, cursor: int, request_id: str, caller: str) -> None:
        self._room = room
        self._store = room.store
        self._query = query
        self._selection = Selection(**query.filters)
        self._cursor = cursor
        self._who = {"request": request_id, "caller": caller}
        self._began = time.monotonic()
        self._told = 0
        self.ending = ExitStack()
        self.ending.callback(self._end)

    def messages(self) -> Iterator[bytes]:
        """The events as they come; now and then the cursor alone, so that both sides know of each other."""
        with self.ending:
            yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
            try:
                while not self._room.ended and time.monotonic() - self._began < STREAM_SECONDS:
                    yield self._next()
            except StoreError as error:
                log.warning("the store fails a follower", extra={**self._who, "error": str(error)})

    def _next(self) -> bytes:
        found = changes(self._store, self._selection, self._cursor, self._query.size, self._query.withdrawn)
        if not found.events and not found.more:
            self._room.newer(found.cursor, BEAT_SECONDS)
        self._cursor = found.cursor
        self._told += len(found.events)
        return ("".join(map(message, found.events)) or f"id: {self._cursor}\n\n").encode()

    def _end(self) -> None:
        """Make room for another, and write the line that says what this one was."""
        self._room.leave()
        took = round(1000 * (time.monotonic() - self._began), 1)
        log.info("followed", extra={**self._who, "milliseconds": took, "events": self._told})


def message(event: StoredEvent) -> str:
    """An event for browsers' `EventSource`: withdrawals are of a type of their own."""
    kind = "event: withdrawn\n" if event.withdrawn is not None else ""
    return f"{kind}id: {changed_at(event)}\ndata: {event_json(event)}\n"
