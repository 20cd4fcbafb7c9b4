"""`GET /livez` and `/readyz`: for whatever watches the service."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.service.desk import desk
from schemas.responses import LivenessSchema, ReadinessSchema
from schemas.strict_json import write_json

blueprint = Blueprint("health", __name__, description="Watch the service")


@blueprint.route("/livez")
@blueprint.response(200, LivenessSchema)
def get_livez() -> Response:
    """Whether the process answers at all"""
    return Response(write_json(LivenessSchema().dump({"status": "alive"})), mimetype="application/json")


@blueprint.route("/readyz")
@blueprint.response(200, ReadinessSchema)
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_readyz() -> Response:
    """Whether the next request would be coded: a known sentence is, and the queue is not full"""
    desk().prove()
    body = ReadinessSchema().dump({"status": "ready", "versions": desk().coder.versions})
    return Response(write_json(body), mimetype="application/json")
