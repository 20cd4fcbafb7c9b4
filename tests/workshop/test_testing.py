"""`dragoman dictionaries test` as a contributor runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.article import Article
from coder.command.main import main
from coder.dictionaries.load import load_dictionaries
from coder.parsing.model import parse_version
from coder.parsing.stored import load_parses
from coder.resources import corpus_directory, dictionary_directory, model_directory
from tests.workshop.small import commit, git, small_dictionaries

FIGHT = "verbs/19-fight.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_dictionaries(tmp_path / "dictionaries")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ("dictionaries", "test", "--dictionaries", str(folder), *arguments))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_examples_in_a_table(folder: Path) -> None:
    result = run(folder)
    assert (result.exit_code, result.stdout) == (
        0,
        """\
family     entries  examples  passed  failed  known gaps
agents           1         2       2       0           0
08-yield         1         1       1       0           0
19-fight         2         4       4       0           0
operators        1         2       2       0           0
all              5         9       9       0           0
""",
    )


@pytest.mark.parametrize(
    ("parts", "names", "examples"),
    [
        (("fight-send",), ["dictionaries/verbs/19-fight.yaml"], 2),
        (("19-fight", "agents/"), ["agents", "19-fight", "all"], 6),
        (("police",), ["dictionaries/agents/police.yaml"], 2),
    ],
)
def test_only_what_is_named(parts: tuple[str, ...], names: list[str], examples: int, folder: Path) -> None:
    lines = run(folder, *parts).stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == names
    assert int(lines[-1].split()[2]) == examples


def test_a_failure_says_where_what_and_by_which_rule(folder: Path) -> None:
    edit(folder, FIGHT, "TUR > SYR 190", "TUR > SYR 195")
    edit(folder, FIGHT, "The boy shelled peas.", "Turkey shelled Syria during the talks.")
    result = run(folder, "fight-shell")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        """\
dictionaries/verbs/19-fight.yaml:7:9 fight-shell: missing TUR > SYR 195; not expected TUR > SYR 190
  sentence  Turkey shelled Syria during the talks.
  expected  TUR > SYR 195
  found     TUR > SYR 190 by fight-shell

dictionaries/verbs/19-fight.yaml:9:9 fight-shell: `fight-shell` must leave the sentence alone and fired
  sentence  Turkey shelled Syria during the talks.
  expected  nothing by fight-shell
  found     TUR > SYR 190 by fight-shell
"""
    )


@pytest.mark.parametrize(
    ("expected", "exit_code", "words"),
    [("TUR > SYR 195", 0, "0           1"), ("TUR > SYR 190", 1, "the known gap is closed (not yet): drop `xfail`")],
)
def test_a_known_gap_must_stay_one(expected: str, exit_code: int, words: str, folder: Path) -> None:
    edit(folder, FIGHT, 'events: ["TUR > SYR 190"]', f'events: ["{expected}"]\n        xfail: not yet')
    result = run(folder, "fight-shell")
    assert result.exit_code == exit_code
    assert words in result.stdout


def test_what_programs_read(folder: Path) -> None:
    edit(folder, FIGHT, "TUR > SYR 190", "TUR > SYR 195")
    found = json.loads(run(folder, "--format", "json").stdout)
    assert found["total"] == {"name": "all", "entries": 5, "examples": 9, "passed": 8, "failed": 1, "gaps": 0}
    (failure,) = found["failures"]
    assert (failure["file"], failure["line"], failure["entry"]) == (
        "dictionaries/verbs/19-fight.yaml",
        7,
        "fight-shell",
    )
    assert failure["missing"] == ["TUR > SYR 195"]
    assert failure["found"] == [{"line": "TUR > SYR 190", "rules": ["fight-shell"]}]


def test_what_a_forge_shows_on_the_line(folder: Path) -> None:
    edit(folder, FIGHT, "TUR > SYR 190", "TUR > SYR 195")
    error, count = run(folder, "--format", "github").stdout.splitlines()
    assert error.startswith("::error file=dictionaries/verbs/19-fight.yaml,line=7,col=9,title=example of fight-shell::")
    assert "%0Amissing TUR > SYR 195" in error
    assert count == "8 passed, 1 failed, 0 known gaps"


def test_only_what_a_change_touches(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "trunk")
    commit(tmp_path, "first")
    assert run(folder, "--changed", "trunk").stdout == "no examples to run: no entry differs\n"
    edit(folder, FIGHT, "verb: [send]", "verb: [send, dispatch]")
    result = run(folder, "--changed", "trunk")
    assert (result.exit_code, result.stdout.splitlines()[1].split()[1:3]) == (0, ["1", "2"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nosuch", "neither"), "no file name or id contains nosuch or neither"),
        (("--changed", "trunk"), "so `trunk` must be a folder of dictionaries"),
    ],
)
def test_what_cannot_be_run(arguments: tuple[str, ...], message: str, folder: Path) -> None:
    result = run(folder, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_dictionaries_that_cannot_be_read(folder: Path) -> None:
    edit(folder, FIGHT, 'code: "190"', 'code: "999"')
    result = run(folder)
    assert result.exit_code == 2
    assert "19-fight.yaml:3:11: `999` is not a CAMEO code" in result.stderr


def test_stored_examples_load_no_parser() -> None:
    stored = load_parses(corpus_directory() / "parses", parse_version(model_directory()))
    examples = load_dictionaries(dictionary_directory()).examples
    entries = {example.entry for example in examples}
    entries -= {example.entry for example in examples if not stored.find(Article(example.text))}
    assert len(entries) > 0.8 * len({example.entry for example in examples}), "run make parses"
    code = (
        "import sys; from coder.command.main import main; "
        f"main(['dictionaries', 'test', {sorted(entries)[0]!r}], standalone_mode=False)"
    )
    check = f"try: exec({code!r})\nexcept SystemExit as done: assert not done.code\nimport sys; print({{'torch', 'stanza'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()", done.stdout
