"""The client: articles out, events in."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from types import TracebackType
from typing import Any, TypeAlias, TypeVar

from coder.article import Article
from coder.client.answers import Answer, CodedArticle, Refused, Versions
from coder.client.connection import Connection, LostError, Reply, read_errors
from coder.client.explanations import Explanation
from coder.client.reading import read_record
from coder.errors import UnavailableError

Record = TypeVar("Record")
Sendable: TypeAlias = Article | Mapping[str, Any]
"""An article, or a mapping with the same fields (`{"text": ..., "date": "2021-06-15"}`)."""

EVENTS, EXPLAIN, READY = "/v1/events", "/v1/explain", "/readyz"
WINDOW_BYTES = 65_536


class Client:
    """A service, by its address.

    A request that finds the service busy, or whose connection breaks, is sent again up to `retries` times,
    after as long as the service asks for.

    :param key: the API key, where the service wants one.
    :param timeout: seconds without a word from the service after which it counts as gone.
    """

    def __init__(self, url: str, key: str | None = None, timeout: float = 60.0, retries: int = 4) -> None:
        self._connection = Connection(url, key, timeout, retries)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._connection.close()

    def code(self, articles: Sendable | Sequence[Sendable], **options: Any) -> Answer:
        """The events of one article or of several, as many as the service takes in a request (50).

        Options are those of the query, such as `include=["unresolved"]`.

        >>> client = Client("http://127.0.0.1:8000")
        >>> answer = client.code(Article(text="Germany criticized France."))  # doctest: +SKIP
        >>> [event.code for event in answer.articles[0].events]  # doctest: +SKIP
        ['111']

        :raise RequestError: the service refuses what was sent; `errors` names the fields.
        :raise UnavailableError: the service cannot be reached or is busy, after all retries.
        """
        return _read(Answer, self.answer(EVENTS, articles, **options).content)

    def explain(self, articles: Sendable | Sequence[Sendable], **options: Any) -> Explanation:
        """How the events of articles are found: the parse, actors, clauses and every rule tried; raises as `code`."""
        return _read(Explanation, self.answer(EXPLAIN, articles, **options).content)

    def stream(
        self, articles: Iterable[Sendable], at_once: int = 16, **options: Any
    ) -> Iterator[CodedArticle | Refused]:
        """The entries of any number of articles, one for each and in their order, while more are taken.

        Up to `at_once` articles are taken before the first is answered; with 1, each is answered before
        the next is taken. Where the connection breaks, what is not answered yet is sent again.

        >>> client = Client("http://127.0.0.1:8000")
        >>> stories = ({"id": str(number), "text": "France met Germany."} for number in range(1_000_000))
        >>> for entry in client.stream(stories):  # doctest: +SKIP
        ...     print(entry.id, len(entry.events))

        :raise UnavailableError: the service cannot be reached or is busy, after all retries.
        """
        query = _query(options)
        for window in _windows(map(_written, articles), at_once):
            yield from self._entries(window, query)

    def versions(self) -> Versions:
        """What the service codes with now."""
        return _read(_Ready, self._connection.get(READY).content).versions

    def answer(self, path: str, articles: Sendable | Sequence[Sendable], **options: Any) -> Reply:
        """The answer of a route as it comes, for whoever stores or passes it on; raises as `code` does."""
        one = isinstance(articles, Article | Mapping)
        body = _written(articles) if one else b"[" + b",".join(map(_written, articles)) + b"]"  # type: ignore[arg-type]
        return self._connection.post(path, body, _query(options))

    def _entries(self, window: Sequence[bytes], query: Mapping[str, str]) -> Iterator[CodedArticle | Refused]:
        answered, patience = 0, self._connection.patience()
        while answered < len(window):
            try:
                with self._connection.lines(EVENTS, b"\n".join(window[answered:]), query) as lines:
                    for line in lines:
                        entry = _entry(line)
                        answered += 1
                        patience.renew()
                        yield entry
                if answered < len(window):
                    raise LostError(UnavailableError("unreachable", "the stream ended early"))
            except LostError as lost:
                patience.wait(lost)


@dataclass(frozen=True, slots=True)
class _Ready:
    versions: Versions


def _read(kind: type[Record], body: str | bytes) -> Record:
    return _record(kind, _value(body))


def _entry(line: str) -> CodedArticle | Refused:
    value = _value(line)
    if "type" not in value:
        return _record(CodedArticle, value)
    if value["type"] == "too-slow":
        raise LostError(UnavailableError("too-slow", value["detail"]))
    return Refused(value["type"], value["detail"], read_errors(value))


def _value(body: str | bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise UnavailableError("unexpected", "the answer is no JSON object; is this a Dragoman service?")
    return value


def _record(kind: type[Record], value: Mapping[str, Any]) -> Record:
    try:
        return read_record(kind, value)
    except (TypeError, ValueError, KeyError) as error:
        raise UnavailableError("unexpected", f"the answer is not as expected: {error!r}") from error


def _windows(lines: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    """Lines a few at a time: few enough to be sent whole before any answer has to be read."""
    window: list[bytes] = []
    size = 0
    for line in lines:
        if window and size + len(line) > WINDOW_BYTES:
            yield window
            window, size = [], 0
        window.append(line)
        size += len(line)
        if len(window) >= most:
            yield window
            window, size = [], 0
    if window:
        yield window


def _written(article: Sendable) -> bytes:
    """An article as a line of JSON in ASCII, which holds any text, even half characters."""
    return json.dumps(_fields(article) if isinstance(article, Article) else dict(article), default=_day).encode()


def _fields(article: Article) -> dict[str, Any]:
    """What of an article is set."""
    values = ((each.name, getattr(article, each.name)) for each in fields(article))
    return {name: value for name, value in values if value not in ("", None)}


def _day(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be part of an article")


def _query(options: Mapping[str, Any]) -> dict[str, str]:
    """Options as the query writes them: lists with commas, yes and no as `true` and `false`."""
    return {name: _word(value) for name, value in options.items()}


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int) else ",".join(sorted(map(str, value)))  # type: ignore[call-overload]
