"""What the service codes with, as answered."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.pieces import whole_field, word_field
from schemas.responses import VersionsSchema


class CountsSchema(Schema):
    """How much there is."""

    rules = whole_field("Verb rules.")
    actors = whole_field("Actors with a name.")
    agents = whole_field("Nouns for actors without one.")
    classes = whole_field("Word classes.")
    codes = whole_field("CAMEO codes, roots included.")
    examples = whole_field("Examples of rules.")


class FileSchema(Schema):
    """One dictionary file."""

    file = word_field("Its name.")
    sha256 = word_field("Hash of its content.")
    bytes = whole_field("Its size.")
    entries = whole_field("How many entries it has.")


class DictionariesSchema(Schema):
    """The dictionaries that the service codes with."""

    versions = fields.Nested(VersionsSchema)
    counts = fields.Nested(CountsSchema)
    files = fields.List(fields.Nested(FileSchema))
