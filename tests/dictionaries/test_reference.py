"""The reference says what the dictionaries say, today's and all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coder.dictionaries.load import Dictionaries, load_dictionaries
from coder.resources import dictionary_directory
from coder.workshop.reference import MOST_EXAMPLES, Family, Reference, build_reference
from tools import render_reference

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def dictionaries() -> Dictionaries:
    return load_dictionaries(dictionary_directory())


@pytest.fixture(scope="module")
def reference(dictionaries: Dictionaries) -> Reference:
    return build_reference(dictionaries)


def short(families: tuple[Family, ...]) -> str:
    return " ".join(each.code.code + ("+" if each.below else "") for each in families)


def test_every_code_and_stance_has_its_page(reference: Reference, dictionaries: Dictionaries) -> None:
    assert list(reference.codes) == list(dictionaries.ontology.codes)
    assert list(reference.stances) == list(dictionaries.ontology.operators)
    assert len(reference.roots()) == 20
    assert sum(len(reference.family(root.code.root)) for root in reference.roots()) == len(reference.codes)


def test_every_rule_in_use_stands_on_one_page(reference: Reference, dictionaries: Dictionaries) -> None:
    shown = [each.reference.id for page in reference.codes.values() for each in page.rules]
    shown += [each.reference.id for page in reference.stances.values() for each in page.rules if not each.code]
    used = {rule.id for rule in dictionaries.rules.rules if rule.status != "deprecated" and rule.code != "none"}
    assert len(shown) == len(set(shown))
    assert set(shown) == used


def test_ways_and_outcomes_are_what_the_algebra_gives(reference: Reference, dictionaries: Dictionaries) -> None:
    ontology = dictionaries.ontology
    for page in reference.codes.values():
        for way in page.ways:
            for family in way.acts:
                below = [code for code in ontology.codes if code.startswith(family.code.code) and len(code) > 2]
                acts = below if family.below else [family.code.code]
                assert {ontology.compose_all(way.stances, act) for act in acts} == {page.code.code}
        for outcome in page.outcomes:
            for stance in outcome.stances:
                assert ontology.compose(stance, page.code.code) == outcome.code.code


@pytest.mark.parametrize(
    ("code", "stances", "acts"),
    [
        ("0256", ("appeal",), "0356 087+"),
        ("0256", ("halt", "appeal"), "15+ 18+ 19+ 20+"),
        ("1244", ("halt", "refuse"), "163"),
        ("036", ("intend",), "036 040 041 042 043 044 046"),
        ("014", ("consider",), " ".join(f"{root:02}+" for root in range(1, 21))),
    ],
)
def test_acts_are_told_in_short(reference: Reference, code: str, stances: tuple[str, ...], acts: str) -> None:
    assert [short(way.acts) for way in reference.codes[code].ways if way.stances == stances] == [acts]


def test_what_a_stance_makes_of_everything_is_left_out(reference: Reference) -> None:
    outcomes = {each.code.code: each.stances for each in reference.codes["190"].outcomes}
    assert outcomes["087"] == ("halt",)
    assert "051" not in outcomes
    assert "141" not in outcomes


def test_both_sides_of_a_visit_name_each_other(reference: Reference) -> None:
    mirrors = [page.mirror and page.mirror.code for page in (reference.codes["042"], reference.codes["043"])]
    assert mirrors == ["043", "042"]


def test_examples_show_the_code_by_many_rules(reference: Reference) -> None:
    for page in reference.codes.values():
        assert len(page.examples) <= MOST_EXAMPLES
        assert len({each.reference.id for each in page.examples}) == len(page.examples)
        for example in page.examples:
            assert any(line.split()[3] == page.code.code for line in example.events)
    shown = {each.reference.id for each in reference.codes["0256"].examples}
    operators = {each.reference.id for each in reference.stances["appeal"].rules}
    assert shown & operators
    assert shown - operators


def test_a_stance_says_what_becomes_of_every_act_once(reference: Reference, dictionaries: Dictionaries) -> None:
    acts = {code for code in dictionaries.ontology.codes if len(code) > 2}
    for page in reference.stances.values():
        told: list[str] = []
        for cell in page.cells:
            for family in cell.acts:
                told += [a for a in acts if a == family.code.code or (family.below and a.startswith(family.code.code))]
        assert sorted(told) == sorted(acts), page.operator.id


def test_the_committed_pages_are_todays(reference: Reference) -> None:
    rendered = render_reference.render(reference)
    stale = [name for name, text in rendered.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run make docs"
    assert {path.name for path in FOLDER.glob("*.md")} == set(rendered)


def test_every_link_of_the_pages_leads_to_what_it_names(reference: Reference) -> None:
    pages = {f"docs/reference/{name}": text for name, text in render_reference.render(reference).items()}
    anchors = {name: set(re.findall(r'<a id="([^"]+)">', text)) for name, text in pages.items()}
    lines: dict[str, list[str]] = {}
    for name, text in pages.items():
        for words, path, mark in re.findall(r"\[([^\]]+)\]\(([^)#]+)#?([^)]*)\)", text):
            target = (ROOT / name).parent.joinpath(path).resolve()
            assert target.exists(), path
            inside = target.relative_to(ROOT).as_posix()
            if inside in anchors:
                assert not mark or mark in anchors[inside], f"{name}: {path}#{mark}"
            elif mark:
                rows = lines.setdefault(inside, target.read_text(encoding="utf-8").splitlines())
                assert f"- id: {words.strip('`')}" in rows[int(mark[1:]) - 1]


def test_check_names_what_is_stale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(render_reference, "FOLDER", tmp_path / "reference")
    assert render_reference.main(["--check"]) == 1
    assert "19.md" in capsys.readouterr().out
    assert render_reference.main([]) == 0
    assert render_reference.main(["--check"]) == 0
    (tmp_path / "reference" / "19.md").write_text("old", encoding="utf-8")
    assert render_reference.main(["--check"]) == 1
    assert "(19.md)" in capsys.readouterr().out
