"""What the actor stage answers: a coded actor with the way it was found."""

from __future__ import annotations

import enum
from dataclasses import dataclass

UNKNOWN = "---"


class Ground(enum.StrEnum):
    """What an actor rests on, where that decides whether two ends may make an event."""

    KNOWN = "known"
    """A dictionary entry, or the words of the phrase."""
    STRANGER = "stranger"
    """A name nobody lists, of which at best a country is known: mostly players and boxers."""
    PRONOUN = "pronoun"
    NOBODY = "nobody"
    """A stand-in for an end that is no actor, or is not named."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A noun phrase with its actor code.

    `country` is an ISO 3166-1 alpha-3 code or the code of an international or regional actor
    (`IGOUNO`, `EUR`); it is empty when nothing tells the country, and then `code` starts with `---`
    (`---REB`, or `---` alone).  `entry` is the id of the dictionary entry that named it; `how` says
    in words how it was resolved (`name`, `country + agent`, `pronoun: he = Sergey Lavrov`), `ground`
    as far as it decides anything.
    """

    code: str
    country: str
    roles: tuple[str, ...]
    text: str
    start: int
    end: int
    entry: str = ""
    name: str = ""
    how: str = ""
    undated: bool = False
    ground: Ground = Ground.KNOWN

    @property
    def somebody(self) -> bool:
        """Whether this is an actor at all, coded or not, rather than a thing or nothing."""
        return self.ground is not Ground.NOBODY

    @property
    def resolved(self) -> bool:
        """Whether the actor may stand in a dyad by default: a country or international code is known."""
        return bool(self.country)
