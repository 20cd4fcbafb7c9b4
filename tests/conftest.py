"""What tests of several stages share: the whole coder, loaded once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from coder.building import build_coder
from coder.coder import Coder
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import model_directory
from coder.settings import Settings
from tests.servers import Postgres, running_postgres, why_no_postgres
from tools.example_store import fill

os.environ.pop("COLUMNS", None)  # pytest-xdist tells its processes how wide the terminal is; no test has one

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: of several processes that test, none then has one left when the others end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder as it ships: embedded model, embedded dictionaries."""
    return build_coder(Settings())


@pytest.fixture(scope="session")
def filled_store(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that holds a few events, which no test changes."""
    return fill(f"sqlite:///{tmp_path_factory.mktemp('store')}/dragoman.sqlite", coder)


@pytest.fixture(scope="session")
def parser() -> StanzaParser:
    """The embedded parsing model."""
    return StanzaParser(model_directory())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the tests' own."""
    if reason := why_no_postgres():
        pytest.skip(reason)
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not made yet: each test runs with both databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()
