"""What a dictionary entry is on the article's day."""

from __future__ import annotations

from coder.actors.dictionary import Entry, EntryKind, Naming, Office, Use
from coder.actors.referents import Referent, Sort, entry_sort, title_nouns


def office_on(entry: Entry, day: str) -> Office | None:
    """The office held on an ISO day (the one taken up last); without a day the last office known."""
    if not day:
        return max(entry.offices, key=lambda office: (office.end or "9999", office.start), default=None)
    held = [office for office in entry.offices if office.held(day)]
    return max(held, key=lambda office: office.start, default=None)


def entry_referent(entry: Entry, day: str, how: str, former: bool = False) -> Referent:
    """An entry as it stands on the day; `former` counts only where no day can tell."""
    office = office_on(entry, day)
    undated = bool(entry.offices) and not day
    if office is None or (undated and former):
        return _referent(entry, entry.country, entry.roles, _otherwise(entry, how), undated=undated)
    titles = frozenset(title_nouns(office.title))
    reason = how
    if office.title:
        reason += f", {office.title}" + (" (last office known)" if undated else f" on {day}")
    return _referent(entry, office.country, office.roles, reason, titles, undated)


def naming_referent(entry: Entry, naming: Naming, day: str) -> Referent:
    """What a name match stands for by itself, whatever its place in the sentence."""
    if entry.kind is EntryKind.PERSON:
        return entry_referent(entry, day, "name")
    if naming.use is Use.METONYM:
        return _place(entry, naming, Sort.BODY, ("GOV",), "metonym of the government")
    if naming.use is Use.CAPITAL:
        return _place(entry, naming, Sort.BODY, ("GOV",), "capital as government")
    if naming.use is Use.PLACE:
        return _place(entry, naming, Sort.PLACE, entry.roles, "place")
    if naming.use is Use.DEMONYM:
        return _place(entry, naming, Sort.PEOPLE, entry.roles, "demonym")
    return entry_referent(entry, day, str(naming.use))


def _referent(
    entry: Entry,
    country: str,
    roles: tuple[str, ...],
    how: str,
    titles: frozenset[str] = frozenset(),
    undated: bool = False,
) -> Referent:
    return Referent(
        sort=entry_sort(entry),
        country=country,
        roles=roles,
        entry=entry.id,
        name=entry.name,
        how=how,
        kind=entry.kind,
        gender=entry.gender,
        titles=titles,
        undated=undated,
    )


def _place(entry: Entry, naming: Naming, sort: Sort, roles: tuple[str, ...], how: str) -> Referent:
    return Referent(sort, entry.country, roles, entry.id, naming.written, how, entry.kind)


def _otherwise(entry: Entry, how: str) -> str:
    return f"{how}, in no office listed for the day" if entry.offices else how
