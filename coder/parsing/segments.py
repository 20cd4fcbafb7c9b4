"""From an article as sent to the stretches of text that the tokenizer sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.article import Article
from coder.parsing.cleaning import CleanText, clean
from coder.parsing.datelines import find_dateline
from coder.parsing.furniture import closing, furniture, opening, site_name
from coder.parsing.paragraphs import BULLET, ends_sentence, paragraphs
from coder.parsing.sentences import Dateline, Part, Skipped

_HEADLINE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph of one part of the article, holding whole sentences."""

    clean: CleanText
    part: Part = Part.TEXT
    headline: bool = False

    @property
    def text(self) -> str:
        return self.clean.text


@dataclass(frozen=True, slots=True)
class Layout:
    """An article taken apart: what is parsed, what stood before the news, what is left out."""

    segments: tuple[Segment, ...]
    datelines: tuple[Dateline, ...] = ()
    skipped: tuple[Skipped, ...] = ()


Piece = Segment | Dateline | Skipped


def lay_out(article: Article) -> Layout:
    """Take an article apart: paragraphs, headlines, datelines, and the furniture of the page around them."""
    pieces = [*_title(article.title), *_text(article.text)]
    return Layout(
        tuple(piece for piece in pieces if isinstance(piece, Segment)),
        tuple(piece for piece in pieces if isinstance(piece, Dateline)),
        tuple(piece for piece in pieces if isinstance(piece, Skipped)),
    )


def _title(title: str) -> Iterator[Piece]:
    whole = clean(title)
    for start, end in paragraphs(whole.text):
        paragraph = whole.part(start, end)
        label = opening(paragraph.text)
        yield from _skipped(paragraph, 0, label, title, Part.TITLE)
        site = max(label, site_name(paragraph.text))
        yield from _segment(paragraph, label, site, Part.TITLE, headline=True)
        yield from _skipped(paragraph, site, end - start, title, Part.TITLE)


def _text(text: str) -> Iterator[Piece]:
    whole = clean(text)
    before: list[Piece] = []
    for start, end in paragraphs(whole.text):
        before += _paragraph(whole.part(start, end), text, [p for p in before if not isinstance(p, Skipped)])
    yield from before


def _paragraph(paragraph: CleanText, original: str, before: Sequence[Piece]) -> Iterator[Piece]:
    """A paragraph's label, dateline, news and credit; `before` is the news that came first."""
    reason = furniture(paragraph.text)
    if reason:
        yield from _skipped(paragraph, 0, len(paragraph.text), original, reason=reason)
        return
    bullet = BULLET.match(paragraph.text)
    start = bullet.end() if bullet else 0
    label = start + opening(paragraph.text[start:])
    end = max(label, closing(paragraph.text))
    yield from _skipped(paragraph, start, label, original)
    news = label
    dateline = find_dateline(paragraph.text[label:end], _is_opening(before))
    if dateline:
        news += dateline.end
        begin, finish = paragraph.span(*_trimmed(paragraph.text, label, news))
        yield Dateline(original[begin:finish], begin, finish, dateline.place, dateline.agency)
    headline = not before and not dateline and _is_headline(paragraph.text[news:end])
    yield from _segment(paragraph, news, end, Part.TEXT, headline)
    yield from _skipped(paragraph, end, len(paragraph.text), original)


def _is_opening(before: Sequence[Piece]) -> bool:
    """Whether nothing but a headline came before."""
    return not before or (len(before) == 1 and isinstance(before[0], Segment) and before[0].headline)


def _is_headline(text: str) -> bool:
    return not ends_sentence(text) and len(text.split()) <= _HEADLINE_WORDS


def _segment(paragraph: CleanText, start: int, end: int, part: Part, headline: bool) -> Iterator[Segment]:
    start, end = _trimmed(paragraph.text, start, end)
    if start < end:
        yield Segment(paragraph.part(start, end), part, headline)


def _skipped(
    paragraph: CleanText,
    start: int,
    end: int,
    original: str,
    part: Part = Part.TEXT,
    reason: str = "furniture",
) -> Iterator[Skipped]:
    start, end = _trimmed(paragraph.text, start, end)
    if start < end:
        begin, finish = paragraph.span(start, end)
        yield Skipped(original[begin:finish], begin, finish, reason, part)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
