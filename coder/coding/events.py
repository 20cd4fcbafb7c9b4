"""Events: what the coding stage answers."""

from __future__ import annotations

import datetime
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
    of `FLAGS`.  `id` is the same for the same article, sentence, dyad, code and trigger.
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

    @property
    def resolved(self) -> bool:
        """Whether both actors have a country or international code."""
        return self.source.resolved and self.target.resolved

    @property
    def line(self) -> str:
        """The event as the examples of rules write it, flags behind: `IRN > IRQ 036 future`."""
        return " ".join((f"{self.source.code} > {self.target.code} {self.code.code}", *self.flags))
