"""Takes the picture of the workbench that docs/workbench.md shows, from one of its own samples.

python -m tools.screenshot
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from coder.service import create_app
from coder.settings import Settings
from tools.browsing import chromium, find_chromium, served

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "workbench.png"
SAMPLE = "A border under fire"
MOST_BYTES = 200_000


def main() -> None:
    """Code the sample in a browser and keep what it shows."""
    path = find_chromium()
    if path is None:
        sys.exit("no Chromium on this machine: install the distribution's `chromium`")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with served(create_app(Settings())) as running, chromium(path) as browser:
        page = browser.new_page(viewport={"width": 1180, "height": 1130}, device_scale_factor=0.85)
        page.goto(running.address)
        page.get_by_role("button", name=SAMPLE).click()
        page.get_by_role("button", name="Code the article").click()
        page.get_by_role("button", name="Explain event 2").click()
        page.locator("#panel .yaml").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURE)
    size = PICTURE.stat().st_size
    print(f"{PICTURE}: {size:,} bytes")
    if size > MOST_BYTES:
        sys.exit(f"that is more than {MOST_BYTES:,} bytes")


if __name__ == "__main__":
    main()
