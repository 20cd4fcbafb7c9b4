"""By what articles and events are known again: the same one gets the same name in every store."""

from __future__ import annotations

import hashlib
import json

from coder.article import Article
from coder.coding.events import Event
from coder.dedupe import day_key
from coder.parsing.stored import key_of
from coder.store.records import Origin


def article_key(article: Article, origin: Origin) -> str:
    """What an article is known by: its address; without one its id in its feed; without that its words and day."""
    if origin.url_key:
        return f"url {origin.url_key}"
    if article.id:
        return f"id {origin.feed} {article.id}"
    return f"text {origin.feed} {article.date or ''} {key_of(article)}"


def event_id(event: Event, article: str) -> str:
    """The id of a dyad-day event; `article` is the key of the article, for events that have no day."""
    key = [str(each) if each is not None else None for each in day_key(event, article)]
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:16]
