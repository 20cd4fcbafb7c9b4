"""Actors as answered, one by one and in lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load

from schemas.entries import ActorExampleSchema, EntrySchema, WrittenSchema, file_field, line_field
from schemas.paging import PageQuerySchema, PageSchema, Part, query_field
from schemas.pieces import word_field, words_field
from schemas.requests import ArticleDate


class StandingSchema(Schema):
    """What an actor is on a day."""

    code = word_field("The actor code: country, then roles; `---` where no country is known.")
    country = word_field("ISO 3166-1 alpha-3, or the code of an international or regional actor; may be empty.")
    roles = words_field("Role codes.")
    office = word_field("The office held; empty where none is.")
    exists = fields.Boolean(metadata={"description": "Whether the actor exists on that day."})


class NameSchema(Schema):
    """A phrase that an actor is found by."""

    use = word_field("How it names the actor: name, adjective, demonym, metonym, capital or place.")
    written = word_field("The phrase.")


class OfficeSchema(Schema):
    """A role with its dates; empty is open."""

    code = fields.Function(
        lambda office: office.country + "".join(office.roles),
        metadata={"description": "The actor code while it is held.", "type": "string"},
    )
    title = word_field("The office in words.")
    start = word_field("Its first day.")
    end = word_field("Its last day.")


class NamesakeSchema(Schema):
    """Another actor of the same name."""

    id = word_field("Its id.")
    name = word_field("Its name.")
    phrase = word_field("The phrase that both are found by.")
    how = word_field("`name` for a whole name, `surname` for a bare surname.")
    code = word_field("Its code outside all offices.")
    file = file_field("source")
    line = line_field("source")


class ActorEntrySchema(EntrySchema):
    """An actor with all that is known of it."""

    kind = fields.String(attribute="sort", metadata={"description": "Person, country, organisation, ..."})
    name = word_field("Its name.")
    code = word_field("Its code outside all offices.")
    start = word_field("The first day it exists; empty is open.")
    end = word_field("The last day it exists; empty is open.")
    names = fields.List(fields.Nested(NameSchema))
    offices = fields.List(fields.Nested(OfficeSchema), metadata={"description": "In order of their first days."})
    namesakes = fields.List(fields.Nested(NamesakeSchema))
    written = fields.List(
        fields.Nested(WrittenSchema), metadata={"description": "All its places, the entry itself first."}
    )
    examples = fields.List(fields.Nested(ActorExampleSchema))


class ActorAnswerSchema(Schema):
    """An actor, and what it is on the day asked for."""

    date = fields.String(allow_none=True, metadata={"description": "As asked; null counts as the last office known."})
    standing = fields.Nested(StandingSchema)
    entry = fields.Nested(ActorEntrySchema)


class ActorLineSchema(Schema):
    """An actor in a list."""

    id = word_field("Its id.")
    kind = word_field("Person, country, organisation, ...")
    name = word_field("Its name.")
    found = word_field("The phrase that fits the search best; empty without a search.")
    standing = fields.Nested(StandingSchema)
    file = file_field("source")
    line = line_field("source")


@dataclass(frozen=True, slots=True)
class ActorQuery:
    """The ISO day that an actor is asked for; empty without one."""

    day: str


@dataclass(frozen=True, slots=True)
class ActorsQuery:
    """Which actors are asked for, and for which ISO day."""

    part: Part
    day: str
    q: str


class ActorQuerySchema(Schema):
    """The day that an actor is asked for."""

    date = ArticleDate(
        load_default=None,
        metadata={"description": "What the actor is on this day; without it by the last office known."},
    )

    @post_load
    def _query(self, data: dict[str, Any], **_: Any) -> ActorQuery | ActorsQuery:
        return ActorQuery(_day(data))


class ActorsQuerySchema(PageQuerySchema, ActorQuerySchema):
    """Which actors are asked for."""

    q = query_field("Only actors with these words in a name, those that fit best first.")

    @post_load
    def _query(self, data: dict[str, Any], **_: Any) -> ActorsQuery:
        return ActorsQuery(Part(data["offset"], data["limit"]), _day(data), data["q"])


def _day(data: dict[str, Any]) -> str:
    return data["date"].isoformat() if data["date"] else ""


class ActorsSchema(PageSchema):
    """A part of the list of actors, by id, or with `q` those that fit best first."""

    actors = fields.List(fields.Nested(ActorLineSchema), attribute="items")
