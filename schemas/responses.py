"""What is answered: events as JSON, with every field documented where it is written."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_dump

from coder.batch import Outcome, Status
from coder.coding.events import Event


def _word(meaning: str, **metadata: Any) -> fields.String:
    return fields.String(metadata={"description": meaning, **metadata})


def _whole(meaning: str, attribute: str | None = None) -> fields.Integer:
    return fields.Integer(attribute=attribute, metadata={"description": meaning})


def _words(meaning: str) -> fields.List[str]:
    return fields.List(fields.String(), metadata={"description": meaning})


class SpanField(fields.Field[list[int]]):
    """`[start, end]` of anything that has the two, in code points."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> list[int]:
        return [obj.start, obj.end]


def _span() -> SpanField:
    return SpanField(
        attribute="start",
        metadata={
            "description": "Start and end in code points of the part of the article it stands in.",
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        },
    )


def _part() -> fields.String:
    return _word("Where it stands: in the article's `text` or its `title`.", enum=["text", "title"])


class ActorSchema(Schema):
    """Who acted, or was acted upon."""

    code = _word("CAMEO actor code: country, then roles (`RUSGOV`); `---` where no country is known.")
    country = _word("ISO 3166-1 alpha-3, or the code of an international or regional actor; may be empty.")
    roles = _words("CAMEO role codes, the main one first.")
    name = _word("The dictionary's name for it; empty for an unnamed actor.")
    text = _word("The noun phrase as written.")
    span = _span()
    entry = _word("Id of the dictionary entry that named it; empty where none did.")
    how = _word("How the code was found, in words.")
    part = _part()


class SentenceSchema(Schema):
    """The sentence an event was read from."""

    number = fields.Function(
        lambda sentence: sentence.index + 1,
        metadata={"description": "Counts from 1 over the article, the title first.", "type": "integer"},
    )
    text = _word("The sentence as written.")
    span = _span()
    part = _part()


class TriggerSchema(Schema):
    """The words that named the act."""

    text = _word("The words as written.")
    span = _span()
    part = _part()


class RuleSchema(Schema):
    """The dictionary entry that fired."""

    id = _word("Its id, stable over versions.")
    file = _word("The file it stands in.")
    line = _whole("The line it begins on.")


class EventSchema(Schema):
    """Who did what to whom, and by which rule."""

    id = _word("Same for the same article, sentence, dyad, code and trigger.")
    date = fields.Date(allow_none=True, metadata={"description": "The article's date; null without one."})
    source = fields.Nested(ActorSchema, metadata={"description": "Who acted."})
    target = fields.Nested(ActorSchema, metadata={"description": "Who was acted upon."})
    code = fields.String(attribute="code.code", metadata={"description": "CAMEO event code, a string."})
    root = fields.String(attribute="code.root", metadata={"description": "CAMEO root, 01 to 20."})
    label = fields.String(attribute="code.label", metadata={"description": "The code in words."})
    quad_class = _whole("GDELT's class: 1, 2 cooperate, 3, 4 conflict, in words, in deeds.", "code.quad")
    penta_class = _whole("Phoenix's class, 0 to 4.", "code.penta")
    goldstein = fields.Float(
        attribute="code.goldstein",
        allow_none=True,
        metadata={"description": "-10 to 10; null if none is published."},
    )
    plover = fields.String(attribute="code.plover", metadata={"description": "PLOVER root; may be empty."})
    flags = _words("`negated`, `future`, `hypothetical`, `historical`, `reported`.")
    sentence = fields.Nested(SentenceSchema)
    trigger = fields.Nested(TriggerSchema)
    rule = fields.Nested(RuleSchema, metadata={"description": "The rule that named the act."})
    via = fields.List(
        fields.Nested(RuleSchema),
        metadata={"description": "Rules over it (urge, refuse, ...), innermost first."},
    )

    @post_dump(pass_original=True)
    def _place_actors(self, data: dict[str, Any], event: Event, **_: Any) -> dict[str, Any]:
        """Actors stand in the event's sentence, so in its part of the article."""
        for role in ("source", "target"):
            data[role]["part"] = str(event.sentence.part)
        return data


