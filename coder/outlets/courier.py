"""Carries parcels to one hook, in order: tries again, each time later, and parks what nobody takes."""

from __future__ import annotations

import logging
import random
import threading
import time
from dataclasses import replace
from typing import Protocol

from coder.errors import DeliveryError, StoreError
from coder.outlets.hooks import Hook, Hooks, Topic
from coder.outlets.kafka import KafkaSink
from coder.outlets.parcels import Attempt, Ledger, Parcel, Standing, moment, next_parcel
from coder.outlets.webhooks import WebSink
from coder.store.store import Store

LONGEST_PAUSE = 3_600.0
LOOK_SECONDS = 1.0

log = logging.getLogger("dragoman.send")


class Sink(Protocol):
    """Where parcels go."""

    def deliver(self, parcel: Parcel) -> None:
        """Hand a parcel over, or raise a DeliveryError."""
        ...

    def close(self) -> None:
        """Nothing more is handed over."""
        ...


def sink_of(hook: Hook, private: bool) -> Sink:
    """Where a hook's parcels go.

    :raise ExtraError: an optional library is needed for it.
    """
    return KafkaSink(hook.to) if isinstance(hook.to, Topic) else WebSink(hook.name, hook.to, private)


class Courier:
    """Serves one hook.

    A parcel is noted before it is first sent and crossed out after it was taken: whoever dies in between sends it
    again, with the same id and the same bytes.
    """

    def __init__(self, store: Store, hook: Hook, sink: Sink, stop: threading.Event) -> None:
        self._store = store
        self._hook = hook
        self._sink = sink
        self._stop = stop
        self._ledger = Ledger(store, hook)

    def run(self, once: bool = False) -> str:
        """Send what is there and what comes, until told to stop, or `once` until the end; why it parked, if it did."""
        while not self._stop.is_set():
            try:
                standing = self._ledger.standing()
                if standing.parked:
                    return standing.parked
                if not self._step(standing) and once:
                    return ""
            except StoreError as error:
                if once:
                    raise
                log.error("the store fails", extra={"error": str(error)})
                self._stop.wait(LOOK_SECONDS)
        return ""

    def _step(self, standing: Standing) -> bool:
        """Do the next thing; whether there was one."""
        if standing.parcel:
            self._send(standing, standing.parcel)
            return True
        parcel = next_parcel(self._store, self._hook, standing.cursor)
        if parcel is None:
            self._store.wait(standing.cursor, LOOK_SECONDS if not self._stop.is_set() else 0)
            return self._store.last() > standing.cursor
        self._ledger.write(replace(standing, parcel=parcel) if parcel.lines else replace(standing, cursor=parcel.until))
        return True

    def _send(self, standing: Standing, parcel: Parcel) -> None:
        began, tried = time.monotonic(), replace(parcel, tries=parcel.tries + 1)
        try:
            self._sink.deliver(parcel)
        except DeliveryError as error:
            self._failed(standing, tried, began, str(error))
        else:
            done = replace(standing, cursor=parcel.until, parcel=None)
            self._ledger.write(done, self._attempt(tried, began, ""))

    def _failed(self, standing: Standing, parcel: Parcel, began: float, why: str) -> None:
        over = parcel.tries >= self._hook.tries
        now = replace(standing, parcel=parcel, parked=why if over else "")
        self._ledger.write(now, self._attempt(parcel, began, why))
        log.log(
            logging.ERROR if over else logging.WARNING,
            "parked" if over else "not delivered",
            extra={"caller": self._hook.name, "error": why, "count": parcel.tries},
        )
        if not over:
            self._stop.wait(pause(self._hook.pause, parcel.tries))

    def _attempt(self, parcel: Parcel, began: float, error: str) -> Attempt:
        took = round(1000 * (time.monotonic() - began))
        return Attempt(moment(), self._hook.name, parcel.id, len(parcel.lines), parcel.tries, took, error)


def pause(first: float, tries: int) -> float:
    """How long to wait after so many tries: twice as long each time, a quarter more or less, at most an hour."""
    return min(first * 2.0 ** (tries - 1), LONGEST_PAUSE) * random.uniform(0.75, 1.25)


def send_all(store: Store, hooks: Hooks, stop: threading.Event, once: bool = False) -> dict[str, str]:
    """Serve every hook in a thread of its own, so that a slow one holds up no other; why each that parked did.

    :raise ExtraError: an optional library is needed for one of them.
    :raise StoreError: with `once`, the store fails.
    """
    sinks = [sink_of(hook, hooks.private) for hook in hooks.hooks]
    ended: dict[str, str] = {}
    errors: list[StoreError] = []

    def serve(hook: Hook, sink: Sink) -> None:
        try:
            ended[hook.name] = Courier(store, hook, sink, stop).run(once)
        except StoreError as error:
            errors.append(error)
        finally:
            sink.close()

    threads = [threading.Thread(target=serve, args=pair) for pair in zip(hooks.hooks, sinks, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(0.2)
    if errors:
        raise errors[0]
    return {name: why for name, why in ended.items() if why}
