"""The service as browsers meet it, on a port of this machine, and a browser to look at it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server


@dataclass(frozen=True, slots=True)
class Served:
    """A running service."""

    app: Flask
    server: BaseWSGIServer

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self.server.port

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.port}/"

    def stop(self) -> None:
        """Answer no more; connections are refused from now on."""
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def served(app: Flask) -> Iterator[Served]:
    """Serve an application while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    running = Served(app, server)
    try:
        yield running
    finally:
        running.stop()
        thread.join(timeout=10)


def find_chromium() -> str | None:
    """The Chromium of the distribution; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def chromium(path: str, flags: Sequence[str] = ()) -> Iterator[Browser]:
    """A Chromium without a window while the block runs."""
    always = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*always, *flags])
        try:
            yield browser
        finally:
            browser.close()
