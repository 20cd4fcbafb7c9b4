"""How fast the coder is on this machine: with the parser, and on sentences parsed beforehand.

python -m tools.bench examples/article.json [ROUNDS]
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coder.article import Article
from coder.building import build_coder
from coder.coder import Coder, Options
from coder.dictionaries.load import load_dictionaries
from coder.parsing.parser import Parser
from coder.parsing.sentences import ParsedArticle
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory, model_directory
from coder.settings import Settings
from schemas.requests import load_articles

ROUNDS = 20


class Remembered:
    """Gives back parses made beforehand, so that the rest of the house can be timed alone."""

    def __init__(self, parser: Parser, articles: Sequence[Article]) -> None:
        self.name = parser.name
        self.version = parser.version
        self._parsed = dict(zip(articles, parser.parse(articles), strict=True))

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """The parses of articles that were given at the start."""
        return tuple(self._parsed[article] for article in articles)


def main(path: str, rounds: str = str(ROUNDS)) -> None:
    """Time an article, coded again and again, and print the rates."""
    (article,) = load_articles(json.loads(Path(path).read_text(encoding="utf-8")), 1)
    articles = [replace(article, id=str(number)) for number in range(int(rounds))]
    began = time.monotonic()
    whole = build_coder(Settings())
    print(f"loading           {time.monotonic() - began:8.1f} s")
    _report("with the parser", whole, articles)
    parsed = Remembered(StanzaParser(model_directory()), articles)
    _report("parsed beforehand", Coder(parsed, load_dictionaries(dictionary_directory())), articles)
    print(f"peak memory       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


def _report(name: str, coder: Coder, articles: Sequence[Article]) -> None:
    """Articles one by one, as requests come in; the first is not counted."""
    coder.code(articles[:1], Options())
    began = time.monotonic()
    coded = [coder.code([article], Options())[0] for article in articles]
    seconds = time.monotonic() - began
    sentences = sum(each.sentences for each in coded)
    print(f"{name:17} {sentences / seconds:8.0f} sentences/s {len(coded) / seconds:8.1f} articles/s")


if __name__ == "__main__":
    main(*sys.argv[1:])
