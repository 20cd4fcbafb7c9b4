"""Opens a database: the engine with what each kind needs, and its tables brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from coder.errors import NoStoreError, StoreError
from coder.extras import needed
from coder.store.failing import plainly, shown

PATIENCE_SECONDS = 60
CACHE_KIBIBYTES = 64 * 1024
_CONNECTING = {
    "prepare_threshold": None,  # a plan that suits a rare word does not suit a frequent one
    "connect_timeout": 10,  # seconds, after which a host that does not answer at all is given up
}
_OURS = 7_236_410
"""The number of the lock that PostgreSQL holds while tables are made; any will do, if always the same."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A database: for readers, who see one state of it all along, and for writers."""

    url: URL
    reading: Engine
    writing: Engine

    @property
    def sqlite(self) -> bool:
        """Whether it is a file."""
        return self.reading.dialect.name == "sqlite"


def connect(address: str) -> Opened:
    """The engines of a database; nothing is read yet.

    :raise StoreError: the address is none.
    :raise ExtraError: PostgreSQL's driver is not installed.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return Opened(url, engine, engine.execution_options(writing=True))
    needed("psycopg", "postgres")
    engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=_CONNECTING)
    return Opened(url, engine.execution_options(isolation_level="REPEATABLE READ"), engine)


def bring_up(opened: Opened, create: bool) -> str | None:
    """Make the tables of an empty database, and change those of an older one; the step that they were at.

    :raise NoStoreError: it is not there, or empty, and shall not be made.
    :raise StoreError: a newer Dragoman made it, or it cannot be written.
    """
    before = revision(opened, create)
    with plainly(opened.url):
        if before != newest():
            migrate(opened)
    return before


def revision(opened: Opened, create: bool = False) -> str | None:
    """The step that the tables are at; None where there are none and they may be made.

    :raise NoStoreError: there are none and they may not be made.
    :raise StoreError: a newer Dragoman made them.
    """
    if opened.sqlite and not create and not Path(str(opened.url.database)).exists():
        raise NoStoreError(f"{shown(opened.url)} is not there; `dragoman watch` or `dragoman store upgrade` makes it")
    with plainly(opened.url), opened.reading.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    _refuse_newer(opened, now)
    if now is None and not create:
        raise NoStoreError(
            f"{shown(opened.url)} is empty; `dragoman watch` or `dragoman store upgrade` makes its tables"
        )
    return now


def newest() -> str:
    """The last step that this Dragoman knows."""
    return str(_script().get_current_head())


def migrate(opened: Opened, to: str = "head") -> None:
    """Take the steps that are missing, all in one transaction; who comes second finds nothing to do."""
    script = _script()

    def steps(now: Any, context: MigrationContext) -> Any:
        return script._upgrade_revs(to, now)

    with opened.writing.begin() as connection:
        if not opened.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _OURS})
        _run(connection, script, steps)


def _run(connection: Connection, script: ScriptDirectory, steps: Callable[[Any, MigrationContext], Any]) -> None:
    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()


def _refuse_newer(opened: Opened, now: str | None) -> None:
    known = {each.revision for each in _script().walk_revisions()}
    if now is not None and now not in known:
        raise StoreError(
            f"{shown(opened.url)} was written by a newer Dragoman (its tables are at {now}, this one knows up to "
            f"{newest()}); install that version, or name another store"
        )


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise StoreError(
            "the address of the store is none: write `sqlite:///FILE`, or `postgresql://USER:PASSWORD@HOST/NAME`"
        ) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"a store is `sqlite:///FILE` or `postgresql://...`, not {url.get_backend_name()}")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreError("a store of SQLite needs a file: `sqlite:///FILE`")
    return url


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    """Readers and writers do not wait for each other, and transactions begin where we say."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")


def _begin(connection: Connection) -> None:
    """Who will write says so at once: a reader that begins to write later may be refused."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
