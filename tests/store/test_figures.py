"""Sums over events are what adding up by hand gives."""

from __future__ import annotations

import datetime

import pytest

from bench.happenings import DAY, event, place
from coder.store.figures import Cell, Country, Dyad, Point, Spot, Tally
from coder.store.selection import Selection
from coder.store.store import Store
from tests.store.making import VERSIONS, coded, origin

LATER = DAY + datetime.timedelta(days=1)
ALL = Selection()


@pytest.fixture
def filled(store: Store) -> Store:
    """Codes 040 (1.0), 111 (-2.0), 190 (-10.0) and 1831 (-10.0)."""
    told = [
        event("DEUGOV > FRA 111"),
        event("DEUGOV > FRA 040", where=place("Paris", "FRA")),
        event("FRA > DEU 190", LATER),
        event("SYRREB > SYRMIL 1831", where=place("Aleppo", "SYR")),
        event("---REB > SYRMIL 190", None),
    ]
    store.keep(coded(*told, id="a"), origin(), VERSIONS)
    store.keep(coded(event("DEUGOV > FRA 111"), id="b"), origin(), VERSIONS)
    return store


def test_the_matrix_tells_who_did_what_to_whom(filled: Store) -> None:
    assert filled.matrix(ALL) == (
        Cell("DEU", "FRA", Tally(2, 3, (1, 0, 1, 0), 2, 1.0, -2.0)),
        Cell("FRA", "DEU", Tally(1, 1, (0, 0, 0, 1), 1, 0.0, -10.0)),
        Cell("SYR", "SYR", Tally(1, 1, (0, 0, 0, 1), 1, 0.0, -10.0)),
    )
    assert [(each.source, each.target) for each in filled.matrix(ALL, size=2)] == [("DEU", "FRA"), ("FRA", "DEU")]
    assert [each.tally.events for each in filled.matrix(Selection(quads=(1,)))] == [1]


def test_the_matrix_may_be_of_whole_codes(filled: Store) -> None:
    found = filled.matrix(ALL, size=3, whole=True)
    assert [(each.source, each.target) for each in found] == [("DEUGOV", "FRA")]
    assert filled.matrix(ALL, whole=True)[0] == Cell("---REB", "SYRMIL", Tally(1, 1, (0, 0, 0, 1), 1, 0.0, -10.0))


def test_dyads_come_by_their_number_of_events(filled: Store) -> None:
    found = filled.dyads(ALL, size=2)
    assert found[0] == Dyad("DEUGOV", "Deugov", "FRA", "Fra", Tally(2, 3, (1, 0, 1, 0), 2, 1.0, -2.0))
    assert len(found) == 2
    assert [(each.source, each.target) for each in filled.dyads(Selection(since=LATER, until=LATER))] == [
        ("FRA", "DEU")
    ]


def test_a_series_goes_day_by_day(filled: Store) -> None:
    assert filled.series(Selection(dyad=("DEU", "FRA"))) == (
        Point(DAY, Tally(2, 3, (1, 0, 1, 0), 2, 1.0, -2.0)),
        Point(LATER, Tally(1, 1, (0, 0, 0, 1), 1, 0.0, -10.0)),
    )
    assert sum(each.tally.events for each in filled.series(ALL)) == 4, "an event without a day is on no day"


def test_places_and_countries(filled: Store) -> None:
    assert filled.places(ALL) == (
        Country("FRA", Tally(1, 1, (1, 0, 0, 0), 1, 1.0, 0.0)),
        Country("SYR", Tally(1, 1, (0, 0, 0, 1), 1, 0.0, -10.0)),
    )
    assert [(each.code, each.tally.events) for each in filled.countries(ALL)] == [("DEU", 3), ("FRA", 3), ("SYR", 2)]


def test_events_without_a_day_are_counted(filled: Store) -> None:
    assert filled.undated(ALL) == 1
    assert filled.undated(Selection(country="FRA")) == 0


def test_sites_have_a_position(filled: Store) -> None:
    assert filled.sites(ALL) == (
        Spot("Aleppo", "SYR", 33.5, 36.3, Tally(1, 1, (0, 0, 0, 1), 1, 0.0, -10.0)),
        Spot("Paris", "FRA", 33.5, 36.3, Tally(1, 1, (1, 0, 0, 0), 1, 1.0, 0.0)),
    )
    assert len(filled.sites(ALL, size=1)) == 1


def test_a_mean_is_over_events_that_have_a_value() -> None:
    assert Tally(3, 3, (1, 0, 2, 0), 2, 1.0, -2.0).mean == -0.5
    assert Tally(1, 1, (1, 0, 0, 0), 0, 0.0, 0.0).mean is None


def test_nothing_sums_up_to_nothing(store: Store) -> None:
    assert not any((store.matrix(ALL), store.dyads(ALL), store.series(ALL), store.places(ALL), store.countries(ALL)))
