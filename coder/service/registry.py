"""The store of events as the service reads it, and those who wait there for news."""

from __future__ import annotations

import datetime
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from flask import current_app

from coder.errors import UnavailableError
from coder.settings import Settings
from coder.store.store import Store, open_store

LOOK_SECONDS = 0.25
MOST_REMEMBERED = 1_000


class Registry:
    """Opens the store when it is first asked for, and counts who waits for something new in it."""

    NAME: ClassVar[str] = "dragoman-registry"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._places = threading.BoundedSemaphore(settings.max_followers)
        self._looking = threading.Lock()
        self._last, self._looked = 0, float("-inf")
        self._ended = threading.Event()
        self._ages: OrderedDict[str, tuple[str, int]] = OrderedDict()

    @property
    def store(self) -> Store:
        """The store that the settings name.

        :raise NoStoreError: there is none yet.
        :raise StoreError: it cannot be opened.
        """
        with self._lock:
            if self._store is None:
                self._store = open_store(self._settings, create=False)
            return self._store

    def enter(self) -> None:
        """Take a place to wait at; `leave` gives it back.

        :raise UnavailableError: as many wait as may, so that threads are left for other requests.
        """
        if not self._places.acquire(blocking=False):
            most = self._settings.max_followers
            raise UnavailableError("busy", f"{most} readers wait for events already; come again in two seconds")

    def leave(self) -> None:
        """Make room for another who waits."""
        self._places.release()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A place to wait at, for a while; raises as `enter` does."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def newer(self, after: int, seconds: float) -> bool:
        """Wait until something came after a position, at most so long; whether it did.

        However many wait, the store is asked four times a second.
        """
        until = time.monotonic() + seconds
        while self._newest() <= after:
            left = until - time.monotonic()
            if left <= 0 or self._ended.wait(min(LOOK_SECONDS, left)):
                return False
        return True

    def end(self) -> None:
        """Let nobody wait any longer: the service stops."""
        self._ended.set()

    @property
    def ended(self) -> bool:
        """Whether the service stops."""
        return self._ended.is_set()

    def changed(self, address: str, etag: str) -> datetime.datetime:
        """When the answer at an address was first seen as it is now; no two answers have the same second."""
        with self._lock:
            tag, moment = self._ages.pop(address, ("", 0))
            if tag != etag:
                moment = max(int(time.time()), moment + 1)
            self._ages[address] = (etag, moment)
            if len(self._ages) > MOST_REMEMBERED:
                self._ages.popitem(last=False)
        return datetime.datetime.fromtimestamp(moment, datetime.UTC)

    def _newest(self) -> int:
        with self._looking:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                self._last = self.store.last()
                self._looked = time.monotonic()
            return self._last


def registry() -> Registry:
    """The registry of the application that is answering."""
    found: Registry = current_app.extensions[Registry.NAME]
    return found
