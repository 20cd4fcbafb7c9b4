"""What a noun phrase stands for, before it is written down as an actor."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coder.actors.actor import UNKNOWN, Actor, Ground
from coder.actors.dictionary import Entry, EntryKind
from coder.reading.phrases import NounPhrase

_INTERNATIONAL = ("IGO", "IMG", "INT", "MNC", "NGM", "NGO", "UIS")
_PRIMARY = frozenset({"GOV", "MIL", "REB", "INS", "SEP", "OPP", "COP", "JUD", "SPY", "UAF"})
_TERTIARY = frozenset({"MOD", "RAD"})
MOST_ROLES = 3


class Sort(enum.StrEnum):
    """What a pronoun or a word like `the group` may take a referent for."""

    PERSON = "person"
    PEOPLE = "people"
    BODY = "body"
    COUNTRY = "country"
    PLACE = "place"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody or something that a phrase names, with the codes known of it.

    `past` marks former officials; `mention` is the fuller phrase that a pronoun or short form points back to.
    """

    sort: Sort
    country: str = ""
    roles: tuple[str, ...] = ()
    entry: str = ""
    name: str = ""
    how: str = ""
    kind: EntryKind | None = None
    gender: str = ""
    titles: frozenset[str] = frozenset()
    undated: bool = False
    past: bool = False
    ground: Ground = Ground.KNOWN
    mention: NounPhrase | None = field(default=None, compare=False)

    def told(self, how: str, ground: Ground = Ground.KNOWN) -> Referent:
        """The same referent, found in another way."""
        return replace(self, how=how, ground=ground)


def split_code(code: str, countries: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """A full actor code as country and roles: `USAMNC` is USA and MNC, `IGOUNO` stays whole.

    A code without a country, such as `REB`, has an empty one.
    """
    if code[:3] in countries:
        return code[:3], thirds(code[3:])
    if code.startswith(_INTERNATIONAL):
        return code, ()
    return "", thirds(code)


def thirds(code: str) -> tuple[str, ...]:
    """`GOVMIL` as its role codes."""
    return tuple(code[at : at + 3] for at in range(0, len(code), 3))


def is_international(country: str) -> bool:
    """Whether a country field holds an international actor instead (`IGOUNO`)."""
    return country.startswith(_INTERNATIONAL)


def is_primary(role: str) -> bool:
    """Whether a role tells the side somebody is on, as REB does and BUS does not."""
    return role in _PRIMARY


def title_nouns(noun: str) -> tuple[str, ...]:
    """What a title is also called: a `foreign minister` is a `minister`."""
    words = noun.lower().split()
    return tuple(" ".join(words[at:]) for at in range(len(words)))


def ordered_roles(*roles: str) -> tuple[str, ...]:
    """Primary roles first, then the party mark, ethnic and secondary ones; none twice, three at most."""
    unique = dict.fromkeys(roles)
    return tuple(sorted(unique, key=_tier)[:MOST_ROLES])


def _tier(role: str) -> int:
    if role in _PRIMARY:
        return 0
    if role == "PTY":
        return 1
    return 3 if role in _TERTIARY else 2


def as_actor(referent: Referent, phrase: NounPhrase) -> Actor:
    """The actor that a phrase with this referent is, shown with its fuller mention in the same sentence."""
    mention = referent.mention
    shown = mention if mention is not None and mention.sentence == phrase.sentence else phrase
    return Actor(
        code=(referent.country or UNKNOWN) + "".join(referent.roles),
        country=referent.country,
        roles=referent.roles,
        text=shown.text,
        start=shown.start,
        end=shown.end,
        entry=referent.entry,
        name=referent.name,
        how=referent.how,
        undated=referent.undated,
        ground=referent.ground,
    )


def entry_sort(entry: Entry) -> Sort:
    """What pronouns may take an entry for."""
    match entry.kind:
        case EntryKind.PERSON:
            return Sort.PERSON
        case EntryKind.COUNTRY | EntryKind.REGION:
            return Sort.COUNTRY
        case EntryKind.ETHNIC | EntryKind.RELIGIOUS:
            return Sort.PEOPLE
    return Sort.BODY


def standing_alone(referent: Referent) -> Referent:
    """Roles such as INT or NGO take the country's place where there is none."""
    if referent.country or not referent.roles or not is_international(referent.roles[0]):
        return referent
    return replace(referent, country=referent.roles[0], roles=referent.roles[1:])


def distinct(referents: Iterable[Referent]) -> tuple[Referent, ...]:
    """Referents in order, without those that only say again what another one is."""
    found: list[Referent] = []
    for referent in referents:
        same = next((at for at, other in enumerate(found) if _is_same(other, referent)), None)
        if same is None:
            found.append(referent)
        elif referent.entry:
            found[same] = referent
    return tuple(found)


def _is_same(one: Referent, other: Referent) -> bool:
    """Same code, and not two different entries or strangers."""
    if (one.country, one.roles) != (other.country, other.roles):
        return False
    if one.entry and other.entry:
        return one.entry == other.entry
    return bool(one.country) or one.name == other.name
