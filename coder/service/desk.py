"""What a request needs of the house: the coder, the settings, and its turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from flask import current_app

from coder.article import Article
from coder.coder import Coder, Options
from coder.errors import UnavailableError
from coder.service.turns import Turns
from coder.settings import Settings

SAMPLE = Article(id="sample", text="Germany criticized France on Tuesday.")
EXPECTED = ("DEU", "111", "FRA")
NOT_READY = "the sample sentence was not coded as expected; see the model and the dictionaries"


class Desk:
    """The coder of this process; one request uses it at a time, the others wait a moment."""

    NAME: ClassVar[str] = "dragoman-desk"

    def __init__(self, coder: Coder, settings: Settings) -> None:
        self.coder = coder
        self.settings = settings
        self.ready = _codes_the_sample(coder)
        self._turns = Turns()
        self._waiting = threading.Semaphore(settings.queue + 1)
        self._streams = threading.BoundedSemaphore(settings.max_streams)

    @contextmanager
    def turn(self, patient: bool = False) -> Iterator[Coder]:
        """The coder, for one request alone; whoever came first is first.

        `patient` is for an answer that has begun already, and cannot turn into a refusal any more.

        :raise UnavailableError: it does not code rightly, or was not free in the time that settings allow.
        """
        self.check_ready()
        if not self._acquire(patient):
            raise UnavailableError("busy", "all coders are at work; come again in two seconds")
        try:
            yield self.coder
        finally:
            self._turns.release()

    def begin_stream(self) -> None:
        """Count one more stream; `end_stream` counts it off.

        :raise UnavailableError: as many are open as may be, so that threads are left for other requests.
        """
        if not self._streams.acquire(blocking=False):
            raise UnavailableError("busy", f"{self.settings.max_streams} streams are open; come again in two seconds")

    def end_stream(self) -> None:
        """Make room for another stream."""
        self._streams.release()

    def check_ready(self) -> None:
        """:raise UnavailableError: the coder does not code rightly."""
        if not self.ready:
            raise UnavailableError("not-ready", NOT_READY)

    def _acquire(self, patient: bool) -> bool:
        """Wait for the turn, unless too many wait already."""
        if patient:
            return self._turns.acquire(None)
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._turns.acquire(self.settings.wait)
        finally:
            self._waiting.release()


def desk() -> Desk:
    """The desk of the application that is answering."""
    found: Desk = current_app.extensions[Desk.NAME]
    return found


def _codes_the_sample(coder: Coder) -> bool:
    """Whether model and dictionaries together code a plain sentence as anyone would."""
    events = coder.code([SAMPLE], Options())[0].events
    return EXPECTED in [(each.source.country, each.code.code, each.target.country) for each in events]
