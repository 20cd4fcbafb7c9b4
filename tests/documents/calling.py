"""Calls the command line that is kept warm: calling.py SOCKET ARGUMENTS..., with the streams and signals of the caller."""

import json
import os
import signal
import socket
import sys


def main(address: str, *arguments: str) -> int:
    """Have the command run with the streams of this process, hand signals on, and give back how it ended."""
    with socket.socket(socket.AF_UNIX) as call:
        call.connect(address)
        socket.send_fds(call, [b"!"], [0, 1, 2])
        wanted = {"arguments": arguments, "folder": os.getcwd(), "variables": dict(os.environ)}
        with call.makefile("rw", encoding="utf-8") as talk:
            print(json.dumps(wanted), file=talk, flush=True)
            pid = int(talk.readline())
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda which, _: os.kill(pid, which))
            ended = int(talk.readline())
    return ended if ended >= 0 else 128 - ended


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
