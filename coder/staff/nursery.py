"""A process that only forks others: it has one thread and opens nothing, so its children start clean.

The process that answers HTTP has many threads, and a fork of those may find a lock taken for ever. So
before its first thread starts it forks a nursery, which holds the coder and from then on makes the
processes that code.  For new dictionaries the nursery makes an heir, which checks and compiles them and
is a nursery itself when they are good.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path

from coder.coder import Coder
from coder.dictionaries.load import Dictionaries
from coder.errors import LostError, RenewalError, UnavailableError
from coder.staff.hand import Allowance, Hand, attend, settle_in
from coder.staff.renewing import renewed

NURSERY_NAME = "dragoman-nurse"
HAND_NAME = "dragoman-coder"


class Nursery:
    """The nursery as the service sees it."""

    def __init__(self, control: Connection) -> None:
        self._control = control
        self._lock = threading.Lock()

    @classmethod
    def start(cls, coder: Coder, allowance: Allowance) -> Nursery:
        """A nursery for a coder; to be called before the process has other threads.

        Each coding process may take so much for a job, and is ended when it takes more.
        """
        ours, theirs = Pipe()
        _fork(theirs, NURSERY_NAME, partial(_attend_births, theirs, coder, allowance))
        theirs.close()
        return cls(ours)

    def hand(self) -> Hand:
        """A new coding process.

        :raise LostError: the nursery is gone.
        """
        ours, pid = self._birth(None)
        return Hand(ours, pid)

    def heir(self, folder: Path) -> tuple[Nursery, Dictionaries]:
        """A nursery with the dictionaries as they are now in a folder, and these dictionaries.

        :raise RenewalError: they cannot be used.
        :raise LostError: the nursery is gone.
        """
        ours, _ = self._birth(folder)
        try:
            found = ours.recv()
        except (EOFError, OSError):
            raise RenewalError(
                "the process that compiled the dictionaries died; it may have had too little memory"
            ) from None
        if isinstance(found, RenewalError):
            raise found
        return Nursery(ours), found

    def close(self) -> None:
        """Let the nursery end; the processes it made live on."""
        self._control.close()

    def _birth(self, folder: Path | None) -> tuple[Connection, int]:
        ours, theirs = Pipe()
        try:
            with self._lock:
                self._control.send(folder)
                send_handle(self._control, theirs.fileno(), None)
                pid: int = self._control.recv()
        except (EOFError, OSError):
            ours.close()
            raise LostError("the process that makes coding processes died") from None
        finally:
            theirs.close()
        if not pid:
            ours.close()
            raise UnavailableError("busy", "the machine has no room for another process; come again later")
        return ours, pid


def _fork(connection: Connection, name: str, live: Callable[[], None]) -> int:
    """Fork a process that lives and then ends, without a way back into the code of its parent."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        settle_in(connection.fileno(), name)
        live()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _attend_births(control: Connection, coder: Coder, allowance: Allowance) -> None:
    """Fork a process for each order, until the service hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()  # so that looking for garbage does not copy what the processes share
    while True:
        try:
            folder: Path | None = control.recv()
            connection = Connection(recv_handle(control))
        except (EOFError, OSError):
            return
        live = partial(_succeed, connection, coder, folder) if folder else partial(attend, connection, coder)
        try:
            pid = _fork(connection, NURSERY_NAME if folder else HAND_NAME, partial(live, allowance))
        except OSError:
            pid = 0
        connection.close()
        control.send(pid)


def _succeed(control: Connection, coder: Coder, folder: Path, allowance: Allowance) -> None:
    try:
        heir = renewed(coder, folder)
    except RenewalError as error:
        control.send(error)
        return
    control.send(heir.dictionaries)
    _attend_births(control, heir, allowance)
