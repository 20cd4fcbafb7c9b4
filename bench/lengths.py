"""Long articles made of short ones whose parses are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bench.stages import Remembered
from coder.article import Article
from coder.parsing.sentences import ParsedArticle, Sentence

BETWEEN = "\n\n"


def joined(parser: Remembered, times: int) -> Remembered:
    """The parser's articles (those without a title), so many made into one."""
    pairs = [(article, parsed) for article, parsed in parser.parses.items() if not article.title]
    groups = (pairs[start : start + times] for start in range(0, len(pairs), times))
    return Remembered(dict(map(_one, groups)))


def _one(pairs: Sequence[tuple[Article, ParsedArticle]]) -> tuple[Article, ParsedArticle]:
    text = BETWEEN.join(article.text for article, _ in pairs)
    shifted: list[Iterator[Sentence]] = []
    offset = count = 0
    for article, parsed in pairs:
        shifted.append(_shifted(parsed.sentences, offset, count))
        offset += len(article.text) + len(BETWEEN)
        count += len(parsed.sentences)
    return Article(text=text), ParsedArticle(tuple(chain.from_iterable(shifted)))


def _shifted(sentences: Sequence[Sentence], offset: int, count: int) -> Iterator[Sentence]:
    for number, sentence in enumerate(sentences, count):
        tokens = tuple(replace(t, start=t.start + offset, end=t.end + offset) for t in sentence.tokens)
        start, end = sentence.start + offset, sentence.end + offset
        yield replace(sentence, index=number, start=start, end=end, tokens=tokens)
