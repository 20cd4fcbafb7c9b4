"""From bytes to articles: files of a folder, lines of JSON, dead letters that are tried again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coder.article import Article
from coder.charsets import page_text, plain_text
from coder.errors import FetchError, RequestError
from coder.settings import Settings
from coder.watch.feeds import Source
from coder.watch.found import Found, Thing, Trouble
from coder.watch.letters import article_of, is_letter
from coder.watch.syndication import read_feed
from schemas.requests import load_article
from schemas.strict_json import read_json

TEXT, PAGES, JSON, LINES, FEEDS = (
    (".txt",),
    (".html", ".htm"),
    (".json",),
    (".jsonl", ".ndjson"),
    (".xml", ".rss", ".atom"),
)
SUFFIXES = (*TEXT, *PAGES, *JSON, *LINES, *FEEDS)
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Pieces:
    """Reads what one source brings; what is wrong becomes a trouble in its place, never an exception."""

    source: Source
    settings: Settings

    def file(self, name: str, content: bytes) -> Iterator[Thing]:
        """The articles of a file that is read as a whole, by its name's ending."""
        suffix = Path(name).suffix.lower()
        if suffix in JSON:
            yield from self.json(content)
        elif suffix in FEEDS:
            yield from self._feed(name, content)
        else:
            page = suffix in PAGES
            text = page_text(content) if page else plain_text(content)
            if not text.strip():
                yield Trouble(self.source, UNREADABLE, f"{name} is empty")
                return
            article = Article(text="", html=text) if page else Article(text=text)
            yield self.found(replace(article, id=Path(name).stem[:200]), named=False)

    def json(self, content: bytes) -> Iterator[Thing]:
        """The articles of a JSON text: one, or a list of them; a dead letter counts as what it holds."""
        try:
            value = read_json(content, self.settings.max_json_depth, self.settings.max_json_digits)
        except RequestError as error:
            yield self._unreadable(error, plain_text(content))
            return
        for each in value if isinstance(value, list) else [value]:
            yield from self._letter(each) if is_letter(each) else (self._value(each),)

    def found(self, article: Article, named: bool = True) -> Found:
        """An article with what the file of feeds says where it says nothing itself."""
        publisher, language = article.publisher or self.source.publisher, self.source.language or article.language
        return Found(self.source, replace(article, publisher=publisher, language=language), named=named)

    def _value(self, value: Any) -> Thing:
        try:
            article = load_article(value)
        except RequestError as error:
            return self._unreadable(error, _json(value))
        return self.found(article, named=bool(article.id))

    def _letter(self, letter: Mapping[str, Any]) -> Iterator[Thing]:
        """What a dead letter holds, with the count of its tries."""
        tried = letter.get("tries")
        tries = tried if isinstance(tried, int) and 0 <= tried < 1_000_000 else 0
        article = article_of(letter)
        if article is not None:
            yield replace(self.found(article, named=bool(article.id)), tries=tries)
        elif "raw" in letter:
            yield from (replace(each, tries=tries) for each in self.json(str(letter["raw"]).encode("utf-8", "replace")))
        else:
            yield Trouble(self.source, UNREADABLE, str(letter["reason"]), tries=tries)

    def _feed(self, name: str, content: bytes) -> Iterator[Thing]:
        try:
            articles = read_feed(content, self.source, name).articles
        except FetchError as error:
            yield Trouble(self.source, UNREADABLE, str(error), raw=plain_text(content))
            return
        yield from (self.found(told(each), named=bool(each.id)) for each in articles)

    def _unreadable(self, error: RequestError, raw: str) -> Trouble:
        named = "; ".join(f"{each.field or 'article'}: {each.message}" for each in error.errors)
        return Trouble(self.source, UNREADABLE, f"{error}: {named}" if named else str(error), raw=raw)


def told(article: Article) -> Article:
    """An article of a feed as it stands there; one without a text is its headline."""
    return article if article.text else replace(article, text=article.title, title="")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
