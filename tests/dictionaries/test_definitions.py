"""Every CAMEO code is defined, in words of our own, and tells the codes it is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.coding.ontology import Ontology
from coder.dictionaries.definitions import load_definitions, read_definitions
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.yaml import parse
from coder.errors import EntryError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ROOT / "dictionaries" / "ontology")


def test_every_code_is_defined_and_most_tell_their_neighbours(ontology: Ontology) -> None:
    assert set(ontology.definitions) == set(ontology.codes)
    leaves = [each for each in ontology.definitions.values() if len(each.code) > 2]
    assert [each.code for each in leaves if not each.near] == []


def test_definitions_stand_in_the_file_of_their_root() -> None:
    for path in (ROOT / "dictionaries/ontology/definitions").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert set(roots_in(text)) == {path.name[:2]}


def roots_in(text: str) -> list[str]:
    return [line.split('"')[1][:2] for line in text.splitlines() if line.startswith('  - code: "')]


def test_definitions_are_sentences_and_say_more_than_the_label(ontology: Ontology) -> None:
    for each in ontology.definitions.values():
        assert each.means.endswith("."), each.code
        assert each.means[0].isupper(), each.code
        assert each.means.rstrip(".").lower() != ontology.codes[each.code].label.lower()
        for near in each.near:
            assert near.code != each.code
            assert not near.when.endswith("."), each.code


def test_no_two_codes_are_defined_alike(ontology: Ontology) -> None:
    means = [each.means for each in ontology.definitions.values()]
    assert len(set(means)) == len(means)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('definitions:\n  - code: "01"\n', 2, "`means` is missing"),
        ('definitions:\n  - {code: "0199", means: m}\n', 2, "`0199` is not a CAMEO code (did you mean `019`?)"),
        ('definitions:\n  - code: "01"\n    means: m\n    near: [{code: "019"}]\n', 4, "`when` is missing"),
        (
            'definitions:\n  - code: "01"\n    means: m\n    near: [{code: "9", when: w}]\n',
            4,
            "`9` is not a CAMEO code",
        ),
        ('definitions:\n  - code: "01"\n    meaning: m\n', 3, "did you mean `means`?"),
    ],
)
def test_bad_definitions(text: str, line: int, words: str) -> None:
    with pytest.raises(EntryError) as caught:
        list(read_definitions(parse(text.encode(), "definitions.yaml"), ("01", "019")))
    assert caught.value.location.line == line
    assert words in str(caught.value)


def test_a_code_is_defined_once(tmp_path: Path) -> None:
    folder = tmp_path / "dictionaries" / "ontology" / "definitions"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.yaml").write_text('definitions: [{code: "01", means: m}]', encoding="utf-8")
    with pytest.raises(EntryError, match=r"definitions/b\.yaml:1:.*`01` is defined twice"):
        load_definitions(folder, ("01",))
