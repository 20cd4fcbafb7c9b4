"""A store copied to another database is the same store."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bench.happenings import World, happenings
from coder.article import Article
from coder.errors import StoreError
from coder.store.inspecting import inspect
from coder.store.moving import copy_store
from coder.store.opening import connect
from coder.store.records import Span
from coder.store.selection import Selection
from coder.store.store import Store
from tests.servers import Postgres
from tests.store.making import VERSIONS, coded, origin

SMALL = World(("AAA", "BBB", "CCC"), ("040", "111", "190"), ("rain", "wind", "snow"), days=2)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_copy_is_the_same_store(tmp_path: Path, postgres: Postgres, backwards: bool) -> None:
    addresses = [f"sqlite:///{tmp_path}/store.sqlite", postgres.new_database()]
    here, there = reversed(addresses) if backwards else addresses
    old = Store.open(here)
    old.keep_all([(each, origin()) for each in itertools.islice(happenings(2, SMALL), 30)], VERSIONS)
    old.keep_copy(Article("", id="copy"), origin(), 3)
    old.renew(old.kept(Span())[0], coded(id="2-0"), VERSIONS)
    old.note("wire", {"etag": "1"})
    assert sum(copy_store(connect(here), connect(there))) > 100
    new = Store.open(there)
    for wanted in (Selection(), Selection(text="rain"), Selection(source="AAA", codes=("19",)), Selection(place="BBB")):
        assert new.page(wanted, size=500) == old.page(wanted, size=500)
        assert new.page(wanted, size=500).events
    assert new.withdrawn() == old.withdrawn()
    assert new.notes("wire") == {"etag": "1"}
    assert inspect(connect(there)) == inspect(connect(here))
    again = coded("DEU > FRA 111", id="later")
    assert new.keep(again, origin(), VERSIONS) == old.keep(again, origin(), VERSIONS)
    assert new.page(Selection(source="DEU")) == old.page(Selection(source="DEU"))
    with pytest.raises(StoreError, match="is not empty"):
        list(copy_store(connect(here), connect(there)))
