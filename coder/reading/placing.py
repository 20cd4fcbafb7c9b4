"""The phrases of a sentence that may tell where, and which of its acts they place."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from coder.reading.belonging import Belonging, Hung, hung_at
from coder.reading.grammar import DIRECTIONS, LANDMARKS
from coder.reading.labels import Bond, is_nominal
from coder.reading.nouns import NounReader, preposition_of
from coder.reading.phrases import NounPhrase
from coder.reading.tree import Tree

PLACING = frozenset("in inside at near outside around across throughout along off within amid beside".split())
"""Prepositions that tell where; `on` does before a landmark, `of` after a direction."""

_AFTER_DIRECTIONS = frozenset({"of", "to"})
_MAY_PLACE = PLACING | _AFTER_DIRECTIONS | {"on"}
_HANGING = frozenset({Bond.OBLIQUE, Bond.NOMINAL, Bond.UNMARKED})


class Hold(enum.IntEnum):
    """How firmly a phrase is tied to an act, the firmest first."""

    ITS_OWN = 0
    """On the word that names the act: `met in Oslo`."""
    SHARED = 1
    """On a word that shares its time and place with it: `in Homs, troops shelled a market and burned homes`."""
    WITHIN = 2
    """In one of its phrases, where it may be somebody's: `killed three soldiers in Homs`."""
    OF_SUBJECT = 3
    """In its subject: `police in Homs arrested`."""


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A phrase after a preposition that tells where, and how it holds to the act."""

    phrase: NounPhrase
    hold: Hold


class Placing:
    """The place phrases of one sentence; they are looked for when somebody first asks."""

    __slots__ = ("_found", "_nouns", "_tree")

    def __init__(self, tree: Tree, nouns: NounReader) -> None:
        self._tree = tree
        self._nouns = nouns
        self._found: tuple[Hung, ...] | None = None

    def of(self, head: int, same: frozenset[int], others: frozenset[int]) -> tuple[PlacePhrase, ...]:
        """What may tell where the act at `head` was, the firmest first; `same` and `others` are those of Belonging."""
        if self._found is None:
            self._found = tuple(_hung(self._tree))
        if not self._found:
            return ()
        act = Belonging(self._tree, same | {head}, others)
        held = [
            (hold, abs(each.top - head), each.top) for each in self._found if (hold := _hold(each, act)) is not None
        ]
        return tuple(PlacePhrase(self._nouns.phrase(top), hold) for hold, _, top in sorted(held))


def _hung(tree: Tree) -> Iterator[Hung]:
    for case in tree.bound(Bond.CASE):
        word, index = tree.tokens[case].lemma.lower(), tree.heads[case]
        if word not in _MAY_PLACE or tree.bonds[index] not in _HANGING or not is_nominal(tree.tokens[index]):
            continue
        governor = tree.heads[index]
        if preposition_of(tree, index) != word or case > index:
            continue
        if word in PLACING or (word == "on" and tree.tokens[index].lemma.lower() in LANDMARKS):
            yield hung_at(tree, index)
        elif word in _AFTER_DIRECTIONS and governor >= 0 and tree.tokens[governor].lemma.lower() in DIRECTIONS:
            # `north of Baghdad` is where the direction is
            yield Hung(index, tree.heads[governor], Bond.OBLIQUE)


def _hold(hung: Hung, act: Belonging) -> Hold | None:
    if hung.governor in act.same:
        return Hold.ITS_OWN
    if act.is_shared(hung):
        return Hold.SHARED
    if act.is_within(hung) or act.is_said_of(hung):
        return Hold.WITHIN
    return Hold.OF_SUBJECT if act.is_of_subject(hung) else None
