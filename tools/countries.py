"""Write dictionaries/actors/countries/generated.yaml from four packages under the MIT licence.

Nothing is downloaded here: fetch and unpack the packages first, then name their folders.

    npm pack i18n-iso-countries i18n-nationality        (unpack both)
    pip download --no-deps countryinfo countrynames     (unzip both wheels)
    python tools/countries.py --names i18n-iso-countries --nationalities i18n-nationality \
        --facts countryinfo --variants countrynames --to dictionaries/actors/countries/generated.yaml

What newswire says differently from these sources stands in the hand files beside the generated one,
whose entries carry `extends: true`.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

HEADER: Final = """\
# yaml-language-server: $schema=../../../schemas/actors.schema.json
# Written by tools/countries.py: do not edit, put changes into the file of the country's region.
# Names: i18n-iso-countries {names}.  Adjectives: i18n-nationality {nationalities}.  Official names, demonyms
# and capitals: countryinfo {facts}.  Names are kept only where countrynames {variants} agrees.  All four
# packages are under the MIT licence: (c) widdix GmbH (first two), (c) Porimol Chandro, (c) Friedrich Lindenberg.
actors:
"""

NEWSWIRE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "CHN": "China",
        "CIV": "Ivory Coast",
        "COD": "Democratic Republic of the Congo",
        "COG": "Republic of the Congo",
        "CZE": "Czech Republic",
        "FLK": "Falkland Islands",
        "FSM": "Micronesia",
        "GMB": "Gambia",
        "IRN": "Iran",
        "KOR": "South Korea",
        "MKD": "North Macedonia",
        "MAC": "Macau",
        "MAF": "Saint Martin",
        "MDA": "Moldova",
        "NLD": "Netherlands",
        "PSE": "Palestine",
        "RUS": "Russia",
        "SXM": "Sint Maarten",
        "TLS": "East Timor",
        "TUR": "Turkey",
        "TWN": "Taiwan",
        "TZA": "Tanzania",
        "USA": "United States",
        "VAT": "Vatican",
        "VGB": "British Virgin Islands",
        "VIR": "U.S. Virgin Islands",
        "XKK": "Kosovo",
        "LAO": "Laos",
        "SYR": "Syria",
        "BRN": "Brunei",
    }
)
"""The name where newswire does not use the first one of ISO 3166."""

CODES: Final[Mapping[str, str]] = MappingProxyType({"XKK": "KSV"})
"""Codes of the field that are not those of the source."""

OWNERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "American": "USA",
        "Chinese": "CHN",
        "Congolese": "COD",
        "Dominican": "DOM",
        "French": "FRA",
        "Indian": "IND",
        "Norwegian": "NOR",
    }
)
"""Whose an adjective is that several entries claim; others claimed twice are nobody's."""

WRONG: Final = frozenset(
    {
        "Antiguans",
        "Batswana",
        "Kirghiz",
        "Kittian and Nevisian",
        "Mosotho",
        "Motswana",
        "Maldivan",
        "Monacan",
        "San Marinese",
        "Slovene",
        "Surinamer",
        "Tadzhik",
        "Trinidadian or Tobagonian",
        "Welsh",
        "Yemenite",
        "City of Victoria",
        "City of San Marino",
        "Vatican City State",
        "Washington D.C.",
        "Nur-Sultan",
        "Lobamba",
        "Congo",
        "Republic of China",
        "Republic of Macedonia",
        "Bosnian - Herzegovinian",
        "Emirian",
        "Jerusalem",
        "Male",
        "Victoria",
    }
)
"""Words of the sources that mislead; the hand files have the right ones."""

DEPENDENT: Final = (
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD"
    " IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF"
)
"""Territories whose seat newswire does not mean as a government: Hamilton, Douglas and Stanley are people there."""

OFFICIAL: Final = re.compile(
    r"^([A-Z][\w'-]+ ){0,3}(Republic|Kingdom|State|States|Union|Sultanate|Principality|Commonwealth|Duchy"
    r"|Confederation|Federation)( of( the)? .+)?$"
)
PERSON: Final = re.compile(r"(an|i|er|ese|ot|eek|ech|hai|iss|ois|dan|jik|men|gyz)$")


@dataclass(frozen=True, slots=True)
class Country:
    """One entry of the generated file."""

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The read packages, each by two-letter code."""

    codes: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    nationalities: Mapping[str, str]
    facts: Mapping[str, Mapping[str, object]]
    variants: Mapping[str, frozenset[str]]


def plain(text: str) -> str:
    """The text without accents: newswire writes both `Bogotá` and `Bogota`."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts in order, each once, empty ones left out."""
    return tuple(dict.fromkeys(text for text in texts if text))


def as_tuple(value: object) -> tuple[str, ...]:
    """A JSON value that may be one text or a list of texts."""
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return (str(value),) if value else ()


def read_sources(names: Path, nationalities: Path, facts: Path, variants: Path) -> Sources:
    """Read the four unpacked packages."""
    iso = json.loads((names / "langs/en.json").read_text(encoding="utf-8"))["countries"]
    nations = json.loads((nationalities / "langs/en.json").read_text(encoding="utf-8"))["nationalities"]
    codes = json.loads((names / "codes.json").read_text(encoding="utf-8"))
    spelled = yaml.safe_load((variants / "countrynames/data.yaml").read_text(encoding="utf-8"))
    return Sources(
        codes={row[0]: row[1] for row in codes},
        names={code: as_tuple(value) for code, value in iso.items()},
        nationalities=nations,
        facts=dict(read_facts(facts / "countryinfo/data")),
        variants={code: frozenset(str(name).lower() for name in found) for code, found in spelled.items()},
    )


