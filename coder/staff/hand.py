"""A process that codes: its own loop, and how the service speaks to it."""

from __future__ import annotations

import math
import os
import pickle
import resource
import signal
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from coder.coder import Coder
from coder.errors import CostlyError, LostError

_NO_MEMORY = ("can't allocate memory", "Cannot allocate memory", "std::bad_alloc", "could not create a primitive")
"""How torch and the libraries under it say so."""
GRACE_SECONDS = 5
_VICTIM_FIRST = "500"


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one job, an article or a few short ones, may take: seconds, and bytes beyond what is there before."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Job:
    """A function to call with the coder and some arguments; a method of `Coder`, as a rule."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a job: its result or its error, and the seconds that each stage took."""

    result: Any = None
    error: Exception | None = None
    stages: Mapping[str, float] = field(default_factory=dict)


def attend(connection: Connection, coder: Coder, allowance: Allowance) -> None:
    """Do jobs until the service hangs up, or one needed too much memory: the loop of a coding process.

    The service ends a process whose job takes too long; where the service is gone, the alarm does.
    """
    _bound_memory(allowance.memory)
    error: Exception | None = None
    while not isinstance(error, CostlyError):
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        signal.alarm(math.ceil(allowance.seconds) + GRACE_SECONDS)
        reply = perform(coder, job)
        signal.alarm(0)
        error = reply.error
        connection.send(reply)


def perform(coder: Coder, job: Job) -> Reply:
    """Do a job; whatever it raises comes back with the reply."""
    try:
        result = job.function(coder, *job.arguments)
    except Exception as error:
        return Reply(error=_portable(error), stages=coder.clock.take())
    return Reply(result, stages=coder.clock.take())


class Hand:
    """A coding process as the service sees it; one thread at a time gives it jobs."""

    def __init__(self, connection: Connection, pid: int) -> None:
        self._connection = connection
        self.pid = pid
        self.jobs = 0

    @property
    def alive(self) -> bool:
        """Whether an idle process is still there: it says nothing, and its connection is not closed."""
        return not (self._connection.closed or self._connection.poll())

    def do(self, job: Job, seconds: float) -> Reply:
        """Have a job done. After an error of these two kinds the process is gone.

        :raise CostlyError: it was not done in so many seconds.
        :raise LostError: the process died.
        """
        self.jobs += 1
        began = time.monotonic()
        watchdog = threading.Timer(seconds, self._kill)
        watchdog.start()
        try:
            self._connection.send(job)
            reply: Reply = self._connection.recv()
        except (EOFError, OSError):
            if time.monotonic() - began >= seconds:
                raise CostlyError(f"coding took longer than {seconds:g} seconds") from None
            raise LostError("the process that coded it died") from None
        finally:
            watchdog.cancel()
        return reply

    def dismiss(self) -> None:
        """End the process, whatever it does; of one that is gone, nothing but its number is left to be killed."""
        there = self.alive
        self._connection.close()
        if there:
            self._kill()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def settle_in(keep: int, name: str) -> None:
    """What every process that is forked off does first: hold nothing of the service but one connection.

    Signals that end the service are for the service, which tells its processes by hanging up.
    """
    signal.set_wakeup_fd(-1)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1):
        signal.signal(each, signal.SIG_IGN)
    name_process(name)
    os.closerange(3, keep)
    os.closerange(keep + 1, os.sysconf("SC_OPEN_MAX"))
    with suppress(OSError):  # where memory runs out, this process goes before the one that answers
        Path("/proc/self/oom_score_adj").write_text(_VICTIM_FIRST)


def name_process(name: str) -> None:
    """What `ps` and `top` show of a process, up to 15 characters; where the system has no such file, nothing."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)


def _bound_memory(extra: int) -> None:
    statistics = Path("/proc/self/statm")
    if statistics.exists():
        taken = int(statistics.read_text().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = taken + extra if hard == resource.RLIM_INFINITY else min(hard, taken + extra)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _portable(error: Exception) -> Exception:
    """The error as it can be sent to another process, with its traceback as a note."""
    # Where memory ends inside the interpreter itself, it says `SystemError: error return without exception set`.
    if isinstance(error, MemoryError | SystemError) or any(words in str(error) for words in _NO_MEMORY):
        return CostlyError("coding took more memory than one article may")
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
