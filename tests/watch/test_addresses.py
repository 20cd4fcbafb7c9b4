"""One article, one address."""

from __future__ import annotations

import datetime

import pytest

from coder.article import Article
from coder.watch.addresses import canonical, key_of

PLAIN = "https://news.example/world/story"


@pytest.mark.parametrize(
    "written",
    [
        "https://news.example/world/story",
        "http://news.example/world/story",
        "HTTPS://News.Example/world/story",
        "https://news.example:443/world/story",
        "http://news.example:80/world/story",
        "https://news.example./world/story",
        "https://reader:secret@news.example/world/story",
        "https://news.example/world/story/",
        "https://news.example/world/story/index.html",
        "https://news.example//world/./x/../story",
        "https://news.example/world/st%6Fry",
        "https://news.example/world/story#comments",
        "https://news.example/world/story?utm_source=rss&utm_medium=feed&fbclid=abc",
        "https://news.example/world/story?at_campaign=64&_ga=1&CMP=x&mc_cid=3&gclid=9",
        "  https://news.example/world/story\n",
    ],
)
def test_links_to_one_page_have_one_key(written: str) -> None:
    assert canonical(written) == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/?id=1", "https://news.example/?id=2"),
        ("https://news.example/Story", "https://news.example/story"),
        ("https://news.example/a", "https://www.news.example/a"),
        ("https://news.example:8443/a", "https://news.example/a"),
        ("https://news.example/?at=paris", "https://news.example/"),
        ("https://news.example/?utm=1", "https://news.example/"),
    ],
)
def test_links_to_two_pages_have_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://news.example/?b=2&a=1&a=0", "https://news.example?a=0&a=1&b=2"),
        ("https://b\u00fccher.example/ \u00e9", "https://xn--bcher-kva.example/%20%C3%A9"),
        ("http://[2001:DB8::1]:80/a", "https://[2001:db8::1]/a"),
        ("https://news.example/?q=", "https://news.example?q="),
        ("ftp://news.example/a", ""),
        ("mailto:a@news.example", ""),
        ("story.html", ""),
        ("https://", ""),
        ("https://[news.example/a", ""),
        ("https://news.example:port/a", ""),
        ("", ""),
    ],
)
def test_keys(written: str, key: str) -> None:
    assert canonical(written) == key


def test_a_key_is_its_own_key() -> None:
    key = canonical("http://news.example:8080/a%20b/?z=1&y=%26&utm_id=1")
    assert canonical(key) == key == "https://news.example:8080/a%20b?y=%26&z=1"


def test_without_an_address_an_article_is_known_by_what_it_says() -> None:
    article = Article("Norway met Peru.", id="a", title="Talks", publisher="X", date=datetime.date(2024, 1, 2))
    key = key_of(article, named=False)
    same = Article("Norway met Peru.", id="b", title="Talks", publisher="X", date=datetime.date(2024, 1, 2))
    assert key_of(same, named=False) == key
    assert key_of(same, named=True) != key_of(article, named=True)
    others = (
        Article("Norway met Peru!", title="Talks", publisher="X", date=datetime.date(2024, 1, 2)),
        Article("Norway met Peru.", title="Talk", publisher="X", date=datetime.date(2024, 1, 2)),
        Article("Norway met Peru.", title="Talks", publisher="Y", date=datetime.date(2024, 1, 2)),
        Article("Norway met Peru.", title="Talks", publisher="X", date=datetime.date(2024, 1, 3)),
    )
    assert len({key, *(key_of(each, named=False) for each in others)}) == 5
    assert key_of(Article("x", url="http://news.example/a?utm_id=1"), named=True) == "https://news.example/a"
