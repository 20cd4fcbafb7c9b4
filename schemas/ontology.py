"""The ontology as answered: codes, stances, the parts of actor codes."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.entries import file_field, line_field
from schemas.pieces import whole_field, word_field, words_field


class NamedCodeSchema(Schema):
    """A CAMEO code with its name."""

    code = word_field("CAMEO event code, a string.")
    label = word_field("The code in words.")


class CodeSchema(NamedCodeSchema):
    """A CAMEO code with the classes that data sets give it."""

    parent = word_field("The code above it; empty for a root.")
    root = word_field("CAMEO root, 01 to 20.")
    quad_class = whole_field("GDELT's class: 1, 2 cooperate, 3, 4 conflict, in words, in deeds.", "quad")
    penta_class = whole_field("Phoenix's class, 0 to 4.", "penta")
    goldstein = fields.Float(allow_none=True, metadata={"description": "-10 to 10; null if none is published."})
    plover = word_field("PLOVER root; may be empty.")


class NearSchema(NamedCodeSchema):
    """A code that another is often taken for."""

    code = fields.String(attribute="code.code", metadata={"description": "CAMEO event code, a string."})
    label = fields.String(attribute="code.label", metadata={"description": "The code in words."})
    when = word_field("When it is the right one.")


class GiverSchema(Schema):
    """A rule that leads to a code."""

    id = fields.String(attribute="reference.id", metadata={"description": "Its id."})
    file = file_field("reference")
    line = line_field("reference")
    operator = word_field("Its stance, if it is one: it gives the code only where it finds no act.")
    words = words_field("The words that set it off.")


class FamilySchema(Schema):
    """A code, or the code with all below it."""

    code = fields.String(attribute="code.code", metadata={"description": "CAMEO event code, a string."})
    below = fields.Boolean(metadata={"description": "Whether the codes below it are meant too."})


class WaySchema(Schema):
    """Stances over acts that make a code: halt, appeal over 194 is 0256."""

    stances = words_field("Operators, innermost first.")
    acts = fields.List(fields.Nested(FamilySchema))


class OutcomeSchema(Schema):
    """What stances make of a code."""

    stances = words_field("Operators, innermost first.")
    code = fields.String(attribute="code.code", metadata={"description": "The code that comes of it."})
    label = fields.String(attribute="code.label", metadata={"description": "That code in words."})


class ShownSchema(Schema):
    """A sentence out of the dictionaries' own examples."""

    text = word_field("The sentence.")
    date = word_field("The day it is read as of; may be empty.")
    events = words_field("All that is coded for it.")
    rule = fields.String(attribute="reference.id", metadata={"description": "The rule whose example it is."})


class CodePageSchema(Schema):
    """All that is known of a code."""

    version = word_field("Content hash of the dictionaries.")
    code = fields.Nested(CodeSchema, attribute="page.code")
    means = fields.String(attribute="page.means", metadata={"description": "What it means, in sentences."})
    above = fields.List(fields.Nested(NamedCodeSchema), attribute="page.above")
    children = fields.List(fields.Nested(NamedCodeSchema), attribute="page.children")
    neighbours = fields.List(fields.Nested(NearSchema), attribute="page.neighbours")
    mirror = fields.Nested(
        NamedCodeSchema,
        attribute="page.mirror",
        allow_none=True,
        metadata={"description": "The code of the other side, where both sides do it; else null."},
    )
    rules = fields.List(fields.Nested(GiverSchema), attribute="page.rules")
    ways = fields.List(fields.Nested(WaySchema), attribute="page.ways")
    outcomes = fields.List(fields.Nested(OutcomeSchema), attribute="page.outcomes")
    examples = fields.List(fields.Nested(ShownSchema), attribute="page.examples")


class OperatorSchema(Schema):
    """A stance that can be taken over an act."""

    id = word_field("Its name.")
    label = word_field("In words.")
    note = word_field("What it does.")


class CodePartSchema(Schema):
    """Three letters of an actor code."""

    code = word_field("The letters.")
    label = word_field("In words.")
    kind = word_field("What sort of part it is.")


class ClassSchema(Schema):
    """One of the big classes of events."""

    number = whole_field("The class.")
    label = word_field("In words.")


class OntologySchema(Schema):
    """All codes, stances, and parts of actor codes that are no countries."""

    version = word_field("Content hash of the dictionaries.")
    codes = fields.List(fields.Nested(CodeSchema))
    operators = fields.List(fields.Nested(OperatorSchema))
    roles = fields.List(fields.Nested(CodePartSchema))
    international = fields.List(fields.Nested(CodePartSchema))
    quad_classes = fields.List(fields.Nested(ClassSchema))
    penta_classes = fields.List(fields.Nested(ClassSchema))
    flags = words_field("What an event may be flagged as.")
