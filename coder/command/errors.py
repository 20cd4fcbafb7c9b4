"""Dragoman's own errors as one line on the terminal, not as a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from coder.errors import DragomanError


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what Dragoman refuses into a message and exit code 1."""
    try:
        yield
    except DragomanError as error:
        raise click.ClickException(str(error)) from None
