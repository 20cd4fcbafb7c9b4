"""The places that Dragoman knows: towns, regions and countries by the names that the news has for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from coder.coding.events import Nearness

Row: TypeAlias = tuple[str, str, str, float | None, float | None, int, str]
"""A spot as it is kept, in the order of its fields: plain tuples are read from a snapshot in a moment."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer; `part` is a state of its country where the country's towns are told apart by it.

    `weight` is its population, or as much as makes it win over a namesake; coordinates are None where only the
    country is known.
    """

    name: str
    country: str
    part: str
    latitude: float | None
    longitude: float | None
    weight: int
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Spots by name, in normal form; `countries`, `capitals` and `fips` (GDELT's two letters) are by
    country code.

    `longest` tells for the first word of a name how many words to try.
    """

    rows: tuple[Row, ...]
    names: Mapping[str, tuple[int, ...]]
    longest: Mapping[str, int]
    countries: Mapping[str, int]
    capitals: Mapping[str, int]
    fips: Mapping[str, str]

    def called(self, name: str) -> tuple[Spot, ...]:
        """All places of a name in normal form."""
        return tuple(map(self._spot, self.names.get(name, ())))

    def country(self, code: str) -> Spot | None:
        """A country by its code, if it is known."""
        number = self.countries.get(code)
        return None if number is None else self._spot(number)

    def capital(self, country: str) -> Spot | None:
        """The capital of a country, if it is known."""
        number = self.capitals.get(country)
        return None if number is None else self._spot(number)

    def names_in(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where names stand among words in normal form, each from its first word to behind its last; longest first."""
        at = 0
        while at < len(words):
            reach = min(self.longest.get(words[at], 0), len(words) - at)
            length = next((n for n in range(reach, 0, -1) if " ".join(words[at : at + n]) in self.names), 0)
            if length:
                yield at, at + length
            at += length or 1

    def _spot(self, number: int) -> Spot:
        name, country, part, latitude, longitude, weight, nearness = self.rows[number]
        return Spot(name, country, part, latitude, longitude, weight, Nearness(nearness))


NO_GAZETTEER = Gazetteer((), {}, {}, {}, {}, {})
