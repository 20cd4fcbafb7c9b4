"""Turns at something that so many threads may use at a time: first come, first served."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """Places that nobody can take twice while another waits.

    A plain lock goes to whoever is quickest, and that is the thread that has just released it: a stream
    of articles would keep everybody else out.
    """

    def __init__(self, places: int = 1) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._free = places

    def acquire(self, timeout: float | None, line: int | None = None) -> bool:
        """Wait for a turn, at most so many seconds (for ever with None); whether it came.

        Where `line` others or more are waiting it does not come.
        """
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            if line is not None and len(self._waiting) >= line:
                return False
            called = threading.Event()
            self._waiting.append(called)
        return called.wait(timeout) or not self._gave_up(called)

    def release(self) -> None:
        """End a turn; whoever has waited longest is next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1

    @property
    def free(self) -> int:
        """How many turns could begin now."""
        return self._free

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._waiting)

    def _gave_up(self, called: threading.Event) -> bool:
        """Leave the line, unless the turn came at the last moment."""
        with self._guard:
            if called.is_set():
                return False
            self._waiting.remove(called)
            return True