def read_facts(folder: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The facts of each country file that has a code."""
    for path in sorted(folder.glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        code = found.get("ISO", {}).get("alpha2")
        if code:
            yield code, found


def main_name(alpha3: str, names: tuple[str, ...]) -> str:
    """The name newswire uses most."""
    return NEWSWIRE.get(alpha3) or names[0].replace("Saint ", "St. ")


def aliases_of(alpha2: str, name: str, sources: Sources) -> tuple[str, ...]:
    """Other English names: those of ISO and the official long forms that a second source confirms."""
    facts = sources.facts.get(alpha2, {})
    official = [text for text in as_tuple(facts.get("altSpellings")) if OFFICIAL.match(text)]
    listed = [text for text in (*sources.names[alpha2], *official) if not re.search(r"[,()]", text)]
    known = sources.variants.get(alpha2, frozenset())
    found = [text for text in listed if text.lower() in known and text not in WRONG]
    saints = [name.replace("St. ", "Saint ")] if name.startswith("St. ") else []
    return distinct(text for text in (*found, *map(plain, found), *saints, plain(name)) if text != name)


def adjectives_of(alpha2: str, name: str, sources: Sources) -> tuple[str, ...]:
    """Adjectives and person nouns of the country, not yet told apart."""
    demonyms = str(sources.facts.get(alpha2, {}).get("demonym") or "").split(",")
    found = (sources.nationalities.get(alpha2, ""), *demonyms)
    names = {name, *sources.names[alpha2], *WRONG}
    return distinct(text for text in found if text not in names and not re.search(r"[(),]| and ", text))


def capitals_of(alpha2: str, alpha3: str, name: str, sources: Sources) -> tuple[str, ...]:
    """The capital, with and without accents; none for territories and where it has the country's own name."""
    capital = str(sources.facts.get(alpha2, {}).get("capital") or "")
    if alpha3 in DEPENDENT or capital in WRONG or capital == name or "/" in capital:
        return ()
    return tuple(text for text in distinct((capital, plain(capital))) if text not in WRONG)


def country(alpha2: str, sources: Sources) -> Country:
    """Put one country together from all sources."""
    alpha3 = sources.codes[alpha2]
    name = main_name(alpha3, sources.names[alpha2])
    words = adjectives_of(alpha2, name, sources)
    return Country(
        code=CODES.get(alpha3, alpha3),
        name=name,
        aliases=aliases_of(alpha2, name, sources),
        adjectives=tuple(word for word in words if not word.endswith("er")),
        demonyms=tuple(word for word in words if PERSON.search(word)),
        capitals=capitals_of(alpha2, alpha3, name, sources),
    )


def settled(countries: list[Country]) -> list[Country]:
    """Take away each name and adjective that several countries claim, but from its owner."""
    names = Counter(text for entry in countries for text in (entry.name, *entry.aliases))
    words = Counter(text for entry in countries for text in {*entry.adjectives, *entry.demonyms})

    def own(code: str, texts: tuple[str, ...], claims: Counter[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if claims[text] < 2 or OWNERS.get(text) == code)

    return [
        replace(
            entry,
            aliases=own(entry.code, entry.aliases, names),
            adjectives=own(entry.code, entry.adjectives, words),
            demonyms=own(entry.code, entry.demonyms, words),
        )
        for entry in countries
    ]


def entry_id(name: str) -> str:
    """An id made of the name: `Ivory Coast` is `country-ivory-coast`."""
    return "country-" + re.sub(r"[^a-z]+", "-", plain(name).lower().replace("'", "").replace(".", "")).strip("-")


def scalar(text: str) -> str:
    """The text as a YAML scalar, quoted unless it can be read one way only."""
    return text if re.fullmatch(r"[^\W\d][\w .'-]+", text) and text != "NO" else json.dumps(text, ensure_ascii=False)


def written(entry: Country) -> str:
    """The entry as YAML text, empty keys left out."""
    lists = (
        ("aliases", entry.aliases),
        ("adjectives", entry.adjectives),
        ("demonyms", entry.demonyms),
    )
    rows = [f"  - id: {entry_id(entry.name)}", "    kind: country", f"    name: {scalar(entry.name)}"]
    rows += [f"    {key}: [{', '.join(map(scalar, texts))}]" for key, texts in lists if texts]
    rows.append(f"    code: {entry.code}")
    if entry.capitals:
        rows.append(f"    capitals: [{', '.join(map(scalar, entry.capitals))}]")
    return "\n".join(rows) + "\n"


def version(folder: Path, package: str) -> str:
    """The version a package states in its package.json or its wheel's folder name."""
    manifest = folder / "package.json"
    if manifest.exists():
        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])
    return next(folder.glob(f"{package}-*.dist-info")).name.removesuffix(".dist-info").rpartition("-")[2]


def main() -> None:
    """Read the packages named on the command line and write the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("names", "nationalities", "facts", "variants", "to"):
        options.add_argument(f"--{name}", type=Path, required=True)
    given = options.parse_args()
    sources = read_sources(given.names, given.nationalities, given.facts, given.variants)
    countries = settled([country(alpha2, sources) for alpha2 in sources.names if alpha2 in sources.codes])
    header = HEADER.format(
        names=version(given.names, ""),
        nationalities=version(given.nationalities, ""),
        facts=version(given.facts, "countryinfo"),
        variants=version(given.variants, "countrynames"),
    )
    body = "".join(written(entry) for entry in sorted(countries, key=lambda entry: entry.code))
    given.to.write_text(header + body, encoding="utf-8")


if __name__ == "__main__":
    main()
