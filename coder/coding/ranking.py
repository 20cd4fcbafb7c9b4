"""What ranks the rules that fit a clause, and in words why one of them lost."""

from __future__ import annotations

from typing import NamedTuple


class Rank(NamedTuple):
    """The weights of a rule at a clause, in the order in which they decide; the higher wins.

    `limits` are the restrictions that the clause meets, `words` the words that met them, `places` what is
    filled at all, `kinds` where an actor or a thing is asked for, `taken` the words of the sentence that the
    reading takes in. Equal rules are decided by their ids.
    """

    limits: int
    words: int
    places: int
    kinds: int
    stable: bool
    taken: int


_LESS = {
    "limits": "fewer limits met",
    "words": "fewer words met its limits",
    "places": "fewer places filled",
    "kinds": "fewer places that ask for an actor or a thing",
    "taken": "takes in less of the sentence",
}


def why_beaten(loser: Rank, winner: Rank) -> str:
    """The first weight by which a rule lost: `fewer limits met (1 against 2)`."""
    for name, less, more in zip(Rank._fields, loser, winner, strict=True):
        if less != more:
            return f"{_LESS[name]} ({less} against {more})" if name in _LESS else "experimental, the winner is stable"
    return "same weights, its id comes later"
