"""The monitor in a browser: how one gets from a picture to the article behind it, by mouse, keys and table."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.pages.bench import Bench
from tests.pages.test_access import CONTRAST, NAMELESS
from tests.pages.watching import HOSTILE, countries, dyads, opened_at, settled
from tools.browsing import Served


def test_places_are_circles_and_lines_of_a_table(page: Bench) -> None:
    page.page.get_by_role("button", name="Where it happened").click()
    settled(page)
    assert countries(page) == {"TCD", "UGA"}
    page.page.locator("#map .site").hover()
    expect(page.page.locator("#map-tell")).to_contain_text("Abeche: 1 event")
    page.page.locator("#map summary").click()
    page.page.get_by_role("button", name="Abeche").click()
    settled(page)
    assert page.page.url.endswith("?place=Abeche&where=places")
    assert dyads(page) == ["FRA → TCD"]
    page.page.get_by_role("button", name="Take off: place Abeche").click()
    settled(page)
    page.page.locator("#map .site").click()
    settled(page)
    assert page.page.url.endswith("?place=Abeche&where=places")


def test_hovering_tells(page: Bench) -> None:
    page.page.locator("#matrix").get_by_role("button", name="France to Chad").hover()
    expect(page.page.locator("#matrix-tell")).to_contain_text("France to Chad: 1 event: 1 conflict in words")
    page.page.locator("#map [data-country=TCD]").hover()
    expect(page.page.locator("#map-tell")).to_contain_text("Chad: 1 event")


def test_the_article_is_one_click_behind_a_bar(page: Bench) -> None:
    page.page.locator(".bin[role]").last.click()
    drawer = page.page.locator("#drawer")
    expect(drawer.locator("h2")).to_have_text("Friday, 3 May 2024")
    cards = drawer.locator(".card")
    expect(cards).to_have_count(3)
    attack = cards.filter(has_text="190")
    expect(attack.locator("blockquote")).to_have_text("Kenya attacked Uganda on Friday.")
    assert attack.locator(".mark").all_inner_texts() == ["Kenya", "attacked", "Uganda"]
    link = attack.get_by_role("link", name="Story 1")
    assert link.get_attribute("href") == "https://wire.example/1"
    assert link.get_attribute("rel") == "noopener noreferrer"
    expect(attack).to_contain_text("Harbour Wire, 3 May 2024")
    expect(attack).to_contain_text("Told once in 2 articles by 2 publishers")
    attack.get_by_role("button", name="Show all").click()
    expect(attack).to_contain_text("The same text: Kenya strikes Radio Meridian")
    rule = attack.locator(".rule-line a").first
    rule.click()
    page.page.wait_for_url("**/reference/rules/**")
    expect(page.page.locator("h1")).to_be_visible()
    page.page.go_back()
    settled(page)


def test_a_drawer_shows_its_own_on_the_page_and_gives_the_focus_back(page: Bench) -> None:
    bar = page.page.locator(".bin[role]").nth(2)
    bar.focus()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("#drawer-title")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(bar).to_be_focused()
    page.page.keyboard.press("Space")
    page.page.get_by_role("button", name="Show only these").click()
    settled(page)
    assert page.page.url.endswith("?since=2024-05-02&until=2024-05-02")
    assert dyads(page) == ["KEN → UGA", "UGA → KEN"]


def test_words_of_articles_are_words(context: BrowserContext, monitor: Served) -> None:
    bench = opened_at(context, monitor, "?since=2024-04-29&until=2024-04-29")
    bench.page.locator("#facts .link").click()
    headline = bench.page.locator(".headline").first
    expect(headline).to_have_text(HOSTILE)
    assert headline.evaluate("each => each.tagName") == "SPAN", "an address that is no page's is no link"
    assert headline.locator("bdi").count() == 1
    assert bench.page.locator(".card img, .card b").count() == 0
    assert bench.page.title() == "Dragoman monitor"
    assert bench.page.evaluate("document.getElementById('drawer').scrollWidth <= innerWidth")
    assert bench.troubles == []


def test_the_arrow_keys_go_through_pictures(page: Bench) -> None:
    page.page.get_by_role("button", name="All", exact=True).click()
    settled(page)
    page.page.locator("#matrix [tabindex='0']").focus()
    page.page.keyboard.press("ArrowDown")
    assert page.focused().startswith("Uganda to Kenya")
    page.page.keyboard.press("ArrowUp")
    assert page.focused().startswith("Kenya to Uganda")
    page.page.keyboard.press("End")
    assert page.focused() == page.page.locator("#matrix [data-rove]").last.get_attribute("aria-label")
    page.page.locator("#map [data-rove][tabindex='0']").focus()
    page.page.keyboard.press("ArrowRight")
    assert "event" in page.focused()
    assert page.page.locator("#map [data-rove][tabindex='0']").count() == 1


def test_every_picture_has_a_table(page: Bench) -> None:
    page.page.locator("#timeline summary").click()
    expect(page.page.locator("#timeline tbody tr").first).to_contain_text("Friday, 3 May 2024")
    assert page.page.locator("#timeline tbody tr").count() == page.page.locator(".bin[role]").count()
    page.page.locator("#map summary").click()
    lines = page.page.locator("#map [data-country], #map .site").count()
    assert page.page.locator("#map tbody tr").count() == lines == 5
    page.page.locator("#map").get_by_role("button", name="Chad", exact=True).click()
    settled(page)
    assert page.page.url.endswith("?country=TCD")


@pytest.mark.parametrize("width", [1280, 390, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_at_any_width(
    browser: Browser, monitor: Served, scheme: Literal["light", "dark"], width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        bench = opened_at(context, monitor, "?span=all&country=KEN")

        def check(where: str) -> None:
            assert bench.page.evaluate(CONTRAST) == [], where
            assert bench.page.evaluate(NAMELESS) == [], where
            assert bench.sideways() == 0, where

        check("page")
        for fold in bench.page.locator("summary").all():
            fold.click()
        check("folds")
        bench.page.get_by_role("button", name="Full codes").click()
        settled(bench)
        check("codes")
        bench.page.locator(".bin[role]").last.click()
        bench.page.locator(".card").first.wait_for()
        check("drawer")
