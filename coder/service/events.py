"""`POST /v1/events`: the events of articles."""

from __future__ import annotations

from flask import Response, g, request
from flask_smorest import Blueprint

from coder.batch import code_articles
from coder.coder import Options
from coder.service.bodies import posted_articles, takes_articles
from coder.service.desk import desk
from coder.service.stream import NDJSON, stream_events
from schemas.requests import OptionsSchema
from schemas.responses import AnswerSchema
from schemas.strict_json import write_json

blueprint = Blueprint("events", __name__, description="Code articles")


@blueprint.route("/v1/events", methods=["POST"])
@takes_articles(blueprint)
@blueprint.arguments(OptionsSchema, location="query", unknown="raise")
@blueprint.response(200, AnswerSchema)
def post_events(options: Options) -> Response:
    """Code one article or a list of them

    Every article gets an entry in the answer, in the order sent, with a status of its own: one that
    cannot be coded does not cost the others. As `application/x-ndjson`, an article a line, any number
    of them flow through: each line is answered by a line as soon as it is coded.
    """
    if request.mimetype == NDJSON:
        return stream_events(options)
    articles = posted_articles()
    with desk().turn() as coder:
        answer = code_articles(coder, articles, options, desk().settings)
    results = [each.result for each in answer.articles if each.result]
    g.counts |= {
        "sentences": sum(each.sentences for each in results),
        "events": sum(len(each.events) for each in results),
    }
    return Response(write_json(AnswerSchema().dump(answer)), mimetype="application/json")
