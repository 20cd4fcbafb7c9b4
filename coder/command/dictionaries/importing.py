"""`dragoman dictionaries import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coder.command.errors import plain_errors
from coder.resources import dictionary_directory
from coder.workshop.petrarch.importing import Count, Import, import_petrarch

SHOWN = 4
"""As many of the files written are named."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "form", type=click.Choice(["petrarch"]), required=True, help="The format they are in.")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("imported"),
    show_default=True,
    help="Where to write; a folder of dictionaries gets the entries beside its own.",
)
def import_(files: tuple[Path, ...], form: str, folder: Path) -> None:
    """Take actor and agent dictionaries of another coder over, in the format of TABARI and PETRARCH.

    Each line that is not taken over is reported as file:line, why, what to do. Dictionaries of verbs are refused.
    """
    del form
    beside = folder if (folder / "ontology").is_dir() else dictionary_directory()
    with plain_errors():
        found = import_petrarch(files, beside.resolve())
    _refuse_to_overwrite(found, folder)
    for path, content in found.files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    for unread in found.unread:
        click.echo(unread)
    for count in found.counts:
        click.echo(_told(count), err=True)
    click.echo(_written(found, folder), err=True)
    sys.exit(0 if found.files else 1)


def _refuse_to_overwrite(found: Import, folder: Path) -> None:
    there = [folder / path for path, _ in found.files if (folder / path).exists()]
    if there:
        raise click.ClickException(f"{there[0]} is there already; delete it, or name another folder with --out")


def _told(count: Count) -> str:
    """What became of a file's lines, in numbers that add up."""
    known = f", nouns known already: {count.known}" if count.known else ""
    return (
        f"{count.file}: {count.lines} lines: {count.converted} taken over, {count.comments} comments or empty,"
        f" {count.reported} reported; entries: {count.entries}{known}"
    )


def _written(found: Import, folder: Path) -> str:
    if not found.files:
        return "nothing was written"
    names = ", ".join(str(folder / path) for path, _ in found.files[:SHOWN])
    more = f" and {len(found.files) - SHOWN} more" if len(found.files) > SHOWN else ""
    return f"written: {names}{more}"
