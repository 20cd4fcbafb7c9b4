"""Putting descriptions of one actor together."""

from __future__ import annotations

from dataclasses import replace

from coder.actors.dictionary import EntryKind
from coder.actors.referents import Referent, Sort
from coder.reading.phrases import NounPhrase


def merged(own: Referent, other: Referent) -> Referent | None:
    """Two descriptions of one actor: the listed one leads, what it lacks comes from the other.

    None where they cannot be one actor, because the parser took a neighbour for an apposition.
    """
    if own.kind is EntryKind.COUNTRY and (other.roles or other.sort in {Sort.PERSON, Sort.UNKNOWN}):
        return None
    first, second = (other, own) if other.entry and not own.entry and other.sort is Sort.PERSON else (own, other)
    if first.country and second.country not in {"", first.country}:
        return None
    if first.entry:
        return replace(first, titles=first.titles | second.titles)
    return replace(
        first,
        country=first.country or second.country,
        roles=first.roles or second.roles,
        name=_proper(first.name, second.name),
        entry=first.entry or second.entry,
        titles=first.titles | second.titles,
        sort=second.sort if first.sort is Sort.UNKNOWN else first.sort,
        gender=first.gender or second.gender,
        how=f"{first.how}; apposition: {second.how}",
    )


def _proper(first: str, second: str) -> str:
    """The name of the two that is a proper one."""
    return second if second[:1].isupper() and not first[:1].isupper() else first or second


def people_of(referent: Referent, phrase: NounPhrase) -> Referent:
    """`the Russians` are Russia, `two Russians` are Russian civilians."""
    is_counted = phrase.determiner in {"a", "an", "some", "another"} or any(w.upos == "NUM" for w in phrase.words)
    if is_counted and referent.kind is EntryKind.COUNTRY:
        return replace(referent, sort=Sort.PEOPLE if phrase.plural else Sort.PERSON, roles=("CVL",), how="demonym")
    return replace(referent, sort=Sort.PEOPLE)


def counted(referent: Referent) -> Referent:
    """`hundreds of Palestinians` are Palestinian civilians."""
    if referent.sort is Sort.PEOPLE and not referent.roles and referent.kind is EntryKind.COUNTRY:
        return replace(referent, roles=("CVL",))
    return referent
