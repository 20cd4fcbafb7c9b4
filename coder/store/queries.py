"""What is asked of the inverted index, and how SQLite (FTS5) and PostgreSQL (tsquery) spell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A mark or a word, or all that begin with it."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """All parts; of none, nothing is found."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts; of none, nothing is found."""

    parts: tuple[Node, ...]


Node: TypeAlias = Term | AllOf | AnyOf


def possible(node: Node) -> bool:
    """Whether anything can be found at all.

    >>> possible(AllOf((Term("a"), AnyOf(()))))
    False
    """
    match node:
        case Term():
            return bool(node.text)
        case AllOf():
            return bool(node.parts) and all(map(possible, node.parts))
        case AnyOf():
            return any(map(possible, node.parts))


def fts5(node: Node) -> str:
    """The question for SQLite.

    >>> fts5(AllOf((Term("s:usa"), AnyOf((Term("k:18"), Term("dron", begins=True))))))
    '("s:usa" AND ("k:18" OR "dron"*))'
    """
    match node:
        case Term():
            return f'"{node.text}"' + "*" * node.begins
        case AllOf():
            return f"({' AND '.join(map(fts5, filter(possible, node.parts)))})"
        case AnyOf():
            return f"({' OR '.join(map(fts5, filter(possible, node.parts)))})"


def tsquery(node: Node) -> str:
    """The question for PostgreSQL.

    >>> tsquery(AllOf((Term("s:usa"), AnyOf((Term("k:18"), Term("dron", begins=True))))))
    "('s:usa' & ('k:18' | 'dron':*))"
    """
    match node:
        case Term():
            return f"'{node.text}'" + ":*" * node.begins
        case AllOf():
            return f"({' & '.join(map(tsquery, filter(possible, node.parts)))})"
        case AnyOf():
            return f"({' | '.join(map(tsquery, filter(possible, node.parts)))})"
