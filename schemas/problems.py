"""Errors as answered: application/problem+json (RFC 9457) with a stable word for programs in `type`."""

from __future__ import annotations

import http
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from coder.errors import FieldError

PROBLEMS = {
    "bad-json": 400,
    "bad-request": 400,
    "unauthorized": 401,
    "not-found": 404,
    "no-store": 404,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "too-slow": 408,
    "body-too-large": 413,
    "line-too-long": 413,
    "unsupported-media-type": 415,
    "invalid-request": 422,
    "bad-dictionaries": 422,
    "rate-limited": 429,
    "internal": 500,
    "busy": 503,
    "not-ready": 503,
    "store-fails": 503,
    "dictionaries-changed": 503,
}


def problem_body(
    type: str, detail: str, errors: Sequence[FieldError] = (), status: int = 0, request_id: str = ""
) -> dict[str, Any]:
    """What went wrong, to programs (`type`, `errors`) and to people (`detail`)."""
    code = status or PROBLEMS[type]
    return {
        "type": type,
        "title": http.HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
        "errors": [asdict(each) for each in errors],
        "request_id": request_id,
    }
