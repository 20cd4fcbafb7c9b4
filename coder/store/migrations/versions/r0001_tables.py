"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from coder.store.columns import Big, Moment, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _positions()
    _articles()
    _events()
    _mentions()
    _words()


def _positions() -> None:
    made = op.create_table(
        "positions",
        sa.Column("name", Words, nullable=False),
        sa.Column("last", Big, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_positions"),
    )
    op.bulk_insert(made, [{"name": "events", "last": 0}])
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("coder", Words, nullable=False),
        sa.Column("dictionaries", Words, nullable=False),
        sa.Column("model", Words, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_versions"),
        sa.UniqueConstraint("coder", "dictionaries", "model", name="uq_versions_coder_dictionaries_model"),
    )


def _articles() -> None:
    words = ("key", "feed", "id", "title", "url", "url_key", "publisher", "language")
    op.create_table(
        "articles",
        sa.Column("number", Big, autoincrement=False, nullable=False),
        *(sa.Column(name, Words, nullable=False) for name in words),
        sa.Column("date", sa.Date),
        sa.Column("digest", Words, nullable=False),
        sa.Column("include", Words, nullable=False),
        sa.Column("fingerprint", Big),
        *(sa.Column(f"band_{place}", sa.Integer) for place in range(1, 5)),
        sa.Column("original", Big, nullable=False),
        sa.Column("copy_of", Big),
        sa.Column("received", Moment, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("sentences", sa.Integer, nullable=False),
        sa.Column("warnings", Words, nullable=False),
        sa.Column("text", Words),
        sa.Column("parse", sa.LargeBinary),
        sa.PrimaryKeyConstraint("number", name="pk_articles"),
        sa.UniqueConstraint("key", name="uq_articles_key"),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.number"], name="fk_articles_copy_of"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name="fk_articles_version"),
    )
    _index("articles", "url_key")
    _index("articles", "original")
    for place in range(1, 5):
        _index("articles", f"band_{place}", "number")


def _events() -> None:
    sides = (f"{side}{part}" for side in ("source", "target") for part in ("", "_country", "_roles", "_name"))
    op.create_table(
        "events",
        sa.Column("position", Big, autoincrement=False, nullable=False),
        sa.Column("id", Words, nullable=False),
        sa.Column("withdrawn", Big),
        sa.Column("day", sa.Date),
        *(sa.Column(name, Words, nullable=False) for name in (*sides, "code", "root", "label")),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in ("quad", "penta")),
        sa.Column("goldstein", sa.Float),
        *(sa.Column(name, Words, nullable=False) for name in ("plover", "flags", "place_country", "place")),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("nearness", Words, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("mentions", "articles", "publishers")),
        sa.PrimaryKeyConstraint("position", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
        sa.UniqueConstraint("withdrawn", name="uq_events_withdrawn"),
    )
    _index("events", "day", "position")


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("number", Big, nullable=False),
        sa.Column("event", Big, nullable=False),
        sa.Column("article", Big, nullable=False),
        sa.Column("event_id", Words, nullable=False),
        sa.Column("sentence", sa.Integer, nullable=False),
        sa.Column("withdrawn", Big),
        sa.Column("record", Words, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_mentions"),
        sa.ForeignKeyConstraint(["event"], ["events.position"], name="fk_mentions_event", onupdate="CASCADE"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_mentions_article"),
    )
    _index("mentions", "event", "number")
    _index("mentions", "article")


def _words() -> None:
    if op.get_bind().dialect.name == "sqlite":
        tokens = """unicode61 remove_diacritics 0 tokenchars ':-_'"""
        options = f'words, detail=none, columnsize=0, tokenize="{tokens}"'
        op.execute(sa.text(f"CREATE VIRTUAL TABLE event_words USING fts5({options})".replace(":", "\\:")))
        return
    op.create_table(
        "event_words",
        sa.Column("event", Big, autoincrement=False, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_event_words"),
        sa.ForeignKeyConstraint(["event"], ["events.position"], name="fk_event_words_event", onupdate="CASCADE"),
    )
    op.create_index("ix_event_words_words", "event_words", ["words"], postgresql_using="gin")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
