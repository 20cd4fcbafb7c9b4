"""Where results may be kept: nowhere, in this process's memory, or in Redis."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from coder.errors import SettingsError
from coder.settings import MEBIBYTE, Settings

PATIENCE_SECONDS = 0.25
PAUSE_SECONDS = 5.0
PREFIX = b"dragoman:"

log = logging.getLogger("dragoman.cache")


class Store(Protocol):
    """Bytes by key. Losing some is allowed; giving wrong ones is not."""

    def get(self, keys: Sequence[bytes]) -> list[bytes | None] | None:
        """What is kept for each key; None in place of the list when the store cannot be asked."""

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, at the cost of older ones."""


def open_store(settings: Settings) -> Store | None:
    """The store that the settings name.

    :raise SettingsError: it is Redis, and its client is not installed or the address is none.
    """
    if not settings.cache:
        return None
    if settings.cache == "memory":
        return MemoryStore(settings.cache_size * MEBIBYTE)
    return RedisStore(settings.cache, settings.cache_time)


class MemoryStore:
    """Keeps what was asked for last, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._values: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, keys: Sequence[bytes]) -> list[bytes | None] | None:
        """What is kept for each key."""
        with self._lock:
            for key in keys:
                if key in self._values:
                    self._values.move_to_end(key)
            return [self._values.get(key) for key in keys]

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, and forget what was not asked for the longest."""
        with self._lock:
            for key, value in values.items():
                self._size += len(value) - len(self._values.pop(key, b""))
                self._values[key] = value
            while self._size > self._most:
                self._size -= len(self._values.popitem(last=False)[1])


class RedisStore:
    """Keeps values in Redis for so many seconds; what it may hold in all is Redis's own setting (`maxmemory`).

    A Redis that does not answer is left alone for a few seconds, so that it costs time only now and then.
    """

    def __init__(self, url: str, seconds: int) -> None:
        try:
            import redis
        except ImportError:
            raise SettingsError(
                "DRAGOMAN_CACHE names Redis, whose client is missing: pip install dragoman[redis]"
            ) from None
        try:
            self._client = redis.Redis.from_url(
                url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
            )
        except ValueError as error:
            raise SettingsError(f"DRAGOMAN_CACHE is not the address of a Redis: {error}") from None
        self._errors = (redis.RedisError, OSError)
        self._seconds = seconds
        self._resume = 0.0

    def get(self, keys: Sequence[bytes]) -> list[bytes | None] | None:
        """What is kept for each key; None when Redis does not answer."""
        if time.monotonic() < self._resume:
            return None
        try:
            found: list[Any] = self._client.mget([PREFIX + key for key in keys])
        except self._errors as error:
            self._pause(error)
            return None
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, or not when Redis does not answer."""
        if time.monotonic() < self._resume:
            return
        try:
            pipeline = self._client.pipeline(transaction=False)
            for key, value in values.items():
                pipeline.set(PREFIX + key, value, ex=self._seconds)
            pipeline.execute()
        except self._errors as error:
            self._pause(error)

    def _pause(self, error: Exception) -> None:
        self._resume = time.monotonic() + PAUSE_SECONDS
        log.warning("Redis does not answer; coding goes on without it", extra={"error": type(error).__name__})
