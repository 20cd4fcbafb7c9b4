"""A person at the monitor, and the stories that it shows them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from playwright.sync_api import BrowserContext

from bench.happenings import place
from coder.article import Article
from coder.coder import CodedArticle, Coder, Options
from coder.store.records import Origin
from coder.store.store import Store
from tests.pages.bench import Bench
from tools.browsing import Served

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


def fill(address: str, coder: Coder) -> str:
    """Keep these stories, the first of which another publisher repeats; gives the store's address back."""
    store = Store.open(address)
    coded: Sequence[CodedArticle] = coder.code(STORIES, Options())
    coded = [located(each) if each.article is STORIES[2] else each for each in coded]
    kept = store.keep_all([(each, origin(each.article)) for each in coded], coder.versions)
    copy = article(STORIES[0].text, 0, 8, publisher="Radio Meridian", title="Kenya strikes")
    store.keep_copy(copy, origin(copy), kept[0].number)
    store.close()
    return address


def located(coded: CodedArticle) -> CodedArticle:
    """The same, its events at a place."""
    return replace(coded, events=tuple(replace(each, where=place("Abeche", "TCD")) for each in coded.events))


def origin(told: Article) -> Origin:
    return Origin("wire", datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC), f"wire.example/{told.id}")


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


def look(bench: Bench) -> None:
    """The page looks for news now and then, and whenever it is seen again."""
    bench.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def keep(store: Store, coder: Coder, told: Article) -> None:
    (coded,) = coder.code([told], Options())
    store.keep(coded, origin(told), coder.versions)
