"""What is kept is there, once, and counted right."""

from __future__ import annotations

import datetime
import json
from contextlib import closing

import pytest

from bench.happenings import DAY, event
from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.errors import StoreError
from coder.store.records import Alike, Kept
from coder.store.selection import Selection
from coder.store.store import Store
from schemas.responses import EventSchema
from tests.store.making import NOW, VERSIONS, coded, lines, origin

ALL = Selection()


def test_an_event_comes_back_as_it_was_coded(store: Store, coder: Coder) -> None:
    article = Article("Germany criticized France on Friday.", id="a", date=DAY, url="http://x.example/a", publisher="X")
    (found,) = coder.code([article], EVERYTHING)
    kept = store.keep(found, origin(url_key="x.example/a"), coder.versions)
    (stored,) = store.page(ALL).events
    assert kept == Kept(stored.first.report.number, (stored.id,))
    assert (stored.day, stored.source.code, stored.target.code, stored.code) == (
        found.events[0].day,
        "DEU",
        "FRA",
        "111",
    )
    assert json.loads(stored.first.record) == EventSchema().dump(found.events[0])
    report = stored.first.report
    assert (report.url, report.publisher, report.received, report.versions) == (article.url, "X", NOW, coder.versions)
    assert store.event(stored.id) == stored
    assert store.mentions(stored.id) == (stored.first,)


@pytest.mark.parametrize(
    ("id", "url_key", "again_id", "again_key", "known"),
    [
        ("a", "x/a", "b", "x/a", True),
        ("a", "x/a", "a", "x/b", False),
        ("a", "", "a", "", True),
        ("a", "", "b", "", False),
        ("", "", "", "", True),
    ],
)
def test_an_article_is_kept_once(
    store: Store, id: str, url_key: str, again_id: str, again_key: str, known: bool
) -> None:
    first = store.keep(coded("DEU > FRA 111", id=id), origin(url_key=url_key), VERSIONS)
    again = store.keep(coded("DEU > FRA 111", id=again_id), origin(url_key=again_key), VERSIONS)
    assert again.known is known
    assert (again.number == first.number) is known
    (stored,) = store.page(ALL).events
    assert (stored.mentions, stored.articles) == ((1, 1) if known else (2, 2))


def test_one_act_of_a_day_is_one_event_however_often_it_is_told(store: Store) -> None:
    next_day = DAY + datetime.timedelta(days=1)
    store.keep(coded("DEU > FRA 111", "DEU > FRA 111", "FRA > DEU 040", id="a", publisher="X"), origin(), VERSIONS)
    store.keep(coded("DEU > FRA 111", id="b", publisher="Y"), origin(), VERSIONS)
    store.keep(coded("DEU > FRA 111", id="c", day=next_day), origin(), VERSIONS)
    found = store.page(ALL).events
    assert [(each.code, each.day, each.mentions, each.articles, each.publishers) for each in found] == [
        ("111", DAY, 3, 2, 2),
        ("040", DAY, 1, 1, 1),
        ("111", next_day, 1, 1, 0),
    ]


@pytest.mark.parametrize(
    "other", ["DEU > FRA 111 negated", "DEU > FRA 111 hypothetical", "DEU > FRA 112", "DEUGOV > FRA 111"]
)
def test_what_differs_is_another_event(store: Store, other: str) -> None:
    store.keep(coded("DEU > FRA 111", other), origin(), VERSIONS)
    assert len(store.page(ALL).events) == 2


def test_undated_events_are_of_their_article(store: Store) -> None:
    for id in ("a", "b"):
        store.keep(coded("DEU > FRA 111", "DEU > FRA 111", id=id, day=None), origin(), VERSIONS)
    assert [each.mentions for each in store.page(ALL).events] == [2, 2]


def test_a_copy_counts_with_the_events_of_its_original(store: Store) -> None:
    first = store.keep(coded("DEU > FRA 111", id="a", publisher="X"), origin(), VERSIONS)
    copy = store.keep_copy(Article("", id="b", publisher="Y", url="http://y.example"), origin(), first.number)
    third = store.keep_copy(Article("", id="c", publisher="Y"), origin(), copy.number)
    assert store.keep_copy(Article("", id="c", publisher="Y"), origin(), copy.number) == Kept(third.number, known=True)
    (stored,) = store.page(ALL).events
    assert (stored.mentions, stored.articles, stored.publishers) == (1, 3, 2)
    (mention,) = store.mentions(stored.id)
    assert [(each.id, each.copy_of) for each in mention.copies] == [("b", first.number), ("c", first.number)]


