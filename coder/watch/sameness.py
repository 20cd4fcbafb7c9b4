"""Whether two texts are one report: a fingerprint that small changes leave nearly as it was.

A simhash: every pair of neighbouring words votes on each of 64 bits by its own hash, and the majority decides.
Words count the less the further down they stand, since copies are cut from the end and lengthened there, while a new
report begins in words of its own.  Headline, dateline, agency, byline and credits
are left out first.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import numpy as np

from coder.article import Article
from coder.parsing.segments import lay_out
from coder.parsing.sentences import Part

BITS = 64
BAND = 16
FADING = 60
"""How many words down a pair of words counts half."""
TOLERANCES = ((60, 8), (25, 5), (0, 0))
"""From so many words on, so many bits may differ; of a few words each one matters."""
OTHER_DAY = 3
SAME_NEWS_DAYS = 7
_MOST_WORDS = 2_000
_HALF = 1 << BITS - 1
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """64 bits of a text as a signed whole number, and how many of them a copy of it may have otherwise."""

    bits: int
    tolerance: int

    @property
    def bands(self) -> tuple[int, ...]:
        """The bits, 16 at a time: what is found by, as near copies share one of these nearly always."""
        whole = self.bits % (1 << BITS)
        return tuple(whole >> start & (1 << BAND) - 1 for start in range(0, BITS, BAND))

    def is_near(self, bits: int, days: int = 0) -> bool:
        """Whether a text with those bits, of so many days before or after, is the same report.

        On another day hardly a word may differ: reports that a house writes daily in the same words are no copies.
        """
        if days > SAME_NEWS_DAYS:
            return False
        return distance(self.bits, bits) <= (min(self.tolerance, OTHER_DAY) if days else self.tolerance)


def distance(one: int, other: int) -> int:
    """In how many bits two fingerprints differ."""
    return ((one ^ other) % (1 << BITS)).bit_count()


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's text.

    >>> wire = fingerprint(Article(text="KABUL, May 3 (AP) -- Troops left the old base before noon."))
    >>> wire == fingerprint(Article(text="By Ann Roe\\n\\nTroops left the old base before noon."))
    True
    """
    words = _words(article)
    tolerance = next(bits for least, bits in TOLERANCES if len(words) >= least)
    pairs = [f"{first} {second}" for first, second in zip(words, [*words[1:], ""], strict=False)]
    places = {
        pair: place for place, pair in reversed(list(enumerate(pairs)))
    }  # each pair votes once, where it is first
    if not places:
        return Fingerprint(0, 0)
    hashes = b"".join(hashlib.blake2b(pair.encode(), digest_size=BITS // 8).digest() for pair in places)
    votes = np.unpackbits(np.frombuffer(hashes, np.uint8)).reshape(-1, BITS).astype(np.int64) * 2 - 1
    weights = np.array([1_000_000 * FADING // (FADING + place) for place in places.values()], np.int64)
    bits = int.from_bytes(np.packbits(weights @ votes > 0).tobytes(), "big")
    return Fingerprint(bits - (1 << BITS) if bits >= _HALF else bits, tolerance)


def _words(article: Article) -> list[str]:
    """The report's words in small letters; where nothing in it looks like a report, those of whatever there is."""
    news = [each.text for each in lay_out(article).segments if each.part is Part.TEXT and not each.headline]
    found = _WORD.findall("\n".join(news).casefold())
    whole = article.text if article.text.strip() else article.title
    return (found or _WORD.findall(whole.casefold()))[:_MOST_WORDS]
