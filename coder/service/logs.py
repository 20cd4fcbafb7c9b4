"""Log lines as JSON: request ids, counts and milliseconds, never an article's text."""

from __future__ import annotations

import datetime
import json
import logging
import re
import time
import uuid
from typing import Any

from flask import Flask, Response, g, request

_FIELDS = ("request", "caller", "method", "route", "status", "milliseconds", "error", "dictionaries", "faults")
_COUNTS = ("articles", "sentences", "events", "refused", "count")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}", re.ASCII)

log = logging.getLogger("dragoman")


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in (*_FIELDS, *_COUNTS) if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_requests(app: Flask) -> None:
    """Give every request an id, hand it back, and write one line when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.began = time.monotonic()
    g.counts = {}


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    log.info(
        "answered",
        extra={
            "request": g.request_id,
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else "",
            "status": response.status_code,
            "milliseconds": round(1000 * (time.monotonic() - g.began), 1),
            "caller": g.get("caller", ""),
            **g.counts,
        },
    )
    return response
