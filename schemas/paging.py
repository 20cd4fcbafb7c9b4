"""Long lists come in pages: which part is asked for, and which was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marshmallow import Schema, fields, validate

from schemas.pieces import whole_field, word_field

LONGEST_PAGE = 500
FARTHEST = 1_000_000
LONGEST_QUERY = 200

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a list that is asked for."""

    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A part of a list: `total` items there are, these begin at `offset`, and `next` is where to go on."""

    version: str
    total: int
    offset: int
    next: int | None
    items: tuple[Item, ...]


def page_of(items: Sequence[Item], part: Part, version: str) -> Page[Item]:
    """A part of a list; `version` tells of what dictionaries."""
    end = part.offset + part.limit
    following = end if end < len(items) else None
    return Page(version, len(items), part.offset, following, tuple(items[part.offset : end]))


class PageQuerySchema(Schema):
    """Which part of a list is asked for."""

    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(1, LONGEST_PAGE),
        metadata={"description": f"How many at once, at most {LONGEST_PAGE}."},
    )
    offset = fields.Integer(
        load_default=0,
        validate=validate.Range(0, FARTHEST),
        metadata={"description": "How many to leave out before them: `next` of the page before."},
    )


class PageSchema(Schema):
    """A part of a list."""

    version = word_field("Content hash of the dictionaries.")
    total = whole_field("How many there are in all.")
    offset = whole_field("How many are left out before these.")
    next = fields.Integer(allow_none=True, metadata={"description": "The offset to go on at; null at the end."})


def query_field(meaning: str, **options: Any) -> fields.String:
    """A text to search for."""
    return fields.String(
        load_default="",
        validate=[validate.Length(max=LONGEST_QUERY), *options.pop("validate", ())],
        metadata={"description": meaning},
        **options,
    )
