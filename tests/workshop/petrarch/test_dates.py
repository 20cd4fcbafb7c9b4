"""Restrictions mean the days that PETRARCH takes them to mean."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.workshop.petrarch.dates import ALWAYS, Stretch, in_force, read_stretch
from coder.workshop.petrarch.names import in_newswire, odd_signs, same_as


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("", "", ""),
        (">20090120", "2009-01-20", ""),
        ("> 090120", "2009-01-20", ""),
        ("<20090120", "", "2009-01-19"),
        ("20010120-20090120", "2001-01-20", "2009-01-19"),
        ("930120-010120", "1993-01-20", "2001-01-19"),
        ("930120-20010120", "1993-01-20", "2001-01-19"),
        ("19991231 - 20000101", "1999-12-31", "1999-12-31"),
        (">301231", "2030-12-31", ""),
        (">310101", "1931-01-01", ""),
        (">20240229", "2024-02-29", ""),
    ],
)
def test_a_restriction_is_read(written: str, first: str, last: str) -> None:
    stretch = read_stretch(written)
    assert (stretch.first_day, stretch.last_day) == (first, last)
    assert stretch.whole == (not written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("20090120", "neither"),
        ("=20090120", "neither"),
        ("2001-2009-2010", "neither"),
        (">2009012", "six or eight digits"),
        (">1920030320", "six or eight digits"),
        (">2009o120", "six or eight digits"),
        (">٢٠٠٩٠١٢٠", "six or eight digits"),
        (">20230229", "no such day"),
        (">00000101", "no such day"),
        ("20010101-20010101", "holds on no day"),
        ("20010102-20010101", "holds on no day"),
    ],
)
def test_what_is_no_restriction_is_refused(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_stretch(written)


DAYS = st.integers(1, 60).map(lambda number: datetime.date(2000, 1, 1) + datetime.timedelta(number))
STRETCHES = st.one_of(
    st.just(ALWAYS),
    DAYS.map(lambda day: Stretch(start=day)),
    DAYS.map(lambda day: Stretch(end=day)),
    st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Stretch(*pair)),
)


@given(st.lists(STRETCHES, max_size=6), DAYS)
def test_on_every_day_the_first_that_holds_is_in_force(stretches: list[Stretch], day: datetime.date) -> None:
    holding = [place for place, each in enumerate(stretches) if each.start <= day < each.end]
    found = [
        place for place, parts in enumerate(in_force(stretches)) if any(part.start <= day < part.end for part in parts)
    ]
    assert found == holding[:1]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ADA_TRONDAL_", "Ada Trondal"),
        ("ARMY_OF_THE_FJORDS", "Army of the Fjords"),
        ("THE_ARMY_", "The Army"),
        ("BEN_O'HARA", "Ben O'Hara"),
        ("HARBOUR'S_KEEPERS", "Harbour's Keepers"),
        ("AL-TRONDAL_BRIGADE", "Al-Trondal Brigade"),
        ("UN", "UN"),
        ("U.N._SECRETARY", "U.N. Secretary"),
        ("NRKT_NEWS", "NRKT News"),
        ("Ada_McTrond", "Ada McTrond"),
        ("ÅSE_ØSTBY", "Åse Østby"),
        ("FJORD  PARTY_", "Fjord Party"),
    ],
)
def test_names_are_spelled_as_in_newswire(written: str, name: str) -> None:
    assert in_newswire(written) == name


def test_the_same_name_is_the_same_whatever_its_signs() -> None:
    assert same_as("THE_U.N._OFFICE_") == same_as("UN OFFICE")
    assert same_as("HARBOUR'S_KEEPERS") == same_as("Harbour's Keepers")
    assert odd_signs("FJORD_(NORTH)\x1a+") == "( ) U+001A +"
