"""`/hypnos/extract`: events in the shape in which hypnos answered them, for its users' programs."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, g
from flask_smorest import Blueprint

from coder.batch import Outcome
from coder.coder import Options
from coder.errors import FieldError, RequestError
from coder.explaining import Explanation
from coder.hypnos import StoryMeta, story_of
from coder.service.bodies import posted_json
from coder.service.desk import desk
from schemas.hypnos import HypnosRequest, HypnosRequestSchema, HypnosStorySchema, day_of, load_hypnos_request
from schemas.requests import OptionsSchema
from schemas.strict_json import write_json

blueprint = Blueprint("hypnos", __name__, description="Code a story for a program written for hypnos")

_BODY = {"required": True, "content": {"application/json": {"schema": HypnosRequestSchema}}}
_ANSWER = {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/HypnosStory"}}


@blueprint.route("/hypnos/extract", methods=["GET", "POST"])
@blueprint.alt_response(400, "BAD_REQUEST")
@blueprint.alt_response(413, "REQUEST_ENTITY_TOO_LARGE")
@blueprint.alt_response(415, "UNSUPPORTED_MEDIA_TYPE")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
@blueprint.arguments(OptionsSchema, location="query", unknown="raise")
@blueprint.response(200, _ANSWER, description="The story under its id.")
@blueprint.doc(requestBody=_BODY)
def extract(options: Options) -> Response:
    """Code one story as hypnos did

    Takes a story as the body of POST, or of GET as hypnos had it, and answers its events by sentence.
    """
    story = load_hypnos_request(posted_json())
    outcome = _explained(story, options)
    if outcome.result is None:
        raise RequestError("invalid-request", outcome.detail, (FieldError("text", outcome.detail),))
    meta = StoryMeta(story.date, tuple(_warnings(story)))
    found = story_of(outcome.result, meta, options)
    g.counts = {
        "articles": 1,
        "sentences": len(found.sents),
        "events": sum(len(sentence.events) for sentence in found.sents.values()),
    }
    written = {"null" if story.id is None else story.id: HypnosStorySchema().dump(found)}
    return Response(write_json(written), mimetype="application/json")


def _explained(story: HypnosRequest, options: Options) -> Outcome[Explanation]:
    """What became of the story; one without any text has no sentences, and is no error."""
    return desk().explain([story.article()], options).articles[0]


def _warnings(story: HypnosRequest) -> Iterator[str]:
    if story.date and not day_of(story.date):
        yield "the date begins with no day such as 20210615: offices are the last known ones"
