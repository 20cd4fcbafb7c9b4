"""Editions over the one coder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from coder.coder import Coder
from coder.staff.edition import Edition
from coder.staff.hand import Allowance

GIBIBYTE = 1 << 30


@dataclass
class Noted:
    """Keeps what an edition says of its work."""

    reasons: list[str] = field(default_factory=list)
    stages: list[Mapping[str, float]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def spent(self, stages: Mapping[str, float]) -> None:
        self.stages.append(stages)

    def ended(self, reason: str) -> None:
        self.reasons.append(reason)


MakeEdition = Callable[[Allowance], Edition]


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def make_edition(coder: Coder, noted: Noted) -> Iterator[MakeEdition]:
    """Editions with two coding processes."""
    made: list[Edition] = []

    def make(allowance: Allowance) -> Edition:
        edition = Edition(coder, allowance, noted)
        edition.hire(2, lambda: noted.lost.append("nursery"))
        made.append(edition)
        return edition

    yield make
    for edition in made:
        edition.retire()


@pytest.fixture
def edition(make_edition: MakeEdition) -> Edition:
    """An edition that is allowed what any article needs."""
    return make_edition(Allowance(60, 2 * GIBIBYTE))
