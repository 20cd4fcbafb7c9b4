"""The commands for those who write dictionaries."""

from __future__ import annotations

import click

from coder.command.lazy import LazyGroup

COMMANDS = {
    "check": "coder.command.dictionaries.checking:check",
    "test": "coder.command.dictionaries.testing:test",
    "diff": "coder.command.dictionaries.diffing:diff",
    "coverage": "coder.command.dictionaries.covering:coverage",
    "parse": "coder.command.dictionaries.parsing:parse",
    "explain": "coder.command.dictionaries.explaining:explain",
    "search": "coder.command.dictionaries.searching:search",
    "try": "coder.command.dictionaries.trying:try_",
    "import": "coder.command.dictionaries.importing:import_",
}


@click.group(cls=LazyGroup, places=COMMANDS)
def dictionaries() -> None:
    """Look after the dictionaries."""
