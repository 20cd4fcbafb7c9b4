"""What the look-up commands share: the catalogue of a folder, and entries as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from coder.command.errors import plain_errors
from coder.dictionaries.load import load_dictionaries
from coder.resources import dictionary_directory
from coder.workshop.looking.catalogue import Catalogue, Kind, read_catalogue

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


KINDS = click.Choice([kind.value for kind in Kind])


def open_catalogue(folder: Path | None) -> Catalogue:
    """The catalogue of the dictionaries in `folder`, of the shipped ones unless given."""
    with plain_errors():
        place = folder or dictionary_directory()
        return read_catalogue(place, load_dictionaries(place))


def print_json(value: Any) -> None:
    """A dataclass, or a list of them, as indented JSON."""
    plain = [asdict(each) for each in value] if isinstance(value, list | tuple) else asdict(value)
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=str))
