"""What people send: one news article."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was sent.

    All offsets that Dragoman returns count code points of `text` (or of `title`, for the title's
    sentence).  `date` decides which office a person held; without it the article is undated.
    `parse` may carry the article's parse as CoNLL-U, and then no parser runs.  `html` is a web page to
    take the text from, and then `text` is empty as sent.
    """

    text: str
    id: str = ""
    date: datetime.date | None = None
    title: str = ""
    url: str = ""
    publisher: str = ""
    language: str = "en"
    parse: str = ""
    html: str = ""
