"""Renews the parses stored in `corpus/parses/` and says what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.article import Article
from coder.parsing.parser import Parser
from coder.parsing.sentences import ParsedArticle, Token
from coder.parsing.stored import StoredParse, StoredParses, key_of, read_parses, store, write_parses

BATCH = 50
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is parsed otherwise than it was, with the words that differ."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of one file: how many parses stayed, came, went, and which are others now.

    `left` are texts whose parse cannot be written down exactly; a parser reads them anew each time.
    """

    file: str
    same: int
    new: int
    gone: int
    changed: tuple[Change, ...]
    left: tuple[str, ...]


def renew(path: Path, articles: Sequence[Article], parser: Parser, version: str, progress: Progress) -> Renewal:
    """Parse articles and write the file anew; `progress` is told how many more are done."""
    before = StoredParses(read_parses(path) if path.exists() else ())
    unique = {key_of(article): article for article in articles}
    written: list[StoredParse] = []
    left: list[str] = []
    for article, parsed in _parsed(tuple(unique.values()), parser, progress):
        found = store(article, parsed, version)
        if found is None:
            left.append(article.text)
        else:
            written.append(found)
    write_parses(path, written)
    return _compared(path.name, before, written, tuple(left))


def _parsed(articles: Sequence[Article], parser: Parser, progress: Progress) -> Iterator[tuple[Article, ParsedArticle]]:
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        yield from zip(batch, parser.parse(batch), strict=True)
        progress(len(batch))


def _compared(file: str, before: StoredParses, written: Sequence[StoredParse], left: tuple[str, ...]) -> Renewal:
    pairs = [(before.find(parse.article), parse) for parse in written]
    old = [(earlier, parse) for earlier, parse in pairs if earlier]
    changed = [(earlier, parse) for earlier, parse in old if earlier.conllu != parse.conllu]
    return Renewal(
        file=file,
        same=len(old) - len(changed),
        new=len(written) - len(old),
        gone=len(before) - len(old),
        changed=tuple(Change(parse.text, tuple(_words(earlier, parse))) for earlier, parse in changed),
        left=left,
    )


def _words(earlier: StoredParse, parse: StoredParse) -> Iterator[str]:
    """The words whose analysis differs, `shelled: nsubj of said, now root`."""
    one, other = _tokens(earlier.parsed), _tokens(parse.parsed)
    if one.keys() != other.keys():
        yield "words or sentences are cut otherwise"
    for place in sorted(one.keys() & other.keys()):
        was, now = _said(*one[place]), _said(*other[place])
        if was != now:
            yield f"{one[place][0].text}: {was}, now {now}"


def _tokens(parsed: ParsedArticle) -> dict[tuple[str, int, str], tuple[Token, str]]:
    """Every word with the word that governs it, by its place in the article."""
    return {
        (sentence.part, token.start, token.text): (token, sentence.tokens[token.head].text if token.head >= 0 else "")
        for sentence in parsed.sentences
        for token in sentence.tokens
    }


def _said(token: Token, head: str) -> str:
    return " ".join(filter(None, (token.lemma, token.xpos, token.relation, f"of {head}" if head else "")))
