"""What a newcomer does wrong, one mistake at a time, and the whole message, which has to be enough to mend it.

The mistakes stand in `mistakes/*.txt`: a title, the file, the lines taken out (-) and put in (+), and all that the
check then says (!).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.lints.findings import Severity
from coder.dictionaries.load import compile_dictionaries
from coder.errors import DictionaryError
from coder.resources import dictionary_directory

HERE = Path(__file__).parent
RULES = "verbs/11-scold.yaml"
FILES = {
    RULES: """\
rules:
  - id: scold-words
    code: "111"
    verb: [scold]
    object: "@squads"
    target: [object, on]
    note: Words alone.
    examples:
      - text: Norway scolds Sweden.
        events: ["NOR > SWE 111"]
        date: "2020-01-31"
      - not: Norway scolds itself.
  - id: appeal-scold
    operator: appeal
    verb: [plead]
    event: [clause]
    unless:
      - {subject: [mother]}
    examples:
      - text: Norway pleads.
        events: []
      - not: Norway did plead.
""",
    "words/some.yaml": """\
classes:
  - id: squads
    words: [squad, patrol]
""",
    "actors/some.yaml": """\
actors:
  - id: country-norway
    kind: country
    name: Norway
    code: NOR
  - {id: country-sweden, kind: country, name: Sweden, code: SWE, aliases: [Sverige]}
  - id: person-ann
    kind: person
    name: Ann Lee
    country: NOR
    roles:
      - {code: GOV, from: "2001", to: "2003-05", office: minister}
      - {code: OPP, from: "2004", to: "2005"}
    checked: "2020-01-01"
""",
    "agents/some.yaml": """\
agents:
  - id: police
    code: COP
    nouns: [police]
    examples:
      - {text: Norwegian police left., actors: ["Norwegian police = NORCOP"]}
      - {text: Norwegian police dogs left., not: ["Norwegian police dogs = NORCOP"]}
""",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Lines of a file that were right and now are wrong, and what the check says of them."""

    title: str
    file: str
    old: str
    new: str
    said: list[str]


def mistakes() -> Iterator[Mistake]:
    for path in sorted((HERE / "mistakes").glob("*.txt")):
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, file, *lines = block.rstrip("\n").split("\n")
            old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] == sign) for sign in "-+")
            said = [line[2:] for line in lines if line.startswith("! ")]
            yield Mistake(title, file.removeprefix("in "), old, new, said)


