"""Answers as text: JSON, JSON lines, and the layouts with columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema

from coder.batch import Answer
from coder.coder import CodedArticle
from coder.layouts.columns import Layout, records, row_line
from coder.layouts.names import CodeNames
from coder.offsets import Offsets
from schemas.offsets import with_offsets
from schemas.responses import EventSchema
from schemas.strict_json import write_json


def written_answer(schema: Schema, answer: Answer[Any], offsets: Offsets = Offsets.CODE_POINTS) -> dict[str, Any]:
    """An answer as plain values in the order of its schema."""
    written: dict[str, Any] = schema.dump(answer)
    pairs = zip(written["articles"], answer.articles, strict=True)
    return {**written, "articles": [with_offsets(article, outcome.article, offsets) for article, outcome in pairs]}


def event_lines(answer: Answer[CodedArticle], offsets: Offsets = Offsets.CODE_POINTS, first: int = 1) -> Iterator[str]:
    """A line of JSON for each event: the event as in an answer, after the `article` it is from.

    `first` is the number of the first article.
    """
    schema = EventSchema()
    for number, outcome in enumerate(answer.articles, first):
        article = outcome.article
        origin = {"article": {"number": number, "id": article.id, "url": article.url, "publisher": article.publisher}}
        for event in outcome.result.events if outcome.result else ():
            yield write_json({**origin, **with_offsets(schema.dump(event), article, offsets)})


def layout_text(
    answer: Answer[CodedArticle],
    layout: Layout,
    names: CodeNames,
    first: int = 1,
    offsets: Offsets = Offsets.CODE_POINTS,
) -> str:
    """The events of an answer as rows of a layout, without its header; `first` numbers the first article."""
    return "".join(row_line(layout, record) for record in records(answer, names, first, offsets))
