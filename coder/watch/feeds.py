"""The file of feeds: which sources are watched, and how."""

from __future__ import annotations

import enum
from dataclasses import dataclass

DAY = 86_400.0
MOST = 100_000


class Kind(enum.StrEnum):
    """Where a source's articles come from; also the key that names the place."""

    FEED = "feed"
    FOLDER = "folder"
    STDIN = "stdin"


class Undated(enum.StrEnum):
    """What becomes of an article without a date."""

    LEAVE = "leave"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Source:
    """One source as the file says it; `place` is an address or a folder, times are seconds."""

    name: str
    kind: Kind
    place: str
    publisher: str = ""
    language: str = ""
    every: float = 900.0
    limit: int = MOST
    characters: int = 100_000
    follow: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 2.0
    undated: Undated = Undated.LEAVE
    tries: int = 4
    settle: float = 2.0


@dataclass(frozen=True, slots=True)
class Feeds:
    """All sources, whether addresses within private networks may be fetched, and whom to write to about it."""

    sources: tuple[Source, ...]
    private: bool = False
    contact: str = ""
