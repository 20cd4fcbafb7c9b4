"""Rules as answered, one by one and in lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from schemas.entries import EntrySchema, RuleExampleSchema, file_field, line_field
from schemas.paging import PageQuerySchema, PageSchema, Part, query_field
from schemas.pieces import word_field, words_field


class CompetitorSchema(Schema):
    """A rule that may fit where another does."""

    id = fields.String(attribute="reference.id", metadata={"description": "Its id."})
    file = file_field("reference")
    line = line_field("reference")
    code = word_field("Its code; may be empty.")
    operator = word_field("Its stance; may be empty.")
    words = words_field("The trigger words that both have.")
    wins = fields.Boolean(metadata={"description": "Whether it wins over the rule asked for, if both fit."})
    why = word_field("By which weight.")


class RuleEntrySchema(EntrySchema):
    """A rule with all that is known of it."""

    code = word_field("The CAMEO code it gives; `none` stops other rules; may be empty with an operator.")
    label = word_field("The code in words.")
    operator = word_field("The stance it takes over another act; empty for a rule that names an act.")
    triggers = words_field("The words that set it off.")
    examples = fields.List(fields.Nested(RuleExampleSchema))
    rivals = fields.List(
        fields.Nested(CompetitorSchema), metadata={"description": "Rules at the same words, the strongest first."}
    )


class RuleLineSchema(Schema):
    """A rule in a list."""

    id = word_field("Its id.")
    code = word_field("Its code; may be empty.")
    label = word_field("The code in words.")
    operator = word_field("Its stance; may be empty.")
    summary = word_field("What it codes and the words that set it off.")
    file = file_field("source")
    line = line_field("source")


@dataclass(frozen=True, slots=True)
class RulesQuery:
    """Which rules are asked for."""

    part: Part
    code: str
    q: str


class RulesQuerySchema(PageQuerySchema):
    """Which rules are asked for."""

    code = query_field(
        "Only rules that give this CAMEO code or one below it: `19` for all of root 19.",
        validate=[validate.Regexp(r"^(?:[0-9]{0,4}|none)$(?!\n)", error="Not a code such as `0256`, nor `none`.")],
    )
    q = query_field("Only rules that mention these words, those that fit best first.")

    @post_load
    def _query(self, data: dict[str, Any], **_: Any) -> RulesQuery:
        return RulesQuery(Part(data["offset"], data["limit"]), data["code"], data["q"])


class RulesSchema(PageSchema):
    """A part of the list of rules, by id, or with `q` those that fit best first."""

    rules = fields.List(fields.Nested(RuleLineSchema), attribute="items")
