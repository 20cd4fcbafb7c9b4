"""Explaining is the same code path as coding, with a recorder that keeps what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from coder.coding.rules import Rule
from coder.reading.clauses import Clause


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rule tried at one clause: `failure` is the first condition that failed, empty if none did."""

    clause: Clause
    rule: Rule
    failure: str = ""
    won: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A reading that did not become an event, and why."""

    clause: Clause
    rule: Rule
    code: str
    reason: str


class Recorder(Protocol):
    """What the matcher reports to while it works."""

    def tried(self, clause: Clause, rule: Rule, failure: str = "", won: bool = False) -> None: ...

    def dropped(self, dropped: Dropped) -> None: ...


class Silence:
    """Keeps nothing: the recorder of ordinary coding."""

    def tried(self, clause: Clause, rule: Rule, failure: str = "", won: bool = False) -> None:
        """Forgets the attempt."""

    def dropped(self, dropped: Dropped) -> None:
        """Forgets the reading."""


@dataclass(slots=True)
class Trace:
    """Keeps every attempt and every dropped reading, in the order they came."""

    attempts: list[Attempt] = field(default_factory=list)
    losses: list[Dropped] = field(default_factory=list)

    def tried(self, clause: Clause, rule: Rule, failure: str = "", won: bool = False) -> None:
        self.attempts.append(Attempt(clause, rule, failure, won))

    def dropped(self, dropped: Dropped) -> None:
        self.losses.append(dropped)
