"""`dragoman export`: files of a day's events."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click

from coder.command.errors import CannotRun, plain_errors
from coder.dictionaries.load import load_dictionaries
from coder.layouts.names import CodeNames, code_names
from coder.outlets.days import FILE_NAMES, Days
from coder.resources import dictionary_directory
from coder.settings import Settings
from coder.store.store import open_store

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the files.")
@click.option("--format", "format", type=click.Choice(list(FILE_NAMES)), default="csv", show_default=True)
@click.option("--day", type=DAY, help="One day, even if it is not over.")
@click.option("--since", type=DAY, help="The first day.")
@click.option("--until", type=DAY, help="The last day, even if it is not over.")
def export(
    out: Path,
    format: str,
    day: datetime.datetime | None,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
) -> None:
    """Write the events of the store into a file a day, in the layout and by the names of GDELT, ICEWS or Phoenix.

    A dyad's event of a day is one row, with its mentions, articles and publishers counted. Without dates all days
    that are over (in UTC). A day is written when it is not in the folder yet, or has changed since.
    """
    if day and (since or until):
        raise click.UsageError("--day stands alone, without --since and --until")
    settings = Settings.read()

    @cache
    def names() -> CodeNames:
        folder = Path(settings.dictionaries) if settings.dictionaries else dictionary_directory()
        dictionaries = load_dictionaries(folder)
        return code_names(dictionaries.ontology, dictionaries.actors, dictionaries.places)

    with plain_errors(CannotRun):
        days = Days(open_store(settings, create=False), out, format, names)
        for written in days.write(_wanted(day or since, day or until)):
            click.echo(f"{written.path}: {written.events} events")


def _wanted(since: datetime.datetime | None, until: datetime.datetime | None) -> Callable[[datetime.date], bool]:
    last = until.date() if until else datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    first = since.date() if since else datetime.date.min
    return lambda each: first <= each <= last
