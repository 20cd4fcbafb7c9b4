"""A person at the workbench: what they click and type, and what they see."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from tools.browsing import Served

PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Bench:
    """One page of a browser at one service, with everything that went wrong in it."""

    page: Page
    served: Served
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, context: BrowserContext, served: Served, address: str = "") -> Bench:
        """The page, loaded."""
        bench = cls(context.new_page(), served)
        bench.page.set_default_timeout(PATIENCE)
        bench.page.on("console", lambda message: bench._heard(message))
        bench.page.on("pageerror", lambda error: bench.troubles.append(str(error)))
        bench.page.on("request", lambda request: bench.requests.append(request.url))
        bench.page.goto(address or served.address)
        return bench

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def write(self, text: str, date: str = "", title: str = "") -> None:
        """Fill the form as by hand."""
        self.page.get_by_role("textbox", name="Article").fill(text)
        self.page.get_by_label("Date").fill(date)
        self.page.get_by_label("Headline").fill(title)

    def code(self) -> None:
        """Send the form and wait for the answer."""
        self.page.get_by_role("button", name="Code the article").click()
        self.answered()

    def answered(self) -> None:
        """Wait until the answer is shown."""
        self.page.locator("#results-title").wait_for()

    def rows(self) -> list[list[str]]:
        """The table's lines: source, action, target, code."""
        cells = ("source", "action", "target", "coding")
        return [
            [self._first(row.locator(f".{cell}")) for cell in cells]
            for row in self.page.locator("#view-table tbody tr").all()
        ]

    @staticmethod
    def _first(cell: Locator) -> str:
        return cell.locator("code, .act").first.inner_text()

    def copied(self, what: str) -> str:
        """What the clipboard holds after the button was pressed."""
        self.page.get_by_role("button", name=f"Copy {what}").click()
        self.page.locator("#said.shown", has_text=f"{what} copied.").wait_for()
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def panel(self) -> Locator:
        """The explanation."""
        return self.page.locator("#panel")

    def focused(self) -> str:
        """The words of the element that has the focus."""
        words: str = self.page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
            " || document.activeElement.id || '').trim()"
        )
        return words

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        pixels: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return pixels


def events_of(served: Served, article: dict[str, Any], include: str = "") -> dict[str, Any]:
    """What the service itself answers for an article."""
    answer = served.app.test_client().post(f"/v1/events?include={include}", json=article)
    found: dict[str, Any] = json.loads(answer.data)
    return found
