"""The small tree that the rest of the house sees, whoever parsed it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word.

    `index` counts from 0 in the sentence, `head` is the index of the governing word (-1 for the
    root), `start` and `end` are code point offsets into the part of the article it stands in.
    Words of one written token (`didn't`) share its span where the parser cannot tell them apart.
    """

    index: int
    text: str
    lemma: str
    upos: str
    xpos: str
    features: str
    head: int
    relation: str
    start: int
    end: int


class Part(enum.StrEnum):
    """The part of the article a sentence stands in; its offsets point into that part."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: `index` counts from 0 over the whole article, the title first."""

    index: int
    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    part: Part = Part.TEXT
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """`GAZA CITY, Gaza Strip, May 3 (Reuters) --`: the place and agency before the first sentence."""

    text: str
    start: int
    end: int
    place: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the article that was not parsed, and why (`furniture`, `caption`, `too-long`)."""

    text: str
    start: int
    end: int
    reason: str
    part: Part = Part.TEXT


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """The parsing stage's answer for one article."""

    sentences: tuple[Sentence, ...]
    datelines: tuple[Dateline, ...] = ()
    skipped: tuple[Skipped, ...] = ()
