"""What the command line is given: a text, a JSON article, or JSON lines, told apart by name or by look."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from coder.article import Article
from coder.errors import RequestError
from coder.settings import Settings
from schemas.requests import load_articles
from schemas.strict_json import read_json

LINES_AT_ONCE = 16
_BLANK = b"\xef\xbb\xbf \t\r\n"


class Form(enum.StrEnum):
    """How articles are written down."""

    AUTO = "auto"
    TEXT = "text"
    JSON = "json"
    LINES = "jsonl"


_SUFFIXES = {".txt": Form.TEXT, ".json": Form.JSON, ".jsonl": Form.LINES, ".ndjson": Form.LINES}


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of input that gets one answer: a file, or a line of JSON lines."""

    articles: tuple[Article, ...] = ()
    error: RequestError | None = None


def read_pieces(
    stream: BinaryIO, name: str, form: Form, settings: Settings, date: datetime.date | None
) -> Iterator[list[Piece]]:
    """The input's pieces in order, a few at a time so that any number of lines can flow through.

    `date` is given to articles that have none.
    """
    first = stream.readline()
    chosen = form if form is not Form.AUTO else _SUFFIXES.get(PurePath(name).suffix.lower(), Form.AUTO)
    if chosen is Form.AUTO:
        chosen = _look(first, settings)
    if chosen is Form.LINES:
        lines = (line for line in _chain(first, stream) if line.strip(_BLANK))
        while batch := list(islice(lines, LINES_AT_ONCE)):
            yield [_json_piece(line, settings, date) for line in batch]
    else:
        body = first + stream.read()
        yield [_text_piece(body, date) if chosen is Form.TEXT else _json_piece(body, settings, date)]


def _chain(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield first
    yield from stream


def _look(first: bytes, settings: Settings) -> Form:
    """A first line that is a JSON object by itself begins JSON lines (or is a lone article: the same)."""
    start = first.strip(_BLANK)[:1]
    if start not in (b"{", b"["):
        return Form.TEXT
    try:
        read_json(first, settings.max_json_depth)
    except RequestError:
        return Form.JSON if start == b"{" or first.strip(_BLANK) == b"[" else Form.TEXT
    return Form.LINES


def _json_piece(body: bytes, settings: Settings, date: datetime.date | None) -> Piece:
    try:
        articles = load_articles(read_json(body, settings.max_json_depth), settings.max_articles)
    except RequestError as error:
        return Piece(error=error)
    return Piece(tuple(each if each.date else replace(each, date=date) for each in articles))


def _text_piece(body: bytes, date: datetime.date | None) -> Piece:
    text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if not text.strip():
        return Piece(error=RequestError("invalid-request", "there is no text to code"))
    return Piece((Article(text=text, date=date),))
