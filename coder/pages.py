"""Articles that come as web pages: the news on the page, its title and its day.

Needs the optional library trafilatura, which is imported when the first page is read.
"""

from __future__ import annotations

import datetime
import importlib
import re
from dataclasses import dataclass
from typing import Any

from coder.errors import ArticleError

INSTALL = "pip install 'dragoman[html]'"
LARGEST = 1_000_000
MOST_TAGS = 20_000
_THOROUGH_TAGS = 5_000  # beyond, the library's second opinion takes minutes on a page made to be slow
_LONGEST_TITLE = 1_000
_TAG = re.compile(r"<[A-Za-z]")
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2199-12-31"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds: the text of its article, and title and day of publication where it states them."""

    text: str
    title: str = ""
    date: datetime.date | None = None


def can_read_pages() -> bool:
    """Whether the library that reads pages is installed."""
    try:
        importlib.import_module("trafilatura")
    except ImportError:
        return False
    return True


def read_page(html: str) -> Page:
    """The article on a page, without its menus, adverts and comments.

    A day counts only where the page states it as such (`article:published_time`, `<time datetime>`), since
    it decides who held which office.  A first line that repeats the title is left out.

    :raise ArticleError: the page is too large, holds no article, or nothing here can read pages.
    """
    tags = sum(1 for _ in _TAG.finditer(html))
    if len(html) > LARGEST or tags > MOST_TAGS:
        size = f"the page has {len(html)} characters and {tags} tags"
        raise ArticleError(f"{size}; at most {LARGEST} and {MOST_TAGS} are read", "html")
    if not can_read_pages():
        raise ArticleError(f"this installation reads no HTML; {INSTALL}", "html")
    found = _extracted(html, fast=tags > _THOROUGH_TAGS)
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise ArticleError("no article was found on the page; send its `text`", "html")
    title = " ".join((found.title or "").split())[:_LONGEST_TITLE]
    return Page(_without_title(text, title), title, _day(found.date or ""))


def _extracted(html: str, fast: bool) -> Any:
    """The library's own record of the page, or None."""
    library = importlib.import_module("trafilatura")
    try:
        return library.bare_extraction(
            html.replace("\x00", " "),
            fast=fast,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # whatever a parser of other people's pages may stumble over
        raise ArticleError(f"the page cannot be read ({type(error).__name__}); send its `text`", "html") from error


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    same = " ".join(first.split()).casefold() == title.casefold()
    return rest.lstrip() if same and rest.strip() else text


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None
