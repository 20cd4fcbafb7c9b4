"""RSS and Atom over real HTTP, with the real coder and store."""

from __future__ import annotations

import datetime
from contextlib import closing

import pytest

from coder.store.store import Store
from coder.watch.feeds import Kind, Source
from coder.watch.syndication import read_feed
from tests.watch.houses import COPY, FAILED, KNOWN, LATER, NEW, House
from tests.watch.sites import Answer, Site, rss

DATE = "Tue, 02 Jan 2024 23:30:00 -0500"
SCOLDED = "Germany criticized France over the dam on Tuesday."
MET = "Norway thanked Peru for its help with the railway on Friday."
THANKED = "Kenya thanked Japan for the tents."
LONG = (
    "Germany criticized France over the dam on Tuesday. Farmers along the river had warned for months that the upper "
    "gates were rusty, and nobody in the valley asked who would pay for them. A report of ninety pages lists the "
    "orchards and wells that were lost in spring. The water board denied that its clerks had hidden the maps, and said "
    "that the second canal would be ready before the harvest."
)


def item(text: str, link: str = "", **others: str) -> dict[str, str]:
    return {"title": "News", "description": text, **({"link": link} if link else {}), "pubDate": DATE, **others}


def feed(site: Site, path: str = "/rss", *more: str) -> str:
    """A file of feeds with this one."""
    lines = [f"  - feed: {site.address}{path}", "    name: wire", "    delay: 0 s", *(f"    {each}" for each in more)]
    return "private: yes\nsources:\n" + "\n".join(lines) + "\n"


def test_new_articles_are_coded_once(house: House, site: Site) -> None:
    site.feed("/rss", item(SCOLDED, "http://x.example/a"), item(MET, "http://x.example/b?utm_source=rss"), title="Wire")
    assert house.round(feed(site))["wire"].fates == {NEW: 2}
    assert house.events() == ["DEU > FRA 111 1", "NOR > PER 051 1"]
    again = house.round()["wire"]
    assert again.unchanged
    site.feed("/rss", item(THANKED, "http://x.example/c"), item(MET, "https://x.example/b"), title="Wire")
    assert house.round()["wire"].fates == {NEW: 1, KNOWN: 1}
    assert [each.headers.get("If-None-Match") is not None for each in site.requests("/rss")] == [False, True, True]
    assert len(house.events()) == 3


def test_an_article_is_kept_with_what_its_feed_says(house: House, site: Site) -> None:
    site.feed("/rss", item(SCOLDED, "/a?utm_source=x", guid="http://x.example/g1"), title="Northern <b>Wire</b>")
    house.round(feed(site))
    (event,) = house.stored()
    report = event.first.report
    assert (report.feed, report.id, report.title, report.publisher) == (
        "wire",
        "http://x.example/g1",
        "News",
        "Northern Wire",
    )
    assert report.url == f"{site.address}/a?utm_source=x"
    assert report.date == datetime.date(2024, 1, 2)
    assert report.versions == house.coder.versions
    with closing(Store.open(house.address)) as store:
        assert store.known(f"https://{site.address.removeprefix('http://')}/a") == report.number


def test_the_same_text_elsewhere_is_a_copy_and_counts(house: House, site: Site) -> None:
    site.feed("/rss", item(LONG, "http://x.example/a"), title="One")
    site.feed("/two", item(f"VENN, Jan 2 (AP) -- {LONG[:380]}", "http://y.example/b"), item(MET, "http://y.example/c"))
    feeds = feed(site) + f"  - feed: {site.address}/two\n    name: other\n    publisher: Other\n    delay: 0 s\n"
    house.round(feed(site))
    assert house.round(feeds)["other"].fates == {COPY: 1, NEW: 1}
    assert house.events() == ["DEU > FRA 111 2", "NOR > PER 051 1"]
    assert house.round(feeds)["other"].unchanged


def test_the_same_words_weeks_later_are_news(house: House, site: Site) -> None:
    other = "Tue, 13 Feb 2024 10:00:00 GMT"
    site.feed("/rss", item(MET, "http://x.example/a"), item(MET, "http://x.example/b", pubDate=other))
    assert house.round(feed(site))["wire"].fates == {NEW: 2}


