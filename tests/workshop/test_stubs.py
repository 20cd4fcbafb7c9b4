"""A stub needs nothing but its blanks filled: then it passes the check and does what its example says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.lints.findings import Severity
from coder.dictionaries.load import compile_dictionaries
from coder.dictionaries.writing import written
from coder.dictionaries.yaml import parse
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory
from coder.workshop.testing.examples import run_examples
from coder.workshop.trying.stubs import BLANK

SENTENCES = [
    # sentence, code, file, a miss
    ("Norway harangued Sweden on Monday.", "111", "11-disapprove-wrongdoing", "Norway harangued an empty hall."),
    ("Chad was serenaded by Niger: a first!", "051", "05-support-statement", "Chad serenaded the moon."),
    ('Peru "garlanded" the envoy of Chile.', "051", "05-support-statement", "Peru garlanded a statue."),
    ("Kenya bequeathed a library to Uganda in 2020.", "070", "07-aid-relief", "Kenya bequeathed a library."),
    ("Ghana scribbled over Togo's draft #1.", "111", "11-disapprove-wrongdoing", "Ghana scribbled over a wall."),
    ("Greece praised Italy and serenaded Malta.", "051", "05-support-statement", "Greece serenaded the moon."),
    ("Laos was unctuous to Cambodia.", "051", "05-support-statement", "Laos was unctuous."),
]


def stub_of(coder: Coder, sentence: str) -> str:
    (explanation,) = coder.explain([Article(text=sentence)], EVERYTHING)
    return next(clause.stub for each in explanation.sentences for clause in each.clauses if clause.stub)


def filled(stub: str, code: str, family: str, miss: str) -> str:
    """The stub with its blanks filled as their comments ask."""
    lines = stub.replace(f"id: {BLANK}", f"id: {family}").replace(
        f"not: {BLANK} ", f"not: {written(miss, block=True)} "
    )
    return lines.replace(f'code: "{BLANK}"', f'code: "{code}"').replace(f' {BLANK}"]', f' {code}"]')


@pytest.mark.parametrize(("sentence", "code", "file", "miss"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_a_filled_stub_passes_the_check_and_its_example(
    sentence: str, code: str, file: str, miss: str, coder: Coder, parser: StanzaParser, tmp_path: Path
) -> None:
    stub = stub_of(coder, sentence)
    folder = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory(), folder, ignore=shutil.ignore_patterns("people"))
    place = folder / "verbs" / f"{file}-stub.yaml"
    place.write_text(filled(stub, code, file.split("-")[1], miss), encoding="utf-8")
    found = [str(each) for each in check_dictionaries(folder) if place.name in each.location.file]
    assert found == []
    dictionaries = compile_dictionaries(folder, "stub")
    examples = [example for example in dictionaries.examples if place.name in example.location.file]
    assert len(examples) == 2
    verdicts = run_examples(Coder(parser, dictionaries), examples)
    assert [verdict.missing + verdict.unexpected for verdict in verdicts] == [(), ()]


def test_every_blank_says_what_to_fill_in(coder: Coder) -> None:
    lines = [line for line in stub_of(coder, SENTENCES[0][0]).splitlines() if BLANK in line]
    assert len(lines) == 4
    assert all("# fill in: " in line for line in lines)


def test_an_unfilled_stub_fails_the_check_where_it_has_blanks(coder: Coder, tmp_path: Path) -> None:
    folder = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory(), folder, ignore=shutil.ignore_patterns("people"))
    (folder / "verbs" / "11-disapprove-stub.yaml").write_text(stub_of(coder, SENTENCES[0][0]), encoding="utf-8")
    found = [e for e in check_dictionaries(folder) if "stub" in e.location.file and e.severity is Severity.ERROR]
    assert [each.location.line for each in found] == [2, 3, 9]


@pytest.mark.parametrize(
    "text",
    ["plain words", "Chad: a", "a #1", "no", "Null", "042", "@class", "it's", 'say "so"', "a, b", "x]", "- a", "a:",
     "\u200bhidden", "tab\there", "back\\slash", "naïve", "😀 smile", "a ", "'quoted'", "? a", "{x}", "2020-01-01"],
)  # fmt: skip
def test_what_is_written_is_read_back(text: str) -> None:
    content = f"block: {written(text, block=True)}  # comment\nflow: [{written(text)}, {written('other')}]\n"
    fields = parse(content.encode(), "test.yaml")
    assert (fields.text("block"), fields.texts("flow")) == (text, (text, "other"))
