"""Every error as application/problem+json, with a stable word for programs in `type`."""

from __future__ import annotations

import http
import logging
from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from coder.errors import (
    DictionaryError,
    FieldError,
    NoStoreError,
    RenewalError,
    RequestError,
    StoreError,
    UnavailableError,
)
from coder.workshop.looking.entry import UnknownEntryError
from schemas.problems import problem_body
from schemas.requests import invalid
from schemas.strict_json import printable, write_json

_TYPES = {
    401: "unauthorized",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    408: "too-slow",
    413: "body-too-large",
    415: "unsupported-media-type",
    422: "invalid-request",
    429: "rate-limited",
    500: "internal",
}
RETRY_SECONDS = "2"
_NO_STORE = "there are no stored events yet: `dragoman watch` gathers them, DRAGOMAN_STORE says where they are kept"

log = logging.getLogger("dragoman")


def problem(type: str, detail: str, errors: Sequence[FieldError] = (), status: int = 0) -> Response:
    """An answer that says what went wrong, to programs (`type`, `errors`) and to people (`detail`)."""
    body = problem_body(type, detail, errors, status, g.get("request_id", ""))
    response = Response(write_json(body), body["status"], mimetype="application/problem+json")
    if response.status_code == http.HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def report_problems(app: Flask) -> None:
    """Answer Dragoman's own errors as problems."""
    app.register_error_handler(RequestError, _request_error)
    app.register_error_handler(UnavailableError, _unavailable)
    app.register_error_handler(UnknownEntryError, _unknown)
    app.register_error_handler(DictionaryError, _changed)
    app.register_error_handler(RenewalError, _refused_dictionaries)
    app.register_error_handler(NoStoreError, _no_store)
    app.register_error_handler(StoreError, _store_fails)


def http_problem(error: HTTPException) -> Response:
    """Any HTTP error raised on the way, Flask's, Werkzeug's or a schema's."""
    messages = getattr(error, "data", {}).get("messages")
    if messages:
        return _request_error(invalid(_without_location(messages)))
    status = error.code or 500
    type = _TYPES.get(status, "bad-request" if status < 500 else "internal")
    response = problem(type, _detail(error, status), status=status)
    headers = dict(error.get_headers())
    if "Allow" in headers:
        response.headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    return response


def _request_error(error: RequestError) -> Response:
    return problem(error.type, str(error), error.errors)


def _unavailable(error: UnavailableError) -> Response:
    return problem(error.type, str(error))


def _unknown(error: UnknownEntryError) -> Response:
    near = " or ".join(f"`{each}`" for each in error.nearest)
    hint = f"; did you mean {near}?" if near else ""
    return problem("not-found", f"there is no entry `{printable(error.id)}`{hint}")


def _changed(error: DictionaryError) -> Response:
    """Only what shows the dictionaries reads their files while the service runs."""
    return problem("dictionaries-changed", f"{error}; reload the dictionaries to see them as they are now")


def _refused_dictionaries(error: RenewalError) -> Response:
    return problem("bad-dictionaries", str(error), [FieldError(*fault) for fault in error.faults])


def _no_store(error: NoStoreError) -> Response:
    log.info("there is no store", extra={"request": g.request_id, "error": str(error)})
    return problem("no-store", _NO_STORE)


def _store_fails(error: StoreError) -> Response:
    """Which store it is and why it fails is for the log, not for strangers."""
    log.error("the store fails", extra={"request": g.request_id, "error": str(error)})
    return problem("store-fails", "the store of events does not answer; come again in two seconds")


def _detail(error: HTTPException, status: int) -> str:
    if status == http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return f"A body has at most {request.max_content_length} bytes; send fewer articles at once."
    if status == http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return "Dragoman failed on this request; please report it with the request id."
    return error.description or http.HTTPStatus(status).phrase


def _without_location(messages: dict[str, Any]) -> dict[str, Any]:
    """webargs puts the errors of the query string under `query`."""
    found: dict[str, Any] = messages.get("query", messages)
    return found
