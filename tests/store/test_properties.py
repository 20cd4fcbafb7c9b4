"""Whatever is kept, copied and coded again, in any order: counts are what counting by hand gives."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.article import Article
from coder.coder import Versions
from coder.store.inspecting import inspect
from coder.store.opening import connect
from coder.store.records import Span
from coder.store.selection import Selection
from coder.store.store import Store
from tests.servers import Postgres
from tests.store.making import VERSIONS, coded, origin

ACTS = ("DEU > FRA 111", "FRA > DEU 040", "USA > RUS 190", "USA > RUS 190 negated")
TOLD = st.lists(st.sampled_from(ACTS), max_size=4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), TOLD, st.sampled_from(("", "X", "Y", "Z"))),
        st.tuples(st.just("copy"), st.integers(0, 5), st.sampled_from(("", "X", "Y", "Z"))),
        st.tuples(st.just("renew"), st.integers(0, 5), TOLD),
        st.tuples(st.just("again"), st.integers(0, 5), TOLD),
    ),
    max_size=12,
)


@dataclass
class Books:
    """The same kept by hand: what each article tells, who published it and its copies, and all that was ever new."""

    told: dict[int, list[str]] = field(default_factory=dict)
    publishers: dict[int, list[str]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def counts(self) -> dict[str, tuple[int, int, int]]:
        found = {}
        for act in ACTS:
            tellers = [number for number, told in self.told.items() if act in told]
            if tellers:
                published = [each for number in tellers for each in self.publishers[number]]
                mentions = sum(told.count(act) for told in self.told.values())
                found[act] = (mentions, len(published), len({each for each in published if each}))
        return found


@contextmanager
def an_empty_store(kind: str, request: pytest.FixtureRequest) -> Iterator[tuple[Store, str]]:
    with tempfile.TemporaryDirectory() as folder:
        server: Postgres | None = request.getfixturevalue("postgres") if kind == "postgresql" else None
        address = server.new_database() if server else f"sqlite:///{folder}/store.sqlite"
        store = Store.open(address)
        yield store, address
        store.close()


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 40), ("postgresql", 10)])
def test_counts_are_right_whatever_comes(kind: str, examples: int, request: pytest.FixtureRequest) -> None:
    @settings(max_examples=examples)
    @given(STEPS)
    def check(steps: list[tuple[str, list[str] | int, str | list[str]]]) -> None:
        with an_empty_store(kind, request) as (store, address):
            books = Books()
            followed: dict[str, str] = {}
            cursor = gone = 0
            for number, step in enumerate(steps):
                _take(store, books, number, *step)
                cursor, gone = _follow(store, followed, cursor, gone)
            assert _counts(store) == books.counts()
            assert sorted(followed.values()) == sorted(books.counts())
            assert inspect(connect(address)).faults == ()

    check()


def _take(store: Store, books: Books, step: int, kind: str, one: list[str] | int, other: str | list[str]) -> None:
    if isinstance(one, list):
        kept = store.keep(coded(*one, id=f"a{step}", publisher=str(other)), origin(), VERSIONS)
        books.told[kept.number], books.publishers[kept.number] = one, [str(other)]
        books.names[kept.number] = f"a{step}"
        return
    numbers = list(books.told)
    if not numbers:
        return
    number = numbers[one % len(numbers)]
    if kind == "copy":
        store.keep_copy(Article("", id=f"c{step}", publisher=str(other)), origin(), number)
        books.publishers[number].append(str(other))
    elif kind == "again":
        assert store.keep(coded(*other, id=books.names[number]), origin(), VERSIONS).known
    elif isinstance(other, list):
        (kept_article,) = (each for each in store.kept(Span()) if each.number == number)
        store.renew(kept_article, coded(*other, id=books.names[number]), Versions("2", "2", "2"))
        books.told[number] = other


def _follow(store: Store, followed: dict[str, str], cursor: int, gone: int) -> tuple[int, int]:
    """What somebody knows who only reads the feed and what is withdrawn, in the order of their positions."""
    new, back = store.page(Selection(), cursor), store.withdrawn(gone)
    learnt = [(each.position, each.id, _act(each.id, store)) for each in new.events]
    lost = [(each.withdrawn or 0, each.id, "") for each in back.events]
    for _, id, act in sorted(itertools.chain(learnt, lost)):
        if act:
            assert id not in followed, "an event that stands is told once"
            followed[id] = act
        else:
            followed.pop(id, None)
    return new.cursor, back.cursor


def _act(id: str, store: Store) -> str:
    event = store.event(id)
    assert event is not None
    return " ".join((f"{event.source.code} > {event.target.code} {event.code}", *event.flags))


def _counts(store: Store) -> dict[str, tuple[int, int, int]]:
    found = store.page(Selection(), size=1000).events
    return {_act(each.id, store): (each.mentions, each.articles, each.publishers) for each in found}
