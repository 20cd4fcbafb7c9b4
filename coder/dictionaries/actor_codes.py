"""Actor codes: what may stand in them, and what is probably meant where something else does."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coder.actors.dictionary import EntryKind
from coder.actors.referents import is_international, split_code, thirds
from coder.coding.ontology import Ontology
from coder.dictionaries.nodes import Fields, Items, Node, Text, did_you_mean
from coder.errors import EntryError, Location


@dataclass(frozen=True, slots=True)
class Codes:
    """What may stand in a code: roles, what takes a country's place, and the parts after IGO and its like.

    For hints, `named` gives the code of a country by its names in lower case, `labels` what roles mean.
    """

    roles: frozenset[str]
    countries: frozenset[str]
    parts: frozenset[str]
    named: Mapping[str, str]
    labels: Mapping[str, str]

    def split(self, node: Text) -> tuple[str, tuple[str, ...]]:
        """A code as country and roles; an EntryError where a part of it is unknown."""
        country, roles = split_code(node.value, self.countries)
        if is_international(country):
            self._check(node, thirds(country[3:]), self.parts | self.roles | self.countries)
        elif not country and roles[0] not in self.roles:
            raise self._unknown(node, roles[0])
        self._check(node, roles, self.roles | self.countries)
        return country, roles

    def country(self, node: Text) -> str:
        """A country or international code; an EntryError for anything else."""
        country, roles = split_code(node.value, self.countries)
        if not country or roles:
            raise node.error(f"unknown country `{node.value}`", self._country_hint(node.value))
        return self.split(node)[0]

    def _unknown(self, node: Text, part: str) -> EntryError:
        """The first three letters are neither a country nor a role; a country's name may be meant."""
        if not node.value.isupper() or len(node.value) % 3:
            hint = self._country_hint(node.value, "codes are capitals, three by three: NORGOV")
            return node.error(f"`{node.value}` is no actor code", hint)
        where = "" if part == node.value else f" in `{node.value}`"
        message = f"`{part}` is neither a country nor a role{where}"
        if _permuted(part, self.labels) or _called(part, self.labels):
            return node.error(message, role_hint(part, self.labels, node.value))
        near = self._by_name(part) or _nearest(part, self.countries)
        hint = did_you_mean(near + node.value[3:]) if near else "countries have ISO 3166-1 alpha-3 codes: NOR"
        return node.error(message, hint)

    def _country_hint(self, word: str, otherwise: str = "use an ISO 3166-1 alpha-3 code, such as NOR") -> str:
        near = self._by_name(word) or _nearest(word.upper(), self.countries)
        return did_you_mean(near) if near else otherwise

    def _by_name(self, word: str) -> str:
        """The code of a country that is called so, or whose name begins so: `Norway`, `GER`."""
        wanted = word.lower().replace(".", "")
        found = (code for name, code in self.named.items() if len(wanted) > 2 and name.startswith(wanted))
        return self.named.get(wanted) or next(found, "")

    def _check(self, node: Text, parts: Iterable[str], allowed: frozenset[str]) -> None:
        for part in parts:
            if part not in allowed:
                raise node.error(f"unknown role `{part}` in `{node.value}`", role_hint(part, self.labels, node.value))


def role_hint(part: str, labels: Mapping[str, str], code: str) -> str:
    """Which role may be meant: by its letters, else by what it is called: POL may be COP, the police."""
    permuted, called = _permuted(part, labels), _called(part, labels)
    if permuted or len(called) == 1:
        role = permuted or called[0]
        return did_you_mean(code.replace(part, role), labels[role])
    if called:
        return "one of these? " + "; ".join(f"{role} ({labels[role].partition(':')[0]})" for role in called[:4])
    return f"roles are {', '.join(labels)}; dictionaries/ontology/roles.yaml says what they mean"


def _permuted(part: str, labels: Mapping[str, str]) -> str:
    """A role with the same letters in another order."""
    return next((role for role in labels if role != part and sorted(role) == sorted(part)), "")


def _called(part: str, labels: Mapping[str, str]) -> list[str]:
    """Roles with a word in their label that begins so."""
    return [role for role, label in labels.items() if re.search(rf"\b{re.escape(part)}", label, re.IGNORECASE)]


def _nearest(word: str, allowed: Iterable[str]) -> str:
    """The code most like a word, one with the same first letter before others."""
    near = difflib.get_close_matches(word, sorted(allowed), n=20)
    return min(near, key=lambda code: code[:1] != word[:1], default="")


@dataclass(frozen=True, slots=True)
class Header:
    """What other entries need to know of an actor's entry before it is read: empty where it is not written rightly."""

    id: str
    kind: str
    code: str
    extends: bool
    names: tuple[str, ...]
    location: Location


def header_of(entry: Fields) -> Header:
    """The header of an entry, whatever else may be wrong with it."""
    values = {key: node.value for key in ("id", "kind", "code", "extends") if isinstance(node := entry.get(key), Text)}
    extends = values.get("extends") == "true"
    names = tuple(text.value for key in ("name", "aliases") for text in _plain(entry.get(key)))
    return Header(
        values.get("id", ""), values.get("kind", ""), values.get("code", ""), extends, names, entry.place("id")
    )


def _plain(node: Node | None) -> Iterator[Text]:
    yield from (each for each in (node.items if isinstance(node, Items) else (node,)) if isinstance(each, Text))


def codes_of(headers: Iterable[Header], ontology: Ontology) -> Codes:
    """What may stand in codes, from the ontology and from the actors that define codes by having them."""
    firsts = [header for header in headers if not header.extends]
    # an entry of no known kind is refused elsewhere; others that use its code are right
    country_kinds = {header.kind for header in firsts} - {*EntryKind} | {EntryKind.COUNTRY.value}
    countries = {header.code: header for header in firsts if header.kind in country_kinds and header.code}
    standing = {c.code for c in ontology.international.values() if c.kind in {"region", "religion", "ethnic"}}
    alone, behind = _peoples(firsts)
    parts = {c.code for c in ontology.international.values()} | behind
    return Codes(
        roles=frozenset(ontology.roles) | parts,
        countries=frozenset(countries.keys() | standing | alone),
        parts=frozenset(parts),
        labels={code: role.label for code, role in ontology.roles.items()},
        named={name.lower().replace(".", ""): code for code, header in countries.items() for name in header.names},
    )


def _peoples(headers: Iterable[Header]) -> tuple[set[str], set[str]]:
    """The codes that peoples and faiths define by having them: `BER` stands alone, YZD behind IRQ in `IRQYZD`."""
    kinds = (EntryKind.ETHNIC, EntryKind.RELIGIOUS)
    codes = [thirds(header.code) for header in headers if header.kind in kinds]
    return {code[0] for code in codes if code}, {part for code in codes for part in code[1:]}
