"""`dragoman serve`: the service under gunicorn."""

from __future__ import annotations

import os
import sys

import click

from coder.command.errors import plain_errors
from coder.serving import APPLICATION, CONFIGURATION
from coder.settings import Settings


@click.command()
def serve() -> None:
    """Run the service under gunicorn; the DRAGOMAN_* variables set the address and the limits."""
    with plain_errors():
        Settings.read()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", CONFIGURATION, APPLICATION])
