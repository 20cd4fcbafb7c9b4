"""What sources bring: articles on their way into the store, in parcels that are done as a whole."""

from __future__ import annotations

import enum
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from coder.article import Article
from coder.watch.feeds import Source


class Fate(enum.StrEnum):
    """What became of an article. One that comes later was not to be had, and its source will bring it again."""

    NEW = "new"
    COPY = "copy"
    KNOWN = "known"
    FAILED = "failed"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a source brought it.

    `key` is what it is known by, empty until that is worked out; `named` says that its id is its sender's word.
    `own_key` is the address where it was found, where its page calls another one right. `link` is what its source
    knows it by. `letter` is the dead letter that it comes from, `tries` how often it was tried before.
    """

    source: Source
    article: Article
    key: str = ""
    own_key: str = ""
    named: bool = True
    link: str = ""
    tries: int = 0
    letter: Path | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but an address, where it has to be fetched first."""
        return not (self.article.text or self.article.html) and bool(self.article.url)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that should have been an article and is none: why, and what stood there, an article or any text.

    `passing` says that its source will bring it again, and that it may be better then. It has no key of its own.
    """

    source: Source
    status: str
    reason: str
    article: Article | None = None
    raw: str = ""
    link: str = ""
    tries: int = 0
    letter: Path | None = None
    passing: bool = False
    own_key: str = ""


Thing: TypeAlias = Found | Trouble


@dataclass(slots=True)
class Parcel:
    """Articles that are done together, and the notes to be kept then."""

    things: Sequence[Thing]
    notes: Mapping[str, Any] = field(default_factory=dict)
    fates: dict[int, Fate] = field(default_factory=dict)
    done: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        if not self.things:
            self.done.set()

    def tell(self, place: int, fate: Fate) -> None:
        """The article at that place has found its end."""
        self.fates[place] = fate
        if len(self.fates) == len(self.things):
            self.done.set()


@dataclass(slots=True)
class Tally:
    """What a source brought in one round; `trouble` says why it brought nothing, `remarks` what else to know."""

    source: Source
    fates: dict[Fate, int] = field(default_factory=dict)
    seconds: float = 0.0
    unchanged: bool = False
    more: bool = False
    trouble: str = ""
    wait: float = 0.0
    remarks: list[str] = field(default_factory=list)

    def add(self, fate: Fate, count: int = 1) -> None:
        """So many articles more."""
        self.fates[fate] = self.fates.get(fate, 0) + count

    @property
    def failed(self) -> bool:
        """Whether something did not go as it should."""
        return bool(self.trouble or self.fates.get(Fate.FAILED) or self.fates.get(Fate.LATER))
