"""Ontology files that do not hold together are refused at the place of the mistake."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coder.dictionaries.ontology import read_codes, read_mirrors, read_operators
from coder.dictionaries.yaml import parse
from coder.errors import EntryError

ROOT = Path(__file__).parents[2]
CODES = ("01", "010", "02", "020", "19", "190")
CLASSES = 'classes: [{root: "01", quad: "1", penta: "0"}]'


def operators(*entries: str) -> str:
    return "operators:\n" + "".join(f"  - {{label: l, note: n, {entry}}}\n" for entry in entries)


def table_of(text: str, operator: str) -> dict[str, str]:
    return dict(read_operators(parse(text.encode(), "operators.yaml"), CODES)[operator].table)


def test_extending_borrows_lines_and_own_lines_win() -> None:
    text = operators(
        'id: a, table: {"01": "02", "010": "020", "1": "02"}',
        'id: b, extends: [{operator: a}], table: {"010": none}',
    )
    assert table_of(text, "b") == {"01": "02", "010": "none", "1": "02"}


def test_extending_for_some_acts_borrows_what_they_fall_back_on() -> None:
    text = operators(
        'id: b, extends: [{operator: a, acts: ["19"]}]', 'id: a, table: {"01": "02", "1": "02", "190": "020"}'
    )
    assert table_of(text, "b") == {"19": "02", "190": "020"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (operators('id: a, table: {"01": "022"}'), 2, "`022` is not a CAMEO code (did you mean `02"),
        (operators('id: a, table: {"021": "02"}'), 2, "`021` is not a CAMEO code"),
        (operators('id: a, table: {"3": "02"}'), 2, "`3` is not a CAMEO code"),
        (operators("id: a", "id: a"), 3, "`a` is listed twice"),
        (operators("id: a, extends: [{operator: aa}]"), 2, "did you mean `a`?"),
        (operators("id: a, extends: [{operator: a}]"), 2, "circle (a > a)"),
        (
            operators("id: a, extends: [{operator: b}]", "id: b, extends: [{operator: a}]"),
            3,
            "circle (a > b > a)",
        ),
        (operators("id: a, tabel: {}"), 2, "did you mean `table`?"),
        ("operators:\n  - id: a\n    label: l\n", 2, "`note` is missing"),
        ("operator: []", 1, "did you mean `operators`?"),
    ],
)
def test_bad_operators(text: str, line: int, words: str) -> None:
    with pytest.raises(EntryError) as caught:
        table_of(text, "a")
    assert words in str(caught.value)
    assert caught.value.location.line == line


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ('{code: "010", label: x, parent: "01"}', "cannot have the parent `01`"),
        ('{code: "01", label: x}, {code: "010", label: x, parent: "02"}', "cannot have the parent `02`"),
        ('{code: "01", label: x}, {code: "010", label: x}', "cannot have the parent ``"),
        ('{code: "01", label: x}, {code: "01", label: x}', "`01` is listed twice"),
        ('{code: "02", label: x}', "`02` has no class"),
        ('{code: "01", label: x, goldstein: high}', "`high` is not a number"),
        ('{code: "01"}', "`label` is missing"),
    ],
)
def test_bad_codes(codes: str, words: str) -> None:
    cameo = parse(f"codes: [{codes}]".encode(), "cameo.yaml")
    with pytest.raises(EntryError, match=r"^cameo.yaml:1:") as caught:
        read_codes(cameo, parse(CLASSES.encode(), "classes.yaml"))
    assert words in str(caught.value)


def test_bad_mirrors() -> None:
    with pytest.raises(EntryError, match="`043` is not a CAMEO code"):
        read_mirrors(parse(b'mirrors: [{act: "01", mirror: "043"}]', "mirrors.yaml"), CODES)


def test_the_page_shows_the_tables_as_they_are() -> None:
    command = [sys.executable, "-m", "tools.render_ontology", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
