"""Explaining is the same code path as coding, with a recorder that keeps what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from coder.coding.ranking import Rank
from coder.coding.rules import Rule
from coder.reading.clauses import Clause
from coder.reading.phrases import NounPhrase


class Act(Protocol):
    """What a rule made of a clause: its code, and the phrases at its ends."""

    @property
    def code(self) -> str: ...

    @property
    def source(self) -> tuple[NounPhrase, ...]: ...

    @property
    def target(self) -> tuple[NounPhrase, ...]: ...


@dataclass(frozen=True, slots=True)
class Failed:
    """One rule tried at one clause, and the first condition that failed."""

    clause: Clause
    rule: Rule
    failure: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A rule that fitted a clause, with the weights by which it won or lost there."""

    clause: Clause
    rule: Rule
    rank: Rank


@dataclass(frozen=True, slots=True)
class Won:
    """The rule that won at a clause, and what it made of it; no acts where its code is `none`."""

    clause: Clause
    rule: Rule
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A reading that did not become an event, and why."""

    clause: Clause
    rule: Rule
    code: str
    reason: str


class Recorder(Protocol):
    """What the matcher reports to while it works; only one that `listens` is told why a rule failed."""

    listens: bool

    def failed(self, clause: Clause, rule: Rule, failure: str) -> None: ...

    def fitted(self, clause: Clause, rule: Rule, rank: Rank) -> None: ...

    def won(self, clause: Clause, rule: Rule, acts: Sequence[Act]) -> None: ...

    def dropped(self, dropped: Dropped) -> None: ...


class Silence:
    """Keeps nothing: the recorder of ordinary coding."""

    listens = False

    def failed(self, clause: Clause, rule: Rule, failure: str) -> None:
        """Forgets the attempt."""

    def fitted(self, clause: Clause, rule: Rule, rank: Rank) -> None:
        """Forgets the fit."""

    def won(self, clause: Clause, rule: Rule, acts: Sequence[Act]) -> None:
        """Forgets the winner."""

    def dropped(self, dropped: Dropped) -> None:
        """Forgets the reading."""


@dataclass(slots=True)
class Trace:
    """Keeps every attempt, every fit, every winner and every dropped reading, in the order they came."""

    failures: list[Failed] = field(default_factory=list)
    fits: list[Fitted] = field(default_factory=list)
    winners: list[Won] = field(default_factory=list)
    losses: list[Dropped] = field(default_factory=list)
    listens: bool = True

    def failed(self, clause: Clause, rule: Rule, failure: str) -> None:
        self.failures.append(Failed(clause, rule, failure))

    def fitted(self, clause: Clause, rule: Rule, rank: Rank) -> None:
        self.fits.append(Fitted(clause, rule, rank))

    def won(self, clause: Clause, rule: Rule, acts: Sequence[Act]) -> None:
        self.winners.append(Won(clause, rule, tuple(acts)))

    def dropped(self, dropped: Dropped) -> None:
        self.losses.append(dropped)
