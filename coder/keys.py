"""API keys: made at random, kept as hashes in a file, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from coder.errors import SettingsError

_LINE = re.compile(r"([A-Za-z0-9._-]{1,64}) +sha256:([0-9a-f]{64})", re.ASCII)

log = logging.getLogger("dragoman.keys")


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a key file: whose key it is, and its hash."""

    name: str
    digest: str


def new_key() -> str:
    """A key nobody can guess: 256 random bits, so that a fast hash keeps it as safe as a slow one would."""
    return "dgm_" + secrets.token_urlsafe(32)


def key_line(name: str, key: str) -> str:
    """The line of a key file that lets `key` in under `name`.

    >>> key_line("reader", "dgm_x")[:27]
    'reader sha256:9d99edda3a136'
    """
    return f"{name} sha256:{_digest(key)}"


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys of a file; empty lines and lines that begin with `#` are skipped.

    :raise SettingsError: the file cannot be read, or a line of it is not `name sha256:hash`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the key file {path} cannot be read: {error}") from None
    keys = tuple(_key(path, n, line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#")
    if not keys:
        raise SettingsError(f"the key file {path} holds no key; `dragoman key NAME` makes one")
    return keys


class KeyFile:
    """The keys of a file, read again when it changes, so that keys are exchanged without a restart.

    A change that cannot be read leaves the keys of before in place and is logged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys = read_keys(path)
        self._seen = _mark(path)
        self._lock = threading.Lock()

    def owner(self, key: str) -> str:
        """The name that a key goes by, empty for a key that is not in the file."""
        self._refresh()
        digest = _digest(key)
        names = [each.name for each in self._keys if hmac.compare_digest(each.digest, digest)]
        return names[0] if names else ""

    def _refresh(self) -> None:
        with self._lock:
            mark = _mark(self._path)
            if mark == self._seen:
                return
            self._seen = mark
            try:
                self._keys = read_keys(self._path)
                log.info("keys read", extra={"count": len(self._keys)})
            except SettingsError as error:
                log.error("keys not read, the old ones stay", extra={"error": str(error)})


def _key(path: Path, number: int, line: str) -> Key:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise SettingsError(f"{path}:{number}: not `name sha256:hash`, as `dragoman key NAME` prints it")
    return Key(match[1], match[2])


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _mark(path: Path) -> tuple[int, ...]:
    """What changes whenever the file does; empty while there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
