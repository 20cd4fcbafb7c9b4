"""What hypnos took and answered: the contract of `/hypnos/extract`."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_dump, post_load

from coder.article import Article
from schemas.pieces import word_field, words_field
from schemas.requests import invalid

_HALF = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class HypnosRequest:
    """A story as it was sent."""

    text: str
    id: str | None
    date: str | None

    def article(self) -> Article:
        """The article to code."""
        return Article(text=self.text, id=self.id or "", date=day_of(self.date))


def day_of(date: str | None) -> datetime.date | None:
    """The day that a date begins with, as hypnos read it, or None where it is none.

    >>> day_of("20210615") == day_of("2021-06-15T08:00") == datetime.date(2021, 6, 15)
    True
    """
    match = _DAY.match(date or "")
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


class LettersField(fields.Field[str]):
    """A text, or a number or truth value by its letters, as hypnos took them; half characters become U+FFFD."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        if isinstance(value, dict | list):
            raise ValidationError("Not a text.")
        return _HALF.sub("\ufffd", str(value))


def _letters(meaning: str) -> LettersField:
    metadata = {"description": meaning, "type": ["string", "number", "boolean"]}
    return LettersField(load_default=None, allow_none=True, metadata=metadata)


class HypnosRequestSchema(Schema):
    """A story to code, as hypnos took it; other fields are passed over."""

    class Meta:
        unknown = EXCLUDE

    error_messages = {"type": "Not a story: an object with a `text`."}  # noqa: RUF012

    text = LettersField(
        required=True, metadata={"description": "The story's text.", "type": ["string", "number", "boolean"]}
    )
    id = _letters("Your name for the story; the answer stands under it.")
    date = _letters("Day of publication, `20210615`; comes back as it is.")

    @post_load
    def _request(self, data: dict[str, Any], **_: Any) -> HypnosRequest:
        return HypnosRequest(**data)


def load_hypnos_request(value: Any) -> HypnosRequest:
    """The story of a body.

    :raise RequestError: `invalid-request`, with every wrong field named.
    """
    try:
        loaded: HypnosRequest = HypnosRequestSchema().load(value)
    except ValidationError as error:
        messages: Any = error.messages
        raise invalid(messages) from None
    return loaded


def _lists(meaning: str, length: int, inner: str = "string") -> fields.Raw:
    """Lists of a fixed length."""
    items = {"type": "array", "items": {"type": inner}, "minItems": length, "maxItems": length}
    return fields.Raw(metadata={"description": meaning, "type": "array", "items": items})


def _nothing() -> fields.Field[Any]:
    return fields.Constant([], metadata={"description": "Always empty.", "type": "array", "maxItems": 0})


class HypnosSentenceMetaSchema(Schema):
    """The words that events rest on; all but `nouns` run along the sentence's events."""

    actortext = _lists("Source and target as written.", 2)
    actorroot = _lists("Source and target as the dictionaries name them, in capitals; empty for strangers.", 2)
    eventtext = words_field("The words that named the act.")
    rules = words_field("Ids of the rules that fired; hypnos had none.")
    nouns = _lists("Noun phrases that stand for somebody: words, codes, and the codes with empty lists.", 3, "array")


class HypnosSentenceSchema(Schema):
    """A sentence with its events."""

    content = word_field("The words with blanks between them.")
    parsed = word_field("The words in capitals with their parts of speech, as a flat Penn tree.")
    events = _lists("Source, target and CAMEO code.", 3)
    issues: fields.Field[Any] = _nothing()
    meta = fields.Nested(
        HypnosSentenceMetaSchema, metadata={"description": "Only there where events are.", "optional": True}
    )

    @post_dump
    def _without_nothing(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {key: value for key, value in data.items() if key != "meta" or value}


class HypnosMetaSchema(Schema):
    """What concerns the story as a whole."""

    date = fields.String(allow_none=True, metadata={"description": "As it was sent."})
    verbs: fields.Field[Any] = _nothing()
    warnings = words_field("What else the reader of the events should know; hypnos had none.")


class HypnosStorySchema(Schema):
    """A story with its sentences."""

    meta = fields.Nested(HypnosMetaSchema)
    sents = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(HypnosSentenceSchema),
        metadata={"description": "The sentences under `0`, `1`, ..."},
    )
