"""How long each stage of the pipeline took."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

STAGES = ("parsing", "reading", "actors", "coding")


class StageClock:
    """Adds up the seconds of each stage until somebody takes them; two readings of a clock a stage and article."""

    def __init__(self) -> None:
        self._seconds = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Count the block's time to a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] += time.perf_counter() - began

    def take(self) -> Mapping[str, float]:
        """The seconds since they were taken last."""
        taken, self._seconds = self._seconds, dict.fromkeys(STAGES, 0.0)
        return taken
