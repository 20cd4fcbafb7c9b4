"""What holds for a whole article while its phrases are resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coder.actors.discourse import Memory
from coder.actors.referents import Referent
from coder.actors.scene import Scene
from coder.reading.phrases import NounPhrase

Referents = tuple[Referent, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article in the resolving.

    `scenes` are its sentences by index, `named` the entries of people whose full names stand anywhere
    in it, `memory` what was named up to here; `resolve` gives what an inner phrase stands for.
    """

    scenes: Mapping[int, Scene]
    memory: Memory
    named: frozenset[str]
    dateline_country: str
    resolve: Callable[[NounPhrase], Referents]
