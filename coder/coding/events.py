"""Events: what the coding stage answers."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from coder.actors.actor import Actor
from coder.coding.ontology import CameoCode
from coder.parsing.sentences import Part, Sentence

FLAGS = ("negated", "future", "hypothetical", "historical", "reported")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article: code point offsets into its text, or into its title."""

    text: str
    start: int
    end: int
    part: Part = Part.TEXT


class Precision(enum.StrEnum):
    """How exactly the words of a time expression say when."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True)
class When:
    """The event's own time: first and last day that the words allow (`in March`: 1st to 31st), and the words."""

    first: datetime.date
    last: datetime.date
    precision: Precision
    evidence: Span


class Nearness(enum.StrEnum):
    """How exactly a place is known."""

    PLACE = "place"
    """A town, or another point."""
    REGION = "region"
    """A province or another part of a country; the point is its middle or its main town."""
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event took place: a gazetteer's name, its country (ISO 3166-1 alpha-3), degrees, and the words."""

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    nearness: Nearness
    evidence: Span
    dateline: bool = False
    """Only the dateline says so: the report's place, taken for the event's."""


@dataclass(frozen=True, slots=True)
class RuleReference:
    """The dictionary entry that took part in making an event, and where it is written."""

    id: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, and by which rules.

    `rule` named the act; `via` are the operators over it, innermost first (`urged Y to stop attacking
    Z` has the rule of `attack`, then the operators of `stop` and `urge`).  `flags` come in the order
    of `FLAGS`.  `id` is the same for the same article, sentence, dyad, code and trigger.  `date` is the
    article's day; `when` and `where` are what the words say of the event itself, and None where they are silent.
    """

    id: str
    date: datetime.date | None
    source: Actor
    target: Actor
    code: CameoCode
    flags: tuple[str, ...]
    sentence: Sentence
    trigger: Span
    rule: RuleReference
    via: tuple[RuleReference, ...] = ()
    when: When | None = None
    where: Where | None = None

    @property
    def day(self) -> datetime.date | None:
        """The day it is counted on: its own where the words name one, else the article's."""
        return self.when.first if self.when and self.when.precision is Precision.DAY else self.date

    @property
    def resolved(self) -> bool:
        """Whether both actors have a country or international code."""
        return self.source.resolved and self.target.resolved

    @property
    def line(self) -> str:
        """The event as the examples of rules write it, flags behind: `IRN > IRQ 036 future`."""
        return " ".join((f"{self.source.code} > {self.target.code} {self.code.code}", *self.flags))
