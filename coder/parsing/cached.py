"""A parser that remembers: for runs over the same sentences again and again, as dictionary examples are."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

from coder.article import Article
from coder.parsing.parser import Parser
from coder.parsing.sentences import ParsedArticle


class CachedParser:
    """Keeps parses in a folder, keyed by text and `version`; the real parser is built at the first miss."""

    def __init__(self, build: Callable[[], Parser], folder: Path, name: str, version: str) -> None:
        self._build = build
        self._folder = folder
        self._parser: Parser | None = None
        self.name = name
        self.version = version

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Parse the articles not seen before, all together, and look the others up."""
        paths = [self._path(article) for article in articles]
        missing = {path: article for path, article in zip(paths, articles, strict=True) if not path.exists()}
        if missing:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._parser is None:
                self._parser = self._build()
            for path, parsed in zip(missing, self._parser.parse(list(missing.values())), strict=True):
                path.write_bytes(pickle.dumps(parsed))
        return tuple(pickle.loads(path.read_bytes()) for path in paths)

    def _path(self, article: Article) -> Path:
        key = "\0".join((self.version, article.title, article.text, article.parse))
        return self._folder / hashlib.sha256(key.encode()).hexdigest()[:24]
