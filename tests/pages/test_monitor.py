"""The monitor in a browser: what it shows of a store, and how one gets from a bar to the article behind it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect

from coder.article import Article
from coder.coder import Coder, Options
from coder.settings import Settings
from coder.store.records import Origin
from coder.store.store import Store
from tests.pages.bench import Bench
from tests.pages.test_access import CONTRAST, NAMELESS
from tools.browsing import Served, served

LAST = datetime.date(2024, 5, 3)
HOSTILE = '<img src=x onerror="document.title=1"><b>Norway</b> \u202egnikcatta\u202c ' + "Pneumonoultra" * 40
"""A title that is markup, turns the direction of writing, and has a word longer than any window."""


def article(text: str, back: int, number: int, **more: str) -> Article:
    day = LAST - datetime.timedelta(days=back)
    given = {"title": f"Story {number}", "url": f"https://wire.example/{number}", "publisher": "Harbour Wire", **more}
    return Article(text, id=str(number), date=day, **given)


STORIES = (
    article("Kenya attacked Uganda on Friday.", 0, 1),
    article("Kenya praised Uganda on Friday.", 0, 2, publisher="The Lantern"),
    article("France condemned Chad on Friday.", 0, 3),
    article("Uganda condemned Kenya on Thursday.", 1, 4),
    article("Kenya attacked Uganda on Thursday.", 1, 5),
    article(
        "Norway attacked Sweden on Monday.", 4, 6, title=HOSTILE, url="javascript:alert(1)", publisher="\u202eX<i>"
    ),
    article("Norway thanked Sweden.", 40, 7),
)


@pytest.fixture(scope="module")
def filled(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with these stories, the first of which another publisher repeats."""
    address = f"sqlite:///{tmp_path_factory.mktemp('monitor')}/store.sqlite"
    store = Store.open(address)
    coded = coder.code(STORIES, Options())
    kept = store.keep_all([(each, origin(each.article)) for each in coded], coder.versions)
    copy = article(STORIES[0].text, 0, 8, publisher="Radio Meridian", title="Kenya strikes")
    store.keep_copy(copy, origin(copy), kept[0].number)
    store.close()
    return address


def origin(told: Article) -> Origin:
    return Origin("wire", datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC), f"wire.example/{told.id}")


@pytest.fixture(scope="module")
def monitor(make_app: Callable[[Settings], Flask], filled: str) -> Iterator[Served]:
    """The service over that store."""
    with served(make_app(Settings(store=filled))) as running:
        yield running


@pytest.fixture
def page(context: BrowserContext, monitor: Served) -> Iterator[Bench]:
    """The monitor, opened; whatever goes wrong in the page fails the test."""
    opened = opened_at(context, monitor)
    yield opened
    assert opened.troubles == []
    assert [url for url in opened.requests if not url.startswith((monitor.address, "blob:"))] == []


def opened_at(context: BrowserContext, at: Served, query: str = "") -> Bench:
    opened = Bench.open(context, at, f"{at.address}monitor{query}")
    opened.page.locator("#main:not([aria-busy])").wait_for()
    return opened


def settled(bench: Bench) -> None:
    bench.page.wait_for_timeout(50)
    bench.page.locator("#main:not([aria-busy])").wait_for()


def dyads(bench: Bench) -> list[str]:
    return bench.page.locator("#dyads .pair").all_inner_texts()


def cells(bench: Bench) -> list[str]:
    named = bench.page.locator("#matrix .cell button")
    return [(each.get_attribute("aria-label") or "").split(":")[0] for each in named.all()]


def countries(bench: Bench) -> set[str]:
    return {str(each.get_attribute("data-country")) for each in bench.page.locator("#map [data-country]").all()}


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
    assert page.page.locator("#map tbody tr").count() == page.page.locator("#map [data-country]").count()
    page.page.locator("#map").get_by_role("button", name="Chad", exact=True).click()
    settled(page)
    assert page.page.url.endswith("?country=TCD")


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


def look(bench: Bench) -> None:
    """The page looks for news now and then, and whenever it is seen again."""
    bench.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def keep(store: Store, coder: Coder, told: Article) -> None:
    (coded,) = coder.code([told], Options())
    store.keep(coded, origin(told), coder.versions)


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


def test_the_pages_lead_to_each_other(page: Bench) -> None:
    page.page.get_by_role("link", name="Workbench").click()
    page.page.get_by_role("link", name="Monitor").click()
    expect(page.page.locator("#title")).to_be_visible()
    page.page.get_by_role("link", name="Reference").click()
    page.page.get_by_role("link", name="Monitor").click()
    expect(page.page.locator("#facts .link")).to_have_text("3 events")
