"""Notes that whoever fills the store keeps beside what it brought: how far it came with each of its sources.

They are in the store so that one cannot be without the other: a new store begins with no notes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from coder.store.tables import notes


def read_notes(connection: Connection, source: str) -> dict[str, Any]:
    """All notes about a source, by name."""
    found = connection.execute(select(notes.c.name, notes.c.value).where(notes.c.source == source))
    return {row.name: json.loads(row.value) for row in found}


def write_notes(connection: Connection, source: str, told: Mapping[str, Any]) -> None:
    """Write notes about a source over those of the same names; one that is None is taken away."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [
        {"source": source, "name": name, "value": json.dumps(value)}
        for name, value in sorted(told.items())
        if value is not None
    ]
    if rows:
        statement = insert(notes)
        newer = {"value": statement.excluded.value}
        connection.execute(statement.on_conflict_do_update(index_elements=["source", "name"], set_=newer), rows)
    if gone := sorted(name for name, value in told.items() if value is None):
        for start in range(0, len(gone), 500):
            some = notes.c.name.in_(gone[start : start + 500])
            connection.execute(delete(notes).where((notes.c.source == source) & some))
