"""Stored events as lines of JSON."""

from __future__ import annotations

from coder.store.records import StoredEvent
from schemas.feed import StoredEventSchema
from schemas.strict_json import write_json

_SCHEMA = StoredEventSchema()


def event_json(event: StoredEvent) -> str:
    """A stored event as one line of JSON, with its line end."""
    return write_json(_SCHEMA.dump(event))
