"""`GET /v1/actors` and `/v1/actors/<id>`: who is known, by which names, in which office on which day."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.service.answers import json_answer
from coder.service.shelf import books
from coder.workshop.looking.catalogue import Kind
from coder.workshop.looking.days import standing_on
from coder.workshop.looking.entries import find_entry
from coder.workshop.looking.lists import list_actors
from schemas.actors import (
    ActorAnswerSchema,
    ActorQuery,
    ActorQuerySchema,
    ActorsQuery,
    ActorsQuerySchema,
    ActorsSchema,
)
from schemas.paging import page_of

ID = {"in": "path", "name": "id", "description": "The id of an actor.", "example": "person-heiko-maas"}

blueprint = Blueprint("actors", __name__, description="Look up actors")


@blueprint.route("/v1/actors")
@blueprint.arguments(ActorsQuerySchema, location="query", unknown="raise")
@blueprint.response(200, ActorsSchema)
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_actors(query: ActorsQuery) -> Response:
    """Actors by name, each with what it is on a day"""
    catalogue = books().catalogue
    lines = list_actors(catalogue, query.q, query.day)
    return json_answer(ActorsSchema().dump(page_of(lines, query.part, catalogue.dictionaries.version)))


@blueprint.route("/v1/actors/<id>", parameters=[ID])
@blueprint.arguments(ActorQuerySchema, location="query", unknown="raise")
@blueprint.response(200, ActorAnswerSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_actor(query: ActorQuery, id: str) -> Response:
    """An actor with its names, its offices by date, how it is written, and what it is on a day"""
    catalogue = books().catalogue
    entry = find_entry(catalogue, id, Kind.ACTOR)
    standing = standing_on(catalogue.dictionaries.actors.entries[id], query.day)
    return json_answer(ActorAnswerSchema().dump({"date": query.day or None, "standing": standing, "entry": entry}))
