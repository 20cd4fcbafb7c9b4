"""`dragoman dictionaries check` as it is typed: paths, formats, exit codes, what it remembers, what it mends."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.command.main import main
from coder.dictionaries.checks import check_dictionaries
from coder.resources import dictionary_directory

ROOT = Path(__file__).parents[2]
RULES = """\
rules:
  - verb: [scold]
    id: scold-words  # never changed
    code: 111
    colour: red, 50% white
    examples:
      - not: Nobody scolds.
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small dictionaries with two mistakes and a warning in a rule, and one mistake in an actor."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory() / "ontology", place / "ontology")
    for room in ("verbs", "words", "actors", "agents"):
        (place / room).mkdir()
    (place / "verbs" / "11-chide.yaml").write_text(RULES, encoding="utf-8")
    actor = "  - {id: country-norway, kind: land, name: Norway, code: NOR}\n"
    (place / "actors" / "some, more.yaml").write_text(f"actors:\n{actor}", encoding="utf-8")
    return place


@pytest.fixture
def run(folder: Path) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(main, ["dictionaries", "check", *words])
        return result.exit_code, result.stdout, result.stderr

    return run


PLACE = "dictionaries/verbs/11-chide.yaml"
KIND = "`kind` cannot be `land` (allowed: armed-group, company, country, ethnic, media, organisation, party, person, region, religious)"


def test_the_text_is_a_line_each(run: Run) -> None:
    code, out, err = run("dictionaries")
    lines = out.splitlines()
    assert (code, err) == (1, "3 errors, 0 warnings, 0 notes\n")
    assert lines[0] == f"dictionaries/actors/some, more.yaml:2:32 error {KIND}"
    assert [line.split(" (")[0] for line in lines[1:]] == [
        f"{PLACE}:5:5 error unknown key `colour`",
        f"{PLACE}:7:7 error `scold-words` has no example of what it codes",
    ]


@pytest.mark.parametrize(
    ("paths", "count"),
    [
        (["dictionaries/verbs"], 2),
        ([PLACE], 2),
        (["dictionaries/actors"], 1),
        (["dictionaries/actors", PLACE], 3),
        (["dictionaries/agents"], 0),
        (["dictionaries"], 3),
    ],
)
def test_paths_limit_what_is_told(run: Run, paths: list[str], count: int) -> None:
    code, out, err = run(*paths)
    assert len(out.splitlines()) == count
    assert code == (1 if count else 0)
    assert err.startswith(f"{count} error")


def test_what_is_told_of_one_file_is_judged_against_all(run: Run, folder: Path) -> None:
    (folder / "verbs" / "11-other.yaml").write_text("rules:\n  - id: scold-words\n", encoding="utf-8")
    _, out, _ = run("dictionaries/verbs/11-other.yaml")
    assert f"the id `scold-words` is taken (the other is at {PLACE}:3:9" in out


def test_json_is_for_programs(run: Run) -> None:
    code, out, _ = run("dictionaries/actors", "--format", "json")
    assert code == 1
    assert json.loads(out) == {
        "version": 1,
        "counts": {"errors": 1, "warnings": 0, "notes": 0},
        "findings": [
            {
                "severity": "error",
                "file": "dictionaries/actors/some, more.yaml",
                "line": 2,
                "column": 32,
                "message": KIND.partition(" (")[0],
                "hint": KIND.partition(" (")[2][:-1],
                "replacement": "",
            }
        ],
    }


def test_annotations_are_escaped(run: Run, folder: Path) -> None:
    _, out, _ = run("dictionaries", "--format", "github")
    first, second, _ = out.splitlines()
    assert first == f"::error file=dictionaries/actors/some%2C more.yaml,line=2,col=32::{KIND}"
    assert second.startswith(f"::error file={PLACE},line=5,col=5::unknown key `colour` (")
    (folder / "verbs" / "11-chide.yaml").write_text(RULES.replace("111", '"50%"'), encoding="utf-8")
    assert "`50%25` is not a CAMEO code" in run(PLACE, "--format", "github")[1]


