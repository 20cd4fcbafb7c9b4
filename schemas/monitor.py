"""Sums over stored events, for people to look at: what may be asked, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from schemas.pieces import whole_field, word_field
from schemas.selecting import FilterSchema, selected

COUNTRY, CODE = "country", "code"
SIDES, PLACES = "sides", "places"
MOST_DYADS, MOST_ACTORS = 200, 40


@dataclass(frozen=True, slots=True)
class MonitorQuery:
    """What is to be summed up; `filters` are the fields of a selection that are given."""

    filters: Mapping[str, Any]
    size: int = 0
    by: str = COUNTRY
    where: str = SIDES


class SumsQuerySchema(FilterSchema):
    """Which events are summed up."""

    @post_load
    def _filters(self, data: dict[str, Any], **_: Any) -> Any:
        named = {name: data.pop(name) for name in ("size", "by", "where") if name in data}
        return MonitorQuery(selected(data), **named)


def _size(usual: int, most: int, meaning: str) -> fields.Integer:
    return fields.Integer(
        load_default=usual, validate=validate.Range(1, most), metadata={"description": f"{meaning}, at most {most}."}
    )


def _choice(usual: str, other: str, meaning: str) -> fields.String:
    return fields.String(load_default=usual, validate=validate.OneOf([usual, other]), metadata={"description": meaning})


class DyadsQuerySchema(SumsQuerySchema):
    """Of which events dyads are wanted, and how many."""

    size = _size(50, MOST_DYADS, "How many dyads")


class MatrixQuerySchema(SumsQuerySchema):
    """Of which events the matrix is wanted, and between whom."""

    size = _size(12, MOST_ACTORS, "How many actors, those that take part most")
    by = _choice(COUNTRY, CODE, "Actors by their `country`, or by their whole `code` (`USAGOV`).")


class PlacesQuerySchema(SumsQuerySchema):
    """Of which events the map is wanted."""

    where = _choice(SIDES, PLACES, "Countries that are one of the `sides`, or `places` where it happened.")


class NamedSchema(Schema):
    """An actor."""

    code = word_field("Its code.")
    name = word_field("What the dictionaries call the code's parts; empty where they do not know it.")


class TallySchema(Schema):
    """So many events, by class and by Goldstein value."""

    events = fields.Integer(attribute="tally.events", metadata={"description": "How many dyad-day events."})
    mentions = fields.Integer(attribute="tally.mentions", metadata={"description": "How often they were told."})
    quads = fields.List(
        fields.Integer(),
        attribute="tally.quads",
        metadata={
            "description": "Events by GDELT's class: cooperation in words, in deeds, conflict in words, in deeds.",
            "minItems": 4,
            "maxItems": 4,
        },
    )
    goldstein = fields.Float(
        attribute="tally.mean",
        allow_none=True,
        metadata={"description": "The mean Goldstein value; null where no event has one."},
    )
    cooperation = fields.Float(
        attribute="tally.cooperation", metadata={"description": "The sum of Goldstein values above nought."}
    )
    conflict = fields.Float(
        attribute="tally.conflict", metadata={"description": "The sum of Goldstein values below nought."}
    )


class DaySchema(TallySchema):
    """What happened on a day."""

    day = fields.Date(metadata={"description": "The day."})


class SeriesSchema(Schema):
    """Events day by day."""

    last = whole_field("The last position of the store: who follows the feed from here misses nothing.")
    undated = whole_field("How many events have no day, and stand on none.")
    days = fields.List(fields.Nested(DaySchema), metadata={"description": "Days that have events, in order."})


class DyadSchema(TallySchema):
    """What one actor did to another."""

    source = fields.Nested(NamedSchema, metadata={"description": "Who acted."})
    target = fields.Nested(NamedSchema, metadata={"description": "Who was acted upon."})


class DyadsSchema(Schema):
    """The dyads with the most events."""

    dyads = fields.List(fields.Nested(DyadSchema), metadata={"description": "Those with the most events first."})


class CellSchema(TallySchema):
    """What one actor of the matrix did to another."""

    source = word_field("The code of who acted.")
    target = word_field("The code of who was acted upon.")


class MatrixActorSchema(NamedSchema):
    """An actor of the matrix."""

    events = whole_field("How many events of the matrix it takes part in.")


class MatrixSchema(Schema):
    """Who did what to whom, between those who take part most."""

    actors = fields.List(
        fields.Nested(MatrixActorSchema), metadata={"description": "Those with the most events first."}
    )
    cells = fields.List(fields.Nested(CellSchema), metadata={"description": "Pairs that have events."})


class CountrySchema(TallySchema):
    """What a country took part in, or what happened there."""

    code = word_field("ISO 3166-1 alpha-3, or what stands in its place for actors that are no countries.")
    name = word_field("Its name; empty where the dictionaries do not know it.")


class SpotSchema(TallySchema):
    """What happened at a place."""

    name = word_field("The place.")
    country = word_field("ISO 3166-1 alpha-3; may be empty.")
    latitude = fields.Float(metadata={"description": "Degrees north."})
    longitude = fields.Float(metadata={"description": "Degrees east."})


class PlacesSchema(Schema):
    """Events by country, and by place where its position is known."""

    countries = fields.List(fields.Nested(CountrySchema), metadata={"description": "Those with the most events first."})
    sites = fields.List(fields.Nested(SpotSchema), metadata={"description": "Those with the most events first."})
