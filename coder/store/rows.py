"""Articles and events as rows of their tables."""

from __future__ import annotations

import zlib
from typing import Any, TypeAlias

from coder.actors.actor import Actor
from coder.article import Article
from coder.coding.events import Event
from coder.parsing.stored import key_of
from coder.parsing.textless import without_text
from coder.store.records import Keeping, Origin
from schemas.responses import EventSchema
from schemas.strict_json import write_json

Row: TypeAlias = dict[str, Any]

_SCHEMA = EventSchema()
_BANDS = 4


def article_row(article: Article, origin: Origin, key: str) -> Row:
    """An article before it was coded: without its text and parse."""
    bands = origin.bands if len(origin.bands) == _BANDS else (None,) * _BANDS
    return {
        "key": key,
        "feed": origin.feed,
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "url_key": origin.url_key,
        "publisher": article.publisher,
        "language": article.language,
        "date": article.date,
        "digest": key_of(article),
        "include": " ".join(sorted(origin.include)),
        "fingerprint": origin.fingerprint,
        **{f"band_{place}": band for place, band in enumerate(bands, 1)},
        "received": origin.received,
        "sentences": 0,
        "warnings": "",
    }


def event_row(event: Event) -> Row:
    """What an event says, whoever told it."""
    code, where = event.code, event.where
    return {
        "day": event.day,
        **_side("source", event.source),
        **_side("target", event.target),
        "code": code.code,
        "root": code.root,
        "label": code.label,
        "quad": code.quad,
        "penta": code.penta,
        "goldstein": code.goldstein,
        "plover": code.plover,
        "flags": " ".join(event.flags),
        "place_country": where.country if where else "",
        "place": where.name if where else "",
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "nearness": str(where.nearness) if where else "",
    }


def record_of(event: Event) -> str:
    """An event as one JSON object, as the service answers it."""
    return write_json(_SCHEMA.dump(event)).rstrip("\n")


def packed(article: Article, keeping: Keeping) -> Row:
    """The words of an article as far as they are kept; a parse that is kept without the text needs none."""
    parse = article.parse if keeping.text or not article.parse else without_text(article)
    return {
        "text": article.text if keeping.text else None,
        "parse": zlib.compress(parse.encode("utf-8", "replace")) if parse and keeping.parses else None,
    }


def _side(side: str, actor: Actor) -> Row:
    return {
        side: actor.code,
        f"{side}_country": actor.country,
        f"{side}_roles": " ".join(actor.roles),
        f"{side}_name": actor.name or actor.text,
    }
