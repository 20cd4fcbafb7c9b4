"""Names as PETRARCH writes them, `UN_SECRETARY_GENERAL_`, in the spelling of newswire."""

from __future__ import annotations

import re
from functools import lru_cache

from coder.actors.spelling import phrase_words

ABBREVIATION = 3
"""A name of one word with no more letters is taken for an abbreviation: `UN`, `PLO`."""

SMALL = frozenset("a an and at by de del der di do dos du for from in la le of on or the to von van und y e".split())

_PART = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")
_ODD = re.compile(r"[^\w\s.,'’`&/!:°-]")


def odd_signs(words: str) -> str:
    """The signs in a name that no text would match; brackets and plus signs, mostly."""
    found = dict.fromkeys(_ODD.findall(words))
    return " ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in found)


def in_newswire(words: str) -> str:
    """A name with blanks and capitals where newswire has them: `ARMY_OF_MALI_` is `Army of Mali`.

    Names that have small letters already keep their spelling.
    """
    parts = words.replace("_", " ").split()
    if len(parts) == 1 and sum(sign.isalpha() for sign in parts[0]) <= ABBREVIATION:
        return parts[0]
    return " ".join(_capitalised(part, first=not place) for place, part in enumerate(parts))


def _capitalised(word: str, first: bool) -> str:
    if not word.isupper() or _is_abbreviation(word):
        return word
    if word.lower() in SMALL and not first:
        return word.lower()
    return _PART.sub(lambda part: part[0].capitalize(), word).replace("'S", "'s")


def _is_abbreviation(word: str) -> bool:
    """`U.N.`, `MFLP`: full stops inside, or no vowel to speak it by."""
    return "." in word[:-1] or (len(word) > 1 and not re.search("[AEIOUY\u00c0-\uffff]", word))


@lru_cache(65_536)
def same_as(words: str) -> str:
    """What our dictionaries compare names by: two names with this in common are one."""
    return " ".join(phrase_words(in_newswire(words)))
