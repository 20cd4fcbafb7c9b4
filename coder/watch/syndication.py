"""RSS and Atom: what a feed says of each article; feedparser reads it however it is written."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from coder.article import Article
from coder.coder import Coder
from coder.errors import CostlyError, FetchError, LostError
from coder.parsing.cleaning import clean
from coder.staff.edition import Edition
from coder.staff.hand import Job
from coder.watch.addresses import canonical
from coder.watch.feeds import Source
from coder.watch.fetching import Reply

_LONGEST_NAME = 200
_LONGEST_TITLE = 1_000
_LONGEST_LINK = 2_000


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's articles as they stand in it, newest first as a rule."""

    title: str
    articles: tuple[Article, ...]


def read_feed(content: bytes, source: Source, address: str = "", headers: Mapping[str, str] | None = None) -> Feed:
    """The articles of a feed; what the file of feeds says of the source counts more than what the feed says.

    :raise FetchError: it is no feed that can be read.
    """
    said = {name.lower(): value for name, value in (headers or {}).items() if name.lower() == "content-type"}
    found: Any = feedparser.parse(io.BytesIO(content), response_headers={**said, "content-location": address})
    if not found.get("version") and not found.entries:
        why = f" ({found.bozo_exception})" if found.bozo else ""
        raise FetchError(f"{address or source.place} is no RSS or Atom feed{why}")
    title = _plain(found.feed.get("title", ""))[:_LONGEST_NAME]
    language = str(found.feed.get("language", ""))
    return Feed(title, tuple(_article(entry, source, title, language, address) for entry in found.entries))


def read_reply(reply: Reply, source: Source) -> Feed:
    """The articles of a feed that was fetched; raises as `read_feed` does."""
    return read_feed(reply.content, source, reply.address, reply.headers)


@dataclass(frozen=True, slots=True)
class Apart:
    """Reads feeds in the processes that code, for one may be written so that reading it takes hours."""

    edition: Edition

    def read(self, reply: Reply, source: Source) -> Feed:
        """The articles of a feed that was fetched.

        :raise FetchError: it is none, or takes more than is allowed.
        """
        plain = replace(reply, headers=dict(reply.headers))
        try:
            feed: Feed = self.edition.do(Job(_read, (plain, source)))
        except (CostlyError, LostError) as error:
            raise FetchError(f"{reply.address} cannot be read: {error}") from None
        return feed


def _read(_: Coder, reply: Reply, source: Source) -> Feed:
    return read_reply(reply, source)


def _article(entry: Any, source: Source, title: str, language: str, address: str) -> Article:
    link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
    publisher = _plain(entry.get("source", {}).get("title", "")) or title
    return Article(
        text=_text(entry),
        id=_plain(entry.get("id", ""))[:_LONGEST_NAME],
        date=_day(entry),
        title=_plain(entry.get("title", ""))[:_LONGEST_TITLE],
        url=_joined(address, link),
        publisher=source.publisher or publisher[:_LONGEST_NAME],
        language=source.language or _language(entry, language),
    )


def _text(entry: Any) -> str:
    """The longest of what an entry has to say, as plain text."""
    written = [str(each.get("value", "")) for each in entry.get("content", ())]
    texts = [clean(each).text.strip() for each in (*written, str(entry.get("summary", "")))]
    return max(texts, key=len)


def _plain(markup: object) -> str:
    return " ".join(clean(str(markup)).text.split())


def _language(entry: Any, language: str) -> str:
    """The language of an entry as its feed says it; tags that are none are not believed."""
    said = next((each.get("language") for each in entry.get("content", ()) if each.get("language")), "") or language
    return said if said and said.replace("-", "").isalnum() and said.isascii() and len(said) <= 20 else "en"


def _joined(address: str, link: str) -> str:
    """The address that an entry leads to; empty where it leads nowhere in the web."""
    try:
        whole = urljoin(address, link) if link else ""
    except ValueError:
        return ""
    return whole if canonical(whole) and len(whole) <= _LONGEST_LINK else ""


def _day(entry: Any) -> datetime.date | None:
    """The day of publication as it was written, in its own time zone; else the day in UTC."""
    for name in ("published", "updated", "created"):
        if written := str(entry.get(name) or "").strip():
            found = next(_written_days(written), None)
            parsed = entry.get(f"{name}_parsed")
            if found or parsed:
                return found or datetime.date(*parsed[:3])
    return None


def _written_days(written: str) -> Iterator[datetime.date]:
    for read in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            yield read(written).date()
        except (ValueError, IndexError, TypeError):
            continue