MISTAKES = list(mistakes())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small dictionaries without a fault."""
    place = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory() / "ontology", place / "ontology")
    for name, text in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


def said(folder: Path) -> list[str]:
    return [str(each).removeprefix("dictionaries/") for each in check_dictionaries(folder)]


def test_there_is_nothing_to_say_where_nothing_is_wrong(folder: Path) -> None:
    assert said(folder) == []
    compile_dictionaries(folder, "right")


def test_there_are_many_mistakes() -> None:
    assert len(MISTAKES) > 80
    assert all(mistake.said for mistake in MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_the_message_says_all(folder: Path, mistake: Mistake) -> None:
    text = (folder / mistake.file).read_text(encoding="utf-8")
    assert mistake.old in text
    (folder / mistake.file).write_text(text.replace(mistake.old, mistake.new, 1), encoding="utf-8")
    assert said(folder) == mistake.said
    if all(" error " not in line for line in mistake.said):
        compile_dictionaries(folder, "still usable")


RIGHT = FILES[RULES]
UNUSED = "words/some.yaml:2:9 warning no rule uses `@squads` (use it in a rule, or delete it)"
UTF8 = '(save the file as UTF-8 (in most editors: "Save with encoding"))'
BOMB = [
    "rules:\n  - &a [x, x, x, x, x, x, x, x, x]",
    *(f"  - &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(20)),
]


@pytest.mark.parametrize(
    ("content", "first", "more"),
    [
        (b"", "1:1 error the file is empty (write entries into it, or delete it)", [UNUSED]),
        (b"# soon\n", "2:1 error the file is empty (write entries into it, or delete it)", [UNUSED]),
        (b"rules:\n", "1:7 error a value is missing (write it behind the colon, or delete the line)", [UNUSED]),
        (b"rules: []\n", "1:8 warning the list `rules` is empty (delete the file)", [UNUSED]),
        (
            RIGHT.replace("  - id: scold-words", "    id: scold-words").encode(),
            "2:1 error `- ` is missing before the first entry (an entry begins with `  - id: ...`; its other keys"
            " stand below, with four spaces before them)",
            [],
        ),
        (
            RIGHT.encode("utf-8-sig"),
            '1:1 error the file begins with an invisible mark (a byte order mark, U+FEFF) (save it as "UTF-8", not'
            ' "UTF-8 with BOM"; --fix does it)',
            [],
        ),
        (RIGHT.replace("alone", "aloné").encode("latin-1"), f"7:21 error not UTF-8 {UTF8}", []),
        (RIGHT.encode("utf-16"), f"1:1 error not UTF-8 {UTF8}", [UNUSED]),
        (
            RIGHT.encode() + b"#" * 2_000_000,
            "1:1 error larger than 1 MiB (split it into several files in the same folder; their names do not matter)",
            [UNUSED],
        ),
    ],
)
def test_files_that_are_wrong_as_a_whole(folder: Path, content: bytes, first: str, more: list[str]) -> None:
    (folder / RULES).write_bytes(content)
    assert said(folder) == [f"{RULES}:{first}", *more]


def test_an_alias_bomb_is_told_of_once_a_line(folder: Path) -> None:
    (folder / RULES).write_text("\n".join(BOMB), encoding="utf-8")
    found = said(folder)
    assert found[0] == f"{RULES}:2:5 error an anchor (&) (put a text that starts with & in quotes)"
    assert found[2] == f"{RULES}:3:9 error an alias (*) (write it out; a text that starts with * needs quotes)"
    assert len(found) < 60


@pytest.mark.parametrize("content", [RIGHT.replace("\n", "\r\n"), RIGHT.replace('"111"', "111", 1)])
def test_what_is_right_though_it_looks_wrong(folder: Path, content: str) -> None:
    (folder / RULES).write_bytes(content.encode())
    assert said(folder) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("verbs/12-more.yml", "nobody reads this file (rename it to `12-more.yaml`)"),
        ("actors/people/x.YAML", "nobody reads this file (rename it to `x.yaml`)"),
        ("verbs/12-more.yaml.txt", "nobody reads this file (rename it to `12-more.yaml`)"),
        ("rules/12-more.yaml", "nobody reads files in this place (move it into verbs/, words/, actors/, agents/)"),
        ("ontology/more.yaml", "nobody reads files in this place (move it into verbs/, words/, actors/, agents/)"),
    ],
)
def test_files_that_nobody_reads(folder: Path, name: str, message: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("rules: []\n", encoding="utf-8")
    assert said(folder) == [f"{name}:1:1 error {message}"]


def test_a_mistake_in_one_file_hides_none_in_another(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text + "  - id: [\n  - id: {}\n    colour: red\n", encoding="utf-8")
    wrong = {line.split(":")[0] for line in said(folder) if "never closed" in line or "`colour`" in line}
    assert wrong == set(FILES)


def test_what_cannot_be_read_is_not_called_unknown(folder: Path) -> None:
    (folder / "words" / "some.yaml").write_text("classes:\n  - id: squads\n    words: [squad\n", encoding="utf-8")
    (folder / "actors" / "some.yaml").write_text(
        FILES["actors/some.yaml"].replace("name: Norway\n", "name: Norway: the land\n"), encoding="utf-8"
    )
    assert [line.split(" ")[0] for line in said(folder)] == ["actors/some.yaml:4:17", "words/some.yaml:3:12"]


@pytest.mark.parametrize("name", ["cameo", "classes", "operators", "roles", "international", "mirrors"])
def test_a_mistake_in_the_ontology_is_one_mistake(folder: Path, name: str) -> None:
    path = folder / "ontology" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip("\n") + "\n  - {colour: red\n", encoding="utf-8")
    assert [line.split(":")[0] for line in said(folder)] == [f"ontology/{name}.yaml"]
    path.unlink()
    assert f"ontology/{name}.yaml:1:1 error cannot be read: No such file or directory" in said(folder)


def test_an_operator_that_grammar_calls_for_is_missed(folder: Path) -> None:
    path = folder / "ontology" / "operators.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  - id: refuse\n", "  - id: rebuff\n").replace("operator: refuse", "operator: rebuff")
    )
    assert any(line.startswith("ontology/operators.yaml:") and "`refuse` is missing" in line for line in said(folder))
    assert refusal(folder) == "dictionaries/ontology/operators.yaml"


def test_whatever_stops_the_service_is_an_error_of_the_check(folder: Path) -> None:
    for mistake in MISTAKES:
        text = (folder / mistake.file).read_text(encoding="utf-8")
        (folder / mistake.file).write_text(text.replace(mistake.old, mistake.new, 1), encoding="utf-8")
        if refused := refusal(folder):
            told = {each.location.file for each in check_dictionaries(folder) if each.severity is Severity.ERROR}
            assert refused in told, mistake.title
        (folder / mistake.file).write_text(text, encoding="utf-8")


def refusal(folder: Path) -> str:
    """The file for which the service would refuse the dictionaries, empty where it would not."""
    try:
        compile_dictionaries(folder, "mistaken")
    except DictionaryError as error:
        return error.location.file
    return ""
