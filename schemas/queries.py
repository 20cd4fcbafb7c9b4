"""What may stand in the query of a coding call: options, and what articles do not say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, post_load, validate

from coder.coder import Options
from coder.dedupe import Dedupe
from coder.layouts.catalogue import LAYOUTS
from coder.offsets import Offsets
from schemas.requests import DescriptionSchema, IncludeSchema

JSON, JSON_LINES, CONLLU = "json", "jsonl", "conllu"
MEDIA_TYPES = {
    JSON: "application/json",
    JSON_LINES: "application/jsonl",
    **{layout.name: layout.media_type for layout in LAYOUTS.values()},
}
PARSE_MEDIA_TYPES = {JSON: "application/json", CONLLU: "text/x-conllu"}
PLAIN = Options()


@dataclass(frozen=True, slots=True)
class Query:
    """The query of a call; `given` are fields of articles, as sent, for those that do not have them."""

    given: Mapping[str, str]
    options: Options = PLAIN
    offsets: Offsets = Offsets.CODE_POINTS
    dedupe: Dedupe = Dedupe.NONE
    explain: bool = False
    format: str = ""
    first: int = 1


class ParseQuerySchema(DescriptionSchema):
    """The query of the parsing call."""

    format = fields.String(
        load_default="",
        validate=validate.OneOf(["", *PARSE_MEDIA_TYPES]),
        metadata={"description": "`json` or `conllu`, before what `Accept` says."},
    )

    @post_load(pass_original=True)
    def _query(self, data: dict[str, Any], original: Mapping[str, Any], **_: Any) -> Query:
        names = DescriptionSchema().fields
        options = {name: value for name, value in data.items() if name not in names}
        if "include" in options:
            options["options"] = Options(frozenset(options.pop("include")))
        return Query({name: original[name] for name in names if name in original}, **options)


class ExplainQuerySchema(ParseQuerySchema, IncludeSchema):
    """The query of the explaining call."""

    format = fields.String(
        load_default="", validate=validate.OneOf(["", JSON]), metadata={"description": "`json`: there is no other."}
    )
    offsets = fields.Enum(
        Offsets,
        by_value=True,
        load_default=Offsets.CODE_POINTS,
        metadata={"description": "What spans count: `code-points`, or `utf16` units as browsers do."},
    )


class EventsQuerySchema(ExplainQuerySchema):
    """The query of the coding call."""

    format = fields.String(
        load_default="",
        validate=validate.OneOf(["", *MEDIA_TYPES]),
        metadata={"description": "The form of the answer, before what `Accept` says."},
    )
    dedupe = fields.Enum(
        Dedupe,
        by_value=True,
        load_default=Dedupe.NONE,
        metadata={
            "description": "Tell equal events once: `story` within an article (source, target, code, flags), "
            "`one-a-day` over all articles of the request (date, source, target, code)."
        },
    )
    explain = fields.Boolean(
        load_default=False,
        truthy={"true", "1"},
        falsy={"false", "0", ""},
        metadata={"description": "Answer as `/v1/explain` does, whatever `dedupe` and `format` say."},
    )
    first = fields.Integer(
        load_default=1,
        validate=validate.Range(1, 1_000_000_000),
        metadata={
            "description": "Number of the first article, in answers of rows: for whoever sends a long list in pieces."
        },
    )
