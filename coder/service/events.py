"""`POST /v1/events`: the events of articles."""

from __future__ import annotations

from typing import Any

from flask import Response, g, request
from flask_smorest import Blueprint

from coder.batch import Answer, without_duplicates
from coder.coder import CodedArticle
from coder.service.answers import events_answer
from coder.service.bodies import posted_articles, takes_articles
from coder.service.desk import desk
from coder.service.explain import explained
from coder.service.formats import chosen_format
from coder.service.stream import NDJSON, stream_events
from schemas.explanations import ExplanationSchema
from schemas.queries import JSON, MEDIA_TYPES, EventsQuerySchema, Query
from schemas.responses import AnswerSchema

blueprint = Blueprint("events", __name__, description="Code articles")

_LINES = {
    "type": "string",
    "description": "Lines of JSON: articles in a request, their entries (or problems) in an answer.",
}
_FORMS: dict[str, Any] = {
    MEDIA_TYPES[JSON]: {"schema": {"anyOf": [AnswerSchema, ExplanationSchema]}},
    **{media_type: {"schema": {"type": "string"}} for name, media_type in MEDIA_TYPES.items() if name != JSON},
    NDJSON: {"schema": _LINES},
}


@blueprint.route("/v1/events", methods=["POST"])
@takes_articles(blueprint)
@blueprint.arguments(EventsQuerySchema, location="query", unknown="raise")
@blueprint.doc(requestBody={"content": {NDJSON: {"schema": _LINES}}}, responses={200: {"content": _FORMS}})
@blueprint.response(200, AnswerSchema)
def post_events(query: Query) -> Response:
    """Code one article or a list of them

    Every article gets an entry in the answer, in the order sent, with a status of its own: one that
    cannot be coded does not cost the others. Forms of answer other than JSON hold the events alone and
    name articles that failed in the header `Dragoman-Failed`. As `application/x-ndjson`, an article a
    line, any number of them flow through: each line is answered by a line as soon as it is coded.
    """
    if request.mimetype == NDJSON:
        return stream_events(query)
    if query.explain:
        return explained(query)
    format = chosen_format(query.format, MEDIA_TYPES)
    articles = posted_articles(query)
    coder = desk().coder
    answer = desk().code(articles, query.options, coder)
    _count(answer)
    return events_answer(without_duplicates(answer, query.dedupe), format, query, coder.dictionaries)


def _count(answer: Answer[CodedArticle]) -> None:
    results = [each.result for each in answer.articles if each.result]
    g.counts |= {
        "sentences": sum(each.sentences for each in results),
        "events": sum(len(each.events) for each in results),
    }
