"""How long each stage of the pipeline took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

STAGES = ("parsing", "reading", "actors", "coding")


class StageClock:
    """Adds up the seconds of each stage until somebody takes them; two readings of a clock a stage and article."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._seconds = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Count the block's time to a stage."""
        began = self._clock()
        try:
            yield
        finally:
            self._seconds[stage] += self._clock() - began

    def take(self) -> Mapping[str, float]:
        """The seconds since they were taken last."""
        taken, self._seconds = self._seconds, dict.fromkeys(STAGES, 0.0)
        return taken
