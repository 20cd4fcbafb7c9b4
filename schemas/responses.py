"""What is answered: events as JSON, with every field documented where it is written."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, missing, post_dump

from coder.batch import Outcome, Status
from coder.coding.events import Event, Nearness, Precision
from schemas.pieces import part_field, span_field, whole_field, word_field, words_field


class ActorSchema(Schema):
    """Who acted, or was acted upon."""

    code = word_field("CAMEO actor code: country, then roles (`RUSGOV`); `---` where no country is known.")
    country = word_field("ISO 3166-1 alpha-3, or the code of an international or regional actor; may be empty.")
    roles = words_field("CAMEO role codes, the main one first.")
    name = word_field("The dictionary's name for it; empty for an unnamed actor.")
    text = word_field("The noun phrase as written.")
    span = span_field()
    entry = word_field("Id of the dictionary entry that named it; empty where none did.")
    how = word_field("How the code was found, in words.")
    ground = word_field("What it rests on: known, stranger (a name nobody lists), pronoun, or nobody.")
    part = part_field()


class SentenceSchema(Schema):
    """The sentence an event was read from."""

    number = fields.Function(
        lambda sentence: sentence.index + 1,
        metadata={"description": "Counts from 1 over the article, the title first.", "type": "integer"},
    )
    text = word_field("The sentence as written.")
    span = span_field()
    part = part_field()


class TriggerSchema(Schema):
    """The words that named the act."""

    text = word_field("The words as written.")
    span = span_field()
    part = part_field()


class EvidenceSchema(Schema):
    """The words that told when, or where."""

    text = word_field("The words as written.")
    span = span_field()
    part = part_field()


class WhenSchema(Schema):
    """The event's own time."""

    first = fields.Date(metadata={"description": "The first day that the words allow."})
    last = fields.Date(metadata={"description": "The last day; the same where the words name a day."})
    precision = fields.Enum(
        Precision, by_value=True, metadata={"description": "How exactly they tell: `day`, `week`, `month`, ..."}
    )
    evidence = fields.Nested(EvidenceSchema, metadata={"description": "The words of the time expression."})


class WhereSchema(Schema):
    """The event's own place."""

    name = word_field("The gazetteer's name of the place.")
    country = word_field("ISO 3166-1 alpha-3 of its country.")
    latitude = fields.Float(allow_none=True, metadata={"description": "Degrees north; null where no point is known."})
    longitude = fields.Float(allow_none=True, metadata={"description": "Degrees east; null where no point is known."})
    nearness = fields.Enum(
        Nearness, by_value=True, metadata={"description": "What the point is that of: `place`, `region`, `country`."}
    )
    dateline = fields.Boolean(
        metadata={"description": "Only the dateline says so: the report's place, not the words'."}
    )
    evidence = fields.Nested(EvidenceSchema, metadata={"description": "The words that name the place."})


class RuleSchema(Schema):
    """The dictionary entry that fired."""

    id = word_field("Its id, stable over versions.")
    file = word_field("The file it stands in.")
    line = whole_field("The line it begins on.")


class MentionSchema(Schema):
    """One telling of an event that was told more than once."""

    article = fields.String(attribute="article.id", metadata={"description": "The article's id as sent."})
    number = whole_field("The article's place in the request, from 1.")
    event = fields.String(attribute="event.id", metadata={"description": "Id the event has without the filter."})
    sentence = fields.Function(
        lambda mention: mention.event.sentence.index + 1,
        metadata={"description": "Counts from 1 over the article, the title first.", "type": "integer"},
    )
    url = fields.String(attribute="article.url", metadata={"description": "The article's address as sent."})
    publisher = fields.String(attribute="article.publisher", metadata={"description": "Its publisher as sent."})


class EventSchema(Schema):
    """Who did what to whom, and by which rule."""

    id = word_field("Same for the same article, sentence, dyad, code and trigger.")
    date = fields.Date(allow_none=True, metadata={"description": "The article's date; null without one."})
    when = fields.Nested(
        WhenSchema,
        allow_none=True,
        metadata={"description": "When it took place, as the words of its clause say; null where they are silent."},
    )
    where = fields.Nested(
        WhereSchema,
        allow_none=True,
        metadata={"description": "Where it took place, as its words or the dateline say; null where they are silent."},
    )
    source = fields.Nested(ActorSchema, metadata={"description": "Who acted."})
    target = fields.Nested(ActorSchema, metadata={"description": "Who was acted upon."})
    code = fields.String(attribute="code.code", metadata={"description": "CAMEO event code, a string."})
    root = fields.String(attribute="code.root", metadata={"description": "CAMEO root, 01 to 20."})
    label = fields.String(attribute="code.label", metadata={"description": "The code in words."})
    quad_class = whole_field("GDELT's class: 1, 2 cooperate, 3, 4 conflict, in words, in deeds.", "code.quad")
    penta_class = whole_field("Phoenix's class, 0 to 4.", "code.penta")
    goldstein = fields.Float(
        attribute="code.goldstein",
        allow_none=True,
        metadata={"description": "-10 to 10; null if none is published."},
    )
    plover = fields.String(attribute="code.plover", metadata={"description": "PLOVER root; may be empty."})
    flags = words_field("`negated`, `future`, `hypothetical`, `historical`, `reported`.")
    sentence = fields.Nested(SentenceSchema)
    trigger = fields.Nested(TriggerSchema)
    rule = fields.Nested(RuleSchema, metadata={"description": "The rule that named the act."})
    via = fields.List(
        fields.Nested(RuleSchema),
        metadata={"description": "Rules over it (urge, refuse, ...), innermost first."},
    )

    mentions = fields.List(
        fields.Nested(MentionSchema),
        metadata={
            "description": "All tellings of it, this one first; only where `dedupe` was asked for.",
            "optional": True,
        },
    )

    @post_dump(pass_original=True)
    def _place_actors(self, data: dict[str, Any], event: Event, **_: Any) -> dict[str, Any]:
        """Actors stand in the event's sentence, so in its part of the article."""
        for role in ("source", "target"):
            data[role]["part"] = str(event.sentence.part)
        return data


