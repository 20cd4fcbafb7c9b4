"""Parses that were written down give exactly what the parser gives, and say when they are out of date."""

from __future__ import annotations

import lzma
import random
import subprocess
import sys
from pathlib import Path

import pytest

from coder.article import Article
from coder.errors import CorpusError
from coder.parsing.cached import CachedParser
from coder.parsing.model import OFFICIAL, PARSING, model_name, model_version, parse_version
from coder.parsing.stanza_parser import StanzaParser
from coder.parsing.stored import (
    StoredParse,
    StoredParses,
    load_parses,
    parses_of,
    read_parses,
    store,
    text_of,
    write_parses,
)
from coder.resources import corpus_directory, model_directory

PARSES = corpus_directory() / "parses"
SAMPLE = 60

ODD = (
    Article(
        "GAZA CITY, Gaza Strip, May 3 (Reuters) -- Israel shelled Gaza.\n\nClick here to subscribe.\n\nIt didn't stop."
    ),
    Article("Norway didn’t sign; “we can’t”, it said.\u2028# newdoc id = 1\n# article = x\nTroops of 10 000 men left."),
    Article("Sweden protested.", title="Norway, Denmark to confer"),
    Article("Iran \ud83d condemned Iraq.\x85The end\u00a0came."),
    Article("<p>Chad&nbsp;accused Togo.</p>\r\n<p>Togo de\u00adnied it.</p>"),
    Article("Read more: our newsletter"),
    Article("!!!"),
)


@pytest.fixture(scope="module")
def shipped() -> tuple[StoredParse, ...]:
    return tuple(parse for path in sorted(PARSES.glob("*.xz")) for parse in read_parses(path))


def test_the_version_is_that_of_the_parser(parser: StanzaParser) -> None:
    assert (parser.name, parser.version) == (model_name(model_directory()), model_version(model_directory()))
    assert parse_version(model_directory()) == f"{parser.name} {parser.version} parsing {PARSING}"
    assert model_version(OFFICIAL) == parser.version.partition("+")[0]


def test_the_shipped_parses_are_of_this_version(shipped: tuple[StoredParse, ...]) -> None:
    old = {parse.parser for parse in shipped} - {parse_version(model_directory())}
    assert not old, "run make parses"
    assert len(load_parses(PARSES, parse_version(model_directory()))) == len({parse.key for parse in shipped})


def test_the_parser_says_what_was_stored(shipped: tuple[StoredParse, ...], parser: StanzaParser) -> None:
    sample = random.Random(5).sample(shipped, SAMPLE)
    for stored, parsed in zip(sample, parser.parse([each.article for each in sample]), strict=True):
        assert stored.parsed == parsed, (
            "the parser gives another parse than the one stored under its version: "
            "raise PARSING in coder/parsing/model.py and run make parses"
        )


@pytest.mark.parametrize("article", ODD, ids=lambda article: ascii(article.text[:20]))
def test_a_parse_comes_back_as_it_was(article: Article, parser: StanzaParser, tmp_path: Path) -> None:
    (parsed,) = parser.parse([article])
    written = store(article, parsed, "v 1")
    assert written is not None
    path = tmp_path / "some.conllu.xz"
    other = store(Article("Mali left."), parser.parse([Article("Mali left.")])[0], "v 1")
    assert other is not None
    write_parses(path, [written, other])
    found = load_parses(tmp_path, "v 1").find(article)
    assert found == written
    assert found.article == article
    assert found.parsed == parsed
    assert len(load_parses(tmp_path, "v 1")) == 2
    assert len(load_parses(tmp_path, "v 2")) == 0
    assert [text_of(each) for each in parses_of(text_of(written))] == [text_of(written)]


def test_the_same_parses_make_the_same_bytes(shipped: tuple[StoredParse, ...], tmp_path: Path) -> None:
    some = shipped[:50]
    write_parses(tmp_path / "a.conllu.xz", some)
    write_parses(tmp_path / "b.conllu.xz", some[::-1])
    assert (tmp_path / "a.conllu.xz").read_bytes() == (tmp_path / "b.conllu.xz").read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"text", lzma.compress(b"# newdoc id = 1\n# parser = 2\n# title = x\n"), lzma.compress(b"# newdoc id = 1")],
)
def test_a_damaged_file_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.conllu.xz").write_bytes(content)
    with pytest.raises(CorpusError, match=r"bad\.conllu\.xz cannot be read"):
        load_parses(tmp_path, "v 1")


def test_what_is_not_stored_is_parsed_once_and_kept(parser: StanzaParser, tmp_path: Path) -> None:
    built: list[Path | str] = []

    def build(model: Path | str) -> StanzaParser:
        built.append(model)
        return parser

    articles = [*ODD, ODD[0], Article("Ghana thanked Togo.", title="Thanks")]
    parsed = parser.parse(articles)
    first = CachedParser(model_directory(), StoredParses(), tmp_path, build)
    assert first.parse(articles) == parsed
    assert first.parse(articles[:2]) == parsed[:2]
    assert built == [model_directory()]
    later = CachedParser(model_directory(), StoredParses(), tmp_path, build)
    assert later.parse(articles) == parsed
    assert len(built) == 1


@pytest.mark.parametrize("damage", [b"", b"# newdoc id = 1\n", b"\xff", b"cut"])
def test_a_damaged_cache_is_parsed_again(damage: bytes, parser: StanzaParser, tmp_path: Path) -> None:
    article = Article("Ghana thanked Togo.")
    cached = CachedParser(model_directory(), StoredParses(), tmp_path, lambda _: parser)
    parsed = cached.parse([article])
    (file,) = tmp_path.rglob("*.conllu")
    file.write_bytes(damage if damage != b"cut" else file.read_bytes()[:-20])
    assert cached.parse([article]) == parsed
    assert cached.parse([article]) == parsed


def test_all_stored_parses_load_without_the_parser() -> None:
    code = (
        "import sys\n"
        "from coder.workshop.coders import workshop_parser\n"
        "parses = [stored.parsed for stored in workshop_parser().stored]\n"
        "print(len(parses), sum(len(parsed.sentences) for parsed in parses), {'torch', 'stanza'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    articles, sentences, imported = done.stdout.split(maxsplit=2)
    assert int(articles) > 3000
    assert int(sentences) >= int(articles)
    assert imported.strip() == "set()"
