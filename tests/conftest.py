"""What tests of several stages share: the whole coder, loaded once."""

from __future__ import annotations

import pytest

from coder.coder import Coder, build_coder
from coder.settings import Settings


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder as it ships: embedded model, embedded dictionaries."""
    return build_coder(Settings())
