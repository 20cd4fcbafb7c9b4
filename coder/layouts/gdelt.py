"""The event table of GDELT: 61 columns in version 2.0, 58 in version 1.0, tabs between them, no header."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from coder.actors.actor import Actor
from coder.coding.events import Nearness, Where
from coder.dedupe import distinct
from coder.layouts.columns import (
    DAY,
    NOWHERE,
    UNSAID,
    Column,
    Layout,
    Record,
    article_digits,
    country_name,
    digits,
    empty,
    of_where,
    whole_number,
)
from coder.layouts.names import COUNTRY, ROLE
from coder.parsing.sentences import Part

Of = Callable[[Record], Actor]

_GEOGRAPHY = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_DAYS_A_MONTH, _DAYS_A_YEAR = 30, 365


def _fraction(record: Record) -> str:
    """The year with the part of it gone by as GDELT reckons it: months of 30 days, years of 365."""
    day = record.event.day
    if day is None:
        return ""
    gone = (_DAYS_A_MONTH * (day.month - 1) + day.day) / _DAYS_A_YEAR
    return f"{day.year + gone:.4f}"


def _leads(record: Record) -> int:
    """Whether the event stands in a headline or the first sentence of the text."""
    sentence = record.event.sentence
    first = 1 if record.article.title.strip() else 0
    return int(sentence.part is Part.TITLE or sentence.headline or sentence.index <= first)


def _codes(record: Record, of: Of, *kinds: str) -> list[str]:
    return [part.code for part in record.names.parts(of(record)) if part.kind in kinds]


def _nth(of: Of, place: int, *kinds: str) -> Callable[[Record], str]:
    """The code part of these kinds at a place, or nothing."""
    return lambda record: "".join(_codes(record, of, *kinds)[place : place + 1])


def _actor_columns(prefix: str, of: Of) -> Iterator[Column]:
    whole = "the whole actor code; of an actor without a country its roles alone"
    yield Column(f"{prefix}Code", whole, lambda r: of(r).code.replace("-", ""))
    named = "its name, else its words, in capitals"
    yield Column(f"{prefix}Name", named, lambda r: (of(r).name or of(r).text).upper(), words=True)
    yield Column(f"{prefix}CountryCode", "country or region", _nth(of, 0, COUNTRY, "region"))
    yield Column(f"{prefix}KnownGroupCode", "organisation, such as UNO", _nth(of, 0, "organisation"))
    yield Column(f"{prefix}EthnicCode", "people", _nth(of, 0, "ethnic"))
    yield Column(f"{prefix}Religion1Code", "religion", _nth(of, 0, "religion"))
    yield Column(f"{prefix}Religion2Code", "second religion", _nth(of, 1, "religion"))
    for place in range(3):
        meaning = "role or kind of organisation, such as GOV or IGO" if place == 0 else "the next one"
        yield Column(f"{prefix}Type{place + 1}Code", meaning, _nth(of, place, ROLE, "type"))


def _actor_places(prefix: str) -> Iterator[Column]:
    for name in _GEOGRAPHY:
        yield Column(f"{prefix}Geo_{name}", NOWHERE, empty)


def _type(where: Where) -> int:
    """1 a country, 2 a state of the USA, 3 a town there, 4 a town elsewhere, 5 a region elsewhere."""
    american = where.country == "USA"
    match where.nearness:
        case Nearness.COUNTRY:
            return 1
        case Nearness.REGION:
            return 2 if american else 5
    return 3 if american else 4


def _full_name(record: Record) -> str:
    where, country = record.event.where, country_name(record)
    if where is None or where.nearness is Nearness.COUNTRY:
        return country
    return f"{where.name}, {country}" if country else where.name


def _letters(record: Record, only_country: bool = False) -> str:
    where = record.event.where
    if where is None or (only_country and where.nearness is not Nearness.COUNTRY):
        return ""
    return record.names.fips.get(where.country, "")


def _place() -> Iterator[Column]:
    """Where the event was; a country's own letters stand for its division and feature, as GDELT has it."""
    alone = "the same two letters for a country; else empty"
    columns: tuple[tuple[str, Callable[[Record], object]], ...] = (
        ("1 country, 2 US state, 3 US town, 4 town, 5 region; empty where nobody tells", of_where(_type)),
        ("place and country in words", _full_name),
        ("FIPS 10-4, two letters", _letters),
        (alone, partial(_letters, only_country=True)),
        (UNSAID, empty),
        ("degrees north; may be empty", of_where(lambda where: where.latitude)),
        ("degrees east; may be empty", of_where(lambda where: where.longitude)),
        (alone, partial(_letters, only_country=True)),
    )
    for name, (meaning, value) in zip(_GEOGRAPHY, columns, strict=True):
        yield Column(f"ActionGeo_{name}", meaning, value)


COLUMNS = (
    Column("GLOBALEVENTID", "the event's id as a whole number: its 16 hexadecimal digits, halved", whole_number),
    Column("SQLDATE", f"{DAY}, YYYYMMDD", digits),
    Column("MonthYear", "YYYYMM", lambda r: digits(r)[:6]),
    Column("Year", "YYYY", lambda r: digits(r)[:4]),
    Column("FractionDate", "year and part of it gone by, months of 30 days", _fraction),
    *_actor_columns("Actor1", lambda r: r.event.source),
    *_actor_columns("Actor2", lambda r: r.event.target),
    Column("IsRootEvent", "1 in a headline or the first sentence, else 0", _leads),
    Column("EventCode", "CAMEO event code; read it as text, zeros lead", lambda r: r.event.code.code),
    Column("EventBaseCode", "the code's first three digits", lambda r: r.event.code.code[:3]),
    Column("EventRootCode", "CAMEO root", lambda r: r.event.code.root),
    Column("QuadClass", "1 to 4", lambda r: r.event.code.quad),
    Column("GoldsteinScale", "-10 to 10; empty where none is published", lambda r: r.event.code.goldstein),
    Column("NumMentions", "tellings (1 unless duplicates were filtered)", lambda r: len(r.mentions)),
    Column(
        "NumSources",
        "publishers among them; 1 where none is named",
        lambda r: len(distinct(mention.article.publisher for mention in r.mentions)) or 1,
    ),
    Column("NumArticles", "articles among them", lambda r: len({mention.number for mention in r.mentions})),
    Column("AvgTone", "empty: tone is not measured", empty),
    *_actor_places("Actor1"),
    *_actor_places("Actor2"),
    *_place(),
    Column(
        "DATEADDED",
        "the article's date at midnight, YYYYMMDDHHMMSS (in version 1.0 YYYYMMDD)",
        lambda r: f"{article_digits(r)}000000" if r.event.date else "",
    ),
    Column("SOURCEURL", "the article's address", lambda r: r.article.url, words=True),
)


def _first_version() -> Iterator[Column]:
    for column in COLUMNS:
        if column.name == "DATEADDED":
            yield Column(column.name, column.meaning, article_digits)
        elif not column.name.endswith("Geo_ADM2Code"):
            yield column


_TYPE = "text/tab-separated-values; layout="
GDELT = Layout("gdelt", f"{_TYPE}gdelt", "Like GDELT 2.0", COLUMNS, header=False)
GDELT_1 = Layout("gdelt1", f"{_TYPE}gdelt1", "Like GDELT 1.0", tuple(_first_version()), header=False)
