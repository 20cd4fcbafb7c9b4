"""`POST /v1/explain`: how the events of articles were found."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.batch import explain_articles
from coder.coder import Options
from coder.service.bodies import posted_articles, takes_articles
from coder.service.desk import desk
from schemas.explanations import ExplanationSchema
from schemas.requests import OptionsSchema
from schemas.strict_json import write_json

blueprint = Blueprint("explain", __name__, description="Say how events were found")


@blueprint.route("/v1/explain", methods=["POST"])
@takes_articles(blueprint)
@blueprint.arguments(OptionsSchema, location="query", unknown="raise")
@blueprint.response(200, ExplanationSchema)
def post_explain(options: Options) -> Response:
    """Explain the coding of one article or a list of them

    For each sentence: its parse, the noun phrases with their actors, the clauses with their roles,
    every rule that was tried with the first condition that failed, and which rule won.
    """
    articles = posted_articles()
    with desk().turn() as coder:
        answer = explain_articles(coder, articles, options, desk().settings)
    return Response(write_json(ExplanationSchema().dump(answer)), mimetype="application/json")