def test_a_feed_that_fails_is_told_and_tried_again(house: House, site: Site) -> None:
    good = rss(item(SCOLDED, "http://x.example/a"))
    site.put("/rss", Answer(status=500), Answer(status=500), Answer(status=500), good)
    tally = house.round(feed(site, "/rss", "tries: 2"))["wire"]
    assert (tally.failed, tally.fates) == (True, {})
    assert "answered 500" in tally.trouble
    assert house.round()["wire"].fates == {NEW: 1}
    assert house.letters() == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><body>No feed here</body></html>", "is no RSS or Atom feed"),
        (b"", "is no RSS or Atom feed"),
        (b"\x00\xff\xfe\x01", "is no RSS or Atom feed"),
        (b"x" * (9 * 1024 * 1024), "has more than"),
    ],
)
def test_what_is_no_feed_is_told(house: House, site: Site, body: bytes, said: str) -> None:
    site.put("/rss", body)
    tally = house.round(feed(site))["wire"]
    assert said in tally.trouble
    assert tally.fates == {}


def test_a_feed_that_moved_for_good_is_told(house: House, site: Site) -> None:
    site.put("/old", Answer(status=301, headers={"Location": "/rss"}))
    site.feed("/rss", item(SCOLDED, "http://x.example/a"))
    tally = house.round(feed(site, "/old"))["wire"]
    assert tally.fates == {NEW: 1}
    moved = f"{site.address}/old has moved for good to {site.address}/rss; change the file of feeds"
    assert tally.remarks == [moved]
    assert house.round()["wire"].remarks == [moved]


def test_what_is_over_the_limit_comes_with_the_next_round(house: House, site: Site) -> None:
    site.feed("/rss", *(item(f"{MET} It was day {n}.", f"http://x.example/{n}", guid=str(n)) for n in range(5)))
    tallies = [house.round(feed(site, "/rss", "limit: 2"))["wire"] for _ in range(4)]
    assert [tally.fates for tally in tallies] == [{NEW: 2}, {KNOWN: 2, NEW: 2}, {KNOWN: 4, NEW: 1}, {}]
    assert [tally.more for tally in tallies] == [True, True, False, False]
    assert tallies[3].unchanged


def test_broken_xml_gives_what_can_be_read(house: House, site: Site) -> None:
    whole = rss(item(SCOLDED, "http://x.example/a"), item(MET, "http://x.example/b"))
    site.put("/rss", whole.replace("<title>News</title>", "<title>News & more<title>", 1), kind="text/xml")
    assert house.round(feed(site))["wire"].fates[NEW] >= 1


def test_charsets_are_understood(house: House, site: Site) -> None:
    text = rss(item("Germany criticized C\u00f4te d'Ivoire on Tuesday.", "http://x.example/a")).replace(
        '"1.0"', '"1.0" encoding="iso-8859-1"'
    )
    site.put("/rss", Answer(text.encode("latin-1"), headers={"Content-Type": "text/xml"}))
    assert house.round(feed(site))["wire"].fates == {NEW: 1}
    assert house.events() == ["DEU > CIV 111 1"]


def test_an_article_that_cannot_be_coded_is_a_dead_letter_and_not_met_again(house: House, site: Site) -> None:
    site.feed(
        "/rss", item("Bonjour tout le monde.", "http://x.example/a"), item(LONG, "http://x.example/b"), language="fr"
    )
    tally = house.round(feed(site, "/rss"))["wire"]
    assert tally.fates == {FAILED: 2}
    assert {letter["status"] for letter in house.letters()} == {"unsupported-language"}
    site.feed("/rss", item(SCOLDED, "http://x.example/c"), item(LONG, "http://x.example/b"), language="en")
    assert house.round(feed(site, "/rss"))["wire"].fates == {NEW: 1, KNOWN: 1}


def test_too_many_characters_are_too_many(house: House, site: Site) -> None:
    site.feed("/rss", item(LONG, "http://x.example/a"))
    assert house.round(feed(site, "/rss", "characters: 100"))["wire"].fates == {FAILED: 1}
    (letter,) = house.letters()
    assert letter["status"] == "too-long"
    assert letter["reason"] == f"{len(LONG)} characters; the source's limit is 100"
    assert letter["article"]["text"] == LONG
    assert letter["source"] == "wire"
    house.write(feed(site))
    assert house.retry()["wire"].fates == {NEW: 1}
    assert house.letters() == []
    assert house.events() == ["DEU > FRA 111 1"]


@pytest.mark.parametrize(
    ("undated", "day"), [("leave", None), ("received", datetime.datetime.now(datetime.UTC).date())]
)
def test_an_article_without_a_date(house: House, site: Site, undated: str, day: datetime.date | None) -> None:
    site.feed("/rss", {"title": "News", "description": SCOLDED, "link": "http://x.example/a"})
    house.round(feed(site, "/rss", f"undated: {undated}"))
    (event,) = house.stored()
    assert event.first.report.date in (day, day and day + datetime.timedelta(days=1))


