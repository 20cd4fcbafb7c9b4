"""Takes the pictures that docs/workbench.md and docs/monitor.md show, of a sample and of made-up news.

python -m tools.screenshot
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from coder.building import build_coder
from coder.service import create_app
from coder.settings import Settings
from coder.store.store import Store
from tools.browsing import chromium, find_chromium, served
from tools.newswire import fill

DOCS = Path(__file__).resolve().parent.parent / "docs"
SAMPLE = "A border under fire"
MOST_BYTES = {"workbench.png": 200_000, "monitor.png": 300_000}


def main() -> None:
    """Look at both pages in a browser, and keep what they show."""
    path = find_chromium()
    if path is None:
        sys.exit("no Chromium on this machine: install the distribution's `chromium`")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    coder = build_coder(Settings())
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/store.sqlite"
        store = Store.open(address)
        fill(store, coder)
        store.close()
        with served(create_app(Settings(store=address), coder)) as running, chromium(path) as browser:
            take_workbench(browser, running.address)
            take_monitor(browser, running.address)
    for name, most in MOST_BYTES.items():
        size = (DOCS / name).stat().st_size
        print(f"{DOCS / name}: {size:,} bytes")
        if size > most:
            sys.exit(f"that is more than {most:,} bytes")


def take_workbench(browser: Browser, address: str) -> None:
    """Code the sample, and show how its second event was read."""
    page = browser.new_page(viewport={"width": 1180, "height": 1130}, device_scale_factor=0.85)
    page.goto(address)
    page.get_by_role("button", name=SAMPLE).click()
    page.get_by_role("button", name="Code the article").click()
    page.get_by_role("button", name="Explain event 2").click()
    page.locator("#panel .yaml").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.mouse.move(0, 0)
    page.screenshot(path=DOCS / "workbench.png")


def take_monitor(browser: Browser, address: str) -> None:
    """Thirty days of made-up news."""
    page = browser.new_page(viewport={"width": 1180, "height": 1740}, device_scale_factor=0.75)
    page.goto(f"{address}monitor?span=30")
    page.locator("#map svg").wait_for()
    page.mouse.move(0, 0)
    page.screenshot(path=DOCS / "monitor.png", full_page=True)


if __name__ == "__main__":
    main()