class SkippedSchema(Schema):
    """A stretch of the article that was not coded."""

    text = _word("The words as written.")
    span = _span()
    part = _part()
    reason = _word("Why: `furniture`, `caption`, `too-long`, ...")


class ArticleStatusSchema(Schema):
    """What became of one article."""

    id = fields.String(attribute="article.id", metadata={"description": "As it was sent."})
    date = fields.Date(attribute="article.date", allow_none=True)
    status = fields.Enum(
        Status, by_value=True, metadata={"description": "Whether it was coded, and if not, why."}
    )
    detail = _word("Why it was not coded, in words; empty if it was.")
    undated = fields.Function(
        lambda outcome: outcome.article.date is None,
        metadata={"description": "No date was sent: offices are the last known ones.", "type": "boolean"},
    )


class CodedSchema(ArticleStatusSchema):
    """One article with its events."""

    sentences = fields.Integer(
        attribute="result.sentences", dump_default=0, metadata={"description": "Sentences coded."}
    )
    events = fields.List(fields.Nested(EventSchema), attribute="result.events", dump_default=[])
    warnings = fields.Function(
        lambda outcome: [*_mended(outcome), *(outcome.result.warnings if outcome.result else ())],
        metadata={
            "description": "What else the reader of the events should know.",
            "type": "array",
            "items": {"type": "string"},
        },
    )
    skipped = fields.List(fields.Nested(SkippedSchema), attribute="result.skipped", dump_default=[])


def _mended(outcome: Outcome[Any]) -> list[str]:
    return [f"{name}: half characters (lone surrogates) read as U+FFFD" for name in outcome.mended]


class ExplainedSchema(ArticleStatusSchema):
    """One article with the way its events were found: the coder's own record of its steps."""

    explanation = fields.Function(
        lambda outcome: _explanation(outcome.result),
        metadata={
            "description": "For people: by sentence the parse, phrases with their actors, clauses with "
            "their roles, every rule tried and why it failed, events. Its shape may grow.",
            "type": ["object", "null"],
        },
    )


class VersionsSchema(Schema):
    """What coded: the same versions, text and date give the same bytes."""

    coder = _word("Version of Dragoman.")
    dictionaries = _word("Content hash of the dictionaries.")
    model = _word("Name and version of the parsing model.")


class AnswerSchema(Schema):
    """The answer to one or many articles, in the order they were sent."""

    versions = fields.Nested(VersionsSchema)
    articles = fields.List(fields.Nested(CodedSchema))


class ExplanationSchema(Schema):
    """The answer of the explaining call, article by article."""

    versions = fields.Nested(VersionsSchema)
    articles = fields.List(fields.Nested(ExplainedSchema))


class LivenessSchema(Schema):
    """The process answers."""

    status = _word("Always `alive`.")


class ReadinessSchema(Schema):
    """The service codes rightly."""

    status = _word("Always `ready`; a problem with status 503 otherwise.")
    versions = fields.Nested(VersionsSchema)


class ProblemFieldSchema(Schema):
    """One wrong part of a request."""

    field = _word("Where: `articles[3].date`; empty for the whole body.")
    message = _word("What is wrong with it.")


class ProblemSchema(Schema):
    """An error, as application/problem+json (RFC 9457)."""

    type = _word("A stable word for programs, such as `invalid-request`.")
    title = _word("The HTTP status in words.")
    status = _whole("The HTTP status.")
    detail = _word("What went wrong, for people.")
    errors = fields.List(fields.Nested(ProblemFieldSchema), metadata={"description": "The fields at fault."})
    request_id = _word("The X-Request-ID of the answer.")


def _explanation(result: Any) -> Any:
    """The record without the article, which the caller has."""
    return result and {name: value for name, value in _tree(result).items() if name != "article"}


def _tree(value: Any) -> Any:
    """Dataclasses, tuples, enums and dates as JSON; fields keep their order."""
    if isinstance(value, Event):
        return EventSchema().dump(value)
    if dataclasses.is_dataclass(value):
        return {each.name: _tree(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_tree(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(_tree(each) for each in value)
    if isinstance(value, Mapping):
        return {str(key): _tree(each) for key, each in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, enum.Enum) else value
