"""Selections as conditions on the table of events."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, and_, literal, or_

from coder.store.searching import found
from coder.store.selection import Selection, words_of
from coder.store.tables import events

_AFTER_ALL = "\U0010ffff"


def conditions(selection: Selection, dialect: str) -> tuple[ColumnElement[bool], ...]:
    """All conditions of a selection."""
    return tuple(
        each for part in (_sides(selection), _acts(selection), _circumstances(selection, dialect)) for each in part
    )


def _sides(wanted: Selection) -> Iterator[ColumnElement[bool]]:
    table = events.c
    if wanted.source:
        yield begins(table.source, wanted.source)
    if wanted.target:
        yield begins(table.target, wanted.target)
    if wanted.dyad:
        one, other = wanted.dyad
        yield or_(_between(one, other), _between(other, one))
    if wanted.country:
        yield or_(table.source_country == wanted.country, table.target_country == wanted.country)
    if wanted.role:
        yield or_(_has(table.source_roles, wanted.role), _has(table.target_roles, wanted.role))


def _acts(wanted: Selection) -> Iterator[ColumnElement[bool]]:
    table = events.c
    if wanted.codes:
        yield or_(*(begins(table.code, each) for each in wanted.codes))
    if wanted.quads:
        yield table.quad.in_(wanted.quads)
    if wanted.pentas:
        yield table.penta.in_(wanted.pentas)
    if wanted.goldstein_from is not None:
        yield table.goldstein >= wanted.goldstein_from
    if wanted.goldstein_to is not None:
        yield table.goldstein <= wanted.goldstein_to


def _circumstances(wanted: Selection, dialect: str) -> Iterator[ColumnElement[bool]]:
    table = events.c
    if wanted.since:
        yield table.day >= wanted.since
    if wanted.until:
        yield table.day <= wanted.until
    if wanted.place:
        yield _at(wanted.place)
    if wanted.text:
        yield found(wanted.text, dialect)


def begins(column: Column[str], beginning: str) -> ColumnElement[bool]:
    """That a code is, or begins with, what is asked for; an index can tell."""
    return and_(column >= beginning, column < beginning + _AFTER_ALL)


def _between(source: str, target: str) -> ColumnElement[bool]:
    return and_(begins(events.c.source, source), begins(events.c.target, target))


def _has(roles: Column[str], role: str) -> ColumnElement[bool]:
    return (literal(" ") + roles + " ").contains(f" {role} ", autoescape=True)


def _at(place: str) -> ColumnElement[bool]:
    named = begins(events.c.place_words, " ".join(words_of(place)))
    country = events.c.place_country == place
    return or_(country, named) if words_of(place) else country
