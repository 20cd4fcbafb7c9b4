"""What a check remembers from one run to the next: reports of files that have not changed since."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")
MOST_FILES = 8


class Memory:
    """Values by key, kept in one file of a folder; without a folder nothing is kept.

    A file that is broken, or cannot be read or written, makes a check slower and nothing else.  What was not
    asked for during a run is forgotten after it.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._path = None if folder is None else folder / f"check-{name}.pickle"
        self._old: dict[str, Any] = self._read()
        self._used: dict[str, Any] = {}

    def recall(self, key: str, work: Callable[[], Value]) -> Value:
        """The value remembered for `key`, else what `work` gives."""
        if key not in self._used:
            self._used[key] = self._old[key] if key in self._old else work()
        value: Value = self._used[key]
        return value

    def _read(self) -> dict[str, Any]:
        try:
            found = pickle.loads(self._path.read_bytes()) if self._path else {}
        except Exception:
            # whatever is wrong with the file: it is only a memory
            return {}
        return found if isinstance(found, dict) else {}

    def keep(self) -> None:
        """Writes what was used for the next run; a folder that cannot be written is no error."""
        if self._path is None or self._used.keys() == self._old.keys():
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                file.write(pickle.dumps(self._used, protocol=pickle.HIGHEST_PROTOCOL))
            os.replace(file.name, self._path)
            self._forget()
        except OSError:
            return

    def _forget(self) -> None:
        """Files of other folders and of older code, but for the newest few."""
        assert self._path is not None
        files = sorted(self._path.parent.glob("check-*.pickle"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_FILES]:
            path.unlink(missing_ok=True)


def digest(*parts: object) -> str:
    """A key for what a value depends on: texts and bytes as they are, the rest as Python prints it."""
    found = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else str(part).encode()
        found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()[:32]
