"""What a database refuses, in plain words that say which store, why and what to do, and never its password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from coder.errors import StoreError

_REASONS = (
    (r"file is not a database|file is encrypted", "is no SQLite database; name another file"),
    (r"malformed", "is a damaged SQLite database; put its last backup in its place"),
    (r"unable to open database", "cannot be opened: make its folder, or let it be read and written"),
    (r"readonly database|read-only transaction", "can be read only; let its file and folder be written"),
    (r"disk is full|No space left|could not extend file", "has no room left on its disk; make room and go on"),
    (r"disk I/O error", "cannot be read or written: its disk fails"),
    (r"database is locked", "is held by another program; try again when it has finished"),
    (r"password authentication failed|no password supplied", "refuses the user or the password"),
    (r'database ".*" does not exist', "is not there: make the database first (`createdb`)"),
    (r'role ".*" does not exist', "knows no such user"),
    (r"no pg_hba.conf entry", "does not let this user in from here (pg_hba.conf)"),
    (r"permission denied", "lets this user in but not do this; give it the right to make and write tables"),
    (
        r"[Cc]onnection refused|could not translate|failed to resolve|timeout expired|No such file or directory|"
        r"server closed the connection|the connection is (closed|lost)|terminating connection|starting up|"
        r"shutting down|Network is unreachable|No route to host|name resolution",
        "cannot be reached: is the server running, and the address right?",
    ),
    (r"too many (clients|connections)|remaining connection slots", "has no connection left for us"),
)


def shown(url: URL) -> str:
    """A store as messages name it: the file, or the server and its database; no user, no password."""
    if url.get_backend_name() == "sqlite":
        return f"the store {url.database}"
    host = url.host or url.query.get("host") or "localhost"
    return f"the store {url.database or ''} on {host if isinstance(host, str) else host[0]}" + (
        f":{url.port}" if url.port else ""
    )


@contextmanager
def plainly(url: URL) -> Iterator[None]:
    """Turn what the database refuses into a `StoreError`."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(f"{shown(url)} {reason(error, url)}") from None


def reason(error: SQLAlchemyError, url: URL) -> str:
    """Why, and what to do."""
    said = str(getattr(error, "orig", None) or error).strip()
    found = next((words for pattern, words in _REASONS if re.search(pattern, said)), "")
    if found:
        return found
    line = said.partition("\n")[0]
    for secret in _secrets(url):
        line = line.replace(secret, "***")
    return f"fails: {line[:300]}"


def _secrets(url: URL) -> Iterator[str]:
    found = (url.password, *(url.query.get(name) for name in ("password", "passfile", "sslpassword")))
    for each in found:
        yield from (part for part in ((each,) if isinstance(each, str) else each or ()) if part)
