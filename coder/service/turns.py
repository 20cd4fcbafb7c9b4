"""Turns at something that one thread uses at a time: first come, first served."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """A lock that nobody can take twice while another waits.

    A plain lock goes to whoever is quickest, and that is the thread that has just released it: a stream
    of articles would keep everybody else out.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def acquire(self, timeout: float | None) -> bool:
        """Wait for the turn, at most so many seconds (for ever with None); whether it came."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        return called.wait(timeout) or not self._gave_up(called)

    def release(self) -> None:
        """End the turn; whoever has waited longest is next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    def _gave_up(self, called: threading.Event) -> bool:
        """Leave the line, unless the turn came at the last moment."""
        with self._guard:
            if called.is_set():
                return False
            self._waiting.remove(called)
            return True
