"""Every filter finds what it should and nothing else, in both databases."""

from __future__ import annotations

import datetime
from itertools import islice

import pytest

from bench.happenings import DAY, World, event, happenings, place
from coder.store import seeking
from coder.store.records import StoredEvent
from coder.store.selection import Selection
from coder.store.store import Store
from tests.store.making import VERSIONS, coded, lines, origin

LATER = DAY + datetime.timedelta(days=3)
A = "DEUGOV > FRA 111"
B = "FRA > DEUGOV 040"
C = "SYRREB > SYRMIL 1831"
D = "USAGOVMIL > RUS 190"
E = "---REB > SYRGOV 183"


@pytest.fixture
def filled(store: Store) -> Store:
    told = [
        event(A, text="Berlin's officials criticized Paris over the cease-fire."),
        event(B, text="Diplomats met in Zürich.", where=place("Zürich", "CHE")),
        event(C, text="Rebels bombed the army near Aleppo.", where=place("Aleppo", "SYR")),
        event(D, LATER, text="American soldiers attacked."),
        event(E, None, text="Rebels attacked officers in Damascus.", where=place("Damascus", "SYR")),
    ]
    store.keep(coded(*told, title="Headlines of the week"), origin(), VERSIONS)
    return store


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Selection(), (A, B, C, D, E)),
        (Selection(source="DEU"), (A,)),
        (Selection(source="DEUGOV"), (A,)),
        (Selection(source="DEUGOVMIL"), ()),
        (Selection(source="DE"), (A,)),
        (Selection(target="SYR"), (C, E)),
        (Selection(source="%"), ()),
        (Selection(dyad=("DEU", "FRA")), (A, B)),
        (Selection(dyad=("FRA", "DEUGOV")), (A, B)),
        (Selection(dyad=("DEU", "USA")), ()),
        (Selection(source="DEU", target="FRA"), (A,)),
        (Selection(country="FRA"), (A, B)),
        (Selection(country="SYR"), (C, E)),
        (Selection(country="SY"), ()),
        (Selection(role="REB"), (C, E)),
        (Selection(role="MIL"), (C, D)),
        (Selection(role="GOV"), (A, B, D, E)),
        (Selection(role="G"), ()),
        (Selection(codes=("18",)), (C, E)),
        (Selection(codes=("1831", "04")), (B, C)),
        (Selection(codes=("1",)), (A, C, D, E)),
        (Selection(quads=(4,)), (C, D, E)),
        (Selection(quads=(1, 3)), (A, B)),
        (Selection(pentas=(1,)), (B,)),
        (Selection(goldstein_from=0), (B,)),
        (Selection(goldstein_to=-9), (C, D, E)),
        (Selection(goldstein_from=-5, goldstein_to=0), (A,)),
        (Selection(since=LATER), (D,)),
        (Selection(until=DAY), (A, B, C)),
        (Selection(since=DAY, until=LATER), (A, B, C, D)),
        (Selection(place="SYR"), (C, E)),
        (Selection(place="alep"), (C,)),
        (Selection(place="Zurich"), (B,)),
        (Selection(place="Zürich"), (B,)),
        (Selection(place="Paris"), ()),
        (Selection(text="rebels"), (C, E)),
        (Selection(text="army REBELS"), (C,)),
        (Selection(text="offi"), ()),
        (Selection(text="offic*"), (A, E)),
        (Selection(text="cease-fire"), (A,)),
        (Selection(text="zurich"), (B,)),
        (Selection(text="headlines"), (A, B, C, D, E)),
        (Selection(text="' OR 1=1 --"), ()),
        (Selection(text='"army" AND ('), ()),
        (Selection(text="!?"), ()),
        (Selection(text="rebels", place="SYR", codes=("183",), since=DAY), (C,)),
    ],
)
def test_a_selection_finds(filled: Store, wanted: Selection, expected: tuple[str, ...]) -> None:
    assert lines(filled.page(wanted).events) == list(expected)
    assert lines(filled.page(wanted, newest=True).events) == list(reversed(expected))


WORLD = World(("AAA", "BBB", "CCC", "DDD"), ("040", "111", "190"), ("rain", "wind", "snow", "hail"), days=9)
WANTED = (
    Selection(source="AAA"),
    Selection(country="ZZZ"),
    Selection(codes=("19",), text="rain"),
    Selection(dyad=("AAA", "BBB"), quads=(4,)),
    Selection(since=DAY - datetime.timedelta(days=3), until=DAY, role="GOV"),
    Selection(goldstein_to=-5),
    Selection(place="BBB"),
)


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("stretch", [1, 7, 40])
def test_pages_are_the_same_however_far_one_looks_before_the_index_is_asked(
    store: Store, stretch: int, newest: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep_all([(each, origin()) for each in islice(happenings(2, WORLD), 120)], VERSIONS)
    whole = [store.page(wanted, size=500, newest=newest).events for wanted in WANTED]
    assert min(map(len, whole)) == 0
    assert sum(map(len, whole)) > 100
    monkeypatch.setattr(seeking, "STRETCH", stretch)
    for wanted, expected in zip(WANTED, whole, strict=True):
        found: list[StoredEvent] = []
        page = store.page(wanted, size=3, newest=newest)
        while page.events:
            found += page.events
            page = store.page(wanted, found[-1].position, 3, newest)
        assert found == list(expected)


def test_a_place_comes_back_whole(filled: Store) -> None:
    (found,) = filled.page(Selection(place="Aleppo")).events
    assert found.site is not None
    assert (found.site.name, found.site.country, found.site.latitude, found.site.nearness) == (
        "Aleppo",
        "SYR",
        33.5,
        "place",
    )
