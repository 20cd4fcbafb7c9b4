"""When something goes wrong the workbench says what, where and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from coder.keys import key_line, new_key
from coder.service.desk import Desk
from coder.settings import Settings
from tests.pages.bench import Bench
from tests.pages.conftest import ELSEWHERE
from tools.browsing import served

MakeApp = Callable[[Settings], Flask]
STORY = "France condemned Chad on Monday."


def test_nothing_to_code(bench: Bench) -> None:
    bench.page.get_by_role("button", name="Code the article").click()
    assert bench.page.locator("#text-error").inner_text() == "There is no text to code yet."
    assert bench.page.get_by_role("textbox", name="Article").get_attribute("aria-invalid") == "true"
    assert bench.page.evaluate("document.activeElement.id") == "text"
    bench.page.keyboard.type("F")
    assert bench.page.locator("#text-error").inner_text() == ""


def test_half_a_date(bench: Bench) -> None:
    bench.write(STORY)
    bench.page.get_by_label("Date").click()
    bench.page.keyboard.type("12")
    bench.page.get_by_role("button", name="Code the article").click()
    assert "not a whole date" in bench.page.locator("#date-error").inner_text()


def test_a_date_that_the_service_refuses_is_marked_at_its_field(context: BrowserContext, bench: Bench) -> None:
    bench.write(STORY)
    bench.page.get_by_label("Date").evaluate("box => box.value = '12021-06-15'")
    bench.page.get_by_role("button", name="Code the article").click()
    bench.page.locator("#date-error", has_text="Not a date of the form").wait_for()
    assert bench.page.get_by_label("Date").get_attribute("aria-invalid") == "true"
    assert "Something in the article" in bench.page.locator("#trouble").inner_text()
    bench.write(STORY, "2021-06-15")
    bench.page.get_by_role("button", name="Try again").click()
    bench.answered()
    assert bench.page.locator("#trouble").is_hidden()
    expected(bench, "422")


def expected(bench: Bench, *wanted: str) -> None:
    """The browser itself notes answers that are errors; these were meant."""
    assert all(any(word in trouble for word in wanted) for trouble in bench.troubles), bench.troubles
    bench.troubles.clear()


def test_too_long_a_text_is_not_sent(context: BrowserContext, make_app: MakeApp) -> None:
    with served(make_app(replace(Settings(), max_characters=40))) as running:
        bench = Bench.open(context, running)
        bench.write("\U0001f600" * 20 + STORY)
        assert bench.page.locator("#count").inner_text() == "52 of 40 characters"
        sent = len(bench.requests)
        bench.page.get_by_role("button", name="Code the article").click()
        assert "Take out 12" in bench.page.locator("#text-error").inner_text()
        assert len(bench.requests) == sent


def test_a_service_that_stopped(context: BrowserContext, make_app: MakeApp) -> None:
    with served(make_app(Settings())) as running:
        bench = Bench.open(context, running)
        bench.write(STORY)
        running.stop()
        bench.page.get_by_role("button", name="Code the article").click()
        bench.page.locator("#trouble", has_text="The service cannot be reached").wait_for()
    assert bench.page.get_by_role("textbox", name="Article").input_value() == STORY


def test_a_busy_service_is_asked_again(context: BrowserContext, make_app: MakeApp) -> None:
    app = make_app(replace(Settings(), wait=0.01))
    with served(app) as running:
        bench = Bench.open(context, running)
        bench.write(STORY)
        desk: Desk = app.extensions[Desk.NAME]
        with desk.turn():
            bench.page.get_by_role("button", name="Code the article").click()
            bench.page.locator("#waiting-line", has_text="Attempt 2 in 2 s").wait_for()
            bench.page.locator("#waiting-line", has_text="Attempt 2 in 1 s").wait_for()
        bench.answered()
        assert bench.rows() == [["FRA", "condemned", "TCD", "111"]]


def test_waiting_can_be_stopped(context: BrowserContext, make_app: MakeApp) -> None:
    app = make_app(replace(Settings(), wait=0.01))
    with served(app) as running:
        bench = Bench.open(context, running)
        bench.write(STORY)
        desk: Desk = app.extensions[Desk.NAME]
        with desk.turn():
            bench.page.get_by_role("button", name="Code the article").click()
            bench.page.locator("#waiting-line", has_text="busy").wait_for()
            bench.page.get_by_role("button", name="Stop waiting").click()
            bench.page.locator("#said.shown", has_text="Stopped waiting").wait_for()
        assert bench.page.locator("#waiting").is_hidden()
        assert bench.page.locator("#results").is_hidden()
        bench.code()


def test_a_service_with_keys_asks_for_one(context: BrowserContext, make_app: MakeApp, tmp_path: Path) -> None:
    key = new_key()
    (tmp_path / "keys").write_text(key_line("reader", key))
    with served(make_app(replace(Settings(), keys_file=str(tmp_path / "keys")))) as running:
        bench = Bench.open(context, running)
        bench.write(STORY)
        bench.page.get_by_role("button", name="Code the article").click()
        bench.page.locator("#trouble", has_text="asks for a key").wait_for()
        bench.page.get_by_label("Key of this service").fill(key)
        bench.page.get_by_role("button", name="Try again").click()
        bench.answered()
        assert key not in bench.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


@pytest.mark.parametrize("refused", [False, True], ids=["by command", "by hand"])
def test_copying_works_where_there_is_no_clipboard(context: BrowserContext, bench: Bench, refused: bool) -> None:
    other = Bench.open(context, bench.served, f"http://{ELSEWHERE}:{bench.served.port}/")
    assert other.page.evaluate("navigator.clipboard === undefined")
    if refused:
        other.page.evaluate("document.execCommand = () => false")
    other.write(STORY)
    other.code()
    other.page.get_by_role("button", name="Copy CSV").click()
    if refused:
        box = other.page.get_by_label("Text to copy")
        expect(box).to_have_value(re.compile("condemned"))
        assert box.evaluate("box => box.selectionEnd - box.selectionStart === box.value.length")
        other.page.get_by_role("button", name="Done").click()
        assert box.is_hidden()
    else:
        other.page.locator("#said.shown", has_text="1 event as CSV copied").wait_for()
        assert "condemned" in bench.page.evaluate("navigator.clipboard.readText()")
    assert other.troubles == []
