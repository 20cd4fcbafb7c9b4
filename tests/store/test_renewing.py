"""Articles coded again: what they tell now stands, what they told no more is withdrawn, and nothing is lost."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bench.happenings import DAY, event, place
from coder.article import Article
from coder.coder import Versions
from coder.store.inspecting import inspect
from coder.store.opening import connect
from coder.store.records import KeptArticle, Renewal, Span
from coder.store.selection import Selection
from coder.store.store import Store
from tests.store.making import VERSIONS, coded, lines, origin

ALL = Selection()
NEWER = Versions("1.3", "def", "model 3")
A, B, C = "DEU > FRA 111", "FRA > DEU 040", "USA > RUS 190"


def kept(store: Store, number: int) -> KeptArticle:
    (found,) = (each for each in store.kept(Span()) if each.number == number)
    return found


def renew(store: Store, number: int, *told: str, id: str) -> Renewal:
    return store.renew(kept(store, number), coded(*told, id=id), NEWER)


def told(renewal: Renewal) -> tuple[list[str], list[str], int]:
    added, gone = (
        [f"{each.source} > {each.target} {each.code}" for each in changes]
        for changes in (renewal.added, renewal.withdrawn)
    )
    return added, gone, renewal.unchanged


def test_what_changes_is_told_and_written(store: Store) -> None:
    number = store.keep(coded(A, B, id="a"), origin(), VERSIONS).number
    before = store.last()
    assert told(store.compare(kept(store, number), coded(A, C, id="a"))) == ([C], [B], 1)
    assert store.last() == before, "comparing changes nothing"
    assert told(renew(store, number, A, C, id="a")) == ([C], [B], 1)
    assert lines(store.page(ALL).events) == [A, C]
    assert lines(store.page(ALL, after=before).events) == [C]
    assert kept(store, number).coded == NEWER


def test_followers_learn_of_what_is_withdrawn(store: Store) -> None:
    number = store.keep(coded(A, B, id="a"), origin(), VERSIONS).number
    before = store.withdrawn().cursor
    renew(store, number, A, id="a")
    (gone,) = store.withdrawn(before).events
    assert lines([gone]) == [B]
    assert gone.withdrawn is not None
    assert gone.withdrawn > before
    assert (gone.mentions, gone.articles) == (0, 0)
    assert store.event(gone.id) == gone
    assert [each.withdrawn is None for each in store.mentions(gone.id)] == [False]
    assert not store.withdrawn(gone.withdrawn).events


def test_an_event_that_another_article_tells_stands(store: Store) -> None:
    first = store.keep(coded(A, id="a", publisher="X"), origin(), VERSIONS).number
    store.keep_copy(Article("", id="c", publisher="Z"), origin(), first)
    other = store.keep(
        coded(event(A, where=place("Paris", "FRA"), text="Told elsewhere."), id="b", publisher="Y"), origin(), VERSIONS
    )
    renew(store, first, id="a")
    (found,) = store.page(ALL).events
    assert (found.mentions, found.articles, found.publishers) == (1, 1, 1)
    assert found.first.report.number == other.number
    renew(store, other.number, id="b")
    assert store.page(ALL).events == ()


def test_an_event_may_come_back(store: Store) -> None:
    number = store.keep(coded(A, id="a"), origin(), VERSIONS).number
    (before,) = store.page(ALL).events
    renew(store, number, id="a")
    cursor = store.last()
    renew(store, number, A, id="a")
    (again,) = store.page(ALL, after=cursor).events
    assert (again.id, again.withdrawn, again.mentions) == (before.id, None, 1)
    assert again.position > before.position
    assert store.page(Selection(source="DEU")).events == (again,)
    assert not store.withdrawn().events


def test_a_new_article_calls_a_withdrawn_event_back(store: Store) -> None:
    number = store.keep(coded(A, id="a"), origin(), VERSIONS).number
    renew(store, number, id="a")
    back = store.keep(coded(event(A, text="Word of mouth."), id="b"), origin(), VERSIONS)
    (found,) = store.page(Selection(text="mouth")).events
    assert back.events == (found.id,)
    assert found.first.report.id == "b"


def test_the_same_again_changes_nothing(store: Store) -> None:
    number = store.keep(coded(A, A, B, id="a"), origin(), VERSIONS).number
    before = store.page(ALL).events
    for _ in range(2):
        assert told(renew(store, number, A, A, B, id="a")) == ([], [], 2)
    assert [replace(each, first=before[0].first) for each in store.page(ALL).events] == [
        replace(each, first=before[0].first) for each in before
    ]


def test_an_event_is_described_by_its_first_telling(store: Store) -> None:
    number = store.keep(coded(event(A, text="They spoke in vain."), id="a"), origin(), VERSIONS).number
    now = event(A, where=place("Lyon", "FRA"), text="They spoke in Lyon.")
    store.renew(kept(store, number), coded(now, id="a"), NEWER)
    (found,) = store.page(Selection(place="Lyon", text="lyon")).events
    assert found.site is not None
    assert found.site.country == "FRA"
    assert not store.page(Selection(text="vain")).events


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(), ["a", "b", "c"]),
        (Span(feed="wire"), ["a", "b"]),
        (Span(feed="none"), []),
        (Span(since=DAY), ["b", "c"]),
        (Span(until=DAY - datetime.timedelta(days=1)), ["a"]),
        (Span(since=DAY, until=DAY, feed="wire"), ["b"]),
        (Span(passing=NEWER), ["a", "b", "c"]),
        (Span(passing=replace(VERSIONS, model="another")), []),
    ],
)
def test_a_span_of_articles(store: Store, span: Span, expected: list[str]) -> None:
    """The third has no date; it came on the day."""
    kept = store.keep(coded(A, id="a", day=DAY - datetime.timedelta(days=9)), origin(), VERSIONS)
    store.keep(coded(A, id="b"), origin(), VERSIONS)
    store.keep(coded(A, id="c", day=None), origin("other"), VERSIONS)
    store.keep_copy(Article("", id="d"), origin(), kept.number)
    assert [each.article.id for each in store.kept(span)] == expected
    assert store.how_many(span) == (len(expected), len(expected)), "none of them has a parse"


def test_a_sound_store_has_no_faults(store: Store, store_address: str) -> None:
    number = store.keep(coded(A, B, id="a"), origin(), VERSIONS).number
    store.keep_copy(Article("", id="d"), origin(), number)
    renew(store, number, A, id="a")
    found = inspect(connect(store_address))
    assert (found.articles, found.copies, found.events, found.withdrawn, found.mentions) == (2, 1, 1, 1, 1)
    assert found.coded == ((NEWER, 1),)
    assert found.faults == ()
    with connect(store_address).writing.begin() as connection:
        connection.exec_driver_sql("UPDATE events SET articles = 7 WHERE withdrawn IS NULL")
    assert inspect(connect(store_address)).faults == ("1 events have counts that do not agree with who told them",)
