"""The monitor in a browser: views, filters, what they change, and what is taken along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from coder.coder import Coder
from coder.settings import Settings
from coder.store.store import Store
from tests.pages.bench import Bench
from tests.pages.watching import STORIES, cells, countries, dyads, keep, look, opened_at, settled
from tools.browsing import Served, served


def test_the_latest_day_is_shown_first(page: Bench) -> None:
    expect(page.page.locator("#when")).to_have_text("Friday, 3 May 2024")
    expect(page.page.locator("#facts .link")).to_have_text("3 events")
    assert dyads(page) == ["KEN → UGA", "FRA → TCD"]
    assert cells(page) == ["Kenya to Uganda", "France to Chad"]
    assert countries(page) == {"KEN", "UGA", "FRA", "TCD"}
    first = page.page.locator("#dyads tbody tr").first
    assert "2 events: 1 cooperation in words, 1 conflict in deeds" in (first.text_content() or "")
    bars = page.page.locator(".bin[role]")
    assert bars.count() == 4
    assert bars.last.get_attribute("aria-label") == "Friday, 3 May 2024: 3 events, cooperation +3.4, conflict −12.0"
    assert page.page.locator(".bin[role].chosen").count() == 1


def test_filters_change_every_part_and_the_address_keeps_them(page: Bench, context: BrowserContext) -> None:
    page.page.get_by_role("button", name="All", exact=True).click()
    settled(page)
    assert dyads(page) == ["KEN → UGA", "NOR → SWE", "FRA → TCD", "UGA → KEN"]
    page.page.get_by_label("Country, either side").fill("ken")
    page.page.get_by_role("button", name="Filter", exact=True).click()
    settled(page)
    assert dyads(page) == ["KEN → UGA", "UGA → KEN"]
    assert countries(page) == {"KEN", "UGA"}
    page.page.get_by_role("checkbox", name="Conflict in words").check()
    settled(page)
    assert dyads(page) == ["UGA → KEN"]
    assert cells(page) == ["Uganda to Kenya"]
    assert page.page.locator(".bin[role]").count() == 1
    assert page.page.url.endswith("monitor?country=ken&quad=3&span=all")
    other = opened_at(context, page.served, "?country=ken&quad=3&span=all")
    assert dyads(other) == ["UGA → KEN"]
    expect(other.page.get_by_label("Country, either side")).to_have_value("ken")
    expect(other.page.get_by_role("checkbox", name="Conflict in words")).to_be_checked()
    page.page.get_by_role("button", name="Take off: country ken").click()
    settled(page)
    assert dyads(page) == ["FRA → TCD", "UGA → KEN"]
    page.page.go_back()
    settled(page)
    assert dyads(page) == ["UGA → KEN"]
    other.page.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?span=all&source=KEN", ["KEN → UGA"]),
        ("?span=all&target=SWE", ["NOR → SWE"]),
        ("?span=all&dyad=UGA,KEN", ["KEN → UGA", "UGA → KEN"]),
        ("?span=all&code=05", ["KEN → UGA", "NOR → SWE"]),
        ("?span=all&goldstein_from=-3&goldstein_to=-1", ["FRA → TCD", "UGA → KEN"]),
        ("?span=all&text=friday+condemn*", ["FRA → TCD"]),
        ("?since=2024-05-02&until=2024-05-02", ["KEN → UGA", "UGA → KEN"]),
        ("?span=7", ["KEN → UGA", "FRA → TCD", "NOR → SWE", "UGA → KEN"]),
        ("?span=nonsense&unknown=1", ["KEN → UGA", "FRA → TCD"]),
    ],
)
def test_an_address_is_a_view(context: BrowserContext, monitor: Served, query: str, found: list[str]) -> None:
    bench = opened_at(context, monitor, query)
    assert dyads(bench) == found
    assert bench.troubles == []


def test_a_cell_and_a_country_filter(page: Bench) -> None:
    page.page.get_by_role("button", name="Kenya to Uganda: 2 events").click()
    settled(page)
    assert page.page.url.endswith("?source=KEN&target=UGA")
    assert dyads(page) == ["KEN → UGA"]
    page.page.get_by_role("button", name="Take all off").click()
    settled(page)
    page.page.locator("#map [data-country=TCD]").click()
    settled(page)
    assert page.page.url.endswith("?country=TCD")
    assert dyads(page) == ["FRA → TCD"]


def test_the_table_of_dyads_sorts(page: Bench) -> None:
    page.page.get_by_role("button", name="All", exact=True).click()
    settled(page)
    page.page.get_by_role("button", name="Sort by goldstein").click()
    assert dyads(page)[0] == "KEN → UGA"
    page.page.get_by_role("button", name="Sort by goldstein").click()
    assert dyads(page)[-1] == "KEN → UGA"
    page.page.get_by_role("button", name="Sort by dyad").click()
    assert dyads(page) == sorted(dyads(page))


def test_a_view_is_kept_under_a_name_and_copied_as_a_link(page: Bench) -> None:
    page.page.get_by_role("button", name="7 days").click()
    settled(page)
    page.page.get_by_role("button", name="Copy link").click()
    page.page.locator("#said.shown").wait_for()
    assert page.page.evaluate("navigator.clipboard.readText()") == page.page.url
    page.page.get_by_text("Saved views").click()
    page.page.get_by_label("Keep this view as").fill("The <b>week</b>")
    page.page.get_by_role("button", name="Save", exact=True).click()
    page.page.get_by_role("button", name="Latest day").click()
    settled(page)
    page.page.reload()
    page.page.get_by_text("Saved views").click()
    page.page.get_by_role("link", name="The <b>week</b>").click()
    settled(page)
    assert page.page.url.endswith("?span=7")
    page.page.get_by_role("button", name="Forget The <b>week</b>").click()
    assert page.page.evaluate("localStorage.length") == 0


def test_the_same_events_come_as_feed_and_table(page: Bench) -> None:
    page.page.get_by_role("checkbox", name="Conflict in words").check()
    settled(page)
    links = {each.inner_text(): str(each.get_attribute("href")) for each in page.page.locator("#forms a").all()}
    client = page.served.app.test_client()
    table = client.get("/" + links["CSV"])
    assert table.status_code == 200
    assert table.text.count("\n") == 2, "a head and the one event of the day"
    feed = client.get("/" + links["JSON Feed"])
    assert len(feed.get_json()["items"]) == 2, "who follows a feed wants all days"
    lines = client.get("/" + links["JSON lines"]).text.splitlines()
    assert [json.loads(line)["code"] for line in lines] == ["111"]
    assert client.get("/" + links["Atom"]).status_code == 200


def test_news_is_told_and_shown(
    make_app: Callable[[Settings], Flask], coder: Coder, tmp_path: Path, context: BrowserContext
) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    with served(make_app(Settings(store=address))) as running:
        bench = opened_at(context, running)
        expect(bench.page.locator("#empty")).to_contain_text("dragoman watch feeds.yaml")
        store = Store.open(address)
        keep(store, coder, STORIES[2])
        bench.page.get_by_role("button", name="Refresh").click()
        settled(bench)
        assert dyads(bench) == ["FRA → TCD"]
        expect(bench.page.locator("#empty")).to_be_hidden()
        keep(store, coder, STORIES[0])
        look(bench)
        bench.page.get_by_role("button", name="1 new event: show").click()
        settled(bench)
        assert sorted(dyads(bench)) == ["FRA → TCD", "KEN → UGA"]
        bench.page.get_by_role("checkbox", name="Keep up to date").check()
        settled(bench)
        keep(store, coder, STORIES[1])
        look(bench)
        expect(bench.page.locator("#facts .link")).to_have_text("3 events")
        store.close()


def test_a_filter_that_is_wrong_is_said_and_one_that_finds_nothing_too(page: Bench) -> None:
    page.page.get_by_label("Country, either side").fill("K1")
    page.page.get_by_role("button", name="Filter", exact=True).click()
    assert page.page.locator("#country:invalid").count() == 1
    assert page.page.url.endswith("/monitor")
    page.page.get_by_label("Country, either side").fill("PER")
    page.page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.page.locator("#unfound")).to_be_visible()
    expect(page.page.locator("#parts")).to_be_hidden()


def test_an_address_with_a_wrong_filter_shows_what_is_wrong(context: BrowserContext, monitor: Served) -> None:
    bench = opened_at(context, monitor, "?code=abc")
    expect(bench.page.locator("#trouble")).to_contain_text("code")
    expect(bench.page.locator("#parts")).to_be_hidden()


def test_the_pages_lead_to_each_other(page: Bench) -> None:
    page.page.get_by_role("link", name="Workbench").click()
    page.page.get_by_role("link", name="Monitor").click()
    expect(page.page.locator("#title")).to_be_visible()
    page.page.get_by_role("link", name="Reference").click()
    page.page.get_by_role("link", name="Monitor").click()
    expect(page.page.locator("#facts .link")).to_have_text("3 events")
