"""The CAMEO tree and the algebra over its codes, as the dictionaries state them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SAME = "same"
NONE = "none"


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code with the classes that published data sets give it.

    `quad` is GDELT's class (1 = roots 01-05, 2 = 06-09, 3 = 10-14, 4 = 15-20), `penta` Phoenix's
    (0 = 01-02, 1 = 03-05, 2 = 06-08, 3 = 09-13 and 16, 4 = 14, 15, 17-20); `goldstein` is None where
    the public table has no value, `plover` empty where PLOVER drops the root.
    """

    code: str
    label: str
    parent: str
    root: str
    quad: int
    penta: int
    goldstein: float | None
    plover: str


@dataclass(frozen=True, slots=True)
class Near:
    """A code that is often taken for another, and what tells it apart: `1056`, the words leave no choice."""

    code: str
    when: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What a code means, in Dragoman's own words, for people to read; coding does not look at it."""

    code: str
    means: str
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """A stance over an act (`appeal`, `halt`): a table from the code of the act to the code of the stance."""

    id: str
    label: str
    note: str
    table: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A part of actor codes, such as the role `GOV`, the region `EUR` or the organisation `UNO`."""

    code: str
    label: str
    kind: str


GRAMMATICAL = ("future", "halt", "intend", "refuse")
"""Operators that grammar alone can call for (`will attack`, `will not withdraw`), so that every ontology has them."""


@dataclass(frozen=True, slots=True)
class Ontology:
    """All codes by their text, and what the dictionaries say about them.

    `international` holds the parts that take the place of a country; `mirrors` the code of the other
    side for acts that two actors do together.
    """

    codes: Mapping[str, CameoCode]
    operators: Mapping[str, Operator]
    roles: Mapping[str, ActorCode]
    international: Mapping[str, ActorCode]
    mirrors: Mapping[str, str]
    definitions: Mapping[str, Definition] = field(default_factory=dict)

    def compose(self, operator: str, code: str) -> str | None:
        """The code of a stance over an act: `compose("appeal", "0874")` is `0256`.

        The longest listed beginning of the act's code decides, down to one digit; None where CAMEO has
        no code for this stance over this act.
        """
        return _lookup(self.operators[operator].table, code)

    def compose_all(self, operators: tuple[str, ...], code: str) -> str | None:
        """Several stances, innermost first: `compose_all(("halt", "appeal"), "190")` is `0256`."""
        composed: str | None = code
        for operator in operators:
            composed = self.compose(operator, composed) if composed else None
        return composed

    def mirror(self, code: str) -> str | None:
        """The code of the other side's event: `mirror("042")` is `043`; None for one-sided acts."""
        return _lookup(self.mirrors, code)


def longest_beginning(table: Mapping[str, str], code: str) -> str | None:
    """What `table` says for the longest listed beginning of `code`, unresolved (`same`, `none`)."""
    for length in range(len(code), 0, -1):
        if (found := table.get(code[:length])) is not None:
            return found
    return None


def _lookup(table: Mapping[str, str], code: str) -> str | None:
    found = longest_beginning(table, code)
    if found == SAME:
        return code
    return None if found == NONE else found
