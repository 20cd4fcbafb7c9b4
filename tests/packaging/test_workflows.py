"""What runs for a pull request: safe for forks, made of commands that exist, the same as on one's own machine."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from coder.command.main import main
from coder.dictionaries import actors

ROOT = Path(__file__).parents[2]
FORGE = ROOT / ".github"
WORKFLOWS = sorted((FORGE / "workflows").glob("*.yml"))
FORMS = [path for path in sorted((FORGE / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def read(path: Path) -> Any:
    """The file with every value as text, so that `on:` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: Any) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def commands(script: str) -> Iterator[list[str]]:
    """The words of each Dragoman or make command in a script."""
    for line in re.sub(r"\\\n", " ", script).splitlines():
        if re.match(r"\s*(make|\S+ -m coder) ", line):
            yield shlex.split(re.split(r" (?:>>?|\|\|?|&&) ", line.strip())[0], comments=True)


def dragoman_commands(script: str) -> list[list[str]]:
    return [words[3:] for words in commands(script) if words[0] != "make"]


def parse(words: list[str]) -> click.Command:
    """The command that these words call; a `click` error if it has not these options and arguments."""
    command: click.Command = main
    context = click.Context(command)
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
        context = click.Context(command, parent=context, info_name=command.name)
    command.parse_args(context, list(words))
    return command


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_what_a_workflow_needs(path: Path) -> None:
    workflow = read(path)
    assert set(workflow) <= {"name", "on", "permissions", "concurrency", "jobs"}
    assert workflow["name"]
    assert workflow["on"]
    for job in workflow["jobs"].values():
        assert job["runs-on"]
        assert int(job["timeout-minutes"]) <= 60
    for step in steps(workflow):
        assert ("run" in step) != ("uses" in step)
        assert "uses" not in step or re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]), (
            "the forge's own actions alone"
        )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_pull_request_says_is_never_part_of_a_script(path: Path) -> None:
    """Titles, branch names and the like reach scripts as variables, never as text of the script."""
    for step in steps(read(path)):
        assert "${{" not in step.get("run", "")


def test_code_of_forks_runs_without_secrets_and_cannot_write() -> None:
    for path in WORKFLOWS:
        workflow, text = read(path), path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        assert "secrets." not in text
        if "pull_request" in workflow["on"]:
            assert workflow["permissions"] == {"contents": "read"}
            assert all("permissions" not in job for job in workflow["jobs"].values())
            for step in steps(workflow):
                assert "checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] == "false"


def test_what_may_write_runs_nothing_of_the_pull_request() -> None:
    workflow = read(FORGE / "workflows" / "dictionary-comment.yml")
    assert list(workflow["on"]) == ["workflow_run"]
    assert workflow["on"]["workflow_run"]["workflows"] == [read(FORGE / "workflows" / "dictionaries.yml")["name"]]
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step for step in job["steps"] if "uses" in step] == []
    assert not any(word in step["run"] for step in job["steps"] for word in ("git ", "python", "make", "source "))


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "Makefile"], ids=lambda path: path.name)
def test_every_command_is_one_that_dragoman_has(path: Path) -> None:
    if path.name == "Makefile":
        recipe = MAKEFILE.partition("\ncheck-dictionaries:")[2].partition("\n\n")[0]
        scripts = [recipe.replace("$(RUN)", "python").replace("$(SINCE)", "main...")]
    else:
        scripts = [step["run"] for step in steps(read(path)) if "run" in step]
    for script in scripts:
        for words in commands(script):
            if words[0] == "make":
                assert re.search(
                    rf"^(\$\(VENV\)|[a-z-]*){re.escape(words[1].removeprefix('.venv'))}:", MAKEFILE, re.MULTILINE
                )
            else:
                parse(words[3:])


def test_a_command_that_is_not_there_is_seen() -> None:
    with pytest.raises(click.NoSuchOption):
        parse(["dictionaries", "check", "--formt", "github"])
    with pytest.raises(AssertionError):
        parse(["dictionaries", "chek"])


def test_the_same_runs_on_ones_own_machine() -> None:
    told = [
        words[:2]
        for step in steps(read(FORGE / "workflows" / "dictionaries.yml"))
        for words in dragoman_commands(step.get("run", ""))
    ]
    recipe = MAKEFILE.partition("\ncheck-dictionaries:")[2].partition("\n\n")[0].replace("$(RUN)", "python")
    assert told == [words[:2] for words in dragoman_commands(recipe)]
    assert told == [["dictionaries", "check"], ["dictionaries", "test"], ["dictionaries", "diff"]]


