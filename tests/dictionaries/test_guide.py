"""What the page of the formats shows is true: its entries load, pass the check and do what they say."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.dictionaries import actors, examples, verbs
from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.examples import load_phrase_examples
from coder.dictionaries.load import compile_dictionaries
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory
from coder.workshop.testing.examples import run_examples, run_phrase_examples
from coder.workshop.testing.verdicts import problem

ROOT = Path(__file__).parents[2]
ROOMS = {"rules": "verbs", "classes": "words", "actors": "actors", "agents": "agents"}
GUIDE = (ROOT / "dictionaries" / "README.md").read_text(encoding="utf-8")


def blocks() -> Iterator[tuple[str, str]]:
    """The YAML of the page, each block with the room it belongs to."""
    for block in re.findall(r"^ *```yaml\n(.*?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE):
        text = textwrap.dedent(block)
        yield ROOMS[text.partition(":")[0]], text


BLOCKS = list(blocks())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped dictionaries, less their people, with what the page shows."""
    folder = tmp_path_factory.mktemp("guide") / "dictionaries"
    shutil.copytree(dictionary_directory(), folder, ignore=shutil.ignore_patterns("people"))
    for number, (room, text) in enumerate(BLOCKS):
        first = re.findall(r"id: (\w+)", text)[0]
        (folder / room / f"{first}-guide-{number}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def guided(folder: Path, parser: StanzaParser) -> Coder:
    return Coder(parser, compile_dictionaries(folder, "guide"))


def test_the_page_shows_every_kind_of_entry() -> None:
    assert {room for room, _ in BLOCKS} == set(ROOMS.values())
    assert any("operator:" in text for _, text in BLOCKS)


def test_nothing_is_wrong_with_the_entries(folder: Path) -> None:
    assert [str(found) for found in check_dictionaries(folder) if "-guide-" in found.location.file] == []


def test_the_rules_do_what_their_examples_say(folder: Path, guided: Coder) -> None:
    shown = [e for e in compile_dictionaries(folder, "guide").examples if "-guide-" in e.location.file]
    assert len(shown) >= 4
    assert [problem(verdict) for verdict in run_examples(guided, shown) if not verdict.passed] == []


def test_the_actors_are_who_their_examples_say(folder: Path, guided: Coder) -> None:
    shown = [e for e in load_phrase_examples(folder) if "-guide-" in e.location.file]
    assert len(shown) >= 3
    assert [problem(verdict) for verdict in run_phrase_examples(guided, shown) if not verdict.passed] == []


def test_one_entry_codes_all_that_the_page_promises(guided: Coder) -> None:
    promises = re.findall(r"`([A-Z][^`]+)`\s\((\d+)\)", GUIDE)
    assert len(promises) == 3
    for sentence, code in promises:
        (coded,) = guided.code([Article(f"{sentence}.".replace("\n", " "))], EVERYTHING)
        assert [event.line.split()[3] for event in coded.events] == [code], sentence


@pytest.mark.parametrize(
    "key",
    sorted(
        {*map(str, (*verbs.KEYS, *verbs._SLOT_KEYS, *examples.EXAMPLE_KEYS))}
        | {*actors._ENTRY_KEYS, *actors._AGENT_KEYS, *actors._OFFICE_KEYS, *actors._KINDS}
    ),
)
def test_every_key_is_explained(key: str) -> None:
    assert f"`{key}`" in GUIDE.partition("## Every key")[2]
