"""Options that several commands of the workshop share."""

from __future__ import annotations

from pathlib import Path

import click

dictionaries_option = click.option(
    "--dictionaries",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of dictionaries instead of those that come with Dragoman.",
)
