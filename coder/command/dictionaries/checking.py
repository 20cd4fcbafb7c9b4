"""`dragoman dictionaries check`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from coder.dictionaries.checks import Severity, check_dictionaries
from coder.resources import dictionary_directory


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option("--notes", is_flag=True, help="List notes too: open offices that nobody has checked for two years.")
def check(folder: Path | None, notes: bool) -> None:
    """Read all dictionary files and say what is wrong or useless in them, without coding anything.

    FOLDER is a folder of dictionaries, those that come with Dragoman unless given. One finding a line, as
    file:line:column severity message (hint). Ends with 1 when there are errors.
    """
    findings = check_dictionaries((folder or dictionary_directory()).resolve())
    for finding in findings:
        if notes or finding.severity is not Severity.NOTE:
            click.echo(finding)
    count = Counter(finding.severity for finding in findings)
    click.echo(", ".join(f"{count[severity]} {severity}s" for severity in Severity), err=True)
    sys.exit(1 if count[Severity.ERROR] else 0)
