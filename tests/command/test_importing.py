"""`dragoman dictionaries import`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.command.main import main
from coder.dictionaries import yaml
from tests.workshop.petrarch.samples import ACTORS, AGENTS, BROKEN_ACTORS, VERBS, write


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["dictionaries", "import", *map(str, arguments)])


def test_files_are_written_and_lines_reported(tmp_path: Path) -> None:
    paths = write(tmp_path, nordic=ACTORS, broken=BROKEN_ACTORS, roles=AGENTS)
    result = run("--from", "petrarch", *paths, "--out", tmp_path / "mine")
    assert result.exit_code == 0
    written = sorted(path.relative_to(tmp_path / "mine").as_posix() for path in (tmp_path / "mine").rglob("*.yaml"))
    assert written == ["actors/imported/broken-1.yaml", "actors/imported/nordic-1.yaml", "agents/imported-roles.yaml"]
    assert all(yaml.read(path) for path in (tmp_path / "mine").rglob("*.yaml"))
    assert "broken.txt:7 no code follows (write + before the names below" in result.stdout
    assert "nordic.txt: 29 lines: 24 taken over, 5 comments or empty, 0 reported; entries: 8" in result.stderr
    assert "roles.txt: 9 lines: 7 taken over, 2 comments or empty, 0 reported; entries: 5" in result.stderr


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    (path,) = write(tmp_path, nordic=ACTORS)
    assert run("--from", "petrarch", path, "--out", tmp_path).exit_code == 0
    result = run("--from", "petrarch", path, "--out", tmp_path)
    assert result.exit_code == 1
    assert "nordic-1.yaml is there already" in result.stderr


@pytest.mark.parametrize(
    ("text", "exit_code", "words"),
    [
        (VERBS, 1, "a dictionary of verbs, which is not taken over"),
        ("Dear reader,\n", 1, "this is no actor or agent dictionary"),
        ("NOBODY_ [XYZ]\n", 1, "nothing was written"),
    ],
)
def test_what_cannot_be_taken_over_is_said(text: str, exit_code: int, words: str, tmp_path: Path) -> None:
    (path,) = write(tmp_path, file=text)
    result = run("--from", "petrarch", path, "--out", tmp_path / "mine")
    assert (result.exit_code, words in result.stderr) == (exit_code, True)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "tabula", "x"], "petrarch"),
        ([__file__], "--from"),
        (["--from", "petrarch"], "FILES"),
        (["--from", "petrarch", "nowhere.txt"], "nowhere.txt"),
    ],
)
def test_what_is_missing_is_named(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, words in result.stderr) == (2, True)
