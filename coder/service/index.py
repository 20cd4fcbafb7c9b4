"""`GET /`: what this is, and where to go on."""

from __future__ import annotations

from flask import Blueprint, Response

from coder.service.desk import desk
from schemas.strict_json import write_json

blueprint = Blueprint("index", __name__)


@blueprint.get("/")
def get_index() -> Response:
    """A signpost for whoever opens the address in a browser."""
    body = {
        "name": "Dragoman",
        "what": "Reads news articles and answers who did what to whom, as CAMEO events.",
        "version": desk().coder.versions.coder,
        "links": {
            "events": "POST /v1/events",
            "explain": "POST /v1/explain",
            "parse": "POST /v1/parse",
            "live": "GET /livez",
            "ready": "GET /readyz",
            "openapi": "GET /openapi.json",
        },
    }
    return Response(write_json(body), mimetype="application/json")
