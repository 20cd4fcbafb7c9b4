"""Files put in form for `dragoman dictionaries check --fix`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from coder.command.errors import plain_errors
from coder.dictionaries import yaml
from coder.dictionaries.formatting import formatted


def format_files(folder: Path, wanted: Sequence[Path], write: bool) -> int:
    """Puts files in form and names those that change, or only prints what would change; how many they are."""
    changes = 0
    with plain_errors():
        for path in _files(folder, wanted):
            name = path.relative_to(folder.parent).as_posix()
            before = yaml.contents(path, name)
            after = formatted(before, name)
            if before == after:
                continue
            changes += 1
            if write:
                path.write_bytes(after)
                click.echo(f"formatted {name}", err=True)
            else:
                click.echo("".join(_diff(before, after, name)), nl=False)
    return changes


def _files(folder: Path, wanted: Sequence[Path]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.yaml")):
        if not wanted or any(each == path or each in path.parents for each in wanted):
            yield path


def _diff(before: bytes, after: bytes, name: str) -> Iterator[str]:
    old, new = (text.decode("utf-8").splitlines(keepends=True) for text in (before, after))
    return difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
