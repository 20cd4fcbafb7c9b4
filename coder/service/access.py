"""Who may call, and how often: API keys and rate limits, both off unless set."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from coder.keys import KeyFile
from coder.service.buckets import Buckets, Grant
from coder.service.problems import problem
from coder.settings import Settings

OPEN_PATHS = frozenset({"/", "/livez", "/readyz", "/openapi.json", "/docs", "/reference", "/monitor", "/favicon.ico"})
OPEN_FOLDERS = ("/docs/", "/reference/", "/pages/")
"""What is answered without a key and is not counted: health, the contract and the pages that explain it."""
ADMIN_FOLDER = "/admin/"


class Access:
    """Checks each request's key and rate before anything else is done for it."""

    def __init__(self, settings: Settings) -> None:
        self._keys = KeyFile(Path(settings.keys_file)) if settings.keys_file else None
        self._admin_keys = KeyFile(Path(settings.admin_keys_file)) if settings.admin_keys_file else None
        self._buckets = Buckets(settings.rate) if settings.rate else None

    def check(self) -> Response | None:
        """Why the request may not go on; None where it may. `g.caller` is the name of its key."""
        if request.method == "OPTIONS" or is_open(request.path):
            return None
        admin = request.path.startswith(ADMIN_FOLDER)
        keys = self._admin_keys if admin else self._keys
        if admin and keys is None:
            return problem("not-found", "there are no admin routes; DRAGOMAN_ADMIN_KEYS_FILE turns them on")
        g.caller = keys.owner(_presented()) if keys else ""
        if self._buckets:
            g.grant = self._buckets.take(g.caller or _network(request.remote_addr or ""))
            if not g.grant.allowed:
                return problem("rate-limited", f"at most {g.grant.limit} requests; come again in {g.grant.reset} s")
        return _unauthorized() if keys and not g.caller else None


def guard(app: Flask, settings: Settings) -> None:
    """Have every request checked before its route sees it.

    :raise SettingsError: a key file cannot be read.
    """
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.before_request(Access(settings).check)
    app.after_request(_tell_rate)


def is_open(path: str) -> bool:
    """Whether a path is answered to anybody."""
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)


def _presented() -> str:
    """The key in `Authorization: Bearer KEY` or `X-API-Key: KEY`."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else request.headers.get("X-API-Key", "")


def _unauthorized() -> Response:
    response = problem("unauthorized", "send a key that the service knows: `Authorization: Bearer KEY`")
    response.headers["WWW-Authenticate"] = 'Bearer realm="dragoman"'
    return response


def _tell_rate(response: Response) -> Response:
    grant: Grant | None = g.get("grant")
    if grant:
        response.headers["RateLimit-Limit"] = str(grant.limit)
        response.headers["RateLimit-Remaining"] = str(grant.remaining)
        response.headers["RateLimit-Reset"] = str(grant.reset)
        if not grant.allowed:
            response.headers["Retry-After"] = str(grant.reset)
    return response


def _network(address: str) -> str:
    """The address, or for IPv6 the network of one customer: who has one address there has 2^64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
