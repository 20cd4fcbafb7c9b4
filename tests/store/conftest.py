"""A store in each database, and articles as if they had been coded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coder.store.store import Store


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(store_address)
    yield opened
    opened.close()
