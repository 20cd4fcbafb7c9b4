"""`dragoman store`: look after the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from tqdm import tqdm

from coder.command.errors import CannotRun, plain_errors
from coder.command.tables import table
from coder.settings import Settings
from coder.store.failing import shown
from coder.store.inspecting import Inspection, inspect
from coder.store.moving import copy_store
from coder.store.opening import bring_up, connect, newest


@click.group()
def store() -> None:
    """Look after the store of articles and events (DRAGOMAN_STORE)."""


@store.command()
def upgrade() -> None:
    """Make the store's tables, or bring those of an older Dragoman up to date.

    Whoever opens the store does so too; this is for those who want to choose the time.
    """
    with plain_errors(CannotRun):
        opened = connect(Settings.read().store)
        before = bring_up(opened, create=True)
    done = "was up to date" if before == newest() else f"was at {before}" if before else "was made"
    click.echo(f"{shown(opened.url)} {done}; its tables are at {newest()}")


@store.command()
def check() -> None:
    """Say what is in the store and whether it is sound; nothing is changed.

    Ends with 1 if it is older than this Dragoman, or something is wrong with it.
    """
    with plain_errors(CannotRun):
        opened = connect(Settings.read().store)
        found = inspect(opened)
    click.echo(f"{shown(opened.url)}: tables {found.step}")
    if found.older:
        click.echo(f"this Dragoman works with tables {newest()}: run `dragoman store upgrade`")
    else:
        click.echo("\n".join(_contents(found)))
    for fault in found.faults:
        click.echo(f"wrong: {fault}")
    sys.exit(1 if found.older or found.faults else 0)


@store.command()
@click.argument("address")
def copy(address: str) -> None:
    """Copy the store into an empty one at ADDRESS (`postgresql://...`, `sqlite:///FILE`), as it stands now.

    Nothing else should write meanwhile: what comes later is not copied. Set DRAGOMAN_STORE to the new one then.
    """
    with plain_errors(CannotRun):
        old, new = connect(Settings.read().store), connect(address)
        with tqdm(unit=" rows", disable=None, file=sys.stderr) as bar:
            for rows in copy_store(old, new):
                bar.update(rows)
    click.echo(f"{shown(old.url)} was copied to {shown(new.url)}")


def _contents(found: Inspection) -> Iterator[str]:
    yield from table(
        [
            ("kept", "number"),
            ("articles", found.articles),
            ("of them copies", found.copies),
            ("events", found.events),
            ("mentions", found.mentions),
            ("withdrawn events", found.withdrawn),
        ]
    )
    for versions, number in found.coded:
        yield f"{number} articles by Dragoman {versions.coder}, dictionaries {versions.dictionaries}, {versions.model}"
