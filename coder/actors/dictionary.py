"""The compiled actor dictionary: entries, agents, and the tables that find them in a sentence."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from coder.actors.lexicon import Lexicon


class EntryKind(enum.StrEnum):
    """What an entry is; pronouns and words like `the group` choose by it."""

    COUNTRY = "country"
    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    MEDIA = "media"
    PARTY = "party"
    ARMED_GROUP = "armed-group"
    ETHNIC = "ethnic"
    RELIGIOUS = "religious"
    REGION = "region"


class Use(enum.StrEnum):
    """How a phrase names its entry, the use that wins first where two entries share a phrase."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    METONYM = "metonym"
    CAPITAL = "capital"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Office:
    """A role held from `start` to `end` (ISO days, inclusive; empty is open)."""

    country: str
    roles: tuple[str, ...]
    start: str = ""
    end: str = ""
    title: str = ""

    def held(self, day: str) -> bool:
        """Whether the office was held on an ISO day."""
        return self.start <= day and (not self.end or day <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the dictionary; `roles` are what it is when `offices` say nothing."""

    id: str
    kind: EntryKind
    name: str
    country: str
    roles: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str = ""
    start: str = ""
    end: str = ""

    def exists(self, day: str) -> bool:
        """Whether the actor existed on an ISO day; on an empty day everything exists."""
        return not day or (self.start <= day and (not self.end or day <= self.end))


@dataclass(frozen=True, slots=True)
class Naming:
    """A phrase that names an entry; `written` is the spelling in the dictionary, case and all."""

    entry: str
    use: Use
    written: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A role without a name, such as `police`; few have a country of their own, such as the pope."""

    id: str
    roles: tuple[str, ...]
    unless: frozenset[str] = frozenset()
    otherwise: tuple[str, ...] = ()
    not_before: frozenset[str] = frozenset()
    title: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class ActorDictionary:
    """Everything the actor stage knows.

    `names` is looked up from a name's first word on, `nouns` from an agent noun's last word back.
    `surnames` gives the people a bare surname may mean; `given` holds words that are also somebody's
    given name, so that they mean nobody by themselves.
    """

    entries: Mapping[str, Entry]
    agents: Mapping[str, Agent]
    names: Lexicon[tuple[Naming, ...]]
    nouns: Lexicon[str]
    surnames: Mapping[str, tuple[str, ...]]
    given: frozenset[str]
    countries: frozenset[str]
