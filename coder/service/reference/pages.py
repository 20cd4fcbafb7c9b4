"""`GET /reference/...`: what the codes mean and which rules lead to them, as HTML."""

from __future__ import annotations

import http
import re
from typing import TypeAlias

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from coder.errors import DictionaryError
from coder.service.shelf import books
from coder.workshop.looking.catalogue import Kind
from coder.workshop.looking.entries import find_entry, search_entries
from coder.workshop.looking.entry import RuleEntry, UnknownEntryError
from coder.workshop.reference import PENTA_CLASSES, QUAD_CLASSES, search_codes, title

Page: TypeAlias = str | tuple[str, http.HTTPStatus] | Response

MOST_HITS = 60
MOST_QUERY = 200
ROOMS = {"rules": Kind.RULE, "actors": Kind.ACTOR, "agents": Kind.AGENT, "classes": Kind.CLASS}
"""Kinds of entries by the word that stands for them in addresses."""

blueprint = Blueprint(
    "reference",
    __name__,
    url_prefix="/reference",
    static_folder="static",
    static_url_path="/static",
    template_folder="templates",
)


def add_reference(app: Flask) -> None:
    """Give the application the pages below `/reference`."""
    app.register_blueprint(blueprint)


@blueprint.context_processor
def _names() -> dict[str, object]:
    """What every template may use."""
    return {"title": title, "quad": QUAD_CLASSES, "penta": PENTA_CLASSES, "rooms": {v: k for k, v in ROOMS.items()}}


@blueprint.app_template_filter("ticked")
def ticked(text: str) -> Markup:
    """Text as HTML, with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


@blueprint.get("", strict_slashes=False)
def index() -> Page:
    """The roots, all codes, the stances."""
    return render_template("reference/index.html", reference=books().reference)


@blueprint.get("/search")
def search() -> Page:
    """Codes, rules, actors, agents and word classes that mention the words of `q`."""
    query = " ".join(request.args.get("q", "").split())[:MOST_QUERY]
    found = books()
    if query in found.reference.codes:
        return redirect(url_for("reference.code", code=query))
    codes = search_codes(found.reference, query)[:MOST_HITS]
    hits = search_entries(found.catalogue, query, tuple(ROOMS.values()))
    return render_template(
        "reference/search.html", query=query, codes=codes, hits=hits[:MOST_HITS], more=len(hits) - MOST_HITS
    )


@blueprint.get("/matching")
def matching() -> Page:
    """How a sentence becomes events, and which rule wins."""
    return render_template("reference/matching.html")


@blueprint.get("/algebra")
def algebra() -> Page:
    """How stances and acts compose."""
    return render_template("reference/algebra.html")


@blueprint.get("/<code>")
def code(code: str) -> Page:
    """A code: what it means, what leads to it, sentences that are coded so."""
    found = books()
    page = found.reference.codes.get(code)
    if page is None:
        return _missing(f"There is no CAMEO code {code[:20]!r}.")
    codes = list(found.reference.codes)
    place = codes.index(code)
    return render_template(
        "reference/code.html",
        page=page,
        family=found.reference.family(code) if not page.above else (),
        yaml=found.texts(page.rules),
        before=codes[place - 1] if place else "",
        after=codes[place + 1] if place + 1 < len(codes) else "",
    )


@blueprint.get("/stances/<id>")
def stance(id: str) -> Page:
    """A stance: its words, and what becomes of each act."""
    found = books()
    page = found.reference.stances.get(id)
    if page is None:
        return _missing(f"There is no stance {id[:40]!r}.")
    return render_template("reference/stance.html", page=page, yaml=found.texts(page.rules))


@blueprint.get("/<any(rules, actors, agents, classes):room>/<id>")
def entry(room: str, id: str) -> Page:
    """A dictionary entry in words and as it is written, with what it competes with."""
    try:
        found = find_entry(books().catalogue, id, ROOMS[room])
    except UnknownEntryError as error:
        return _missing(f"There is no entry {id[:60]!r} among the {room}.", error.nearest, room)
    known = books().reference.codes.get(found.code) if isinstance(found, RuleEntry) else None
    return render_template("reference/entry.html", entry=found, room=room, code=known)


@blueprint.errorhandler(DictionaryError)
def _changed(error: DictionaryError) -> Page:
    """The files on disk are no longer those that the service loaded."""
    message = "The dictionaries have changed on disk since the service started."
    page = render_template("reference/missing.html", message=message, detail=str(error))
    return page, http.HTTPStatus.SERVICE_UNAVAILABLE


def _missing(message: str, nearest: tuple[str, ...] = (), room: str = "") -> Page:
    page = render_template("reference/missing.html", message=message, nearest=nearest, room=room)
    return page, http.HTTPStatus.NOT_FOUND