class SkippedSchema(Schema):
    """A stretch of the article that was not coded."""

    text = word_field("The words as written.")
    span = span_field()
    part = part_field()
    reason = word_field("Why: `furniture`, `caption`, `too-long`, ...")


class PageSchema(Schema):
    """What was found on a web page; offsets count in it."""

    text = fields.String(attribute="article.text", metadata={"description": "The article's text."})
    title = fields.String(attribute="article.title", metadata={"description": "Its title: the page's, or as sent."})
    taken = words_field("Which of `text`, `title` and `date` come from the page.")


class PageField(fields.Nested):
    """The page of an outcome that has one; left out elsewhere."""

    def _serialize(self, nested_obj: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return self.schema.dump(obj) if obj.taken else missing


class ArticleStatusSchema(Schema):
    """What became of one article."""

    id = fields.String(attribute="article.id", metadata={"description": "As it was sent."})
    date = fields.Date(
        attribute="article.date", allow_none=True, metadata={"description": "Its day as sent; null without one."}
    )
    status = fields.Enum(Status, by_value=True, metadata={"description": "Whether it was coded, and if not, why."})
    detail = word_field("Why it was not coded, in words; empty if it was.")
    undated = fields.Function(
        lambda outcome: outcome.article.date is None,
        metadata={"description": "No date was sent: offices are the last known ones.", "type": "boolean"},
    )
    page = PageField(
        PageSchema,
        attribute="taken",
        metadata={"description": "Only there for an article sent as a web page.", "optional": True},
    )


class CodedSchema(ArticleStatusSchema):
    """One article with its events."""

    sentences = fields.Integer(
        attribute="result.sentences", dump_default=0, metadata={"description": "Sentences coded."}
    )
    events = fields.List(fields.Nested(EventSchema), attribute="result.events", dump_default=[])
    warnings = fields.Function(
        lambda outcome: warnings_of(outcome),
        metadata={
            "description": "What else the reader of the events should know.",
            "type": "array",
            "items": {"type": "string"},
        },
    )
    skipped = fields.List(fields.Nested(SkippedSchema), attribute="result.skipped", dump_default=[])


def warnings_of(outcome: Outcome[Any]) -> list[str]:
    """What the reader of an article's events should know."""
    mended = (f"{name}: half characters (lone surrogates) read as U+FFFD" for name in outcome.mended)
    return [*mended, *getattr(outcome.result, "warnings", ())]


class VersionsSchema(Schema):
    """What coded: the same versions, text and date give the same bytes."""

    coder = word_field("Version of Dragoman.")
    dictionaries = word_field("Content hash of the dictionaries.")
    model = word_field("Name and version of the parsing model.")


class AnswerSchema(Schema):
    """The answer to one or many articles, in the order they were sent."""

    versions = fields.Nested(VersionsSchema)
    articles = fields.List(fields.Nested(CodedSchema))


class LivenessSchema(Schema):
    """The process answers."""

    status = word_field("Always `alive`.")


class ReadinessSchema(Schema):
    """The service codes rightly."""

    status = word_field("Always `ready`; a problem with status 503 otherwise.")
    versions = fields.Nested(VersionsSchema)


class RenewalSchema(Schema):
    """New dictionaries are in use."""

    versions = fields.Nested(VersionsSchema)


class ProblemFieldSchema(Schema):
    """One wrong part of a request."""

    field = word_field("Where: `articles[3].date`; empty for the whole body.")
    message = word_field("What is wrong with it.")


class ProblemSchema(Schema):
    """An error, as application/problem+json (RFC 9457)."""

    type = word_field("A stable word for programs, such as `invalid-request`.")
    title = word_field("The HTTP status in words.")
    status = whole_field("The HTTP status.")
    detail = word_field("What went wrong, for people.")
    errors = fields.List(fields.Nested(ProblemFieldSchema), metadata={"description": "The fields at fault."})
    request_id = word_field("The X-Request-ID of the answer.")
