"""When to go on: waits that end when the watch does, turns at a host, and longer waits after each failure."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class StoppedError(Exception):
    """The watch ends, so what was begun is left as it is."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double with each failure in a row, each longer by up to a half, so that many do not come at once."""

    first: float = 1.0
    longest: float = 60.0
    seed: int | None = None
    dice: random.Random = field(default_factory=random.Random, compare=False)

    def __post_init__(self) -> None:
        if self.seed is not None:
            self.dice.seed(self.seed)

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row, one at least."""
        grown: float = min(self.first * 2.0 ** min(failures - 1, 60), self.longest)
        return grown * (1 + self.dice.random() / 2)


class Pace:
    """The waits of one watch."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether the watch ends."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let everything that waits give up, now and from now on."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait so long.

        :raise StoppedError: the watch ends.
        """
        if self._stop.wait(max(seconds, 0.0)):
            raise StoppedError

    def go_on(self) -> None:
        """:raise StoppedError: the watch ends."""
        self.wait(0.0)


class Hosts:
    """One request at a time for each host, with a pause between two."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._due: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """The host for one request; the next one is made so many seconds after its end, at the earliest.

        :raise StoppedError: the watch ends.
        """
        with self._lock:
            lock = self._turns.setdefault(host, threading.Lock())
        while not lock.acquire(timeout=0.2):
            self._pace.go_on()
        try:
            self._pace.wait(self._due.get(host, 0.0) - time.monotonic())
            yield
        finally:
            self.hold(host, delay)
            lock.release()

    def hold(self, host: str, seconds: float) -> None:
        """No request to the host for so long."""
        with self._lock:
            self._due[host] = max(self._due.get(host, 0.0), time.monotonic() + seconds)

    def held(self, host: str) -> float:
        """Seconds until the next request may be made."""
        return max(self._due.get(host, 0.0) - time.monotonic(), 0.0)
