"""Dragoman's own errors as one line on the terminal, not as a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from coder.errors import DragomanError


class CannotRun(click.ClickException):
    """The command could not do its work at all: exit code 2, as when its arguments are wrong."""

    exit_code = 2


@contextmanager
def plain_errors(failure: type[click.ClickException] = click.ClickException) -> Iterator[None]:
    """Turn what Dragoman refuses into a message and an exit code, 1 unless `failure` has another."""
    try:
        yield
    except DragomanError as error:
        raise failure(str(error)) from None
