"""`dragoman key`: a new API key."""

from __future__ import annotations

import re

import click

from coder.keys import key_line, new_key


@click.command()
@click.argument("name")
def key(name: str) -> None:
    """Make a new random key for NAME.

    The key itself goes to standard error, for whoever will use it; it is kept nowhere. The line for the key
    file goes to standard output: dragoman key reader >> keys.txt
    """
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name, re.ASCII):
        raise click.BadParameter("takes up to 64 letters, digits, dots, hyphens and underscores", param_hint="NAME")
    made = new_key()
    click.echo(f"The key of {name}, shown this once: {made}", err=True)
    click.echo(key_line(name, made))
