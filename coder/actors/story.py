"""What holds for a whole article while its phrases are resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coder.actors.discourse import Memory
from coder.actors.referents import Referent
from coder.actors.scene import Scene
from coder.reading.phrases import Function, NounPhrase

_ACTING = frozenset({Function.SUBJECT, Function.OBJECT, Function.ROOT})
Referents = tuple[Referent, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article in the resolving.

    `scenes` are its sentences by index, `named` the entries of people whose full names stand anywhere
    in it, `memory` what was named up to here; `resolve` gives what an inner phrase stands for;
    `only_country` is set where the article names no other.
    """

    scenes: Mapping[int, Scene]
    memory: Memory
    named: frozenset[str]
    dateline_country: str
    resolve: Callable[[NounPhrase], Referents]
    only_country: str = ""

    def country_around(self, phrase: NounPhrase) -> str:
        """The article's only country, unless it is itself an actor beside the phrase: `France warned the minister`."""
        beside = (other for other in self.scenes[phrase.sentence].phrases.values() if other.function in _ACTING)
        names = (self.scenes[phrase.sentence].name_at(other.head) for other in beside)
        return "" if any(name is not None for name in names) else self.only_country
