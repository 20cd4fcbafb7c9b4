"""`dragoman dictionaries check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from coder.command.dictionaries.formatting import format_files
from coder.command.dictionaries.reporting import REPORTS, Shown, summary
from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.lints.files import ROOMS
from coder.dictionaries.lints.findings import Finding, Severity
from coder.resources import cache_directory, dictionary_directory


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(list(REPORTS)),
    default="text",
    show_default=True,
    help="text for people; json for programs; github for annotations on the changed lines of a pull request.",
)
@click.option("--notes", is_flag=True, help="List notes too: open offices that nobody has checked for two years.")
@click.option("--fix", is_flag=True, help="First put keys in order, quotes around codes and dates, and mend blanks.")
@click.option("--diff", is_flag=True, help="Only show what --fix would change, as a diff; ends with 1 if anything.")
def check(paths: tuple[Path, ...], style: str, notes: bool, fix: bool, diff: bool) -> None:
    """Read dictionaries and say what is wrong or useless in them, without coding anything.

    PATHS are a folder of dictionaries (those that come with Dragoman unless given), or files and folders in one: then
    only what is found in these is told, though still judged against all the others.

    A finding has a place (file:line:column), a severity, what is wrong and how to mend it. Errors keep a dictionary
    from being used or break its promises, warnings deserve a second look, notes are only counted.

    \b
    Exit codes:
      0  no errors (warnings and notes there may be)
      1  errors, or with --diff something to format
      2  the command cannot run: no such path, no dictionaries there

    \b
    Examples:
      dragoman dictionaries check
      dragoman dictionaries check dictionaries/verbs/04-consult-meet.yaml
      dragoman dictionaries check --format github
      dragoman dictionaries check --fix
    """
    folder, wanted = _places(paths)
    if diff:
        sys.exit(1 if format_files(folder, wanted, write=False) else 0)
    if fix:
        format_files(folder, wanted, write=True)
    findings = check_dictionaries(folder, cache=cache_directory())
    told = [finding for finding in findings if _is_in(folder, finding, wanted)]
    shown = Shown(folder, tuple(each for each in told if notes or each.severity is not Severity.NOTE))
    click.echo(REPORTS[style](shown, told), nl=False)
    click.echo(summary(told), err=True)
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in told) else 0)


def _places(paths: Sequence[Path]) -> tuple[Path, tuple[Path, ...]]:
    """The folder of dictionaries that the paths belong to, and the paths in it that are meant (none: all)."""
    if not paths:
        return dictionary_directory().resolve(), ()
    folders = {_folder_of(path.resolve()) for path in paths}
    if len(folders) > 1:
        raise click.UsageError(f"the paths belong to several dictionaries: {', '.join(map(str, sorted(folders)))}")
    (folder,) = folders
    wanted = tuple(path.resolve() for path in paths)
    return folder, () if folder in wanted else wanted


def _folder_of(path: Path) -> Path:
    """The folder of dictionaries around a path: one that has at least two of the rooms."""
    for folder in (path, *path.parents):
        if folder.is_dir() and sum((folder / room).is_dir() for room in (*ROOMS, "ontology")) > 1:
            return folder
    raise click.UsageError(f"no dictionaries at `{path}`: such a folder has {', '.join(ROOMS)} and ontology in it")


def _is_in(folder: Path, finding: Finding, wanted: Iterable[Path]) -> bool:
    file = folder.parent / finding.location.file
    return not wanted or any(path == file or path in file.parents for path in wanted)
