"""`GET /v1/ontology` and `/v1/codes/<code>`: what can be coded, and what each code means."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from coder.coding.events import FLAGS
from coder.service.answers import json_answer
from coder.service.desk import desk
from coder.service.shelf import books
from coder.workshop.looking.catalogue import Kind
from coder.workshop.looking.entries import nearest_ids
from coder.workshop.looking.entry import UnknownEntryError
from coder.workshop.reference import PENTA_CLASSES, QUAD_CLASSES
from schemas.ontology import CodePageSchema, OntologySchema

CODE = {"in": "path", "name": "code", "description": "A CAMEO code with its leading nought.", "example": "0256"}

blueprint = Blueprint("ontology", __name__, description="Look up codes")


@blueprint.route("/v1/ontology")
@blueprint.response(200, OntologySchema)
def get_ontology() -> Response:
    """All CAMEO codes with their classes, all stances, all parts of actor codes that are no countries"""
    found = desk().coder.dictionaries
    ontology = found.ontology
    whole = {
        "version": found.version,
        "codes": ontology.codes.values(),
        "operators": ontology.operators.values(),
        "roles": ontology.roles.values(),
        "international": ontology.international.values(),
        "quad_classes": [{"number": number, "label": label} for number, label in QUAD_CLASSES.items()],
        "penta_classes": [{"number": number, "label": label} for number, label in PENTA_CLASSES.items()],
        "flags": FLAGS,
    }
    return json_answer(OntologySchema().dump(whole))


@blueprint.route("/v1/codes/<code>", parameters=[CODE])
@blueprint.response(200, CodePageSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_code(code: str) -> Response:
    """What a code means, what is taken for it, which rules and stances lead to it"""
    found = books()
    page = found.reference.codes.get(code)
    if page is None:
        raise UnknownEntryError(code, nearest_ids(found.catalogue, code, Kind.CODE))
    return json_answer(CodePageSchema().dump({"version": found.reference.version, "page": page}))
