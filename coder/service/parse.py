"""`POST /v1/parse`: the parses of articles, to keep and to hand in again."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.service.answers import content_type, json_answer, with_telling_headers
from coder.service.bodies import posted_articles, takes_articles
from coder.service.desk import desk
from coder.service.formats import chosen_format
from schemas.parses import ParsesSchema, conllu_text
from schemas.queries import CONLLU, JSON, PARSE_MEDIA_TYPES, ParseQuerySchema, Query
from schemas.writing import written_answer

blueprint = Blueprint("parse", __name__, description="Parse articles")


@blueprint.route("/v1/parse", methods=["POST"])
@takes_articles(blueprint)
@blueprint.arguments(ParseQuerySchema, location="query", unknown="raise")
@blueprint.doc(responses={200: {"content": {PARSE_MEDIA_TYPES[CONLLU]: {"schema": {"type": "string"}}}}})
@blueprint.response(200, ParsesSchema)
def post_parse(query: Query) -> Response:
    """Parse one article or a list of them, as CoNLL-U

    The `parse` of an article, handed in beside the same text and title, gives the same events without
    a parser. As `text/x-conllu` the articles follow each other, each after a line `# newdoc`.
    """
    format = chosen_format(query.format, PARSE_MEDIA_TYPES)
    articles = posted_articles(query)
    answer = desk().parse(articles)
    if format == JSON:
        return json_answer(written_answer(ParsesSchema(), answer))
    response = Response(conllu_text(answer), content_type=content_type(PARSE_MEDIA_TYPES[CONLLU]))
    return with_telling_headers(response, answer)
