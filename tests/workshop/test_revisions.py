"""Dictionaries at another revision or in another folder, and which entries differ from today's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coder.dictionaries.examples import Example
from coder.dictionaries.load import compile_dictionaries
from coder.errors import Location, RevisionError
from coder.workshop.comparing.changes import changes
from coder.workshop.comparing.revisions import dictionaries_at, reading
from tests.workshop.small import commit, git, small_dictionaries

VERBS = "verbs/19-fight.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Dictionaries in a repository with one commit."""
    folder = small_dictionaries(tmp_path / "data" / "dictionaries")
    git(tmp_path, "init", "-q", "-b", "trunk")
    commit(tmp_path, "first")
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def touched(folder: Path) -> set[str]:
    """The entries that differ from the first commit."""
    with dictionaries_at("trunk", folder) as before:
        found = changes(before, folder)
    assert not found.everything
    return {name for names in found.entries.values() for name in names}


def test_a_revision_is_read_without_touching_the_working_tree(folder: Path) -> None:
    edit(folder, VERBS, "fight-shell", "fight-pound")
    with dictionaries_at("HEAD", folder) as before:
        assert before != folder
        assert "fight-shell" in (before / VERBS).read_text(encoding="utf-8")
        assert before.name == folder.name
    assert not before.exists()
    assert "fight-pound" in (folder / VERBS).read_text(encoding="utf-8")


def test_a_folder_is_taken_as_it_is(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    with dictionaries_at(str(copy), folder) as before:
        assert before == copy


def test_three_dots_go_back_to_where_the_branch_began(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "checkout", "-q", "-b", "mine")
    git(tmp_path, "checkout", "-q", "trunk")
    edit(folder, VERBS, "fight-shell", "fight-pound")
    commit(tmp_path, "trunk goes on")
    git(tmp_path, "checkout", "-q", "mine")
    with dictionaries_at("trunk...", folder) as before:
        assert "fight-shell" in (before / VERBS).read_text(encoding="utf-8")
    with dictionaries_at("trunk", folder) as before:
        assert "fight-pound" in (before / VERBS).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("nowhere", "`nowhere` is no revision of this repository"),
        ("--output=x", "`--output=x` is no revision"),
        ("", "`` is no revision"),
        ("empty", "the folder .*empty has no ontology/"),
    ],
)
def test_what_cannot_be_had_is_said(
    base: str, message: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RevisionError, match=message), dictionaries_at(base, folder):
        pass


def test_before_there_were_dictionaries(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "checkout", "-q", "--orphan", "bare")
    git(tmp_path, "rm", "-q", "--cached", "-r", ".")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "nothing")
    there_was_none = "at HEAD there was no folder data/dictionaries"
    with pytest.raises(RevisionError, match=there_was_none), dictionaries_at("HEAD", folder):
        pass


def test_outside_a_repository(tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = small_dictionaries(tmp_path_factory.mktemp("alone") / "dictionaries")
    in_none = "is in no git repository, so `main` must be a folder"
    with pytest.raises(RevisionError, match=in_none), dictionaries_at("main", alone):
        pass


def test_a_mistake_at_the_base_is_said_to_be_there(folder: Path, tmp_path: Path) -> None:
    edit(folder, VERBS, 'code: "190"', 'code: "999"')
    commit(tmp_path, "broken")
    edit(folder, VERBS, 'code: "999"', 'code: "190"')
    said = r"at HEAD cannot be read by this version: dictionaries/verbs/.*`999`"
    with dictionaries_at("HEAD", folder) as before, pytest.raises(RevisionError, match=said), reading("HEAD"):
        compile_dictionaries(before, "base")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (VERBS, "verb: [shell, pound]", "verb: [shell]", {"fight-shell"}),
        (VERBS, "verb: [shell, pound]", "verb:\n      - shell\n      - pound  # as before", set()),
        (VERBS, "  - id: fight-shell", "\n# shells\n  - id: fight-shell", set()),
        (VERBS, "Turkey shelled Syria during", "Turkey shelled Syria before", {"fight-shell"}),
        ("words/force.yaml", "[tank, gunship]", "[tank, gunship, drone]", {"fight-send"}),
        ("words/force.yaml", "[soldier, troops]", "[soldier]", {"fight-send"}),
        ("words/force.yaml", "id: talks", "id: talks\n    note: Rounds of words.", set()),
        ("ontology/operators.yaml", "label: demand", "label: demand loudly", set()),
        ("actors/countries.yaml", "name: Syria", "name: Syrie", {"country-syria"}),
        ("agents/police.yaml", "nouns: [police]", "nouns: [police, constable]", {"police"}),
    ],
)
def test_entries_that_differ(folder: Path, file: str, old: str, new: str, expected: set[str]) -> None:
    assert touched(folder) == set()
    edit(folder, file, old, new)
    assert touched(folder) == expected


def test_a_stance_touches_the_rules_that_take_it(folder: Path) -> None:
    edit(folder, "ontology/operators.yaml", '"19": "1055"', '"19": "1056"')
    assert touched(folder) == {"demand-that"}


def test_the_table_of_a_plain_future_touches_every_rule(folder: Path) -> None:
    edit(folder, "ontology/operators.yaml", '"19": "138"', '"19": "1384"')
    assert touched(folder) == {"fight-shell", "fight-send", "yield-withdraw", "demand-that"}


def test_an_entry_that_moved_is_the_same(folder: Path) -> None:
    path = folder / VERBS
    head, first, second = path.read_text(encoding="utf-8").split("  - id:")
    path.write_text(f"{head}  - id:{second}", encoding="utf-8")
    (folder / "verbs" / "19-fight-shells.yaml").write_text(f"{head}  - id:{first}", encoding="utf-8")
    assert touched(folder) == set()


def test_a_new_file_counts_before_it_is_committed(folder: Path) -> None:
    entry = '  - {id: fight-bomb, code: "190", verb: bomb}\n'
    (folder / "verbs" / "19-fight-bomb.yaml").write_text(f"rules:\n{entry}", encoding="utf-8")
    assert touched(folder) == {"fight-bomb"}


def test_other_codes_touch_everything(folder: Path) -> None:
    edit(folder, "ontology/mirrors.yaml", '{act: "040", mirror: same}', '{act: "040", mirror: "041"}')
    with dictionaries_at("trunk", folder) as before:
        found = changes(before, folder)
    assert found.everything
    assert found.touch(Example("any", "Text.", Location("dictionaries/verbs/19-fight.yaml", 1), hit=True))
