"""What an actor is on a day: the office held, and the code that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from coder.actors.actor import UNKNOWN
from coder.actors.dictionary import Entry
from coder.actors.standing import office_on


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor on a day; without a day, as the last office known has it.

    `office` is empty where none is held, `exists` false before an actor began and after it ended.
    """

    code: str
    country: str
    roles: tuple[str, ...]
    office: str
    exists: bool


def standing_on(entry: Entry, day: str) -> Standing:
    """What an entry is on an ISO day, or with an empty day when no date is known.

    >>> from coder.actors.dictionary import EntryKind, Office
    >>> offices = (Office("DEU", ("GOV",), "2013-12-17", "2021-12-08", "foreign minister"),)
    >>> maas = Entry("person-x", EntryKind.PERSON, "X", "DEU", ("ELI",), offices)
    >>> standing_on(maas, "2021-06-15").code, standing_on(maas, "2022-06-15").code
    ('DEUGOV', 'DEUELI')
    """
    office = office_on(entry, day)
    country, roles = (office.country, office.roles) if office else (entry.country, entry.roles)
    code = (country or UNKNOWN) + "".join(roles)
    return Standing(code, country, roles, office.title if office else "", entry.exists(day))
