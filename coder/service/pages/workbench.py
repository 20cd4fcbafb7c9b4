"""The workbench: an article in, its events with the words and rules behind them, in the browser."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from coder.service.desk import desk
from schemas.requests import MOST_IN_TITLE

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

blueprint = Blueprint("pages", __name__, static_folder="static", static_url_path="/pages", template_folder="templates")


def workbench() -> Response:
    """The page at `/`; it loads from this service alone, and its policy lets nothing else in."""
    page = render_template("workbench.html", settings=desk().settings, most_in_title=MOST_IN_TITLE)
    response = make_response(page)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.get("/favicon.ico")
def get_favicon() -> Response:
    """The sign that browsers ask for by themselves, for pages and for answers that name none."""
    return blueprint.send_static_file("favicon.svg")