def test_a_copy_of_nothing_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no article 7"):
        store.keep_copy(Article(""), origin(), 7)


def test_articles_are_known_by_address_and_found_by_likeness(store: Store) -> None:
    first = store.keep(coded(id="a"), origin(url_key="x.example/a", fingerprint=0x0001_0002_0003_0004), VERSIONS)
    second = store.keep_copy(Article("", id="b"), origin(fingerprint=-1), first.number)
    assert store.known("x.example/a") == first.number
    assert store.known("x.example/b") is None
    assert store.known("") is None
    one, two = (
        Alike(first.number, 0x0001_0002_0003_0004, first.number, DAY),
        Alike(second.number, -1, first.number, DAY),
    )
    assert store.alike((4, 240, 240, 240)) == (one,)
    assert store.alike((240, 3 ^ 8, 240, 240)) == (one,)
    assert store.alike((0xFFFF, 3, 240, 240)) == (two, one)
    assert store.alike((240, 3 ^ 9, 240, 240)) == store.alike(()) == ()


def test_notes_are_kept_by_source_and_taken_away(store: Store, store_address: str) -> None:
    store.note("wire", {"feed": {"etag": "1"}, "a": 1, "b": [2]})
    store.note("other", {"a": "x"})
    store.note("wire", {"a": 2, "b": None, "nobody": None})
    with closing(Store.open(store_address)) as again:
        assert again.notes("wire") == {"feed": {"etag": "1"}, "a": 2}
        assert again.notes("other") == {"a": "x"}
        assert again.notes("nowhere") == {}


def test_characters_that_no_database_holds_do_no_harm(store: Store) -> None:
    told = event("DEU > FRA 111", text="Germany\x00 criticized \ud83d France.")
    store.keep(
        coded(told, text="Germany\x00 criticized \ud83d France.", title="\x00", parse="\x00\ud83d"), origin(), VERSIONS
    )
    (stored,) = store.page(ALL).events
    assert (
        json.loads(stored.first.record)["sentence"]["text"].replace("\x00", "\ufffd")
        == "Germany\ufffd criticized \ufffd France."
    )


def test_pages_go_on_where_they_ended(store: Store) -> None:
    store.keep(coded(*(f"DEU > FRA {code}" for code in ("010", "020", "030", "040", "050"))), origin(), VERSIONS)
    first = store.page(ALL, size=2)
    second = store.page(ALL, first.cursor, 2)
    third = store.page(ALL, second.cursor, 2)
    assert [each.code for page in (first, second, third) for each in page.events] == ["010", "020", "030", "040", "050"]
    assert [page.more for page in (first, second, third)] == [True, True, False]
    assert store.page(ALL, third.cursor, 2) == store.page(ALL, third.cursor, 2)
    assert not store.page(ALL, third.cursor).events


def test_the_newest_come_first_when_asked_for(store: Store) -> None:
    store.keep(coded(*(f"DEU > FRA {code}" for code in ("010", "020", "030"))), origin(), VERSIONS)
    first = store.page(ALL, size=2, newest=True)
    second = store.page(ALL, first.cursor, 2, newest=True)
    assert lines(first.events + second.events) == ["DEU > FRA 030", "DEU > FRA 020", "DEU > FRA 010"]
    assert (first.more, second.more, second.cursor) == (True, False, 0)


def test_a_cursor_passes_what_does_not_match(store: Store) -> None:
    store.keep(coded("DEU > FRA 010", "DEU > FRA 020"), origin(), VERSIONS)
    page = store.page(Selection(source="USA"))
    assert (page.events, page.cursor, page.more) == ((), store.last(), False)


def test_waiting_ends_when_something_comes(store: Store) -> None:
    assert not store.wait(0, 0.01)
    store.keep(coded("DEU > FRA 010"), origin(), VERSIONS)
    assert store.wait(0, 0)
    assert not store.wait(store.last(), 0)
