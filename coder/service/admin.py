"""`POST /admin/reload`: take the dictionaries as they are now, without a restart."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.service.desk import desk
from schemas.responses import RenewalSchema
from schemas.strict_json import write_json

blueprint = Blueprint("admin", __name__, description="Look after the service")


@blueprint.route("/admin/reload", methods=["POST"])
@blueprint.response(200, RenewalSchema)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def post_reload() -> Response:
    """Take the dictionaries as they are now in their folder

    They are checked, compiled and tried out first, while requests go on with the old ones. Dictionaries with
    faults are answered 422 with every fault, and the old ones stay.
    """
    body = RenewalSchema().dump({"versions": desk().renew()})
    return Response(write_json(body), mimetype="application/json")
