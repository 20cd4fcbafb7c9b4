"""What the parts of actor codes are called, and of what kind they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coder.actors.actor import Actor
from coder.actors.dictionary import ActorDictionary, EntryKind
from coder.actors.referents import thirds
from coder.coding.gazetteer import NO_GAZETTEER, Gazetteer
from coder.coding.ontology import Ontology

COUNTRY = "country"
ROLE = "role"
_PEOPLES = {EntryKind.ETHNIC: "ethnic", EntryKind.RELIGIOUS: "religion"}


@dataclass(frozen=True, slots=True)
class CodePart:
    """Three letters of an actor code: `UNO` is the organisation `United Nations`."""

    code: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class CodeNames:
    """All parts of actor codes: those that stand first, and those that stand behind; `fips` is what GDELT writes
    for a country."""

    first: Mapping[str, CodePart]
    behind: Mapping[str, CodePart]
    fips: Mapping[str, str] = field(default_factory=dict)

    def parts(self, actor: Actor) -> tuple[CodePart, ...]:
        """An actor's code in its parts; `---`, for nobody known, is none.

        >>> CodeNames({}, {}).parts(Actor("---REB", "", ("REB",), "rebels", 0, 6))
        (CodePart(code='REB', kind='role', label=''),)
        """
        return self.parts_of(actor.code)

    def parts_of(self, code: str) -> tuple[CodePart, ...]:
        """The parts of an actor's whole code."""
        return tuple(
            (self.behind if place else self.first).get(part) or CodePart(part, ROLE, "")
            for place, part in enumerate(thirds(code))
            if part.strip("-")
        )


def code_names(ontology: Ontology, actors: ActorDictionary, places: Gazetteer = NO_GAZETTEER) -> CodeNames:
    """The parts of actor codes as the dictionaries have them, and the letters of `places` for countries.

    Where two lists have the same letters, the place decides: a country stands first, a role behind.
    """
    roles = {each.code: CodePart(each.code, ROLE, _short(each.label)) for each in ontology.roles.values()}
    others = {each.code: CodePart(each.code, each.kind, each.label) for each in ontology.international.values()}
    peoples = {part.code: part for part in _peoples(actors)}
    countries = {part.code: part for part in _countries(actors)}
    return CodeNames(
        first={**roles, **peoples, **others, **countries},
        behind={**countries, **peoples, **others, **roles},
        fips=places.fips,
    )


def _countries(actors: ActorDictionary) -> Iterator[CodePart]:
    """Countries by code: of several with one code that which stands for it whole and still exists comes last."""
    found = [each for each in actors.entries.values() if each.kind is EntryKind.COUNTRY]
    for entry in sorted(found, key=lambda each: (not each.roles, not each.start, not each.end)):
        yield CodePart(entry.country, COUNTRY, entry.name)


def _peoples(actors: ActorDictionary) -> Iterator[CodePart]:
    """Peoples and faiths that have their letters from their own entry: `YZD` behind IRQ in `IRQYZD`."""
    for entry in actors.entries.values():
        if entry.kind in _PEOPLES:
            letters = (*thirds(entry.country), *entry.roles)[-1]
            yield CodePart(letters, _PEOPLES[entry.kind], entry.name)


def _short(label: str) -> str:
    """`Rebels: armed and violent opposition groups` in a word."""
    return label.split(":")[0]
