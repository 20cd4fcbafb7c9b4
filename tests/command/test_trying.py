"""`dragoman dictionaries try`, as it is typed."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.coder import Coder
from coder.command.dictionaries import trying
from coder.command.main import main
from coder.dictionaries.yaml import parse
from coder.service.app import create_app

SENTENCE = "German Foreign Minister Heiko Maas criticized Russia."


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    """The coder of the session, so that not every command loads the parser."""
    monkeypatch.setattr(trying, "workshop_coder", lambda *_: coder)


def run(*arguments: str, stdin: str = "", columns: int = 100) -> Result:
    return CliRunner().invoke(main, ("dictionaries", "try", *arguments), input=stdin, env={"COLUMNS": str(columns)})


def test_a_sentence_is_shown_from_its_parse_to_its_events() -> None:
    result = run("--date", "2021-06-15", SENTENCE)
    assert result.exit_code == 0
    headings = [line for line in result.output.splitlines() if line and line[0].isupper()]
    assert headings == ["Parse", "Actors", "Clauses", "Events"]
    assert "foreign minister on 2021-06-15" in " ".join(result.output.split())
    assert re.search(r"DEUGOV > RUS +111", result.output)


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [([SENTENCE], ""), (SENTENCE.split(), ""), (["-"], SENTENCE + "\n"), (["--", SENTENCE], "")],
)
def test_a_sentence_is_given_in_quotes_or_bare_or_piped(arguments: list[str], stdin: str) -> None:
    assert run(*arguments, stdin=stdin).output == run(SENTENCE).output


def test_json_is_what_the_service_answers(coder: Coder) -> None:
    body = {"text": SENTENCE, "date": "2021-06-15"}
    answered = create_app(coder=coder).test_client().post("/v1/explain", json=body)
    result = run("--json", "--date", "2021-06-15", SENTENCE)
    assert json.loads(result.output)["articles"] == answered.get_json()["articles"]


def test_yaml_is_one_file_of_rules_to_fill_in() -> None:
    result = run("--yaml", "Norway harangued Sweden. Chad serenaded Niger. Iran attacked Iraq.")
    rules = parse(result.stdout.encode(), "stub.yaml").each("rules")
    assert [rule.text("id") for rule in rules] == ["___-harangue", "___-serenade"]
    assert "Fill in every ___" in result.stderr


def test_yaml_is_empty_where_every_clause_has_its_rule() -> None:
    result = run("--yaml", "Iran attacked Iraq.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing to fill in" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rule", "consult-visti", SENTENCE], "there is no rule `consult-visti` (did you mean `consult-visit`?)"),
        (["--rule", "consult-visit", "--yaml", SENTENCE], "--rule and --yaml do not go together"),
        (["--date", "yesterday", SENTENCE], "--date"),
        (["--dictionaries", "nowhere", SENTENCE], "nowhere"),
        ([" "], "there is no sentence to try"),
        (["-"], "there is no sentence to try"),
        ([], "SENTENCE"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_an_article_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MAX_CHARACTERS", "10")
    result = run(SENTENCE)
    assert (result.exit_code, "too-long" in result.stderr) == (1, True)


def test_a_wrong_dictionary_is_said_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "cameo.yaml").write_text("codes:\n\t- x\n", encoding="utf-8")
    result = run("--dictionaries", str(tmp_path), SENTENCE)
    assert result.exit_code == 1
    assert "cameo.yaml:2:1" in result.stderr
    assert "tab" in result.stderr


def on_terminal(**environment: str) -> str:
    """What a terminal is sent."""
    script = "from coder.command.dictionaries.trying import _print; from coder.workshop.trying.layout import Ink, Tone;"
    script += "_print([(Ink('caf\\u00e9', Tone.GOOD),)])"
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run([sys.executable, "-c", script], stdout=theirs, env={**clean, **environment}, check=True)
    os.close(theirs)
    try:
        return os.read(ours, 1000).decode()
    finally:
        os.close(ours)


@pytest.mark.parametrize(
    ("environment", "sent"),
    [
        ({}, "\x1b[32mcafé\x1b[0m"),
        ({"NO_COLOR": "1"}, "café"),
        ({"NO_COLOR": ""}, "\x1b[32mcafé\x1b[0m"),
        ({"NO_COLOR": "1", "PYTHONIOENCODING": "ascii"}, "caf?"),
    ],
)
def test_colours_are_for_terminals_that_want_them(environment: dict[str, str], sent: str) -> None:
    assert on_terminal(**{"PYTHONIOENCODING": "utf-8", **environment}).strip() == sent


def test_a_terminal_without_boxes_gets_plain_signs() -> None:
    result = CliRunner(charset="ascii").invoke(main, ["dictionaries", "try", "Côte d'Ivoire praised Mali."])
    assert result.exit_code == 0
    assert "|- " in result.output
    assert result.output.isascii()
