"""Slow senders: a request that trickles in holds a thread only for so long."""

from __future__ import annotations

import errno
import socket
import time
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected

from coder.service.problems import problem

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class PacedSocket(socket.socket):
    """A client's socket on which a request has to arrive, and its answer be read, in time.

    Only waiting for the client counts.
    """

    def __init__(self, plain: socket.socket, seconds: float) -> None:
        timeout = plain.gettimeout()
        super().__init__(fileno=plain.detach())
        self.settimeout(timeout)
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        """The whole time again, for the next request or the next line of a stream."""
        self._left = self._seconds

    @property
    def late(self) -> bool:
        """Whether the time is spent."""
        return self._left <= 0

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """What has arrived.

        :raise ConnectionResetError: nothing did, in the time that was left.
        """
        timeout, began = self.gettimeout(), time.monotonic()
        self.settimeout(max(0.001, self._left if timeout is None else min(self._left, timeout)))
        try:
            return super().recv(size, flags)
        except TimeoutError:
            if time.monotonic() - began < self._left:
                raise
            raise ConnectionResetError(errno.ECONNRESET, "the request did not arrive in time") from None
        finally:
            self._left -= time.monotonic() - began
            self.settimeout(timeout)

    def sendall(self, data: Buffer, flags: int = 0, /) -> None:
        """Send everything.

        :raise ConnectionResetError: the client read nothing for the whole time.
        """
        timeout, rest = self.gettimeout(), memoryview(data)
        self.settimeout(self._seconds)
        try:
            while rest:
                rest = rest[super().send(rest, flags) :]
        except TimeoutError:
            raise ConnectionResetError(errno.ECONNRESET, "the answer was not read in time") from None
        finally:
            self.settimeout(timeout)


def report_broken_bodies(app: Flask) -> None:
    """Answer a body that did not arrive in time with 408, and one that is not whole with 400."""
    app.register_error_handler(ClientDisconnected, _incomplete)
    app.register_error_handler(ParseException, lambda _: _last("bad-request", "the chunks of the body are not HTTP"))


def _incomplete(_: ClientDisconnected) -> Response:
    paced = paced_socket()
    if paced and paced.late:
        return _last("too-slow", "the body did not arrive in time; send it faster, or in smaller pieces")
    return _last("bad-request", "the body ended before it was whole")


def _last(type: str, detail: str) -> Response:
    """A problem after which the connection cannot be used: where the next request begins is not known."""
    response = problem(type, detail)
    response.headers["Connection"] = "close"
    return response


def paced_socket() -> PacedSocket | None:
    """The connection of the request that is being answered; None in tests without a server."""
    found = request.environ.get("gunicorn.socket")
    return found if isinstance(found, PacedSocket) else None
