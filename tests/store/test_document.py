"""docs/store.md names every table and every column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Table

from coder.store.tables import metadata

PAGE = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_the_page_names_the_columns_of_a_table(table: Table) -> None:
    (part,) = re.findall(rf"^### `{table.name}`\n(.*?)(?=^### |\Z)", PAGE, re.S | re.M)
    told = [word for row in re.findall(r"^\| (`.*?) \|", part, re.M) for word in re.findall(r"`(\w+)`", row)]
    assert sorted(told) == sorted(column.name for column in table.columns)


def test_the_page_names_no_other_table() -> None:
    assert set(re.findall(r"^### `(\w+)`", PAGE, re.M)) == set(metadata.tables)
