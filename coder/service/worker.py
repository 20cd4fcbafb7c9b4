"""The gunicorn worker that answers HTTP."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from coder.service.pacing import PacedSocket
from coder.settings import Settings


class ServiceWorker(ThreadWorker):
    """gunicorn's threads, with a limit to how long a request may take to arrive."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._read_time = Settings.read().read_time

    def handle(self, conn: Any) -> Any:
        """Called in a thread for each request of a connection."""
        if not isinstance(conn.sock, PacedSocket):
            conn.sock = PacedSocket(conn.sock, self._read_time)
        conn.sock.begin()
        return super().handle(conn)
