"""A corpus: articles that are coded again and again to see what a change of the dictionaries does."""

from __future__ import annotations

from dataclasses import dataclass

from coder.article import Article


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    """An article with the file and line it begins on.

    A `quiet` one comes from another desk (sport, business, weather): whatever event is coded in it is false.
    """

    article: Article
    file: str
    line: int
    quiet: bool = False
