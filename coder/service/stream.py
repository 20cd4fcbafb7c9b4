"""Articles as lines of JSON in, their entries as lines of JSON out, while more are on their way."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import UnsupportedMediaType

from coder.article import Article
from coder.batch import Outcome
from coder.coder import CodedArticle
from coder.dedupe import Dedupe, deduplicate
from coder.errors import RequestError
from coder.service.answers import VERSIONS, versions_header
from coder.service.arriving import Line, arriving, lines_at_hand
from coder.service.desk import Desk, desk
from coder.service.pacing import PacedSocket, paced_socket
from schemas.offsets import with_offsets
from schemas.problems import problem_body
from schemas.queries import Query
from schemas.requests import invalid, load_article, with_defaults
from schemas.responses import CodedSchema
from schemas.strict_json import read_json, write_json

NDJSON = "application/x-ndjson"

_TOO_SLOW = "the next line did not arrive in time; send the rest in a new request"

log = logging.getLogger("dragoman")


def stream_events(query: Query) -> Response:
    """Answer each line of the request by a line, as soon as it is coded.

    :raise RequestError: the query asks for what only a whole request can be given.
    :raise UnavailableError: the coder is not ready, or as many streams are open as may be.
    :raise UnsupportedMediaType: the lines are not plain UTF-8.
    """
    _check_coding()
    _check_query(query)
    found = desk()
    found.check_ready()
    found.begin_stream()
    stream = Stream(found, query, paced_socket(), g.request_id, g.get("caller", ""))
    lines = lines_at_hand(arriving(request.environ), found.settings.max_body)
    response = Response(stream.answers(lines), mimetype=NDJSON)
    response.headers[VERSIONS] = versions_header(stream.coder.versions)
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(stream.ending.close)
    return response


def _check_coding() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8") or request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("Send the lines as plain UTF-8.")


def _check_query(query: Query) -> None:
    asked = {
        "format": bool(query.format),
        "explain": query.explain,
        "dedupe": query.dedupe is Dedupe.ONE_A_DAY,
    }
    wrong = {name: ["Not for a stream of lines."] for name, there in asked.items() if there}
    if wrong:
        raise invalid(wrong)


class Stream:
    """One stream, from its first line to its last; one coder answers all of it."""

    def __init__(self, desk: Desk, query: Query, connection: PacedSocket | None, request_id: str, caller: str) -> None:
        self._desk = desk
        self._query = query
        self._connection = connection
        self._request_id = request_id
        self._caller = caller
        self._entry = CodedSchema()
        self._began = time.monotonic()
        self._counts = Counter(articles=0, sentences=0, events=0, refused=0)
        self._error = ""
        self.coder = desk.coder
        self.ending = ExitStack()
        self.ending.callback(self._end)

    def answers(self, batches: Iterable[Sequence[Line]]) -> Iterator[bytes]:
        """A line for every line; the coder is free while lines are received or sent."""
        with self.ending:
            try:
                for lines in batches:
                    yield "".join(self._answers(lines)).encode()
                    if self._connection:
                        self._connection.begin()
            except OSError as error:
                self._error = type(error).__name__
                if self._connection and self._connection.late:
                    yield self._refusal(RequestError("too-slow", _TOO_SLOW)).encode()
                raise

    def _end(self) -> None:
        """Make room for another stream, and write the line that says what this one was."""
        self._desk.end_stream()
        took = round(1000 * (time.monotonic() - self._began), 1)
        who = {"request": self._request_id, "caller": self._caller}
        log.info("streamed", extra={**who, "milliseconds": took, "error": self._error, **self._counts})

    def _answers(self, lines: Sequence[Line]) -> Iterator[str]:
        read = [self._read(line) for line in lines]
        outcomes = iter(self._coded([each for each in read if isinstance(each, Article)]))
        for each in read:
            if isinstance(each, Article):
                yield write_json(self._written(next(outcomes)))
            else:
                self._counts["refused"] += 1
                yield self._refusal(each)

    def _written(self, outcome: Outcome[CodedArticle]) -> Mapping[str, Any]:
        """An article's entry, each line's duplicates filtered for itself."""
        (kept,) = deduplicate([outcome.result], self._query.dedupe)
        entry = self._entry.dump(replace(outcome, result=kept))
        return with_offsets(entry, outcome.article, self._query.offsets)

    def _read(self, line: Line) -> Article | RequestError:
        settings = self._desk.settings
        if line.too_long:
            return RequestError("line-too-long", f"line {line.number}: a line has at most {settings.max_body} bytes")
        try:
            value = read_json(line.body, settings.max_json_depth, settings.max_json_digits)
            return load_article(with_defaults(value, self._query.given))
        except RequestError as error:
            return RequestError(error.type, f"line {line.number}: {error}", error.errors)

    def _coded(self, articles: Sequence[Article]) -> Sequence[Outcome[CodedArticle]]:
        if not articles:
            return ()
        outcomes = self._desk.code(articles, self._query.options, self.coder, patient=True).articles
        results = [each.result for each in outcomes if each.result]
        self._counts["articles"] += len(outcomes)
        self._counts["sentences"] += sum(each.sentences for each in results)
        self._counts["events"] += sum(len(each.events) for each in results)
        return outcomes

    def _refusal(self, error: RequestError) -> str:
        return write_json(problem_body(error.type, str(error), error.errors, request_id=self._request_id))
