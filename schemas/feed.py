"""Stored events as answered, and which of them may be asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_dump

from schemas.pieces import whole_field, word_field, words_field
from schemas.requests import invalid
from schemas.responses import EventSchema, VersionsSchema
from schemas.selecting import FilterSchema


class SideSchema(Schema):
    """Who acted, or was acted upon."""

    code = word_field("CAMEO actor code: country, then roles (`RUSGOV`).")
    country = word_field("ISO 3166-1 alpha-3, or the code of an international or regional actor; may be empty.")
    roles = words_field("CAMEO role codes, the main one first.")
    name = word_field("Its name, else the words of the first telling.")


class SiteSchema(Schema):
    """Where an event took place."""

    name = word_field("The place.")
    country = word_field("ISO 3166-1 alpha-3; may be empty.")
    latitude = fields.Float(allow_none=True, metadata={"description": "Degrees north; null where not known."})
    longitude = fields.Float(allow_none=True, metadata={"description": "Degrees east; null where not known."})
    nearness = word_field("What the point stands for: `place`, `region` or `country`.")


class ReportSchema(Schema):
    """An article that told of an event."""

    number = whole_field("Its number in the store.")
    feed = word_field("The source that brought it.")
    id = word_field("Its id there; may be empty.")
    title = word_field("Its title.")
    url = word_field("Where it stands; may be empty.")
    publisher = word_field("Who published it; may be empty.")
    language = word_field("Its language.")
    date = fields.Date(allow_none=True, metadata={"description": "Its day; null without one."})
    received = fields.AwareDateTime(format="iso", metadata={"description": "When it was received, in UTC."})
    copy_of = fields.Integer(allow_none=True, metadata={"description": "The article whose text it repeats; else null."})
    versions = fields.Nested(
        VersionsSchema, allow_none=True, metadata={"description": "What coded it; null for a copy, which is not coded."}
    )


class RecordField(fields.Nested):
    """The whole event as it was answered when it was coded, which the store keeps as JSON."""

    def _serialize(self, nested_obj: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return json.loads(obj.record)


class TellingSchema(Schema):
    """One telling of an event."""

    number = whole_field("Its number in the store.")
    event = RecordField(
        EventSchema,
        attribute="record",
        metadata={"description": "The event as this article tells it: words, spans, rules."},
    )
    article = fields.Nested(ReportSchema, attribute="report", metadata={"description": "The article that tells it."})
    withdrawn = fields.Integer(
        allow_none=True,
        metadata={"description": "Where newer dictionaries no longer find it: the position of that; else null."},
    )


class WholeTellingSchema(TellingSchema):
    """One telling of an event, with the articles that repeat it."""

    copies = fields.List(
        fields.Nested(ReportSchema), metadata={"description": "Articles with the same text, which are not coded again."}
    )


class StoredEventSchema(Schema):
    """One act of one source towards one target on one day, however often it was told."""

    position = whole_field("Its place in the feed; it grows with every event that is learnt of.")
    id = word_field("Its id: the same for the same day, dyad and code.")
    withdrawn = fields.Integer(
        allow_none=True, metadata={"description": "The position at which it was taken back; null while it stands."}
    )
    day = fields.Date(allow_none=True, metadata={"description": "The day it is counted on; null without one."})
    source = fields.Nested(SideSchema, metadata={"description": "Who acted."})
    target = fields.Nested(SideSchema, metadata={"description": "Who was acted upon."})
    code = word_field("CAMEO event code, a string.")
    root = word_field("CAMEO root, 01 to 20.")
    label = word_field("The code in words.")
    quad_class = whole_field("GDELT's class: 1, 2 cooperate, 3, 4 conflict, in words, in deeds.", "quad")
    penta_class = whole_field("Phoenix's class, 0 to 4.", "penta")
    goldstein = fields.Float(allow_none=True, metadata={"description": "-10 to 10; null if none is published."})
    plover = word_field("PLOVER root; may be empty.")
    flags = words_field("`negated`, `future`, `hypothetical`, `historical`, `reported`.")
    place = fields.Nested(
        SiteSchema,
        attribute="site",
        allow_none=True,
        metadata={"description": "Where it took place; null where nothing says."},
    )
    mentions = whole_field("How often it was told.")
    articles = whole_field("How many articles told it, copies counted.")
    publishers = whole_field("How many publishers are named among them.")
    first = fields.Nested(TellingSchema, metadata={"description": "The first telling, whole."})


class StoredEventAnswerSchema(Schema):
    """An event with all who told it."""

    event = fields.Nested(StoredEventSchema)
    tellings = fields.List(
        fields.Nested(WholeTellingSchema), metadata={"description": "All of them, the first one first."}
    )


class StoredPageSchema(Schema):
    """Some events, and where to go on."""

    events = fields.List(fields.Nested(StoredEventSchema))
    cursor = whole_field("Ask with this as `cursor` for what comes after.")
    more = fields.Boolean(metadata={"description": "Whether there is more already."})


class FeedAuthorSchema(Schema):
    """Whose words an item is."""

    name = word_field("The publisher.")


class SparseSchema(Schema):
    """Leaves out what is optional and empty."""

    @post_dump
    def _leave_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value or not self._optional(name)}

    def _optional(self, name: str) -> bool:
        return name in self.fields and bool(self.fields[name].metadata.get("optional"))


class FeedItemSchema(SparseSchema):
    """An event as readers of feeds show it."""

    id = fields.String(attribute="event.id", metadata={"description": "The event's id."})
    url = word_field("The event with all who told it, by this service.")
    external_url = fields.String(
        attribute="outside", metadata={"description": "The first article; not there without one.", "optional": True}
    )
    title = word_field("Who did what to whom.")
    content_text = fields.String(attribute="text", metadata={"description": "The sentence that told it first."})
    date_published = fields.AwareDateTime(
        format="iso", attribute="known", metadata={"description": "When the first article that told it was received."}
    )
    authors = fields.List(
        fields.Nested(FeedAuthorSchema), metadata={"description": "The first publisher, if it is named."}
    )
    tags = words_field("Its code, root, classes and countries.")
    dragoman = fields.Nested(
        StoredEventSchema, attribute="event", data_key="_dragoman", metadata={"description": "All of the event."}
    )


class CursorSchema(Schema):
    """Where to go on."""

    cursor = whole_field("Ask with this as `cursor` for what comes after.")
    more = fields.Boolean(metadata={"description": "Whether there is more already."})


class JsonFeedSchema(SparseSchema):
    """Events as a JSON Feed, version 1.1 (jsonfeed.org)."""

    version = word_field("Always `https://jsonfeed.org/version/1.1`.")
    title = word_field("What the feed holds.")
    home_page_url = word_field("The service.")
    feed_url = word_field("This feed.")
    next_url = fields.String(
        metadata={"description": "The next page; not there where there is none now.", "optional": True}
    )
    items = fields.List(fields.Nested(FeedItemSchema))
    dragoman = fields.Nested(
        CursorSchema, attribute="page", data_key="_dragoman", metadata={"description": "Where to go on."}
    )


def load_filters(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Filters by the words of a query, as the fields of a selection.

    :raise RequestError: `invalid-request`, with every wrong filter named.
    """
    try:
        found: Mapping[str, Any] = FilterSchema().load(given)
    except ValidationError as error:
        messages: Any = error.messages
        raise invalid(messages) from None
    return found
