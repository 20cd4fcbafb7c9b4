"""What the actor stage answers: a coded actor with the way it was found."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "---"


@dataclass(frozen=True, slots=True)
class Actor:
    """A noun phrase with its actor code.

    `country` is an ISO 3166-1 alpha-3 code or the code of an international or regional actor
    (`IGOUNO`, `EUR`); it is empty when nothing tells the country, and then `code` starts with `---`
    (`---REB`, or `---` alone).  `entry` is the id of the dictionary entry that named it; `how` says
    in words how it was resolved (`name`, `country + agent`, `pronoun: he = Sergey Lavrov`).
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

    @property
    def resolved(self) -> bool:
        """Whether the actor may stand in a dyad by default: a country or international code is known."""
        return bool(self.country)
