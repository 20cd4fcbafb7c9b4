"""Parses that were written down: CoNLL-U with each article's text and the version of its parse.

A file begins every article with

    # newdoc id = 0f3b5c...           (a hash of title and text)
    # parser = stanza-en-compact 1.15.0+bffce5fae689 parsing 1
    # title = "..."                   (JSON; left out where there is none)
    # article = "..."                 (JSON)

and goes on with the article's sentences as `write_conllu` writes them.  Datelines and what was left
out are not written: they follow from the text.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.article import Article
from coder.errors import CorpusError
from coder.parsing.conllu import read_conllu, write_conllu
from coder.parsing.segments import lay_out
from coder.parsing.sentences import ParsedArticle

SUFFIX = ".conllu.xz"

_BEGIN = "# newdoc id = "
_PARSER = "# parser = "
_TITLE = "# title = "
_ARTICLE = "# article = "
_LINE_END = "\n"
_SURROGATES = "surrogatepass"  # half characters are kept as they were sent


@dataclass(frozen=True, slots=True)
class StoredParse:
    """One article's parse as it is written down; it is read only when it is asked for."""

    key: str
    parser: str
    title: str
    text: str
    conllu: str

    @property
    def article(self) -> Article:
        """The article that was parsed."""
        return Article(text=self.text, title=self.title)

    @property
    def parsed(self) -> ParsedArticle:
        """What the parser said of it.

        :raise ConlluError: the parse was damaged.
        """
        layout = lay_out(self.article)
        return ParsedArticle(read_conllu(self.conllu, self.text, self.title), layout.datelines, layout.skipped)


class StoredParses:
    """Parses by the article they belong to."""

    def __init__(self, parses: Iterable[StoredParse] = ()) -> None:
        self._parses: Mapping[str, StoredParse] = {parse.key: parse for parse in parses}

    def __len__(self) -> int:
        return len(self._parses)

    def __iter__(self) -> Iterator[StoredParse]:
        return iter(self._parses.values())

    def find(self, article: Article) -> StoredParse | None:
        """The parse of exactly this title and text."""
        return self._parses.get(key_of(article))


def key_of(article: Article) -> str:
    """What a parse is found by: a hash of the title and the text, which decide it."""
    written = f"{article.title}\0{article.text}".encode("utf-8", _SURROGATES)
    return hashlib.sha256(written).hexdigest()[:16]


def store(article: Article, parsed: ParsedArticle, version: str) -> StoredParse | None:
    """The parse in its written form, None if that would not give exactly the same parse back."""
    conllu = write_conllu(parsed.sentences)
    written = StoredParse(key_of(article), version, article.title, article.text, conllu)
    return written if written.parsed == parsed else None


def load_parses(folder: Path, version: str) -> StoredParses:
    """All parses of a folder's files that are of this version; the others are out of date.

    :raise CorpusError: a file is damaged.
    """
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    return StoredParses(parse for path in paths for parse in read_parses(path) if parse.parser == version)


def read_parses(path: Path) -> tuple[StoredParse, ...]:
    """The parses of one file, whatever their version.

    :raise CorpusError: the file is damaged.
    """
    try:
        return tuple(parses_of(lzma.decompress(path.read_bytes()).decode("utf-8", _SURROGATES)))
    except (OSError, lzma.LZMAError, ValueError) as error:
        message = f"the stored parses in {path} cannot be read ({error}); `make parses` writes them anew"
        raise CorpusError(message) from None


def write_parses(path: Path, parses: Iterable[StoredParse]) -> None:
    """Write a file of parses in the order of their keys: the same parses make the same bytes."""
    written = "".join(text_of(parse) for parse in sorted(parses, key=lambda parse: parse.key))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(written.encode("utf-8", _SURROGATES), preset=9 | lzma.PRESET_EXTREME))


def parses_of(text: str) -> Iterator[StoredParse]:
    """The parses in a file's text.

    :raise ValueError: an article does not begin as it should.
    """
    for document in f"\n{text}".split(f"\n{_BEGIN}")[1:]:
        key, parser, rest = document.split("\n", 2)
        title = ""
        if rest.startswith(_TITLE):
            line, rest = rest.split("\n", 1)
            title = json.loads(line.removeprefix(_TITLE))
        line, _, sentences = rest.partition("\n")
        conllu = f"{sentences.rstrip(_LINE_END)}{_LINE_END}{_LINE_END}" if sentences.strip() else ""
        if not (parser.startswith(_PARSER) and line.startswith(_ARTICLE)):
            raise ValueError(f"the lines about {key} are not in order")
        yield StoredParse(key, parser.removeprefix(_PARSER), title, json.loads(line.removeprefix(_ARTICLE)), conllu)


def text_of(parse: StoredParse) -> str:
    """A parse as it stands in a file."""
    title = f"{_TITLE}{_json(parse.title)}\n" if parse.title else ""
    return f"{_BEGIN}{parse.key}\n{_PARSER}{parse.parser}\n{title}{_ARTICLE}{_json(parse.text)}\n{parse.conllu}"


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
