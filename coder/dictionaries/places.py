"""Reads `dictionaries/places/` into a Gazetteer: tables with a tab between cells, one header line, `#` before remarks.

The countries' names, and the regions and towns without a point, come from the actor dictionaries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.actors.dictionary import ActorDictionary, EntryKind, Naming, Use
from coder.actors.spelling import phrase_words
from coder.coding.events import Nearness
from coder.coding.gazetteer import NO_GAZETTEER, Gazetteer, Row
from coder.dictionaries import yaml
from coder.dictionaries.nodes import suggest
from coder.errors import DictionaryError, EntryError, Location, YamlError

TABLES: Mapping[str, tuple[str, ...]] = {
    "countries": ("country", "fips", "latitude", "longitude"),
    "cities": ("name", "others", "country", "part", "latitude", "longitude", "population", "capital"),
    "regions": ("name", "others", "country", "part", "town"),
}
CAPITAL_WEIGHT, REGION_WEIGHT, COUNTRY_WEIGHT, LISTED_WEIGHT = 500_000, 3_000_000, 2_000_000_000, 20_000
"""What a capital weighs beside twice its population; what other places weigh against towns of the same name."""

_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table with its cells by the names of their columns."""

    cells: Mapping[str, str]
    location: Location

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str, hint: str = "") -> EntryError:
        """An EntryError at this line, to be raised by the caller."""
        return EntryError(message, self.location, hint)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and the others."""
        return (self["name"], *(name for name in self["others"].split("; ") if name))

    def degrees(self, column: str, most: int) -> float:
        """A latitude or longitude."""
        text = self[column]
        if not _NUMBER.fullmatch(text) or abs(float(text)) > most:
            raise self.error(f"`{column}` cannot be `{text}`", f"write degrees from -{most} to {most}, such as 36.20")
        return float(text)

    def population(self) -> int:
        """How many people live there; 0 where nobody says."""
        text = self["population"]
        if not text.isascii() or not text.isdigit():
            raise self.error(f"`population` cannot be `{text}`", "write digits alone, such as 250000")
        return int(text)


def load_places(folder: Path, actors: ActorDictionary) -> Gazetteer:
    """The gazetteer from its folder; without one the countries are known by their names alone.

    :raise DictionaryError: a table is wrong; the message says where.
    """
    codes = {entry.country for entry in actors.entries.values() if entry.kind is EntryKind.COUNTRY}
    building = _Building(frozenset(codes))
    for error in building.add_tables(folder):
        raise error
    building.add_unlisted()
    building.add_actor_places(actors)
    return building.gazetteer()


def place_errors(folder: Path, countries: Collection[str]) -> tuple[DictionaryError, ...]:
    """Everything that is wrong in the tables, where `countries` are the codes that there are."""
    return tuple(_Building(frozenset(countries)).add_tables(folder))


def lines_of(folder: Path, table: str) -> Iterator[Line | DictionaryError]:
    """The lines of a table, and what is wrong with those that cannot be read; none where there is no such file."""
    path, columns = folder / f"{table}.tsv", TABLES[table]
    if not path.is_file():
        return
    file = path.relative_to(folder.parent.parent).as_posix()
    try:
        lines = yaml.decode(yaml.contents(path, file), file).split("\n")
    except YamlError as error:
        yield error
        return
    told = [(number, text) for number, text in enumerate(lines, 1) if text and not text.startswith("#")]
    if not told or tuple(told[0][1].split("\t")) != columns:
        hint = f"write {', '.join(columns)} with a tab between each"
        yield EntryError("the first line does not name the columns", Location(file, told[0][0] if told else 1), hint)
        return
    for number, text in told[1:]:
        yield _line(text.split("\t"), columns, Location(file, number))


def _line(cells: list[str], columns: tuple[str, ...], location: Location) -> Line | EntryError:
    if len(cells) != len(columns):
        hint = f"write a tab between each of {', '.join(columns)}"
        return EntryError(f"{len(cells)} cells, not {len(columns)}", location, hint)
    for column, cell in zip(columns, cells, strict=True):
        if cell != cell.strip():
            return EntryError(f"a blank at the border of `{column}`", location, "delete it")
        if not cell and column in {"name", "country"}:
            return EntryError(f"`{column}` is empty", location)
    return Line(dict(zip(columns, cells, strict=True)), location)


class _Building:
    """Gathers rows and names from all tables."""

    def __init__(self, codes: frozenset[str]) -> None:
        self._codes = codes
        self._rows: list[Row] = []
        self._names: dict[str, list[int]] = defaultdict(list)
        self._countries: dict[str, int] = {}
        self._capitals: dict[str, int] = {}
        self._fips: dict[str, str] = {}
        self._towns: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._regions: set[tuple[str, str]] = set()

    def add_tables(self, folder: Path) -> Iterator[DictionaryError]:
        """Takes in all lines, countries before their towns and those before regions; gives what is wrong."""
        for table, add in (("countries", self._add_country), ("cities", self._add_city), ("regions", self._add_region)):
            for line in lines_of(folder, table):
                if isinstance(line, DictionaryError):
                    yield line
                    continue
                try:
                    add(line)
                except EntryError as error:
                    yield error

    def _add_country(self, line: Line) -> None:
        """A country with its middle; its names come from the actor dictionaries."""
        code = line["country"]
        if code in self._countries:
            raise line.error(f"`{code}` is already there")
        if line["fips"] and not (len(line["fips"]) == 2 and line["fips"].isalpha()):
            raise line.error(f"`fips` cannot be `{line['fips']}`", "write two letters, or nothing")
        self._fips[code] = line["fips"]
        self._country(code, line.degrees("latitude", 90), line.degrees("longitude", 180))

    def add_unlisted(self) -> None:
        """Countries of the actor dictionaries that the table does not have: those of the past."""
        for code in sorted(self._codes - self._countries.keys()):
            self._country(code, None, None)

    def _country(self, code: str, latitude: float | None, longitude: float | None) -> None:
        self._countries[code] = len(self._rows)
        self._rows.append((code, code, "", latitude, longitude, COUNTRY_WEIGHT, Nearness.COUNTRY.value))

    def _add_city(self, line: Line) -> None:
        """A town, by all its names."""
        code = self._known_country(line)
        if line["capital"] not in {"", "yes"}:
            raise line.error(f"`capital` cannot be `{line['capital']}`", "write yes, or nothing")
        is_capital = line["capital"] == "yes"
        people = line.population()
        weight = 2 * people + CAPITAL_WEIGHT if is_capital else people
        point = (line.degrees("latitude", 90), line.degrees("longitude", 180))
        number = self._add((line["name"], code, line["part"], *point, weight, Nearness.PLACE.value), line.names)
        for key in {_key(name) for name in line.names}:
            self._towns[key, code].append(number)
        if is_capital:
            self._capitals.setdefault(code, number)

    def _add_region(self, line: Line) -> None:
        """A region, at the point of its main town."""
        code = self._known_country(line)
        for key in map(_key, line.names):
            if (key, code) in self._regions:
                raise line.error(f"`{key}` is already a region of {code}")
            self._regions.add((key, code))
        towns = self._towns.get((_key(line["town"]), code), [])
        towns = [number for number in towns if not line["part"] or self._rows[number][2] == line["part"]]
        if not towns:
            hint = suggest(
                line["town"], [self._rows[n][0] for (_, c), ns in self._towns.items() if c == code for n in ns]
            )
            raise line.error(f"cities.tsv has no `{line['town']}` in {code}", hint)
        _, _, _, latitude, longitude, _, _ = max((self._rows[number] for number in towns), key=lambda row: row[5])
        row = (line["name"], code, line["part"], latitude, longitude, REGION_WEIGHT, Nearness.REGION.value)
        self._add(row, line.names)

    def add_actor_places(self, actors: ActorDictionary) -> None:
        """Names of the actor dictionaries: countries, and places that no table has, of which the country is known."""
        for form, namings in actors.names.phrases.items():
            for naming in namings:
                entry = actors.entries[naming.entry]
                if entry.kind is EntryKind.COUNTRY:
                    self._add_actor_place(form, naming, entry.country, entry.name, bool(entry.roles or entry.end))

    def _add_actor_place(self, form: str, naming: Naming, code: str, name: str, is_less: bool) -> None:
        if naming.use is Use.NAME and not is_less:
            number = self._countries[code]
            if self._rows[number][0] == code:
                self._rows[number] = (name, *self._rows[number][1:])
            self._name(form, number)
        elif naming.use in {Use.PLACE, Use.CAPITAL} and not self._has_point(form, code):
            row = (naming.written, code, "", None, None, LISTED_WEIGHT, Nearness.REGION.value)
            self._add(row, (naming.written,))

    def _has_point(self, form: str, code: str) -> bool:
        return (form, code) in self._regions or bool(self._towns.get((form, code)))

    def _known_country(self, line: Line) -> str:
        code = line["country"]
        if code not in self._countries and code not in self._codes:
            raise line.error(f"no country has the code `{code}`", suggest(code, self._codes))
        return code

    def _add(self, row: Row, names: Iterable[str]) -> int:
        self._rows.append(row)
        for key in {_key(name) for name in names}:
            self._name(key, len(self._rows) - 1)
        return len(self._rows) - 1

    def _name(self, key: str, number: int) -> None:
        if key and number not in self._names[key]:
            self._names[key].append(number)

    def gazetteer(self) -> Gazetteer:
        """All that was gathered."""
        if not self._rows:
            return NO_GAZETTEER
        names = {key: tuple(numbers) for key, numbers in self._names.items() if numbers}
        return Gazetteer(tuple(self._rows), names, _longest(names), self._countries, self._capitals, self._fips)


def _key(name: str) -> str:
    return " ".join(phrase_words(name))


def _longest(names: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:
        first, length = name.partition(" ")[0], name.count(" ") + 1
        found[first] = max(found.get(first, 0), length)
    return found
