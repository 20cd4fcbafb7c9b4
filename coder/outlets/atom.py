"""Feeds in Atom (RFC 4287)."""

from __future__ import annotations

import datetime
import re
from xml.etree import ElementTree

from coder.outlets.documents import Document, Item, urn

ATOM = "http://www.w3.org/2005/Atom"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def atom_feed(document: Document) -> str:
    """A page of a feed as a document of XML."""
    feed = ElementTree.Element("feed", {"xmlns": ATOM})
    _add(feed, "id", urn(document.key))
    _add(feed, "title", document.title)
    _add(feed, "updated", _moment(document.updated))
    _link(feed, "self", document.feed_url, "application/atom+xml")
    _link(feed, "alternate", document.home_page_url)
    if document.next_url:
        _link(feed, "next", document.next_url, "application/atom+xml")
    _add(ElementTree.SubElement(feed, "author"), "name", "Dragoman")
    for item in document.items:
        _entry(ElementTree.SubElement(feed, "entry"), item)
    return _HEAD + ElementTree.tostring(feed, encoding="unicode", short_empty_elements=True) + "\n"


def _entry(entry: ElementTree.Element, item: Item) -> None:
    _add(entry, "id", urn(item.event.id))
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(item.known))
    _add(entry, "published", _moment(item.known))
    _link(entry, "alternate", item.outside or item.url)
    _link(entry, "related", item.url, "application/json")
    for author in item.authors:
        _add(ElementTree.SubElement(entry, "author"), "name", author.name)
    for tag in item.tags:
        ElementTree.SubElement(entry, "category", {"term": tag})
    _add(entry, "summary", item.text)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _UNWRITABLE.sub("\ufffd", text)


def _link(parent: ElementTree.Element, relation: str, address: str, media_type: str = "") -> None:
    options = {"type": media_type} if media_type else {}
    ElementTree.SubElement(parent, "link", {"rel": relation, "href": _UNWRITABLE.sub("\ufffd", address), **options})


def _moment(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
