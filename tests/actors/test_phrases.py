"""The table of phrases: what each stands for, with real parses."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields
from tests.actors.conftest import Resolve

_KEYS = ("text", "date", "phrase", "code", "owner", "why", "xfail")
ROWS = yaml.read(Path(__file__).parent / "phrases.yaml").each("phrases")


def _parameters() -> list[ParameterSet]:
    rows: list[ParameterSet] = []
    for row in ROWS:
        row.refuse_unknown(_KEYS)
        marks = [pytest.mark.xfail(reason=row.text("xfail"), strict=True)] if row.get("xfail") else []
        rows.append(pytest.param(row, id=f"{row.text('phrase')} | {row.text('text')}", marks=marks))
    return rows


@pytest.mark.parametrize("row", _parameters())
def test_phrase_stands_for(row: Fields, resolve: Resolve) -> None:
    text = resolve(row.text("text"), row.text("date", "2014-05-05"))
    phrase = row.text("phrase")
    assert text.codes(phrase) == row.text("code")
    if row.get("owner") is not None:
        assert text.owners(phrase) == row.text("owner")


def test_table_is_large() -> None:
    assert len(ROWS) >= 150
