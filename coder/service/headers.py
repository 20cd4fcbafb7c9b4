"""Headers for browsers: what a page may do with an answer, and which pages may ask."""

from __future__ import annotations

from flask import Flask, Response, request

from coder.settings import Settings

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
}
METHODS = "GET, POST, OPTIONS"
ALLOWED = (
    "Accept, Authorization, Content-Type, If-Modified-Since, If-None-Match, Last-Event-ID, X-API-Key, X-Request-ID"
)
EXPOSED = (
    "X-Request-ID, Dragoman-Cursor, Dragoman-Versions, ETag, Link, Retry-After, "
    "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
)


def add_headers(app: Flask, settings: Settings) -> None:
    """Give every answer the security headers, and those of CORS where the settings name the page."""
    app.after_request(_secure)
    if settings.cors:
        app.after_request(lambda response: _share(response, settings.cors))


def _secure(response: Response) -> Response:
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def _share(response: Response, origins: tuple[str, ...]) -> Response:
    """CORS without cookies: a page that may call sends its key in a header."""
    response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if not origin or not {origin, "*"} & set(origins):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = ALLOWED
        response.headers["Access-Control-Max-Age"] = "3600"
    return response
