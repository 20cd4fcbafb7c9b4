"""What the rest of the house asks of a parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from coder.article import Article
from coder.parsing.sentences import ParsedArticle


class Parser(Protocol):
    """Turns articles into sentences; `name` and `version` go into every answer."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Parse articles together, in the order given."""
        ...
