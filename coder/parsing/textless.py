"""Parses kept without the text they were made of, and read again: words stand where they stood, all else is blank.

Before the CoNLL-U of the sentences stand the article's datelines, which are no part of any sentence:

    # dateline = {"text": "BERLIN (XY) --", "start": 0, "end": 14, "place": "BERLIN", "agency": "XY"}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from coder.article import Article
from coder.errors import ConlluError, ModelError
from coder.parsing.conllu import ConlluParser, read_conllu, write_conllu
from coder.parsing.parser import Parser
from coder.parsing.sentences import Dateline, ParsedArticle, Part, Sentence

_DATELINE = "# dateline = "
_PART = f"# part = {Part.TITLE}"
_WORD = re.compile(r"^\d+(?:-\d+)?\t([^\t]+)\t.*\bTokenRange=(\d+):(\d+)", re.ASCII)


def without_text(article: Article) -> str:
    """The parse that an article carries, in a form that needs no text; empty where it could not be read so."""
    (parsed,) = ConlluParser().parse([article])
    datelines = (f"{_DATELINE}{json.dumps(asdict(each), ensure_ascii=False)}\n" for each in parsed.datelines)
    written = "".join((*datelines, write_conllu(parsed.sentences)))
    try:
        again = read_textless(replace(article, text="", parse=written))
    except ConlluError:
        return ""
    same = all(map(_same, again.sentences, parsed.sentences)) and len(again.sentences) == len(parsed.sentences)
    return written if same and again.datelines == parsed.datelines else ""


def read_textless(article: Article) -> ParsedArticle:
    """The sentences of an article whose parse was kept without its text.

    :raise ConlluError: the parse was damaged.
    """
    sentences = read_conllu(article.parse, _spread(article.parse), article.title)
    return ParsedArticle(sentences, tuple(_datelines(article.parse)))


class KeptParser:
    """Reads what was kept of each article: its parse, with its text or without; `model` parses those without one."""

    def __init__(self, model: Parser | None) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name if self._model else "kept"

    @property
    def version(self) -> str:
        return self._model.version if self._model else "1"

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Read or parse every article, in the order given."""
        return tuple(map(self._parsed, articles))

    def _parsed(self, article: Article) -> ParsedArticle:
        if article.parse and not article.text:
            return read_textless(article)
        parser = ConlluParser() if article.parse else self._model
        if parser is None:
            raise ModelError("no parse of this article was kept, and no model was loaded to make one")
        return parser.parse([article])[0]


def _same(one: Sentence, other: Sentence) -> bool:
    """Whether sentences are the same but for the blanks between their words."""
    return replace(one, text="") == replace(other, text="")


def _spread(parse: str) -> str:
    """A text with the words of a parse at their places and blanks between them."""
    text: list[str] = []
    for block in parse.split("\n\n"):
        lines = block.split("\n")
        if _PART not in lines:
            for form, start, end in _words(lines):
                text.extend(" " * (end - len(text)))
                text[start:end] = form.ljust(end - start)[: end - start]
    return "".join(text)


def _words(lines: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Every written token with its place; of words that share a place, what is written there comes first."""
    done = -1
    for line in lines:
        if (match := _WORD.match(line)) and int(match[2]) >= done:
            yield match[1], int(match[2]), int(match[3])
            done = int(match[3])


def _datelines(parse: str) -> Iterator[Dateline]:
    for line in parse.split("\n"):
        if not line.startswith(_DATELINE):
            return
        yield Dateline(**json.loads(line.removeprefix(_DATELINE)))
