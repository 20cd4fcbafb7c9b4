"""The tables of places: what is read from them, what is refused, and that those that ship are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.actors.dictionary import ActorDictionary
from coder.coder import Coder
from coder.coding.events import Nearness
from coder.coding.gazetteer import NO_GAZETTEER
from coder.dictionaries.load import content_hash
from coder.dictionaries.places import TABLES, load_places, place_errors
from coder.errors import DictionaryError
from coder.resources import dictionary_directory

CITIES = "\t".join(TABLES["cities"])
REGIONS = "\t".join(TABLES["regions"])
COUNTRIES = "\t".join(TABLES["countries"])
OSLO = "Oslo\tChristiania; Kristiania\tNOR\t\t59.91\t10.75\t580000\tyes"
NORWAY = "NOR\tNO\t61.00\t9.00"


@pytest.fixture(scope="module")
def actors(coder: Coder) -> ActorDictionary:
    return coder.dictionaries.actors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "dictionaries" / "places"
    place.mkdir(parents=True)
    return place


def write(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def test_a_place_is_found_by_all_its_names(folder: Path, actors: ActorDictionary) -> None:
    region = "East Norway\tØstlandet\tNOR\t\tChristiania"
    write(
        folder,
        cities=f"# a remark\n{CITIES}\n{OSLO}\n",
        regions=f"{REGIONS}\n{region}\n",
        countries=f"{COUNTRIES}\n{NORWAY}\n",
    )
    found = load_places(folder, actors)
    (oslo,), (also,) = found.called("oslo"), found.called("kristiania")
    assert oslo == also == found.capital("NOR")
    assert (oslo.name, oslo.country, oslo.latitude, oslo.nearness) == ("Oslo", "NOR", 59.91, Nearness.PLACE)
    (east,) = found.called("east norway")
    assert (east.latitude, east.longitude, east.nearness) == (59.91, 10.75, Nearness.REGION)
    (norway,) = (spot for spot in found.called("norway"))
    assert (norway.name, norway.latitude, norway.nearness, found.fips["NOR"]) == (
        "Norway",
        61.0,
        Nearness.COUNTRY,
        "NO",
    )


def test_without_tables_countries_and_listed_places_are_known_by_name(tmp_path: Path, actors: ActorDictionary) -> None:
    found = load_places(tmp_path, actors)
    (chad,) = found.called("chad")
    assert (chad.country, chad.latitude, chad.nearness) == ("TCD", None, Nearness.COUNTRY)
    (camp,) = found.called("camp david")
    assert (camp.country, camp.latitude, camp.nearness) == ("USA", None, Nearness.REGION)
    assert NO_GAZETTEER.called("chad") == ()


@pytest.mark.parametrize(
    ("table", "text", "line", "words"),
    [
        ("cities", OSLO, 1, "does not name the columns"),
        ("cities", "", 1, "does not name the columns"),
        ("cities", f"# remark\n{CITIES}\n\nOslo\tNOR", 4, "2 cells, not 8"),
        ("cities", f"{CITIES}\n{OSLO.replace('Oslo', ' Oslo')}", 2, "blank at the border of `name`"),
        ("cities", f"{CITIES}\n{OSLO}\r", 2, "blank at the border of `capital`"),
        ("cities", f"{CITIES}\n{OSLO.removeprefix('Oslo')}", 2, "`name` is empty"),
        ("cities", f"{CITIES}\n{OSLO.replace('NOR', 'NRO')}", 2, "no country has the code `NRO`"),
        ("cities", f"{CITIES}\n{OSLO.replace('59.91', '95.91')}", 2, "`latitude` cannot be `95.91`"),
        ("cities", f"{CITIES}\n{OSLO.replace('10.75', 'east')}", 2, "`longitude` cannot be `east`"),
        ("cities", f"{CITIES}\n{OSLO.replace('580000', '580,000')}", 2, "`population` cannot be `580,000`"),
        ("cities", f"{CITIES}\n{OSLO.replace('yes', 'no')}", 2, "`capital` cannot be `no`"),
        ("countries", f"{COUNTRIES}\n{NORWAY}\n{NORWAY}", 3, "`NOR` is already there"),
        ("countries", f"{COUNTRIES}\nNOR\tNOR\t61\t9", 2, "`fips` cannot be `NOR`"),
        ("regions", f"{REGIONS}\nEast Norway\t\tNOR\t\tOlso", 2, "no `Olso` in NOR"),
        ("regions", f"{REGIONS}\nVestlandet\tEast Norway\tNOR\t\tOslo\nEast Norway\t\tNOR\t\tOslo", 3, "already a region of NOR"),
    ],
)  # fmt: skip
def test_mistakes_have_their_line(
    folder: Path, actors: ActorDictionary, table: str, text: str, line: int, words: str
) -> None:
    write(folder, cities=f"{CITIES}\n{OSLO}", **{table: text}) if table != "cities" else write(folder, cities=text)
    with pytest.raises(DictionaryError) as caught:
        load_places(folder, actors)
    assert (caught.value.location.file, caught.value.location.line) == (f"dictionaries/places/{table}.tsv", line)
    assert words in caught.value.message
    assert place_errors(folder, actors.countries)[0].message == caught.value.message


def test_a_wrong_line_does_not_hide_the_next(folder: Path) -> None:
    write(folder, cities=f"{CITIES}\nOslo\n{OSLO.replace('yes', 'no')}\n{OSLO}\n{OSLO.replace('59', '99')}\n")
    assert [error.location.line for error in place_errors(folder, {"NOR"})] == [2, 3, 5]


def test_a_table_that_is_no_text_is_refused_in_words(folder: Path, actors: ActorDictionary) -> None:
    (folder / "cities.tsv").write_bytes(b"name\xff")
    with pytest.raises(DictionaryError, match="not UTF-8"):
        load_places(folder, actors)


def test_the_tables_belong_to_the_content_of_the_dictionaries(folder: Path) -> None:
    before = content_hash(folder.parent)
    write(folder, regions=f"{REGIONS}\n")
    assert content_hash(folder.parent) != before


def test_the_tables_that_ship_are_sound_and_small(coder: Coder) -> None:
    places = dictionary_directory() / "places"
    assert place_errors(places, coder.dictionaries.actors.countries) == ()
    assert sum(path.stat().st_size for path in places.iterdir()) < 1_000_000
    assert "CC BY 4.0" in (places / "cities.tsv").read_text("utf-8")[:200]
    assert len(coder.dictionaries.places.capitals) > 200


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("raqqa", "SYR"), ("kharkov", "UKR"), ("odessa", "UKR"), ("kiev", "UKR"), ("hodeidah", "YEM"), ("falluja", "IRQ"),
        ("pristina", "KSV"), ("kobani", "SYR"), ("goma", "COD"), ("bangui", "CAF"), ("sarajevo", "BIH"), ("the hague", ""),
        ("hague", "NLD"), ("new delhi", "IND"), ("sao paulo", "BRA"), ("ciudad juarez", "MEX"), ("naypyidaw", "MMR"),
        ("brasilia", "BRA"), ("reykjavik", "ISL"), ("darfur", "SDN"), ("chechnya", "RUS"), ("crimea", "UKR"),
    ],
)  # fmt: skip
def test_names_of_the_news_are_known(coder: Coder, name: str, country: str) -> None:
    spots = sorted(coder.dictionaries.places.called(name), key=lambda spot: -spot.weight)
    assert (spots[0].country if spots else "") == country
