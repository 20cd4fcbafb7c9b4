"""The monitor: stored events by day, dyad and country, in the browser."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from coder.service.pages.workbench import POLICY

blueprint = Blueprint("monitor_page", __name__)


@blueprint.get("/monitor", strict_slashes=False)
def get_monitor() -> Response:
    """The page, which asks `/v1/monitor/...` and `/v1/feed` of this service and nothing else."""
    response = make_response(render_template("monitor.html"))
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
