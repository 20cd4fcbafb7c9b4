"""What is known of one dictionary entry, as values that commands and the service write out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from coder.actors.dictionary import Naming, Office
from coder.dictionaries.examples import Example, PhraseExample
from coder.errors import DragomanError
from coder.workshop.looking.catalogue import Kind, Source
from coder.workshop.looking.rivals import Rival


class UnknownEntryError(DragomanError):
    """No entry has this id; `nearest` are those that look like it."""

    def __init__(self, id: str, nearest: tuple[str, ...]) -> None:
        hint = f"; did you mean {' or '.join(f'`{each}`' for each in nearest)}?" if nearest else ""
        super().__init__(f"there is no entry `{id}`{hint}")
        self.id = id
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Written:
    """One place where an entry is written: its lines as they stand there."""

    source: Source
    yaml: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an entry comes from and how far it was checked; empty where its format or its writer says nothing."""

    status: str = ""
    added: str = ""
    by: str = ""
    refs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    checked: str = ""
    wikidata: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A verb rule; `label` is the name of its code, `operator` the stance if it is one."""

    id: str
    written: tuple[Written, ...]
    meaning: tuple[str, ...]
    provenance: Provenance
    code: str
    label: str
    operator: str
    triggers: tuple[str, ...]
    examples: tuple[Example, ...]
    rivals: tuple[Rival, ...]
    kind: Kind = Kind.RULE


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another actor found by the same phrase; `how` is `name` for a whole name, `surname` for a bare surname."""

    id: str
    name: str
    phrase: str
    how: str
    code: str
    source: Source


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor with a name: its code without offices, its offices by date, its names by their use."""

    id: str
    written: tuple[Written, ...]
    meaning: tuple[str, ...]
    provenance: Provenance
    sort: str
    name: str
    code: str
    start: str
    end: str
    names: tuple[Naming, ...]
    offices: tuple[Office, ...]
    namesakes: tuple[Namesake, ...]
    examples: tuple[PhraseExample, ...]
    kind: Kind = Kind.ACTOR


@dataclass(frozen=True, slots=True)
class Overlap:
    """A noun of another agent that ends as one of this agent's does; the longer wins."""

    id: str
    noun: str
    own: str
    wins: bool
    source: Source


@dataclass(frozen=True, slots=True)
class AgentEntry:
    """A noun for actors without a name, and the nouns of other agents that it competes with."""

    id: str
    written: tuple[Written, ...]
    meaning: tuple[str, ...]
    provenance: Provenance
    code: str
    nouns: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    examples: tuple[PhraseExample, ...]
    kind: Kind = Kind.AGENT


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that makes use of another: a rule of a word class, a code or an operator."""

    id: str
    kind: Kind
    summary: str
    source: Source


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """A word class, or a code, operator or role of the ontology, with the entries that use it."""

    id: str
    kind: Kind
    written: tuple[Written, ...]
    meaning: tuple[str, ...]
    provenance: Provenance
    words: tuple[str, ...]
    uses: tuple[Use, ...]


Entry: TypeAlias = RuleEntry | ActorEntry | AgentEntry | SharedEntry
