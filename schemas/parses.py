"""Parses as answered: CoNLL-U in JSON, or as it is."""

from __future__ import annotations

import re

from marshmallow import Schema, fields

from coder.batch import Answer
from coder.parsing.conllu import write_conllu
from coder.parsing.sentences import ParsedArticle
from schemas.responses import ArticleStatusSchema, SkippedSchema, VersionsSchema

_SPACE = re.compile(r"\s+")


class ParsedSchema(ArticleStatusSchema):
    """One article with its parse."""

    sentences = fields.Function(
        lambda outcome: len(outcome.result.sentences) if outcome.result else 0,
        metadata={"description": "Sentences parsed.", "type": "integer"},
    )
    parse = fields.Function(
        lambda outcome: write_conllu(outcome.result.sentences) if outcome.result else "",
        metadata={
            "description": "The parse as CoNLL-U, to be handed in as `parse` beside the same text and title.",
            "type": "string",
        },
    )
    skipped = fields.List(fields.Nested(SkippedSchema), attribute="result.skipped", dump_default=[])


class ParsesSchema(Schema):
    """The parses of one or many articles, in the order they were sent."""

    versions = fields.Nested(VersionsSchema)
    articles = fields.List(fields.Nested(ParsedSchema))


def conllu_text(answer: Answer[ParsedArticle]) -> str:
    """The parses one after the other, each after a line with the article's id or its place."""
    return "".join(
        f"# newdoc id = {_line(outcome.article.id) or number}\n{write_conllu(outcome.result.sentences)}"
        for number, outcome in enumerate(answer.articles, 1)
        if outcome.result
    )


def _line(id: str) -> str:
    return _SPACE.sub(" ", id).strip()
