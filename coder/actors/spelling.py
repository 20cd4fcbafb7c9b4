"""Normal forms of words: what the dictionaries and the text are compared by."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
_REMEMBERED = 16_384  # words, the commonest of which make up most of any text
_DROPPED = str.maketrans("", "", ".'")


@lru_cache(_REMEMBERED)
def normal(word: str) -> str:
    """Lower case without accents, full stops and apostrophes: `U.S.` is `us`, `Sana'a` is `sanaa`."""
    if word.isalpha() and word.isascii():
        return word.lower()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    if len(word) == 1:
        return word
    return word.lower().translate(_DROPPED)


def split_hyphens(word: str) -> list[str]:
    """`Saudi-led` is two words wherever the parser leaves it in one."""
    plain = word if word.isascii() else word.translate(_APOSTROPHES)
    return [part for part in plain.split("-") if part] if "-" in plain else [plain]


def phrase_words(phrase: str) -> list[str]:
    """A dictionary phrase as the words the parser would make of it, without a leading `the`."""
    found: list[str] = []
    for written in phrase.split():
        for part in split_hyphens(written):
            found.extend(_possessive(part))
    words = [word for word in map(normal, found) if word]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@lru_cache(_REMEMBERED)
def singular(word: str) -> str:
    """A rough singular that brings `police chiefs` and `police chief` together, not a lemma."""
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def _possessive(word: str) -> list[str]:
    """Parsers write the possessive mark as a word of its own."""
    if word.endswith("'s") and len(word) > 2:
        return [word[:-2], "s"]
    return [word]
