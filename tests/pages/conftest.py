"""A browser where the machine has one, and the service it looks at."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext

from coder.coder import Coder
from coder.service import create_app
from coder.settings import Settings
from tests.pages.bench import Bench
from tests.pages.watching import fill, opened_at
from tools.browsing import Served, chromium, find_chromium, served

CHROMIUM = find_chromium()
ELSEWHERE = "workbench.test"
"""A name that leads to this machine; unlike 127.0.0.1 the browser does not take it for a safe address."""


@pytest.fixture(scope="session")
def make_app(coder: Coder) -> Callable[[Settings], Flask]:
    """The application with other settings, over the one coder."""
    return lambda settings: create_app(settings, coder)


@pytest.fixture(scope="session")
def service(make_app: Callable[[Settings], Flask]) -> Iterator[Served]:
    """The service as it starts with no variable set."""
    with served(make_app(Settings())) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium from the distribution."""
    if CHROMIUM is None:
        warnings.warn("no Chromium on this machine: THE PAGES ARE NOT TESTED (install `chromium`)", stacklevel=1)
        pytest.skip("no Chromium on this machine: install the distribution's `chromium` to test the pages")
    with chromium(CHROMIUM, [f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"]) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile at the width of a desk."""
    with browser.new_context(viewport={"width": 1280, "height": 860}) as found:
        found.grant_permissions(["clipboard-read", "clipboard-write"])
        yield found


@pytest.fixture
def bench(context: BrowserContext, service: Served) -> Iterator[Bench]:
    """The workbench, opened; whatever goes wrong in the page fails the test."""
    opened = Bench.open(context, service)
    yield opened
    assert opened.troubles == []
    assert [url for url in opened.requests if not url.startswith((service.address, "blob:"))] == []


@pytest.fixture(scope="module")
def monitor(
    make_app: Callable[[Settings], Flask], coder: Coder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The service over a store that holds a few stories."""
    address = fill(f"sqlite:///{tmp_path_factory.mktemp('monitor')}/store.sqlite", coder)
    with served(make_app(Settings(store=address))) as running:
        yield running


@pytest.fixture
def page(context: BrowserContext, monitor: Served) -> Iterator[Bench]:
    """The monitor, opened; whatever goes wrong in the page fails the test."""
    opened = opened_at(context, monitor)
    yield opened
    assert opened.troubles == []
    assert [url for url in opened.requests if not url.startswith((monitor.address, "blob:"))] == []
