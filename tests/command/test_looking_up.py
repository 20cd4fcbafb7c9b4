"""`dragoman dictionaries explain` and `search`, as a writer would type them."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from coder.command.main import main
from coder.resources import dictionary_directory


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["dictionaries", *words])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("explain", "consult-meet"), ("Codes 040 ", "  > consult-meet", "status:", "- not: Greece met the deadline.")),
        (("explain", "person-erna-solberg"), ("Prime minister from 2013-10-16", "checked:", "name: Erna Solberg")),
        (("explain", "police-chief"), ("`police captain` over `captain`", "nouns: [")),
        (("explain", "@talks"), ("Any of `talks`", "Used by ")),
        (("explain", "163"), ("Impose embargo", "rule reduce-sanction ")),
    ],
)
def test_explain(words: tuple[str, ...], parts: tuple[str, ...]) -> None:
    code, out, _ = run(*words)
    assert code == 0
    assert [part for part in parts if part not in out] == []


def test_the_line_named_is_where_the_entry_begins() -> None:
    _, out, _ = run("explain", "consult-meet")
    ((file, line),) = re.findall(r"^(dictionaries/\S+):(\d+)$", out, re.MULTILINE)
    lines = (dictionary_directory().parent / file).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1] == "  - id: consult-meet"


def test_an_unknown_id_is_answered_with_near_ones() -> None:
    code, _, err = run("explain", "consult-met")
    assert (code, "did you mean `consult-meet`" in err) == (1, True)


def test_a_search_prints_a_line_each_best_first() -> None:
    code, out, err = run("search", "erna solberg")
    (line,) = out.splitlines()
    assert (code, err) == (0, "")
    assert re.fullmatch(
        r"actor +person-erna-solberg  dictionaries/actors/people/norway\.yaml:\d+  Erna Solberg, .*", line
    )


def test_a_search_that_finds_nothing_says_so() -> None:
    code, out, err = run("search", "zzzzzz")
    assert (code, out, err) == (1, "", "nothing mentions `zzzzzz`\n")


def test_both_commands_speak_json() -> None:
    _, out, _ = run("search", "talks", "--kind", "class", "--json")
    found = json.loads(out)
    assert found[0] | {"line": 0, "summary": ""} == {
        "kind": "class", "id": "talks", "file": "dictionaries/words/acts.yaml", "line": 0, "summary": "",
        "rank": 0, "matched": "talks", "in_key": "words",
    }  # fmt: skip
    _, out, _ = run("explain", "consult-meet", "--json")
    rule = json.loads(out)
    assert {"id", "kind", "written", "meaning", "provenance", "code", "examples", "rivals"} <= set(rule)
    assert rule["examples"][0]["location"]["file"] == rule["written"][0]["source"]["file"]
