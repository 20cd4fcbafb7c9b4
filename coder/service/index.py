"""`GET /`: the workbench for people, a signpost for programs."""

from __future__ import annotations

from flask import Blueprint, Response, request

from coder.service.desk import desk
from coder.service.pages.workbench import workbench
from schemas.strict_json import write_json

blueprint = Blueprint("index", __name__)


@blueprint.get("/")
def get_index() -> Response:
    """The workbench for a browser, which asks for HTML; for anything else what this is and where to go on."""
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    response = workbench() if best == "text/html" else _signpost()
    response.vary.add("Accept")
    return response


def _signpost() -> Response:
    body = {
        "name": "Dragoman",
        "what": "Reads news articles and answers who did what to whom, as CAMEO events.",
        "version": desk().coder.versions.coder,
        "links": {
            "events": "POST /v1/events",
            "explain": "POST /v1/explain",
            "parse": "POST /v1/parse",
            "ontology": "GET /v1/ontology",
            "rules": "GET /v1/rules",
            "actors": "GET /v1/actors",
            "dictionaries": "GET /v1/dictionaries",
            "feed": "GET /v1/feed",
            "live": "GET /livez",
            "ready": "GET /readyz",
            "openapi": "GET /openapi.json",
            "docs": "GET /docs",
            "monitor": "GET /monitor",
        },
    }
    return Response(write_json(body), mimetype="application/json")
