"""The root of the command line."""

from __future__ import annotations

import click

from coder import __version__
from coder.command.lazy import LazyGroup

COMMANDS = {
    "code": "coder.command.coding:code",
    "watch": "coder.command.watching:watch",
    "serve": "coder.command.serving:serve",
    "key": "coder.command.key:key",
    "export": "coder.command.exporting:export",
    "send": "coder.command.sending:send",
    "recode": "coder.command.recoding:recode",
    "store": "coder.command.storing:store",
    "dictionaries": "coder.command.dictionaries.group:dictionaries",
}


@click.group(cls=LazyGroup, places=COMMANDS)
@click.version_option(__version__)
def main() -> None:
    """Dragoman reads news articles and writes down who did what to whom, as CAMEO events."""
