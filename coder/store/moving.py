"""Copies a whole store into an empty one: from a file to PostgreSQL, say, or back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, func, insert, literal_column, select, table, text

from coder.errors import StoreError
from coder.store.columns import AnySelect
from coder.store.failing import plainly, shown
from coder.store.opening import Opened, bring_up
from coder.store.searching import add_words
from coder.store.tables import articles, event_words, mentions, metadata, positions, versions

AT_ONCE = 1_000
_NUMBERED = (versions, mentions)


def copy_store(source: Opened, target: Opened) -> Iterator[int]:
    """Copy all rows in one transaction, telling how many went each time; numbers and positions stay as they are.

    :raise StoreError: one of them cannot be used, or the target is not empty.
    """
    bring_up(source, create=False)
    bring_up(target, create=True)
    with plainly(source.url), source.reading.connect() as old, plainly(target.url), target.writing.begin() as new:
        _refuse_full(target, new)
        new.execute(delete(positions))
        for each in metadata.sorted_tables:
            yield from _words(old, new) if each is event_words else _rows(each, old, new)
        if not target.sqlite:
            _count_on(new)


def _refuse_full(target: Opened, new: Connection) -> None:
    if new.execute(select(func.count()).select_from(articles)).scalar_one():
        raise StoreError(f"{shown(target.url)} is not empty; name one that is not there yet, or has no articles")


def _rows(each: Table, old: Connection, new: Connection) -> Iterator[int]:
    wanted = select(each).order_by(*each.primary_key)
    for some in old.execute(wanted, execution_options={"yield_per": AT_ONCE}).partitions():
        new.execute(insert(each), [dict(row._mapping) for row in some])
        yield len(some)


def _words(old: Connection, new: Connection) -> Iterator[int]:
    """What events are found by, which each database keeps in its own way."""
    wanted: AnySelect
    if old.dialect.name == "sqlite":
        wanted = select(literal_column("rowid").label("event"), literal_column("words")).select_from(
            table("event_words")
        )
    else:
        wanted = select(event_words.c.event, func.tsvector_to_array(event_words.c.words).label("words"))
    for some in old.execute(wanted, execution_options={"yield_per": AT_ONCE}).partitions():
        words: Mapping[int, Sequence[str]] = {row.event: _split(row.words) for row in some}
        add_words(new, words)
        yield len(words)


def _split(words: str | Sequence[str]) -> Sequence[str]:
    return words.split() if isinstance(words, str) else words


def _count_on(new: Connection) -> None:
    """PostgreSQL numbers rows from where the last one ended."""
    for each in _NUMBERED:
        last = f"SELECT setval(pg_get_serial_sequence('{each.name}', 'number'), coalesce(max(number), 0) + 1, false)"
        new.execute(text(f"{last} FROM {each.name}"))
