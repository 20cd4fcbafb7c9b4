"""What tests of several stages share: the whole coder, loaded once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from coder.building import build_coder
from coder.coder import Coder
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import model_directory
from coder.settings import Settings

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder as it ships: embedded model, embedded dictionaries."""
    return build_coder(Settings())


@pytest.fixture(scope="session")
def parser() -> StanzaParser:
    """The embedded parsing model."""
    return StanzaParser(model_directory())
