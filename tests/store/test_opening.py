"""Stores are made, brought up to date, and refused in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from coder.errors import StoreError
from coder.store.opening import connect
from coder.store.store import Store
from coder.store.tables import metadata
from tests.servers import Postgres


def kept_apart(name: str | None, kind: str, _: object) -> bool:
    """FTS5 makes tables of its own, which are not in the list of tables."""
    return not (kind == "table" and (name or "").startswith("event_words"))


def test_the_steps_end_at_the_tables_of_the_code(store_address: str) -> None:
    Store.open(store_address).close()
    opened = connect(store_address)
    options: dict[str, Any] = {"compare_type": True, "compare_server_default": True}
    if opened.sqlite:
        options |= {
            "include_name": kept_apart,
            "include_object": lambda each, name, kind, *_: kept_apart(name, kind, None),
        }
    with opened.reading.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    table_of_words = [each for each in differences if opened.sqlite and "event_words" in repr(each)]
    assert [each for each in differences if each not in table_of_words] == []


def test_a_store_of_a_newer_dragoman_is_refused(store_address: str) -> None:
    Store.open(store_address).close()
    with connect(store_address).writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"written by a newer Dragoman .*at 9999"):
        Store.open(store_address)


def test_an_empty_store_is_made_only_when_wanted(store_address: str) -> None:
    with pytest.raises(StoreError, match=r"is (empty|not there)"):
        Store.open(store_address, create=False)
    Store.open(store_address).close()
    Store.open(store_address, create=False).close()


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, this is no database at all.\n" * 100)
    with pytest.raises(StoreError, match=r"letter\.txt is no SQLite database"):
        Store.open(f"sqlite:///{tmp_path}/letter.txt")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere/store\.sqlite cannot be opened: make its folder"):
        Store.open(f"sqlite:///{tmp_path}/nowhere/store.sqlite")


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store.open(f"sqlite:///{path}").close()
    path.write_bytes(path.read_bytes()[:6000] + b"\xff" * 60_000)
    with pytest.raises(StoreError, match=r"damaged SQLite database|no SQLite database"):
        Store.open(f"sqlite:///{path}").last()


@pytest.mark.parametrize("address", ["mysql://u:secret@h/x", "not an address", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("user", "password", "database", "said"),
    [
        ("postgres", "wrong-secret", "postgres", "refuses the user or the password"),
        ("nobody", "wrong-secret", "postgres", "refuses the user or the password"),
        ("postgres", None, "missing", "make the database first"),
    ],
)
def test_a_server_that_refuses_is_told_without_the_password(
    postgres: Postgres, user: str, password: str | None, database: str, said: str
) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        Store.open(postgres.address(database, user, password))
    assert f"the store {database} on 127.0.0.1:{postgres.port} " in str(caught.value)
    assert postgres.password not in str(caught.value)
    assert "wrong-secret" not in str(caught.value)


def test_a_server_that_is_down_is_told() -> None:
    with pytest.raises(StoreError, match=r"news on 127\.0\.0\.1:1 cannot be reached") as caught:
        Store.open("postgresql://u:secret@127.0.0.1:1/news")
    assert "secret" not in str(caught.value)
