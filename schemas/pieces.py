"""The small fields that answers are made of."""

from __future__ import annotations

from typing import Any

from marshmallow import fields


def word_field(meaning: str, **metadata: Any) -> fields.String:
    """A text that is always there."""
    return fields.String(metadata={"description": meaning, **metadata})


def whole_field(meaning: str, attribute: str | None = None) -> fields.Integer:
    """A whole number."""
    return fields.Integer(attribute=attribute, metadata={"description": meaning})


def words_field(meaning: str) -> fields.List[str]:
    """A list of texts."""
    return fields.List(fields.String(), metadata={"description": meaning})


class SpanField(fields.Field[list[int]]):
    """`[start, end]` of anything that has the two, in code points."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> list[int]:
        return [obj.start, obj.end]


def span_field() -> SpanField:
    """Where a piece stands."""
    return SpanField(
        attribute="start",
        metadata={
            "description": "Start and end in code points of the part of the article it stands in.",
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        },
    )


def part_field() -> fields.String:
    """The part of the article that a span counts in."""
    return word_field("Where it stands: in the article's `text` or its `title`.", enum=["text", "title"])
