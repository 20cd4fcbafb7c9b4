"""The page of the contract in a browser."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tools.browsing import Served


def test_the_page_finds_pieces_and_has_two_themes(context: BrowserContext, service: Served) -> None:
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{service.address}/docs")
    pieces = page.locator("section.piece:visible")
    everything = pieces.count()
    page.get_by_label("Find a route").fill("penta_class goldstein")
    expect(page.locator("#found")).to_contain_text(f"of {everything}")
    assert 1 <= pieces.count() < everything
    expect(page.locator("#schema-Event")).to_be_visible()
    page.locator("#schema-Event a[href='#schema-Rule']").first.click()
    expect(page.locator("#schema-Rule")).to_be_visible()
    expect(page.get_by_label("Find a route")).to_have_value("")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(colour)
    page.locator("#theme").click()
    assert page.evaluate(colour) != before
    assert troubles == []


def test_the_page_is_whole_without_scripts_and_on_a_telephone(context: BrowserContext, service: Served) -> None:
    assert context.browser
    with context.browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}) as plain:
        page = plain.new_page()
        page.goto(f"{service.address}/docs")
        expect(page.get_by_label("Find a route")).to_be_hidden()
        expect(page.locator("#post_events")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
