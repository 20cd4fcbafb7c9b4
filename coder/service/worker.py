"""The gunicorn worker that answers HTTP, and has processes of its own do the coding."""

from __future__ import annotations

import logging
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from coder.errors import DictionaryError, DragomanError
from coder.service.desk import Desk
from coder.service.pacing import PacedSocket
from coder.service.registry import Registry
from coder.service.shelf import books
from coder.settings import Settings
from coder.staff.hand import name_process

log = logging.getLogger("dragoman.worker")


class ServiceWorker(ThreadWorker):
    """gunicorn's threads, with a limit to how long a request may take to arrive.

    SIGHUP takes new dictionaries.  They are kept in `memory`, a folder that outlives the worker: one that
    takes the place of another, which was killed, begins where that one was.
    """

    memory: Path

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._read_time = Settings.read().read_time

    @property
    def desk(self) -> Desk:
        """The desk of the application."""
        found: Desk = self.wsgi.extensions[Desk.NAME]
        return found

    def init_signals(self) -> None:
        """Called before the application is there."""
        super().init_signals()
        signal.signal(signal.SIGHUP, lambda *_: threading.Thread(target=self._renew, daemon=True).start())

    def hire(self) -> None:
        """Start the processes that code, before this one has threads."""
        name_process("dragoman-http")
        self.desk.hire(self.memory, lost=lambda: os.kill(os.getpid(), signal.SIGTERM))
        threading.Thread(target=self._open_books, daemon=True).start()

    def set_accept_enabled(self, enabled: bool) -> None:
        """Called when the worker stops, too: whoever comes then is refused at once instead of left waiting."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            self.wsgi.extensions[Registry.NAME].end()
            for listener in self.sockets:
                listener.close()

    def handle(self, conn: Any) -> Any:
        """Called in a thread for each request of a connection."""
        if not isinstance(conn.sock, PacedSocket):
            conn.sock = PacedSocket(conn.sock, self._read_time)
        conn.sock.begin()
        return super().handle(conn)

    def _open_books(self) -> None:
        """The first who asks for a rule need not wait until all of them are listed."""
        with suppress(DictionaryError), self.wsgi.app_context():
            books()

    def _renew(self) -> None:
        try:
            if self.booted:
                self.desk.renew()
        except DragomanError as error:
            log.error("no new dictionaries", extra={"error": str(error)})