def test_findings_elsewhere_are_named_by_their_whole_path(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    os.chdir(tmp_path / "elsewhere")
    assert run(str(folder))[1].startswith(f"{folder}/actors/some, more.yaml:2:32 error")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "'nowhere' does not exist"),
        (["."], "no dictionaries at"),
        (["dictionaries", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
    ],
)
def test_what_cannot_run_ends_with_two(run: Run, words: list[str], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_on_a_terminal_the_line_is_shown_with_a_mark_under_it(folder: Path) -> None:
    control, terminal = pty.openpty()
    command = [sys.executable, "-m", "coder", "dictionaries", "check", PLACE]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    subprocess.run(command, stdout=terminal, stderr=subprocess.DEVNULL, cwd=folder.parent, env=environment, check=False)
    os.close(terminal)
    shown = os.read(control, 10_000).decode().replace("\r\n", "\n")
    os.close(control)
    plain = "".join(part.partition("m")[2] if at else part for at, part in enumerate(shown.split("\x1b[")))
    assert "     5 |     colour: red, 50% white\n             ^\n    allowed: added," in plain


def test_fix_puts_in_form_and_then_tells_the_rest(run: Run, folder: Path) -> None:
    code, _, err = run("dictionaries", "--fix")
    assert (code, err) == (1, f"formatted {PLACE}\n3 errors, 0 warnings, 0 notes\n")
    assert (folder / "verbs" / "11-chide.yaml").read_text(encoding="utf-8") == (
        'rules:\n  - id: scold-words  # never changed\n    code: "111"\n    verb: [scold]\n    colour: red, 50% white\n'
        "    examples:\n      - not: Nobody scolds.\n"
    )
    assert run("dictionaries", "--fix")[2] == "3 errors, 0 warnings, 0 notes\n"


def test_diff_changes_nothing(run: Run, folder: Path) -> None:
    code, out, _ = run("dictionaries", "--fix", "--diff")
    assert code == 1
    assert out.startswith(f"--- a/{PLACE}\n+++ b/{PLACE}\n")
    assert '+    code: "111"' in out.splitlines()
    assert (folder / "verbs" / "11-chide.yaml").read_text(encoding="utf-8") == RULES
    run("dictionaries", "--fix")
    assert run("dictionaries", "--diff")[:2] == (0, "")


def test_a_second_run_remembers_and_still_sees_what_changed(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = check_dictionaries(folder, cache=cache)
    assert len(list(cache.glob("check-*.pickle"))) == 1
    assert check_dictionaries(folder, cache=cache) == first
    path = folder / "actors" / "some, more.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("land", "country"), encoding="utf-8")
    again = check_dictionaries(folder, cache=cache)
    assert again == check_dictionaries(folder)
    assert len(again) == len(first) - 1


def test_a_change_in_one_file_is_seen_in_the_reports_of_others(folder: Path, tmp_path: Path) -> None:
    """Words, codes and ids that other files refer to: each change shows at once, whatever is remembered."""
    cache = tmp_path / "cache"
    actors, words = folder / "actors" / "some, more.yaml", folder / "words" / "some.yaml"
    rules = folder / "verbs" / "11-chide.yaml"
    good = 'rules:\n  - id: chide-words\n    code: "111"\n    verb: ["@scold"]\n    examples:\n'
    good += '      - {text: A scolds., events: ["NOR > NOR 111"]}\n      - not: B.\n'
    steps = [
        (actors, "actors:\n  - {id: country-norway, kind: country, name: Norway, code: NOR}\n"),
        (rules, good),
        (words, "classes:\n  - {id: scold, words: [scold]}\n"),
        (folder / "verbs" / "11-second.yaml", good.replace("A scolds", "C scolds").replace("B.", "D.")),
        (actors, "actors:\n  - {id: country-norway, kind: country, name: Norway, code: NOY}\n"),
        (words, "classes:\n  - {id: chide, words: [scold]}\n"),
        (folder / "actors" / "more.yaml", "actors:\n  - {id: country-norway, extends: true, roles: [{code: GVO}]}\n"),
    ]
    counts = []
    for path, text in steps:
        path.write_text(text, encoding="utf-8")
        found = check_dictionaries(folder, cache=cache)
        assert found == check_dictionaries(folder), text
        counts.append(len(found))
    assert len(set(counts)) > 3


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x80\x04N."])
def test_a_broken_memory_is_only_slower(folder: Path, tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "cache"
    found = check_dictionaries(folder, cache=cache)
    (memory,) = cache.glob("check-*.pickle")
    memory.write_bytes(content)
    assert check_dictionaries(folder, cache=cache) == found


def test_a_folder_that_cannot_be_written_is_only_slower(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert check_dictionaries(folder, cache=tmp_path / "file" / "cache") == check_dictionaries(folder)


def test_checking_loads_no_parser_and_no_service() -> None:
    code = "import sys; from coder.command.dictionaries.checking import check; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert not {"torch", "stanza", "flask", "numpy", "transformers", "marshmallow"} & set(loaded.split())
