"""The tables, column by column; `docs/store.md` says the same in words.

What is long stands last in a row: SQLite reads a row from its beginning.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from coder.store.columns import Big, Moment, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

positions = Table(
    "positions",
    metadata,
    Column("name", Words, primary_key=True),
    Column("last", Big, nullable=False),
)
"""One row: the last position given. Who writes holds it until the end of the transaction."""

versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("coder", Words, nullable=False),
    Column("dictionaries", Words, nullable=False),
    Column("model", Words, nullable=False),
    UniqueConstraint("coder", "dictionaries", "model"),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Big, primary_key=True, autoincrement=False),
    Column("key", Words, nullable=False, unique=True),
    Column("feed", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("url_key", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("date", Date),
    Column("digest", Words, nullable=False),
    Column("include", Words, nullable=False),
    Column("fingerprint", Big),
    Column("band_1", Integer),
    Column("band_2", Integer),
    Column("band_3", Integer),
    Column("band_4", Integer),
    Column("original", Big, nullable=False),
    Column("copy_of", Big, ForeignKey("articles.number")),
    Column("received", Moment, nullable=False),
    Column("version", Integer, ForeignKey("versions.number")),
    Column("sentences", Integer, nullable=False),
    Column("warnings", Words, nullable=False),
    Column("text", Words),
    Column("parse", LargeBinary),
    Index(None, "url_key"),
    Index(None, "original"),
    *(Index(None, f"band_{place}", "number") for place in range(1, 5)),
)

events = Table(
    "events",
    metadata,
    Column("position", Big, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("withdrawn", Big, unique=True),
    Column("day", Date),
    Column("source", Words, nullable=False),
    Column("source_country", Words, nullable=False),
    Column("source_roles", Words, nullable=False),
    Column("source_name", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("target_country", Words, nullable=False),
    Column("target_roles", Words, nullable=False),
    Column("target_name", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("root", Words, nullable=False),
    Column("label", Words, nullable=False),
    Column("quad", SmallInteger, nullable=False),
    Column("penta", SmallInteger, nullable=False),
    Column("goldstein", Float),
    Column("plover", Words, nullable=False),
    Column("flags", Words, nullable=False),
    Column("place_country", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("nearness", Words, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("publishers", Integer, nullable=False),
    Index(None, "day", "position"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("number", Big, primary_key=True),
    Column("event", Big, ForeignKey("events.position", onupdate="CASCADE"), nullable=False),
    Column("article", Big, ForeignKey("articles.number"), nullable=False),
    Column("event_id", Words, nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("withdrawn", Big),
    Column("record", Words, nullable=False),
    Index(None, "event", "number"),
    Index(None, "article"),
)

event_words = Table(
    "event_words",
    metadata,
    Column("event", Big, ForeignKey("events.position", onupdate="CASCADE"), primary_key=True, autoincrement=False),
    Column("words", TSVECTOR, nullable=False),
    Index(None, "words", postgresql_using="gin"),
)
"""What events are found by (`facets`). In SQLite it is an FTS5 table, the event's position its row's number."""

notes = Table(
    "notes",
    metadata,
    Column("source", Words, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)
