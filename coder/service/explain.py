"""`POST /v1/explain`: how the events of articles were found."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.service.answers import json_answer
from coder.service.bodies import posted_articles, takes_articles
from coder.service.desk import desk
from coder.service.formats import chosen_format
from schemas.explanations import ExplanationSchema
from schemas.queries import JSON, MEDIA_TYPES, ExplainQuerySchema, Query
from schemas.writing import written_answer

blueprint = Blueprint("explain", __name__, description="Say how events were found")


@blueprint.route("/v1/explain", methods=["POST"])
@takes_articles(blueprint)
@blueprint.arguments(ExplainQuerySchema, location="query", unknown="raise")
@blueprint.response(200, ExplanationSchema)
def post_explain(query: Query) -> Response:
    """Explain the coding of one article or a list of them

    For each sentence: its parse, the noun phrases with their actors, the clauses with their roles,
    every rule that was tried with the first condition that failed, and which rule won.
    """
    return explained(query)


def explained(query: Query) -> Response:
    """The explanation of the articles of the request, which comes as JSON alone."""
    chosen_format("" if query.explain else query.format, {JSON: MEDIA_TYPES[JSON]})
    articles = posted_articles(query)
    answer = desk().explain(articles, query.options)
    return json_answer(written_answer(ExplanationSchema(), answer, query.offsets))
