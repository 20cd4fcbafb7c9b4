"""Articles and events as rows of their tables."""

from __future__ import annotations

import zlib
from typing import Any, TypeAlias

from coder.actors.actor import Actor
from coder.article import Article
from coder.coding.events import Event
from coder.store.records import Origin
from coder.store.selection import words_of
from schemas.responses import EventSchema
from schemas.strict_json import write_json

Row: TypeAlias = dict[str, Any]

_SCHEMA = EventSchema()
_BANDS = 4


def article_row(article: Article, origin: Origin, key: str) -> Row:
    """An article without its text, parse, and what coding it gave."""
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
        "fingerprint": origin.fingerprint,
        **{f"band_{place}": band for place, band in enumerate(bands, 1)},
        "received": origin.received,
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
        "place_words": " ".join(words_of(where.name)) if where else "",
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "nearness": str(where.nearness) if where else "",
    }


def record_of(event: Event) -> str:
    """An event as one JSON object, as the service answers it."""
    return write_json(_SCHEMA.dump(event)).rstrip("\n")


def search_words(event: Event, title: str) -> tuple[str, ...]:
    """The words that an event is found by: of its sentence and title, its actors, its act and its place."""
    sides = (f"{actor.name} {actor.text}" for actor in (event.source, event.target))
    where = event.where.name if event.where else ""
    told = " ".join((title, event.sentence.text, *sides, event.code.label, where))
    return tuple(each.rstrip("*") for each in words_of(told))


def packed(parse: str) -> bytes | None:
    """A parse in few bytes."""
    return zlib.compress(parse.encode("utf-8", "replace")) if parse else None


def unpacked(packed: bytes | None) -> str:
    """The parse again."""
    return zlib.decompress(packed).decode("utf-8") if packed else ""


def _side(side: str, actor: Actor) -> Row:
    return {
        side: actor.code,
        f"{side}_country": actor.country,
        f"{side}_roles": " ".join(actor.roles),
        f"{side}_name": actor.name or actor.text,
    }
