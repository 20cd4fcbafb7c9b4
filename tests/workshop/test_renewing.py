"""Stored parses are renewed, and it is said what changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coder.article import Article
from coder.parsing.stanza_parser import StanzaParser
from coder.parsing.stored import load_parses, read_parses, write_parses
from coder.workshop.renewing import Renewal, renew

OLD = [Article("Ghana thanked Togo."), Article("Mali left."), Article("Chad stayed.")]
NEW = [*OLD[:2], Article("Benin called."), Article("Benin called.")]


@pytest.fixture
def path(parser: StanzaParser, tmp_path: Path) -> Path:
    path = tmp_path / "some.conllu.xz"
    steps: list[int] = []
    renewal = renew(path, OLD, parser, "v 1", steps.append)
    assert renewal == Renewal(path.name, same=0, new=3, gone=0, changed=(), left=())
    assert sum(steps) == 3
    return path


def test_what_is_the_same_new_and_gone(path: Path, parser: StanzaParser) -> None:
    assert renew(path, NEW, parser, "v 1", unseen) == Renewal(path.name, same=2, new=1, gone=1, changed=(), left=())
    stored = load_parses(path.parent, "v 1")
    assert len(stored) == 3
    assert all(stored.find(article) for article in NEW)
    assert stored.find(OLD[2]) is None


def test_words_that_are_analysed_otherwise_are_named(path: Path, parser: StanzaParser) -> None:
    ghana, *others = sorted(read_parses(path), key=lambda parse: "Ghana" not in parse.text)
    write_parses(path, [replace(ghana, conllu=ghana.conllu.replace("\tobj\t", "\tiobj\t")), *others])
    (change,) = renew(path, OLD, parser, "v 1", unseen).changed
    assert change.text == "Ghana thanked Togo."
    assert change.words == ("Togo: Togo NNP iobj of thanked, now Togo NNP obj of thanked",)


def test_a_new_version_of_the_same_parse_is_no_change(path: Path, parser: StanzaParser) -> None:
    assert renew(path, OLD, parser, "v 2", unseen).same == 3
    assert len(load_parses(path.parent, "v 2")) == 3
    assert len(load_parses(path.parent, "v 1")) == 0


def unseen(number: int) -> None:
    """Nobody watches."""
