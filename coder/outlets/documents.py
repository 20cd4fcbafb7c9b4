"""A page of events as readers of feeds show it: items with a title, a text, links and tags."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from coder.dedupe import distinct
from coder.store.records import Page, StoredEvent
from schemas.strict_json import read_json

VERSION = "https://jsonfeed.org/version/1.1"
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_WEB = re.compile(r"https?://[^\s<>\"]+", re.ASCII | re.IGNORECASE)
_RECORD_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Author:
    """Whose words an item is."""

    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """An event to be read; `url` leads to all who told it, `outside` to the article that did first."""

    event: StoredEvent
    title: str
    text: str
    url: str
    outside: str
    known: datetime.datetime
    authors: tuple[Author, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A page of a feed with the addresses that lead to it and away from it; `next_url` may be empty.

    `key` is the same for all pages of the same filters.
    """

    key: str
    title: str
    home_page_url: str
    feed_url: str
    next_url: str
    page: Page
    items: tuple[Item, ...]
    version: str = VERSION

    @property
    def updated(self) -> datetime.datetime:
        """When the last of its items became known."""
        return max((item.known for item in self.items), default=NEVER)


def item_of(event: StoredEvent, url: str) -> Item:
    """An event as an item; `url` is its address at the service."""
    report = event.first.report
    return Item(
        event=event,
        title=title_of(event),
        text=read_json(event.first.record.encode(), _RECORD_DEPTH)["sentence"]["text"],
        url=url,
        outside=web_address(report.url),
        known=report.received,
        authors=(Author(report.publisher),) if report.publisher else (),
        tags=_tags(event),
    )


def items_of(page: Page, address: Callable[[StoredEvent], str]) -> tuple[Item, ...]:
    """The events of a page as items; `address` says where an event is to be found."""
    return tuple(item_of(event, address(event)) for event in page.events)


def title_of(event: StoredEvent) -> str:
    """An event in a line: `Germany > France: Criticize or denounce (111)`."""
    flags = f", {', '.join(event.flags)}" if event.flags else ""
    return f"{_named(event.source.name, event.source.code)} > {_named(event.target.name, event.target.code)}: " + (
        f"{event.label} ({event.code}{flags})"
    )


def web_address(written: str) -> str:
    """An address that may be made a link; empty for any other text.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return written if _WEB.fullmatch(written) else ""


def urn(name: str) -> str:
    """A name as an IRI that is the same everywhere and for ever.

    >>> urn("0123456789abcdef")
    'urn:uuid:c54137ee-53c6-5738-bdc0-57bc42003111'
    """
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'dragoman:{name}')}"


def _named(name: str, code: str) -> str:
    return f"{name} ({code})" if name else code


def _tags(event: StoredEvent) -> tuple[str, ...]:
    place = event.site.country if event.site else ""
    return distinct((event.code, event.root, event.plover, event.source.country, event.target.country, place))
