"""Dead letters: what could not be fetched or coded, each a file that says why and can be tried again."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.article import Article
from coder.errors import FeedsError
from coder.watch.feeds import Source
from coder.watch.found import Trouble

SUFFIX = ".json"
_NAME = re.compile(rf"[0-9a-f]{{16}}{re.escape(SUFFIX)}")
_FIELDS = ("id", "date", "title", "url", "publisher", "language", "text", "html", "parse")


@dataclass(frozen=True, slots=True)
class Letters:
    """The folder of dead letters."""

    folder: Path

    def open(self) -> None:
        """Make the folder, and see whether it can be written to.

        :raise FeedsError: it cannot.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / f".{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise FeedsError(f"dead letters cannot be put into {self.folder}: {error.strerror}") from None

    def put(self, trouble: Trouble, now: datetime.datetime) -> Path:
        """Write a letter, whole or not at all; what fails again is told in the file where it was told before."""
        written = json.dumps(_told(trouble, now), ensure_ascii=False, indent=2).encode("utf-8", "replace")
        path = trouble.letter or self.folder / f"{trouble.source.name}-{_hash(trouble)}{SUFFIX}"
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        with temporary.open("wb") as file:
            file.write(written + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        return path

    def of(self, source: Source) -> Iterator[Path]:
        """The letters of a source by name."""
        for path in sorted(self.folder.glob(f"{source.name}-*{SUFFIX}")):
            if _NAME.fullmatch(path.name.removeprefix(f"{source.name}-")):
                yield path


def _hash(trouble: Trouble) -> str:
    article = trouble.article
    said = [str(getattr(article, name)) for name in _FIELDS if name != "date"] if article else []
    written = "\0".join((trouble.source.name, trouble.raw, *said))
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:16]


def _told(trouble: Trouble, now: datetime.datetime) -> dict[str, Any]:
    told: dict[str, Any] = {
        "reason": trouble.reason,
        "status": trouble.status,
        "time": now.isoformat(timespec="seconds"),
        "tries": trouble.tries + 1,
        "source": trouble.source.name,
    }
    if trouble.article is not None:
        told["article"] = _written(trouble.article)
    return told | ({"raw": trouble.raw} if trouble.raw else {})


def _written(article: Article) -> dict[str, str]:
    """An article as `POST /v1/events` takes it, as far as there is anything to say."""
    found = {name: getattr(article, name) for name in _FIELDS}
    return {name: str(value) for name, value in found.items() if value}


def is_letter(value: object) -> bool:
    """Whether the value of a JSON text is a dead letter."""
    return isinstance(value, Mapping) and {"reason", "status", "tries"} <= value.keys()


def article_of(letter: Mapping[str, Any]) -> Article | None:
    """The article of a letter, as it was written; None where it holds none that can be read."""
    told = letter.get("article")
    if not isinstance(told, Mapping) or not all(isinstance(told.get(name, ""), str) for name in _FIELDS):
        return None
    try:
        date = datetime.date.fromisoformat(told["date"]) if told.get("date") else None
    except ValueError:
        return None
    return Article(**{name: told.get(name, "") for name in _FIELDS if name not in ("date", "language")},
                   date=date, language=told.get("language") or "en")  # fmt: skip
