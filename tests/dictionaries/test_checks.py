"""What the check of the dictionaries finds, each with its place, severity and hint."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.command.main import main
from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.lints.findings import Severity
from coder.resources import dictionary_directory

RULE = """\
  - id: {id}
    code: "111"
    verb: [{verb}]
    examples:
      - text: Norway {verb}s Sweden.
        events: ["NOR > SWE 111"]
      - not: Norway {verb}s itself.
"""
AGENT = """\
agents:
  - id: police
    code: COP
    nouns: [police]
    examples:
      - {text: Norwegian police left., actors: ["Norwegian police = NORCOP"]}
"""

COUNTRIES = """\
actors:
  - {id: country-norway, kind: country, name: Norway, code: NOR, adjectives: [Norwegian]}
  - {id: country-sweden, kind: country, name: Sweden, code: SWE}
"""

Check = Callable[..., list[str]]


def rule(id: str = "scold-words", verb: str = "scold", **changes: str) -> str:
    """A rule without a fault, with lines changed or added."""
    text = RULE.format(id=id, verb=verb)
    for key, value in changes.items():
        line = f"    {key}: {value}\n"
        old = [each for each in text.splitlines(keepends=True) if each.startswith(f"    {key}:")]
        text = text.replace(old[0], line) if old else text.replace("    verb:", line + "    verb:")
    return text


@pytest.fixture
def check(tmp_path: Path) -> Check:
    folder = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory() / "ontology", folder / "ontology")
    for room in ("verbs", "words", "actors", "agents"):
        (folder / room).mkdir()
    (folder / "actors" / "countries.yaml").write_text(COUNTRIES)

    def run(*rules: str, **files: str) -> list[str]:
        (folder / "verbs" / "11-disapprove-scold.yaml").write_text("rules:\n" + "".join(rules))
        for room, text in files.items():
            (folder / room / "some.yaml").write_text(text)
        return [str(finding) for finding in check_dictionaries(folder)]

    return run


def test_a_rule_without_a_fault_is_not_mentioned(check: Check) -> None:
    assert check(rule(), rule("disapprove-chide", "chide")) == []


PLACE = "dictionaries/verbs/11-disapprove-scold.yaml"


@pytest.mark.parametrize(
    ("rules", "start", "words"),
    [
        ([rule(), rule(verb="chide")], f"{PLACE}:9:9 error the id `scold-words` is taken", "11-disapprove-scold.yaml:2:9"),
        ([rule("Scold_words")], f"{PLACE}:2:9 error `Scold_words` is no id", "lower-case"),
        ([rule("chide-words")], f"{PLACE}:2:9 warning `chide-words` does not say its family", "disapprove or scold"),
        ([rule(code="111x")], f"{PLACE}:3:11 error `111x` is not a CAMEO code", "did you mean `111`"),
        ([rule(target="['\"on\"']")], f'{PLACE}:4:14 error `"on"` is neither a place nor a preposition', "letters only"),
        ([rule(taget="[on]")], f"{PLACE}:4:5 error unknown key `taget`", "did you mean `target`"),
        ([rule(examples="[]").split("      - text")[0]], f"{PLACE}:5:15 error `scold-words` has no example of what it codes", "text:"),
        ([rule().replace("      - not: Norway scolds itself.\n", "")], f"{PLACE}:6:7 error `scold-words` has no example of what it must", "not:"),
        ([rule(), rule("scold-more", "chide, scold")], f"{PLACE}:2:9 warning `scold-words` can never win over `scold-more` at: scold", "9:9"),
        ([rule(), rule("scold-more", "chide").replace("chides", "scolds")], f"{PLACE}:13:9 warning the sentence is already an example of `scold-words`", "6:9"),
    ],
)  # fmt: skip
def test_rules(check: Check, rules: list[str], start: str, words: str) -> None:
    found = [line for line in check(*rules) if line.startswith(start)]
    assert len(found) == 1
    assert words in found[0]


def test_tables_of_places(check: Check, tmp_path: Path) -> None:
    places = tmp_path / "dictionaries" / "places"
    places.mkdir()
    (places / "countries.tsv").write_text("country\tfips\tlatitude\tlongitude\nNOR\tNO\t61\t9\nSWE\tSW\t162\t15\n")
    (places / "towns.tsv").write_text("name\n")
    assert check(rule()) == [
        "dictionaries/places/countries.tsv:3:1 error `latitude` cannot be `162` (write degrees from -90 to 90, such as 36.20)",
        "dictionaries/places/towns.tsv:1:1 error nobody reads this table"
        " (the tables are places/countries.tsv, places/cities.tsv, places/regions.tsv)",
    ]


def test_a_wrong_rule_does_not_hide_the_next(check: Check) -> None:
    found = check(rule(code="999"), rule("scold-more", "chide", code="998"))
    assert ["999" in found[0], "998" in found[1]] == [True, True]


def test_rules_told_apart_by_a_slot_are_no_twins(check: Check) -> None:
    assert check(rule(), rule("scold-more", "chide", object="[police]").replace("[chide]", "[scold]")) == []


def test_files_that_are_no_yaml_are_all_named(check: Check) -> None:
    found = check(rule(), actors="actors:\n\t- {id: a, kind: country, name: A, code: AAA}\n", agents="agents: *all\n")
    assert [line.split(" ")[0] for line in found] == [
        "dictionaries/actors/some.yaml:2:1",
        "dictionaries/agents/some.yaml:1:9",
    ]


def test_agents_show_a_miss_too(check: Check) -> None:
    (found,) = check(rule(), agents=AGENT)
    assert "some.yaml:6:7 error `police` has no example of what it must leave alone" in found


def test_examples_of_phrases_are_read(check: Check) -> None:
    found = check(rule(), agents=AGENT.replace("police = NORCOP", "police: NORCOP"))
    assert "some.yaml:6:49 error `Norwegian police: NORCOP` does not say who the phrase is" in found[-1]


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("  - {id: idle, words: [a, b]}\n", ["3:10 warning no rule uses `@idle`"]),
        ("  - {id: outer, words: [a, '@used']}\n", ["3:10 warning no rule uses `@outer`"]),
    ],
)
def test_word_classes_that_nobody_uses(check: Check, classes: str, expected: list[str]) -> None:
    words = "classes:\n  - {id: used, words: [storm]}\n" + classes
    found = check(rule(object='"@used"'), words=words)
    assert [expect in line for expect, line in zip(expected, found, strict=True)] == [True] * len(expected)


def test_the_command_prints_a_line_each_and_ends_with_one_on_errors(check: Check, tmp_path: Path) -> None:
    def command() -> tuple[int, str]:
        result = CliRunner().invoke(main, ["dictionaries", "check", str(tmp_path / "dictionaries")])
        return result.exit_code, result.stdout.replace(f"{tmp_path}/", "")

    (warning,) = check(rule("chide-words"))
    assert command() == (0, warning + "\n")
    (error,) = check(rule(code="999"))
    assert command() == (1, error + "\n")


def test_the_dictionaries_that_ship_have_no_errors() -> None:
    errors = [each for each in check_dictionaries(dictionary_directory()) if each.severity is Severity.ERROR]
    assert [str(error) for error in errors] == []
