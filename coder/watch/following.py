"""Pages behind the links of a feed, fetched as their hosts want it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from coder.article import Article
from coder.charsets import page_text
from coder.errors import FetchError
from coder.pages import LARGEST
from coder.watch.addresses import canonical
from coder.watch.feeds import Source
from coder.watch.fetching import Fetcher, Reply, Wish
from coder.watch.robots import Robots

MOST_BYTES = 4 * LARGEST
_PAGES = ("text/html", "application/xhtml+xml", "")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^>]{0,2000}>", re.IGNORECASE)
_IS_CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_TARGET = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class Followed:
    """An article with its page, and what it is known by: the address its page calls right, and where it was."""

    article: Article
    key: str
    own_key: str


class Follower:
    """Fetches pages, each host's rules kept."""

    def __init__(self, fetcher: Fetcher, robots: Robots) -> None:
        self._fetcher = fetcher
        self._robots = robots

    def follow(self, article: Article, source: Source) -> Followed:
        """The article with the page that its link leads to, in place of what its feed says.

        :raise FetchError: the page cannot be fetched, may not be, or is none.
        :raise StoppedError: the watch ends.
        """
        self._robots.check(article.url)
        delay = max(source.delay, self._robots.delay(article.url))
        wish = Wish(article.url, most=MOST_BYTES, delay=delay, tries=source.tries, before=self._robots.check)
        reply = self._fetcher.get(wish)
        html = _html(reply)
        own_key = canonical(reply.address) or canonical(article.url)
        page = replace(article, text="", html=html, url=reply.address)
        return Followed(page, _named_address(html, reply.address) or own_key, own_key)


def _html(reply: Reply) -> str:
    said = reply.headers.get("content-type", "")
    kind = said.partition(";")[0].strip().lower()
    if kind not in _PAGES:
        raise FetchError(f"{reply.address} is {kind}, not a web page")
    charset = _CHARSET.search(said)
    return page_text(reply.content, charset[1] if charset else "")


def _named_address(html: str, address: str) -> str:
    """The address that a page calls its right one, as a key; one that calls its site's front page so is mistaken."""
    for link in _LINK.finditer(html, 0, _HEAD):
        target = _TARGET.search(link[0]) if _IS_CANONICAL.search(link[0]) else None
        if target:
            try:
                key = canonical(urljoin(address, unescape(next(filter(None, target.groups()), ""))))
            except ValueError:
                return ""
            return key if urlsplit(key).path or urlsplit(key).query else ""
    return ""
