"""Which events somebody wants to see."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+\*?")


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that all hold; an empty one holds for every event.

    `source` and `target` are actor codes or how they begin (`USA`, `USAGOV`); `dyad` is two of them, either way
    round. `country` and `role` ask for a side, whichever, of that country or with that role. `codes` are CAMEO
    codes or how they begin (`18`, `183`); of several one is enough, as with `quads` and `pentas`. Events without a
    Goldstein value lie in no range, those without a day on no date. `place` is a country (`SYR`) or how a
    place's name begins. `text` are words that all stand in the telling, in any order and case; `offic*` is any word
    that begins so (with three letters at least).
    """

    source: str = ""
    target: str = ""
    dyad: tuple[str, str] | None = None
    country: str = ""
    role: str = ""
    codes: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    pentas: tuple[int, ...] = ()
    goldstein_from: float | None = None
    goldstein_to: float | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    place: str = ""
    text: str = ""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as search compares them: small letters, no accents; a `*` may end one.

    >>> words_of("Müller's cease-fire offic*")
    ('muller', 's', 'cease', 'fire', 'offic*')
    """
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(_WORD.findall(kept.casefold()))
