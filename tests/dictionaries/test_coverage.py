"""The coverage page says how the dictionaries reach each CAMEO code, and says it of today's dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.coding.ontology import Ontology
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.verbs import VerbEntry, VerbReader
from coder.dictionaries.words import WordClasses
from coder.dictionaries.yaml import parse
from coder.workshop.coverage.coverage import Coverage, measure
from coder.workshop.coverage.pages import reach_page
from tools import coverage

ROOT = Path(__file__).parents[2]
RULES = """\
rules:
  - id: fight-shell
    code: "194"
    verb: shell
    examples: [{text: Iran shelled Iraq., events: ["IRN > IRQ 194"]}]
  - {id: halt-stop, operator: halt, verb: stop, event: clause}
  - {id: appeal-urge, operator: appeal, verb: urge, event: clause}
  - {id: consult-visit, code: "042", verb: visit}
  - {id: consult-pay, operator: perform, verb: pay, event: object}
  - {id: fight-idiom, code: none, verb: shell out}
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ROOT / "dictionaries" / "ontology")


@pytest.fixture(scope="module")
def measured(ontology: Ontology) -> Coverage:
    entries: list[VerbEntry] = list(VerbReader(WordClasses({}), ontology).entries(parse(RULES.encode(), "rules.yaml")))
    examples = [example for entry in entries for example in entry.examples]
    return measure([entry.rule for entry in entries], examples, ontology)


def test_the_page_is_up_to_date() -> None:
    assert coverage.main(["--check"]) == 0, "run make docs"


def test_rules_are_listed_by_the_code_they_name(measured: Coverage) -> None:
    assert measured.rules == {"194": ("fight-shell",), "042": ("consult-visit",)}
    assert measured.examples == {"194": 1}


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("087", ("halt", "194")),
        ("0256", ("appeal", "087")),
        ("1384", ("future", "194")),
        ("125", ("refuse", "042")),
    ],
)
def test_stances_are_followed_to_any_depth(code: str, way: tuple[str, str], measured: Coverage) -> None:
    assert way in measured.ways[code]


def test_the_other_side_of_a_visit_is_reached(measured: Coverage) -> None:
    assert "043" not in measured.rules
    assert measured.reaches("043")


def test_what_no_rule_leads_to_is_named(measured: Coverage, ontology: Ontology) -> None:
    assert not measured.reaches("071")
    page = reach_page(measured, ontology, "# Head\n")
    assert "6 rules reach" in page
    assert "\n- 071 Provide economic aid\n" in page


def test_every_code_below_a_root_has_one_line(measured: Coverage, ontology: Ontology) -> None:
    lines = reach_page(measured, ontology, "# Head\n").splitlines()
    for code in ontology.codes.values():
        start = f"| {code.code} | {code.label} |" if code.parent else f"## {code.code} "
        assert sum(line.startswith(start) for line in lines) == 1
