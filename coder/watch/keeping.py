"""The store as a watch asks it: patiently, for a database that is started again is no reason to give up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from coder.errors import StoreError
from coder.store.store import Store
from coder.watch.pace import Backoff, Pace

TRIES = 8

Result = TypeVar("Result")


class PatientStore:
    """A store that is asked again where it does not answer, after longer and longer waits."""

    def __init__(self, store: Store, pace: Pace, backoff: Backoff | None = None, tries: int = TRIES) -> None:
        self._store = store
        self._pace = pace
        self._backoff = backoff or Backoff(first=0.5, longest=30.0)
        self._tries = tries

    def ask(self, question: Callable[[Store], Result]) -> Result:
        """What the store answers.

        :raise StoreError: it has refused again and again.
        :raise StoppedError: the watch ends.
        """
        failures = 0
        while True:
            try:
                return question(self._store)
            except StoreError:
                failures += 1
                if failures >= self._tries:
                    raise
                self._pace.wait(self._backoff.wait(failures))

    @property
    def answers(self) -> bool:
        """Whether it answers other questions now, so that what it refused is at fault."""
        try:
            self._store.last()
        except StoreError:
            return False
        return True