def test_a_page_without_a_date_was_received_today(house: House, site: Site) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    site.put("/a", story(LONG))
    site.feed("/rss", {"title": "News", "link": f"{site.address}/a"})
    house.round(feed(site, "/rss", "follow: yes", "undated: received"))
    (event,) = house.stored()
    assert event.first.report.date in (today, today + datetime.timedelta(days=1))
    assert event.first.report.url == f"{site.address}/a"


def test_an_entry_that_says_nothing_is_told(house: House, site: Site) -> None:
    site.feed("/rss", {"link": "http://x.example/a"}, {"title": SCOLDED, "link": "http://x.example/b"})
    assert house.round(feed(site))["wire"].fates == {NEW: 1, FAILED: 1}
    (letter,) = house.letters()
    assert letter["reason"] == "the feed says nothing of it; `follow: yes` fetches the page behind its link"
    assert letter["article"]["url"] == "http://x.example/a"
    assert house.events() == ["DEU > FRA 111 1"]


def test_entries_without_links_are_known_by_what_they_say(house: House, site: Site) -> None:
    items = [{"title": SCOLDED}, {"title": "News", "description": MET}]
    site.feed("/rss", *items)
    feeds = feed(site, "/rss", "limit: 2")
    assert house.round(feeds)["wire"].fates == {NEW: 2}
    site.feed("/rss", *items, {"title": THANKED})
    assert house.round()["wire"].fates == {KNOWN: 2, NEW: 1}


def story(text: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n"))
    return (
        f"<html><head><title>News | The Wire</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>News</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def test_pages_are_followed(house: House, site: Site) -> None:
    site.put("/go", Answer(status=302, headers={"Location": "/a"}))
    site.put("/a", story(LONG))
    site.feed("/rss", item("Read more on our page.", f"{site.address}/go"))
    assert house.round(feed(site, "/rss", "follow: yes"))["wire"].fates == {NEW: 1}
    assert house.events() == ["DEU > FRA 111 1"]
    site.feed("/rss", item("Read more on our pages.", f"{site.address}/go"), item("", f"{site.address}/a#top"))
    assert house.round()["wire"].fates == {KNOWN: 2}
    assert len(site.requests("/a")) == 1
    assert len(site.requests("/robots.txt")) == 1


def test_pages_that_name_their_right_address_are_known_by_it(house: House, site: Site) -> None:
    site.put("/a", story(LONG, "<link href='/right' rel='canonical'>"))
    site.put("/b", story(LONG, '<link rel="canonical" href="/right?utm_source=b">'))
    site.feed("/rss", item("", f"{site.address}/a"), item("", f"{site.address}/b"))
    assert house.round(feed(site, "/rss", "follow: yes"))["wire"].fates == {NEW: 1, KNOWN: 1}
    assert house.events() == ["DEU > FRA 111 1"]


@pytest.mark.parametrize("right", ["/", "/section"])
def test_pages_that_are_mistaken_about_their_right_address_are_not_lost(house: House, site: Site, right: str) -> None:
    head = f'<link rel="canonical" href="{right}">'
    for path, text in (("/a", SCOLDED), ("/b", MET), ("/c", THANKED)):
        site.put(path, story(f"{text} {'Nobody in the valley was surprised to hear of it. ' * 3}", head))
    site.feed("/rss", *(item("", site.address + path) for path in ("/a", "/b", "/c")))
    assert house.round(feed(site, "/rss", "follow: yes"))["wire"].fates == {NEW: 3}
    site.feed("/rss", *(item("again", site.address + path) for path in ("/a", "/b", "/c")))
    assert house.round()["wire"].fates == {KNOWN: 3}


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (Answer(status=404), "unfetched", "answered 404"),
        (
            Answer(b"%PDF", headers={"Content-Type": "application/pdf"}),
            "unfetched",
            "is application/pdf, not a web page",
        ),
        (Answer(b"<html></html>"), "no-text", "no article was found"),
        (Answer(b"x" * 4_000_001), "unfetched", "has more than 4000000 bytes"),
    ],
)
def test_pages_that_hold_no_article_are_dead_letters(
    house: House, site: Site, answer: Answer, status: str, said: str
) -> None:
    site.put("/a", answer)
    site.feed("/rss", item("", f"{site.address}/a"))
    assert house.round(feed(site, "/rss", "follow: yes"))["wire"].fates == {FAILED: 1}
    (letter,) = house.letters()
    assert (letter["status"], letter["tries"]) == (status, 1)
    assert said in letter["reason"]
    assert letter["article"]["url"] == f"{site.address}/a"
    site.feed("/rss", item("again", f"{site.address}/a"))
    assert house.round()["wire"].fates == {KNOWN: 1}
    assert house.retry()["wire"].fates == {FAILED: 1}
    (letter,) = house.letters()
    assert letter["tries"] == 2
    site.put("/a", story(LONG))
    assert house.retry()["wire"].fates == {NEW: 1}
    assert house.letters() == []


