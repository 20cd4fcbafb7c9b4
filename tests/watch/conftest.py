"""A site on loopback, and a house that watches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.coder import Coder
from tests.watch.houses import House
from tests.watch.sites import Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site that answers nothing yet."""
    with running_site() as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, coder: Coder) -> House:
    """A house that has no feeds yet."""
    (tmp_path / "inbox").mkdir()
    return House(tmp_path, coder)
