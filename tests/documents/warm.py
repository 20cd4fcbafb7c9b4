"""The command line kept warm: each command of a page runs in a fork of a process that has imported everything.

A page of twenty commands would otherwise wait twenty times for the same imports. What runs is the same: `python -m coder`
with the caller's arguments, variables, folder and standard streams; only what was imported before is shared.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CALLER = Path(__file__).with_name("calling.py")


@contextmanager
def warm_commands(code: Path) -> Iterator[str]:
    """How a shell calls the command line of the checkout `code`: what follows are the arguments."""
    with tempfile.TemporaryDirectory(prefix="dragoman-warm-") as folder:  # a socket's path must be short
        yield from _served(code, f"{folder}/socket")


def _served(code: Path, address: str) -> Iterator[str]:
    serving = subprocess.Popen(
        [sys.executable, "-P", __file__, address],
        env={**os.environ, "PYTHONPATH": str(code), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
    )
    assert serving.stdout is not None
    try:
        assert serving.stdout.readline() == b"ready\n"
        yield f"{sys.executable} -ISE {CALLER} {address}"
    finally:
        serving.terminate()
        serving.communicate()


def main(address: str) -> None:
    """Import everything, then serve calls until ended."""
    import coder.building
    import coder.command.main  # noqa: F401 - what commands need

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(16)
        print("ready", flush=True)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            call, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _answer(call)
            call.close()


def _answer(call: socket.socket) -> None:
    """Run what a caller asks for in one more fork, and tell the caller its number and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(call, 1, 3)
    with call.makefile("rw", encoding="utf-8") as talk:
        wanted = json.loads(talk.readline())
        pid = os.fork()
        if pid == 0:
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            call.close()
            _run(**wanted)
        for stream in streams:
            os.close(stream)
        print(pid, file=talk, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=talk, flush=True)
    os._exit(0)


def _run(arguments: list[str], folder: str, variables: dict[str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.argv = ["coder", *arguments]
    code = 0
    try:
        runpy.run_module("coder", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
