"""`GET /v1/dictionaries`: what the service codes with, to the byte."""

from __future__ import annotations

from collections import Counter

from flask import Response
from flask_smorest import Blueprint

from coder.service.answers import json_answer
from coder.service.desk import desk
from coder.service.shelf import books
from coder.workshop.looking.catalogue import Kind
from coder.workshop.looking.lists import list_files
from schemas.dictionaries import DictionariesSchema

blueprint = Blueprint("dictionaries", __name__, description="Look up the dictionaries")


@blueprint.route("/v1/dictionaries")
@blueprint.response(200, DictionariesSchema)
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_dictionaries() -> Response:
    """The version of the dictionaries, how much they hold, and a hash of every file"""
    catalogue = books().catalogue
    kinds = Counter(listing.kind for listing in catalogue.listings)
    counts = {
        "rules": kinds[Kind.RULE],
        "actors": kinds[Kind.ACTOR],
        "agents": kinds[Kind.AGENT],
        "classes": kinds[Kind.CLASS],
        "codes": kinds[Kind.CODE],
        "examples": len(catalogue.dictionaries.examples),
    }
    whole = {"versions": desk().coder.versions, "counts": counts, "files": list_files(catalogue)}
    return json_answer(DictionariesSchema().dump(whole))
