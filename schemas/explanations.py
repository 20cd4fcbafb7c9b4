"""How events were found, as JSON: the coder's own record of its steps, sentence by sentence."""

from __future__ import annotations

from marshmallow import Schema, fields

from schemas.pieces import part_field, span_field, whole_field, word_field, words_field
from schemas.responses import ArticleStatusSchema, EventSchema, SkippedSchema, VersionsSchema


class TokenSchema(Schema):
    """One word of the parse."""

    id = whole_field("Counts from 1 in the sentence.")
    text = word_field("The word as written.")
    lemma = word_field("Its dictionary form.")
    tag = word_field("Its part of speech.")
    head = whole_field("The word that governs it; 0 for the root.")
    relation = word_field("Its Universal Dependencies relation to that word.")


class ExplainedActorSchema(Schema):
    """A code a phrase was given."""

    code = word_field("CAMEO actor code.")
    entry = word_field("Id of the dictionary entry.")
    how = word_field("How it was found, in words.")


class PhraseSchema(Schema):
    """A noun phrase."""

    text = word_field("As written.")
    span = span_field()
    actors = fields.List(fields.Nested(ExplainedActorSchema), metadata={"description": "None for things."})


class AttemptSchema(Schema):
    """A rule that was tried and did not fire."""

    rule = word_field("Its id.")
    file = word_field("The file it stands in.")
    line = whole_field("The line it begins on.")
    failure = word_field("The first condition that failed.")


class RivalSchema(Schema):
    """A rule that fitted too and lost to the winner."""

    rule = word_field("Its id.")
    file = word_field("The file it stands in.")
    line = whole_field("The line it begins on.")
    why = word_field("Why it lost, in words: the first weight that decided.")


class PlaceSchema(Schema):
    """Words in a place of a clause."""

    place = word_field(
        "`subject`, `object`, `person`, `before`, `clause`, or the preposition before them; "
        "among a winner's slots `source` and `target` too."
    )
    text = word_field("As written.")
    span = span_field()


class WinnerSchema(Schema):
    """The rule that fired."""

    rule = word_field("Its id.")
    file = word_field("The file it stands in.")
    line = whole_field("The line it begins on.")
    code = word_field("The rule's own code; `none` codes nothing; may be empty beside an operator.")
    operator = word_field("The stance it takes over another act; empty for a rule that names an act.")
    codes = words_field("What came of it here; an appeal over 0874 is 0256.")
    slots = fields.List(
        fields.Nested(PlaceSchema),
        metadata={"description": "The words that met what the rule asks for, then those it took as source and target."},
    )


class ClauseSchema(Schema):
    """A clause as it was read, and the rules tried at it."""

    words = word_field("The words that name the act.")
    span = span_field()
    lemma = word_field("Their dictionary form.")
    category = word_field("Verb or noun.")
    form = word_field("Finite, infinitive, participle, ...")
    passive = fields.Boolean(metadata={"description": "Turned round here: the subject is who acts."})
    subject = words_field("Who acts, as read: passives are turned round.")
    object = words_field("Who or what is acted upon.")
    person = words_field("Who is asked, told or given something.")
    prepositions = words_field("Preposition phrases of the clause.")
    places = fields.List(
        fields.Nested(PlaceSchema),
        metadata={"description": "All these participants with their spans, prepositions by their word."},
    )
    negated = fields.Boolean(metadata={"description": "It says that the act was not done."})
    modality = word_field("Asserted, future, hypothetical, ...")
    reported = fields.Boolean(metadata={"description": "It is what somebody said."})
    tried = fields.List(fields.Nested(AttemptSchema), metadata={"description": "The rules that failed."})
    beat = fields.List(fields.Nested(RivalSchema), metadata={"description": "The rules that fitted and lost."})
    won = word_field("Id of the rule that fired; empty if none did.")
    winner = fields.Nested(WinnerSchema, allow_none=True, metadata={"description": "That rule; null if none fired."})
    stub = word_field("Where no rule fired: the YAML of one, with ___ where something is to be filled in.")
    complements = fields.List(fields.Nested(lambda: ClauseSchema()), metadata={"description": "The clauses within it."})


class LossSchema(Schema):
    """A reading that did not become an event."""

    words = word_field("The words that name the act.")
    rule = word_field("Id of the rule that fired.")
    code = word_field("The code it would have had.")
    reason = word_field("Why there is no event.")


class ExplainedSentenceSchema(Schema):
    """One sentence from its parse to its events."""

    number = whole_field("Counts from 1 over the article, the title first.")
    text = word_field("As written.")
    span = span_field()
    part = part_field()
    tokens = fields.List(fields.Nested(TokenSchema))
    phrases = fields.List(fields.Nested(PhraseSchema))
    clauses = fields.List(fields.Nested(ClauseSchema))
    dropped = fields.List(fields.Nested(LossSchema))
    events = fields.List(
        fields.Nested(EventSchema), metadata={"description": "Of every kind, as with all of `include`."}
    )


class DatelineSchema(Schema):
    """The place and agency before the first sentence."""

    text = word_field("As written.")
    span = span_field()
    place = word_field("The place it names.")
    agency = word_field("The agency it names; may be empty.")


class ExplainedSchema(ArticleStatusSchema):
    """One article with the way its events were found."""

    sentences = fields.List(fields.Nested(ExplainedSentenceSchema), attribute="result.sentences", dump_default=[])
    datelines = fields.List(fields.Nested(DatelineSchema), attribute="result.datelines", dump_default=[])
    skipped = fields.List(fields.Nested(SkippedSchema), attribute="result.skipped", dump_default=[])
    warnings = fields.List(
        fields.String(),
        attribute="result.warnings",
        dump_default=[],
        metadata={"description": "What else the reader of the explanation should know."},
    )


class ExplanationSchema(Schema):
    """The answer of the explaining call, article by article, in the order they were sent."""

    versions = fields.Nested(VersionsSchema)
    articles = fields.List(fields.Nested(ExplainedSchema))
