"""`GET /v1/rules` and `/v1/rules/<id>`: the rules as they are written, and what shows that they work."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.service.answers import json_answer
from coder.service.shelf import books
from coder.workshop.looking.catalogue import Kind
from coder.workshop.looking.entries import find_entry
from coder.workshop.looking.lists import list_rules
from schemas.paging import page_of
from schemas.rules import RuleEntrySchema, RulesQuery, RulesQuerySchema, RulesSchema

ID = {"in": "path", "name": "id", "description": "The id of a rule.", "example": "criticise-stance-any-actor"}

blueprint = Blueprint("rules", __name__, description="Look up rules")


@blueprint.route("/v1/rules")
@blueprint.arguments(RulesQuerySchema, location="query", unknown="raise")
@blueprint.response(200, RulesSchema)
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_rules(query: RulesQuery) -> Response:
    """Rules by code and by the words they mention"""
    catalogue = books().catalogue
    lines = list_rules(catalogue, query.code, query.q)
    return json_answer(RulesSchema().dump(page_of(lines, query.part, catalogue.dictionaries.version)))


@blueprint.route("/v1/rules/<id>", parameters=[ID])
@blueprint.response(200, RuleEntrySchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_rule(id: str) -> Response:
    """A rule as it is written, in words, with its examples and the rules it competes with"""
    return json_answer(RuleEntrySchema().dump(find_entry(books().catalogue, id, Kind.RULE)))
