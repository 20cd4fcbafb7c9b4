"""docs/store.md lists the tables as they are."""

from __future__ import annotations

import re
from pathlib import Path

from coder.command.recoding import recode
from coder.command.storing import store
from coder.store.tables import metadata

PAGE = (Path(__file__).parent.parent.parent / "docs/store.md").read_text(encoding="utf-8")


def test_every_table_and_column_is_listed() -> None:
    sections = re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    cells = {name: re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name, section in sections}
    listed = {
        name: {column for cell in found for column in re.findall(r"`(\w+)`", cell)} for name, found in cells.items()
    }
    assert listed == {name: set(table.columns.keys()) for name, table in metadata.tables.items()}


def test_every_command_and_option_is_named() -> None:
    for name in store.commands:
        assert f"| `dragoman store {name}" in PAGE
    for option in recode.params:
        assert f"`{option.opts[0]}`" in PAGE
