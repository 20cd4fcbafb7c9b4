"""What should make no difference makes none: voice, the order of dictionaries, the company of other sentences."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from bench.articles import article
from coder.article import Article
from coder.coder import CodedArticle, Coder, Options
from coder.dictionaries.load import load_dictionaries
from coder.resources import dictionary_directory

VERBS = (
    "criticized", "condemned", "denounced", "praised", "thanked", "attacked", "invaded", "bombed", "shelled",
    "threatened", "accused", "rebuked", "invited", "warned", "supported", "sanctioned", "defeated", "betrayed",
    "blamed", "congratulated", "recognized", "ambushed", "mocked", "insulted", "occupied", "helped", "sued",
)  # fmt: skip
ACTORS = (
    ("Norway", "Brazil"), ("Japan", "Kenya"), ("the Polish government", "Iranian police"),
    ("Egypt's army", "Chile"), ("Canada", "the president of Peru"), ("Turkish troops", "rebels in Ghana"),
)  # fmt: skip
TWINS = [(f"{a} {verb} {b}.", f"{b} {be} {verb} by {a}.") for verb in VERBS for a, b in ACTORS
         for be in ("were" if b.split()[-1] == "police" or b.startswith("rebels") else "was",)]  # fmt: skip
ALL = Options(frozenset({"unresolved"}))
PIECE = re.compile(r"(?=^  - id: )", re.MULTILINE)


def said(coded: CodedArticle) -> list[tuple[str, str, str]]:
    return [(event.source.code, event.code.code, event.target.code) for event in coded.events]


def sentence(text: str) -> Article:
    return Article(text[0].upper() + text[1:])


def test_active_and_passive_say_the_same(coder: Coder) -> None:
    active = coder.code([sentence(each) for each, _ in TWINS], ALL)
    passive = coder.code([sentence(each) for _, each in TWINS], ALL)
    apart = [
        (each, said(one), said(other))
        for each, one, other in zip(TWINS, active, passive, strict=True)
        if said(one) != said(other)
    ]
    assert apart == []
    coded = [each for each in active if said(each)]
    assert len(coded) > 0.85 * len(TWINS)


def shuffled(folder: Path, seed: int) -> Path:
    """The dictionaries with their files under other names and the entries of each in another order."""
    dice = random.Random(seed)
    shutil.copytree(dictionary_directory(), folder)
    for room in ("verbs", "actors", "agents"):
        for path in sorted((folder / room).rglob("*.yaml")):
            head, *entries = PIECE.split(path.read_text(encoding="utf-8"))
            entries = [entry if entry.endswith("\n") else f"{entry}\n" for entry in entries]
            dice.shuffle(entries)
            path.write_text(head + "".join(entries), encoding="utf-8")
            path.rename(path.with_name(f"{dice.randrange(10**6):06}-{path.name}"))
    return folder


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_files_and_entries_changes_nothing(coder: Coder, tmp_path: Path, seed: int) -> None:
    other = coder.with_dictionaries(load_dictionaries(shuffled(tmp_path / "shuffled", seed), tmp_path))
    assert other.versions.dictionaries != coder.versions.dictionaries
    articles = [Article(article(number)["text"], id=str(number)) for number in range(4)]
    articles += [sentence(text) for pair in TWINS[::7] for text in pair]
    for one, two in zip(coder.code(articles, ALL), other.code(articles, ALL), strict=True):
        assert said(one) == said(two)
        assert [(each.id, each.rule.id, each.source.entry) for each in one.events] == [
            (each.id, each.rule.id, each.source.entry) for each in two.events
        ]
