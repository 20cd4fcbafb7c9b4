"""Reads corpora: the one that comes with Dragoman, or files that somebody names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from coder.article import Article
from coder.errors import ConlluError, CorpusError
from coder.intake import Form, read_pieces
from coder.parsing.conllu import rebuild_text
from coder.parsing.stored import SUFFIX, StoredParse, parses_of, read_parses
from coder.resources import corpus_directory
from coder.settings import Settings
from coder.workshop.corpus import CorpusArticle

DATE = datetime.date(2024, 6, 1)
"""The date of sentences that stand in a file without one."""

QUIET = "quiet"
"""What the name of a file of other desks' sentences begins with."""

_GAP = "? "
_FREE = Settings(max_articles=10_000)
_JSON = (".json", ".jsonl", ".ndjson")
_STORED = re.compile("^# article = ", re.MULTILINE)
_RANGE = re.compile(r"TokenRange=\d+:\d+")  # counts in a text that is not at hand


def shipped_corpus() -> tuple[CorpusArticle, ...]:
    """The corpus in `corpus/`: the quiet sentences, the political ones, and articles of our own.

    :raise CorpusError: it is not there, or a file is damaged.
    """
    folder = corpus_directory()
    lines = [each for path in sorted(folder.glob("*.txt")) for each in _sentences(path)]
    news = [each for path in sorted((folder / "news").glob("*.jsonl")) for each in _json_articles(path)]
    if not (lines or news):
        raise CorpusError(f"there is no corpus in {folder}; name files of your own with --corpus")
    return (*lines, *news)


def read_corpus(path: Path, lines: bool = False) -> tuple[CorpusArticle, ...]:
    """The articles of a file, or of all files in a folder, told apart by their suffix.

    `.txt` is one article, or with `lines` a sentence a line, each an article of its own; `.json`,
    `.jsonl` and `.ndjson` are articles as the service takes them; `.conllu` has a parse for every
    article (or sentence, where no `# newdoc` parts them); `.conllu.xz` are stored parses.
    :raise CorpusError: a file cannot be read, or nothing is there.
    """
    paths = [path] if path.is_file() else [each for each in sorted(path.rglob("*")) if _reader(each, lines)]
    found = tuple(each for file in paths for each in _read(file, lines))
    if not found:
        raise CorpusError(f"no articles in {path}: it takes .txt, .json, .jsonl, .conllu, or a folder of them")
    return found


def sentence_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and sentence of every line but blank ones and comments (`#`).

    The mark of a known gap (`? `) and what follows a tab are no part of the sentence.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.removeprefix(_GAP).split("\t")[0]


def _read(path: Path, lines: bool) -> Iterator[CorpusArticle]:
    reader = _reader(path, lines)
    if reader is None:
        raise CorpusError(f"{path}: a corpus is .txt, .json, .jsonl, .conllu, or a folder of them")
    try:
        yield from reader(path)
    except ConlluError as error:
        raise CorpusError(f"{path}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from None


def _reader(path: Path, lines: bool) -> Callable[[Path], Iterator[CorpusArticle]] | None:
    if path.name.endswith(SUFFIX):
        return _stored
    if path.suffix == ".conllu":
        return _conllu
    if path.suffix in _JSON:
        return _json_articles
    if path.suffix == ".txt":
        return _sentences if lines else _whole
    return None


def _sentences(path: Path) -> Iterator[CorpusArticle]:
    for number, sentence in sentence_lines(path.read_text(encoding="utf-8")):
        yield _at(path, number, Article(text=sentence, date=DATE))


def _whole(path: Path) -> Iterator[CorpusArticle]:
    if (text := path.read_text(encoding="utf-8")).strip():
        yield _at(path, 1, Article(text=text, date=DATE))


def _json_articles(path: Path) -> Iterator[CorpusArticle]:
    with path.open("rb") as stream:
        pieces = chain.from_iterable(read_pieces(stream, path.name, Form.AUTO, _FREE, DATE))
        for number, piece in enumerate(pieces, 1):
            if piece.error:
                raise CorpusError(f"{path}, article {number}: {piece.error}")
            yield from (_at(path, number, article) for article in piece.articles)


def _conllu(path: Path) -> Iterator[CorpusArticle]:
    """Stored parses, or documents, or where none are marked, sentences; each brings its parse along."""
    text = path.read_text(encoding="utf-8")
    if _STORED.search(text):
        yield from (_parsed(path, parse) for parse in parses_of(text))
        return
    marked = "\n# newdoc" in f"\n{text}"
    for number, block in _blocks(_RANGE.sub("", text).split("\n"), "# newdoc" if marked else ""):
        yield _at(path, number, Article(text=rebuild_text(block), date=DATE, parse=block))


def _blocks(lines: list[str], mark: str) -> Iterator[tuple[int, str]]:
    """Line and text of the stretches with words in them that begin with `mark`, or that empty lines part."""
    begin = 0
    for number, line in enumerate([*lines, mark]):
        if line.startswith(mark) if mark else not line.strip():
            block = lines[begin:number]
            if any(each[:1].isdigit() for each in block):
                yield begin + 1, "\n".join(block).strip("\n") + "\n\n"
            begin = number


def _stored(path: Path) -> Iterator[CorpusArticle]:
    return (_parsed(path, parse) for parse in read_parses(path))


def _parsed(path: Path, parse: StoredParse) -> CorpusArticle:
    return _at(path, 1, replace(parse.article, date=DATE, parse=parse.conllu))


def _at(path: Path, line: int, article: Article) -> CorpusArticle:
    return CorpusArticle(article, path.name, line, path.name.startswith(QUIET))
