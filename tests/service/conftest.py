"""The service over the real coder, without a network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.coder import Coder
from coder.service import create_app
from coder.settings import Settings


@pytest.fixture(scope="session")
def make_app(coder: Coder) -> Callable[[Settings], Flask]:
    """The application with other settings, over the one coder."""
    return lambda settings: create_app(settings, coder)


@pytest.fixture(scope="session")
def app(make_app: Callable[[Settings], Flask], filled_store: str) -> Flask:
    """The application as it starts with no variable set, over a store that holds a few events."""
    return make_app(Settings(store=filled_store))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application."""
    return app.test_client()
