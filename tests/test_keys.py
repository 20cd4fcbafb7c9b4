"""API keys: random, kept as hashes, exchanged while the service runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.command.main import main
from coder.errors import SettingsError
from coder.keys import KeyFile, key_line, new_key, read_keys


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_key_goes_by_its_name_and_others_by_none(tmp_path: Path) -> None:
    first, second = new_key(), new_key()
    keys = KeyFile(write(tmp_path / "keys", "# readers", "", key_line("one", first), key_line("two", second)))
    assert [keys.owner(each) for each in (first, second, new_key(), "", "é\udcff")] == ["one", "two", "", "", ""]


def test_keys_are_long_and_never_the_same() -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert min(map(len, keys)) > 40


def test_the_file_is_read_again_when_it_changes_and_kept_when_it_breaks(tmp_path: Path) -> None:
    old, new = new_key(), new_key()
    keys = KeyFile(write(tmp_path / "keys", key_line("old", old)))
    write(tmp_path / "keys", key_line("old", old), key_line("new", new))
    assert (keys.owner(old), keys.owner(new)) == ("old", "new")
    os.replace(write(tmp_path / "next", key_line("new", new)), tmp_path / "keys")
    assert (keys.owner(old), keys.owner(new)) == ("", "new")
    write(tmp_path / "keys", "half a li")
    assert keys.owner(new) == "new"
    (tmp_path / "keys").unlink()
    assert keys.owner(new) == "new"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["reader dgm_plain"], "keys:1: not `name"),
        (["# fine", "reader sha256:ABCD"], "keys:2: not `name"),
        (["a b sha256:" + "0" * 64], "keys:1"),
        (["# nobody"], "holds no key"),
        ([], "holds no key"),
    ],
)
def test_a_file_that_is_not_of_keys_is_refused_with_its_line(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_keys(write(tmp_path / "keys", *lines))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        KeyFile(tmp_path / "keys")


def test_the_command_shows_the_key_once_and_prints_its_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["key", "reader-1"])
    key = done.stderr.split()[-1]
    assert KeyFile(write(tmp_path / "keys", done.stdout)).owner(key) == "reader-1"
    assert key not in done.stdout
    assert CliRunner().invoke(main, ["key", "two words"]).exit_code == 2
