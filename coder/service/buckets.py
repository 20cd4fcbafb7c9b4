"""Rate limits: a bucket of requests for each caller, filled again evenly."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from coder.settings import Rate

MOST_CALLERS = 10_000


@dataclass(frozen=True, slots=True)
class Grant:
    """Whether a request may go on, what is left, and in how many seconds one more will be."""

    allowed: bool
    limit: int
    remaining: int
    reset: int


class Buckets:
    """One bucket a caller. All requests of a service pass through one process, so the count is exact."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, caller: str) -> Grant:
        """Take one request out of the caller's bucket, if there is one in it."""
        most, now = self._rate.requests, self._clock()
        with self._lock:
            level = self._level(caller, now)
            allowed = level >= 1
            level -= allowed
            self._levels[caller] = (level, now)
            if len(self._levels) > MOST_CALLERS:
                self._forget_full(now)
        until = 0 if level >= 1 else math.ceil((1 - level) * self._rate.seconds / most)
        return Grant(allowed, most, int(level), until)

    def _level(self, caller: str, now: float) -> float:
        level, then = self._levels.get(caller, (float(self._rate.requests), now))
        return min(self._rate.requests, level + (now - then) * self._rate.requests / self._rate.seconds)

    def _forget_full(self, now: float) -> None:
        """Callers whose buckets are full again are as good as new; if none is, the oldest half goes."""
        full = [caller for caller in self._levels if self._level(caller, now) >= self._rate.requests]
        oldest = sorted(self._levels, key=lambda caller: self._levels[caller][1])
        for caller in full or oldest[: MOST_CALLERS // 2]:
            del self._levels[caller]