@pytest.mark.parametrize("base", ["origin/main", "origin/main...", "HEAD~2"])
def test_make_compares_from_where_the_branch_began(base: str) -> None:
    shown = subprocess.run(
        ["make", "--dry-run", "--always-make", "check-dictionaries", f"BASE={base}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f'--changed "{base.removesuffix("...")}..."' in shown
    assert f'diff "{base.removesuffix("...")}..."' in shown


# --- the comment ------------------------------------------------------------------------------------

GH = """#!/usr/bin/env python3
import json, os, pathlib, sys
arguments = sys.argv[1:]
with open("calls", "a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
if arguments[:2] == ["run", "download"]:
    if not os.path.isdir("artifact"):
        sys.exit("no artifact")
    os.rename("artifact", "left")
elif arguments[:2] == ["pr", "view"]:
    print("abc123" if arguments[2] == "7" else "other")
elif arguments[0] == "api" and "--paginate" in arguments:
    print(os.environ["OLD"])
elif arguments[0] == "api" and "PATCH" in arguments:
    pathlib.Path("sent").write_text(pathlib.Path("comment.md").read_text())
elif arguments[:2] == ["pr", "comment"]:
    pathlib.Path("sent").write_text(pathlib.Path(arguments[-1]).read_text())
"""


def comment(tmp_path: Path, number: str | None, diff: str = "", old: str = "") -> tuple[list[str], str]:
    """Runs the comment's script with a `gh` that keeps what it was called with; the calls, and what was sent."""
    (script,) = [step["run"] for step in steps(read(FORGE / "workflows" / "dictionary-comment.yml"))]
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(GH, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    if number is not None:
        (tmp_path / "artifact").mkdir()
        (tmp_path / "artifact" / "number").write_text(number, encoding="utf-8")
        (tmp_path / "artifact" / "diff.md").write_text(diff, encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "GH_REPO": "dragoman/dragoman", "RUN": "1", "HEAD": "abc123", "OLD": old,
    }  # fmt: skip
    subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment, check=True, capture_output=True)
    sent = tmp_path / "sent"
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    return calls, sent.read_text(encoding="utf-8") if sent.exists() else ""


def test_a_first_comment_is_written(tmp_path: Path) -> None:
    calls, sent = comment(tmp_path, "7\n", "3 events gained, thanks to @somebody é\n")
    assert '["pr", "comment", "7"' in calls[-1]
    assert sent == "<!-- dictionary-diff -->\n3 events gained, thanks to @\u200bsomebody é\n"


def test_the_comment_is_brought_up_to_date(tmp_path: Path) -> None:
    calls, sent = comment(tmp_path, "7", "4 events gained", old="42")
    assert "repos/dragoman/dragoman/issues/comments/42" in calls[-1]
    assert "4 events gained" in sent
    assert not any('"comment"' in call for call in calls)


def test_a_long_comparison_is_cut(tmp_path: Path) -> None:
    _, sent = comment(tmp_path, "7", "é" * 50_000)
    assert 20_000 < len(sent) < 65_536


@pytest.mark.parametrize("number", [None, "8", "7; rm -rf left", "../7x8", ""])
def test_nothing_is_written_where_the_run_is_not_that_of_the_pull_request(tmp_path: Path, number: str | None) -> None:
    wanted = number is not None and re.sub(r"\D", "", number) == "7"
    _, sent = comment(tmp_path, number, "events")
    assert bool(sent) == wanted


# --- issues and owners ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_asks_for_what_is_needed(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    fields = [each for each in form["body"] if each["type"] != "markdown"]
    assert {each["type"] for each in fields} <= {"input", "textarea", "dropdown"}
    ids = [each["id"] for each in fields]
    assert len(set(ids)) == len(ids)
    assert {"sentence", "date", "try"} <= set(ids)
    assert all(each["attributes"]["label"] for each in fields)
    assert any(each.get("validations", {}).get("required") == "true" for each in fields)
    if path.name != "actor.yml":
        expected = next(each for each in fields if each["id"] == "expected")
        assert "SOURCE > TARGET CODE" in expected["attributes"]["description"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_names_a_command_that_works(path: Path) -> None:
    for field in read(path)["body"]:
        for line in re.findall(r"dragoman (dictionaries .*)", field["attributes"].get("description", "")):
            parse(shlex.split(line))


def test_kinds_of_actors_are_those_of_the_dictionaries() -> None:
    (field,) = [each for each in read(FORGE / "ISSUE_TEMPLATE" / "actor.yml")["body"] if each.get("id") == "kind"]
    assert set(field["attributes"]["options"]) == set(actors._KINDS)


@pytest.mark.parametrize("path", [*FORMS, FORGE / "PULL_REQUEST_TEMPLATE.md"], ids=lambda path: path.name)
def test_files_that_templates_name_exist(path: Path) -> None:
    for name in re.findall(
        r"(?:blob/main/|\b)((?:docs/[\w/-]+|CONTRIBUTING|CHANGELOG)\.md)", path.read_text(encoding="utf-8")
    ):
        assert (ROOT / name).exists(), name


def owners() -> dict[str, str]:
    lines = (FORGE / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(len(pair) == 2 and re.fullmatch(r"@dragoman/[a-z-]+", pair[1]) for pair in pairs)
    assert len({pair[0] for pair in pairs}) == len(pairs)
    return dict(pairs)


def owns(pattern: str, file: str) -> bool:
    if pattern == "*":
        return True
    return file.startswith(pattern[1:]) if pattern.endswith("/") else fnmatch(file, pattern[1:])


def test_every_line_of_the_owners_fits_some_file() -> None:
    files = [
        path.relative_to(ROOT).as_posix() for path in [*(ROOT / "dictionaries").rglob("*.yaml"), *FORGE.rglob("*")]
    ]
    assert [pattern for pattern in owners() if not any(owns(pattern, file) for file in files)] == []


def test_every_dictionary_file_has_its_family() -> None:
    known = owners()
    for path in sorted((ROOT / "dictionaries").rglob("*.yaml")):
        file = path.relative_to(ROOT).as_posix()
        team = [team for pattern, team in known.items() if owns(pattern, file)][-1]
        if "/actors/people/" in file and path.name != "international.yaml":
            assert team not in {"@dragoman/actors", "@dragoman/dictionaries"}, f"add {file} to .github/CODEOWNERS"
        if "/verbs/" in file and "/00-" not in file:
            assert team != "@dragoman/dictionaries", f"add {file} to .github/CODEOWNERS"
