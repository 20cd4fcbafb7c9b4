"""A parser that remembers: stored parses first, then those of earlier runs, and a model only for the rest."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from coder.article import Article
from coder.errors import ConlluError
from coder.parsing.model import model_name, model_version, parse_version
from coder.parsing.parser import Parser
from coder.parsing.sentences import ParsedArticle
from coder.parsing.stored import StoredParses, key_of, parses_of, store, text_of


def embedded_parser(model: Path | str) -> Parser:
    """The real parser.  Imported when it is called, which takes seconds: most runs find all parses stored."""
    from coder.parsing.stanza_parser import StanzaParser

    return StanzaParser(model)


class CachedParser:
    """Looks an article up in `stored`, then in `folder`; what neither has is parsed and kept in `folder`.

    `stored` must hold parses of the model's present version alone (`load_parses` sees to it).  The
    answer is the same wherever it comes from: a parse that cannot be written down exactly is not kept.
    """

    def __init__(
        self,
        model: Path | str,
        stored: StoredParses,
        folder: Path,
        build: Callable[[Path | str], Parser] = embedded_parser,
    ) -> None:
        self.name = model_name(model)
        self.version = model_version(model)
        self._parses = parse_version(model)
        self._model = model
        self.stored = stored
        self._folder = folder
        self._build = build
        self._parser: Parser | None = None

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """Parse the articles not seen before, all together, and look the others up."""
        keys = [key_of(article) for article in articles]
        unique = dict(zip(keys, articles, strict=True))
        found = {key: parsed for key, article in unique.items() if (parsed := self._known(article))}
        found |= self._parsed({key: article for key, article in unique.items() if key not in found})
        return tuple(found[key] for key in keys)

    def _known(self, article: Article) -> ParsedArticle | None:
        if (stored := self.stored.find(article)) is not None:
            return stored.parsed
        try:
            (kept,) = parses_of(self._path(key_of(article)).read_bytes().decode("utf-8", "surrogatepass"))
            return kept.parsed
        except (OSError, ValueError, ConlluError):  # not there, or damaged: then it is parsed again
            return None

    def _parsed(self, missing: dict[str, Article]) -> dict[str, ParsedArticle]:
        if not missing:
            return {}
        if self._parser is None:
            self._parser = self._build(self._model)
        found = dict(zip(missing, self._parser.parse(list(missing.values())), strict=True))
        for key, parsed in found.items():
            self._keep(missing[key], parsed)
        return found

    def _keep(self, article: Article, parsed: ParsedArticle) -> None:
        """Remember for next time; a folder that cannot be written is no error."""
        written = store(article, parsed, self._parses)
        if written is None:
            return
        path = self._path(written.key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(text_of(written).encode("utf-8", "surrogatepass"))
            os.replace(file.name, path)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        """The file of an article's parse by this version of the parser."""
        return self._folder / self._parses.replace(" ", "-") / f"{key}.conllu"