def test_a_page_that_is_away_is_met_again_and_given_up_in_the_end(house: House, site: Site) -> None:
    site.put("/a", Answer(status=503))
    site.put("/b", story(LONG))
    site.feed("/rss", item("", f"{site.address}/a"), item("", f"{site.address}/b"))
    feeds = feed(site, "/rss", "follow: yes", "tries: 3")
    rounds = [house.round(feeds)["wire"].fates for _ in range(4)]
    assert rounds == [{LATER: 1, NEW: 1}, {LATER: 1, KNOWN: 1}, {FAILED: 1, KNOWN: 1}, {}]
    (letter,) = house.letters()
    assert (letter["status"], letter["tries"]) == ("unfetched", 3)


def test_a_page_that_comes_back_is_coded(house: House, site: Site) -> None:
    site.put("/a", Answer(status=503), Answer(status=503), story(LONG))
    site.feed("/rss", item("", f"{site.address}/a"))
    feeds = feed(site, "/rss", "follow: yes", "tries: 2")
    assert [house.round(feeds)["wire"].fates for _ in range(2)] == [{LATER: 1}, {NEW: 1}]


def test_robots_are_told_off_their_page(house: House, site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /a", kind="text/plain")
    site.put("/a", story(LONG))
    site.put("/b", Answer(status=302, headers={"Location": "/a"}))
    site.feed("/rss", item("", f"{site.address}/a"), item("", f"{site.address}/b"))
    assert house.round(feed(site, "/rss", "follow: yes"))["wire"].fates == {FAILED: 2}
    assert {letter["reason"].partition(" does not")[0] for letter in house.letters()} == {
        f"robots.txt of {site.address.removeprefix('http://')}"
    }
    assert not site.requests("/a")


def test_without_leave_nothing_private_is_fetched(house: House, site: Site) -> None:
    site.feed("/rss", item(SCOLDED, "http://x.example/a"))
    tally = house.round(feed(site).replace("private: yes\n", ""))["wire"]
    assert "within a private network; `private: yes` allows that" in tally.trouble
    assert not site.asked


@pytest.mark.parametrize("link", ["http://[::1/", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@x.example"])
def test_odd_links_do_no_harm(house: House, site: Site, link: str) -> None:
    site.feed("/rss", item(SCOLDED, link, guid="1"), item(MET, "http://x.example/b"))
    assert house.round(feed(site))["wire"].fates == {NEW: 2}
    site.feed("/two", item(THANKED, link, guid="2"))
    assert house.round(feed(site, "/two", "follow: yes"))["wire"].fates == {NEW: 1}


ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/world/">
  <title>The &lt;i&gt;Wire&lt;/i&gt;</title>
  <entry>
    <id>tag:1</id><title type="html">Talks &amp;amp; tea</title><link href="story?id=1"/>
    <published>2024-01-02T23:30:00-05:00</published>
    <summary>Short.</summary>
    <content type="html">&lt;p&gt;Norway met &lt;b&gt;Peru&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Tea was served.&lt;/p&gt;</content>
  </entry>
  <entry><id>tag:2</id><title>Only a headline</title></entry>
</feed>
"""


def test_atom_is_read_as_well() -> None:
    found = read_feed(ATOM.encode(), Source("a", Kind.FEED, "https://news.example/atom"), "https://news.example/atom")
    first, second = found.articles
    assert found.title == "The Wire"
    assert (first.id, first.title, first.url) == ("tag:1", "Talks & tea", "https://news.example/world/story?id=1")
    assert (first.date, first.publisher, first.language) == (datetime.date(2024, 1, 2), "The Wire", "en")
    assert [line for line in first.text.splitlines() if line] == ["Norway met Peru.", "Tea was served."]
    assert (second.title, second.text, second.url, second.date) == ("Only a headline", "", "", None)
