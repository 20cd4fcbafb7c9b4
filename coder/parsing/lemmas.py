"""Lemmas of inflected words that no dictionary has: new compounds such as `airstrikes`, mostly."""

from __future__ import annotations

import re
from collections.abc import Callable

Known = Callable[[str, str], str | None]
"""The lemma of a form with a part of speech, None where the form is unknown."""

_INFLECTED = {"NNS": "NOUN", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBZ": "VERB"}
_SHORTEST_HEAD = 2
_SHORTEST_TAIL = 4
_LONGEST_TAIL = 20
_PLURALS = (
    (re.compile(r"men$"), "man"),
    (re.compile(r"(?<=[^aeiou])ies$"), "y"),
    (re.compile(r"(?<=ch|sh|ss|.x|.z|.o)es$"), ""),
    (re.compile(r"(?<=[^su])s$"), ""),
)


def unknown_lemma(form: str, tag: str, known: Known) -> str | None:
    """The lemma of a form that `known` has not, by its Penn tag; None where it is not inflected, or not by any rule.

    A compound is inflected as its last part: `cyberattacks` as `attacks`, `livestreamed` as `streamed`.  Other plurals
    are taken for regular ones: `corgis`.
    """
    word, kind = form.lower(), _INFLECTED.get(tag)
    if kind is None or known(form, kind) is not None:
        return None
    if (lemma := known(word, kind)) is not None:
        return lemma
    for start in range(max(_SHORTEST_HEAD, len(word) - _LONGEST_TAIL), len(word) - _SHORTEST_TAIL + 1):
        lemma = known(word[start:], kind)
        if lemma is not None:
            return word[:start] + lemma
    return _regular(word) if kind == "NOUN" else None


def _regular(word: str) -> str | None:
    endings = ((pattern, end) for pattern, end in _PLURALS if pattern.search(word))
    return next((pattern.sub(end, word) for pattern, end in endings), None)
