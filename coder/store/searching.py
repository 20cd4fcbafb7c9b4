"""Search for words: FTS5 in SQLite, a tsvector in PostgreSQL, both over the same words and with the same answers."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, bindparam, cast, column, false, func, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.types import Text

from coder.store.selection import words_of
from coder.store.tables import event_words, events


def add_words(connection: Connection, words: dict[int, tuple[str, ...]]) -> None:
    """Let events be found by their words."""
    if not words:
        return
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO event_words (rowid, words) VALUES (:event, :words)")
        connection.execute(statement, [{"event": event, "words": " ".join(each)} for event, each in words.items()])
        return
    array = func.array_to_tsvector(bindparam("found", type_=ARRAY(Text)))
    rows = [{"at": event, "found": sorted(set(each))} for event, each in words.items()]
    connection.execute(insert(event_words).values(event=bindparam("at"), words=array), rows)


def move_words(connection: Connection, before: int, now: int) -> None:
    """Follow an event to its new position; PostgreSQL does so by itself."""
    if connection.dialect.name == "sqlite":
        statement = text("UPDATE event_words SET rowid = :now WHERE rowid = :before")
        connection.execute(statement, {"now": now, "before": before})


def found(wanted: str, dialect: str) -> ColumnElement[bool]:
    """The condition that all words of a text are in what an event tells; a text without words finds nothing."""
    words = words_of(wanted)
    if not words:
        return false()
    if dialect == "sqlite":
        query = " ".join(f'"{each.rstrip("*")}"{"*" * each.endswith("*")}' for each in words)
        rows = text("SELECT rowid FROM event_words WHERE event_words MATCH :words").bindparams(words=query)
        return events.c.position.in_(rows.columns(column("rowid")))
    query = " & ".join(f"'{each.rstrip('*')}'{':*' * each.endswith('*')}" for each in words)
    rows_with = select(event_words.c.event).where(event_words.c.words.op("@@")(cast(query, TSQUERY)))
    return events.c.position.in_(rows_with)
