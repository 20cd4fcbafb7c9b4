"""Actor dictionaries: names, synonyms and dated codes to entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coder.dictionaries.actor_codes import Codes
from coder.dictionaries.nodes import Text
from coder.errors import EntryError, Location
from coder.workshop.petrarch.dates import Stretch, in_force, read_stretch
from coder.workshop.petrarch.lines import Line, Unread
from coder.workshop.petrarch.names import in_newswire, odd_signs, same_as

NOBODY = "---"
"""The code that keeps a name from being an actor."""


@dataclass(frozen=True, slots=True)
class Role:
    """A code and the days on which it counts."""

    code: str
    days: Stretch
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor: its names, its dated roles, the code outside them (empty: nobody), and where it was read."""

    names: tuple[str, ...]
    roles: tuple[Role, ...]
    otherwise: str
    source: str
    note: str = ""


@dataclass(slots=True)
class _Record:
    """A name with its synonyms and codes, as far as they are read."""

    names: list[Line] = field(default_factory=list)
    codes: list[tuple[Line, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    """A record whose codes are understood."""

    names: tuple[Line, ...]
    codes: tuple[Line, ...]
    roles: tuple[Role, ...]
    otherwise: str

    def says_what(self, other: _Coded) -> bool:
        """Whether its codes are those of another record on every day."""
        own, theirs = ([(role.code, role.days) for role in each.roles] for each in (self, other))
        return (own, self.otherwise) == (theirs, other.otherwise)


@dataclass(frozen=True, slots=True)
class _Dated:
    line: Line
    code: str
    days: Stretch


def _name(line: Line) -> str:
    return line.words.lstrip("+").strip()


class ActorReader:
    """Turns the lines of actor files into entries; what it cannot take over it reports.

    As in PETRARCH the last of several entries for a name counts, and of an entry's codes the first that
    fits the day.
    """

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._known: dict[str, tuple[str, str] | None] = {}
        self.unread: list[Unread] = []

    def entries(self, lines: Iterable[Line]) -> tuple[ActorEntry, ...]:
        """The entries of all lines, in their order."""
        coded = [each for record in list(self._records(lines)) if (each := self._coded(record)) is not None]
        last = {same_as(_name(line)): each for each in coded for line in each.names}
        found = (self._entry(each, last) for each in coded)
        return tuple(entry for entry in found if entry is not None)

    def _report(self, line: Line, why: str, hint: str = "") -> None:
        self.unread.append(line.unread(why, hint))

    def _records(self, lines: Iterable[Line]) -> Iterator[_Record]:
        record: _Record | None = None
        for line in lines:
            if line.rest:
                self._report(
                    line, f"cannot read `{line.rest}`", "a code stands in one pair of brackets: [USAGOV >010120]"
                )
            if line.words and not line.words.startswith("+"):
                if record is not None:
                    yield record
                record = _Record()
            if record is None:
                what = "a synonym" if line.words else "a code"
                self._report(line, f"{what} without a name before it", "write the name on a line above")
            else:
                self._add(line, record)
        if record is not None:
            yield record

    def _add(self, line: Line, record: _Record) -> None:
        if line.words:
            record.names.append(line)
        record.codes += ((line, code) for code in line.codes)

    def _coded(self, record: _Record) -> _Coded | None:
        """A record with what its codes mean; None, with reports, where none of them means anything."""
        roles, otherwise = self._roles(self._dated(record))
        if roles or otherwise:
            return _Coded(tuple(record.names), tuple(line for line, _ in record.codes), roles, otherwise)
        why, hint = "none of its codes can be used", "see what is said of them"
        if not record.codes:
            why, hint = "no code follows", "write + before the names below if they share a code"
        for line in record.names:
            self._report(line, why, hint)
        return None

    def _entry(self, coded: _Coded, last: Mapping[str, _Coded]) -> ActorEntry | None:
        """The entry of a record; None where every name of it belongs to a later one."""
        names = self._names(coded, last)
        first = coded.names[0]
        if not names:
            if not all((heir := last.get(same_as(_name(line)))) and heir.says_what(coded) for line in coded.names):
                for line in dict.fromkeys(coded.codes):
                    self._report(line, "its entry has no name left", f"see what is said of line {first.number}")
            return None
        notes = dict.fromkeys(line.remark for line in coded.names if line.remark)
        return ActorEntry(names, coded.roles, coded.otherwise, f"{first.file}:{first.number}", "; ".join(notes))

    def _names(self, coded: _Coded, last: Mapping[str, _Coded]) -> tuple[str, ...]:
        """The names that this record is the last to give, each once; a later one may say the same of them."""
        names: dict[str, str] = {}
        for line in coded.names:
            key, heir = same_as(_name(line)), last[same_as(_name(line))]
            if signs := odd_signs(_name(line)):
                self._report(
                    line, f"a name with {signs}, which no text matches", "write each name on a line of its own"
                )
            elif not key:
                self._report(line, "a name without a letter")
            elif heir is coded:
                names.setdefault(key, in_newswire(_name(line)))
            elif not heir.says_what(coded):
                place = f"{heir.names[0].file}:{heir.names[0].number}"
                self._report(line, "the name is given again with other codes, and the last counts", f"see {place}")
        return tuple(names.values())

    def _dated(self, record: _Record) -> list[_Dated]:
        """The codes that can be read, with their days."""
        found: list[_Dated] = []
        for line, written in record.codes:
            code, _, restriction = written.partition(" ")
            try:
                days = read_stretch(restriction)
            except ValueError as error:
                self._report(line, str(error), "write [CODE <DATE], [CODE >DATE] or [CODE DATE-DATE]")
                continue
            if problem := self._problem(code):
                self._report(line, *problem)
            else:
                found.append(_Dated(line, code, days))
        return found

    def _problem(self, code: str) -> tuple[str, str] | None:
        """What is wrong with a code; None where nothing is."""
        if code == NOBODY:
            return None
        if code not in self._known:
            self._known[code] = self._fault(code)
        return self._known[code]

    def _fault(self, code: str) -> tuple[str, str] | None:
        try:
            self._codes.split(Text(code, Location("", 1)))
        except EntryError as error:
            return error.message, error.hint or "use a code of the ontology, or list its country"
        return None

    def _roles(self, dated: Sequence[_Dated]) -> tuple[tuple[Role, ...], str]:
        """What counts when, the first listed code first, and the code of all other days."""
        roles: list[Role] = []
        otherwise = ""
        forces = list(zip(dated, in_force([each.days for each in dated]), strict=True))
        nobody = any(parts for each, parts in forces if each.code == NOBODY)
        for each, parts in forces:
            if not parts:
                why = f"`{each.code}` never counts: codes before it hold on all its days"
                self._report(each.line, why, "leave it out, or put it before them")
            elif each.days.whole and not nobody and each.code != NOBODY:
                otherwise = each.code
            elif each.code != NOBODY:
                note = each.line.remark if not each.line.words else ""
                roles += (Role(each.code, days, note) for days in parts)
        return tuple(sorted(roles, key=lambda role: role.days.start)), otherwise
