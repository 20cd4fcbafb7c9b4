"""Articles that bring their parse are read, the others are parsed."""

from __future__ import annotations

from collections.abc import Sequence

from coder.article import Article
from coder.parsing.conllu import ConlluParser
from coder.parsing.parser import Parser
from coder.parsing.sentences import ParsedArticle


class MixedParser:
    """Asks `model` only for articles without a parse of their own; the answer names the model."""

    def __init__(self, model: Parser) -> None:
        self.model = model
        self.conllu = ConlluParser()

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def version(self) -> str:
        return self.model.version

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Parse or read every article, in the order given."""
        parsed = iter(self.model.parse([article for article in articles if not article.parse]))
        read = iter(self.conllu.parse([article for article in articles if article.parse]))
        return tuple(next(read if article.parse else parsed) for article in articles)
