"""Entries of the dictionaries as answered: where they stand, what they say, what shows that they work."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.pieces import word_field, words_field


def file_field(attribute: str) -> fields.String:
    """The file of something that stands in the dictionaries; `attribute` has it."""
    return fields.String(attribute=f"{attribute}.file", metadata={"description": "The file it stands in."})


def line_field(attribute: str) -> fields.Integer:
    """The line of something that stands in the dictionaries; `attribute` has it."""
    return fields.Integer(attribute=f"{attribute}.line", metadata={"description": "The line it begins on."})


class WrittenSchema(Schema):
    """One place where an entry is written."""

    file = file_field("source")
    line = line_field("source")
    last = fields.Integer(attribute="source.last", metadata={"description": "Its last line."})
    yaml = word_field("Its lines as they stand in the file.")


class ProvenanceSchema(Schema):
    """Where an entry comes from and how far it was checked; empty where nobody said."""

    status = word_field("`stable`, `draft` or `deprecated`.")
    added = word_field("The day it was added.")
    by = word_field("Who added it.")
    refs = words_field("Where to read on.")
    sources = words_field("Where facts were read.")
    checked = word_field("The day its facts were last checked.")
    wikidata = word_field("Its item in Wikidata.")
    notes = words_field("What its writers noted.")


class EntrySchema(Schema):
    """What every entry has."""

    id = word_field("Its id, never changed.")
    file = fields.Function(
        lambda entry: entry.written[0].source.file,
        metadata={"description": "The file it stands in.", "type": "string"},
    )
    line = fields.Function(
        lambda entry: entry.written[0].source.line,
        metadata={"description": "The line it begins on.", "type": "integer"},
    )
    yaml = fields.Function(
        lambda entry: entry.written[0].yaml,
        metadata={"description": "Its lines as they stand in the file.", "type": "string"},
    )
    meaning = words_field("What it says, in sentences.")
    provenance = fields.Nested(ProvenanceSchema)


class ExampleSchema(Schema):
    """A sentence that shows what an entry does."""

    text = word_field("The sentence.")
    date = fields.Date(allow_none=True, metadata={"description": "The day it is read as of, if that matters."})
    file = file_field("location")
    line = line_field("location")
    xfail = word_field("Why it is known to fail; empty where it does not.")


class RuleExampleSchema(ExampleSchema):
    """A sentence that a rule codes, or must leave alone."""

    hit = fields.Boolean(metadata={"description": "Whether the rule has to fire; else it must not."})
    events = words_field("All that the whole dictionary codes for it: `FRA > SYR 0256`, flags behind.")
    why = word_field("Why it must not fire.")


class ActorExampleSchema(ExampleSchema):
    """A sentence with the actors of its phrases."""

    actors = words_field("What must be found: `Turkish police = TURCOP`.")
    wrong = words_field("What must not.")
