"""What holds for a whole article while its phrases are resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coder.actors.discourse import Memory
from coder.actors.referents import Referent
from coder.reading.phrases import NounPhrase

Referents = tuple[Referent, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article in the resolving.

    `named` are the entries of people whose full names stand anywhere in the article, `memory` what
    was named up to here, `resolve` gives what an inner phrase stands for.
    """

    memory: Memory
    named: frozenset[str]
    dateline_country: str
    resolve: Callable[[NounPhrase], Referents]
