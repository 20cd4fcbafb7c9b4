"""Kinds of columns that read back the same from SQLite and from PostgreSQL."""

from __future__ import annotations

import datetime
import re
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Row, Select, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

_UNKEPT = re.compile("[\x00\ud800-\udfff]")

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
AnySelect: TypeAlias = Select[*tuple[Any, ...]]

Big = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of 64 bits; SQLite's own integers are that wide, and only they number rows by themselves."""


class Words(TypeDecorator[str]):
    """Text as it came, but for the two characters that a database cannot hold (NUL and half characters).

    They become U+FFFD, one for one, so that offsets stay. Texts are compared letter by letter whatever
    language the database was made for, so that an index can tell how a code begins.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text, in PostgreSQL with the order of SQLite."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is written."""
        return None if value is None else whole(value)


class Moment(TypeDecorator[datetime.datetime]):
    """A moment in UTC, which SQLite keeps without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """The moment in UTC."""
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:
        """The moment, with its zone."""
        if value is None:
            return None
        moment: datetime.datetime = value
        return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)


def whole(text: str) -> str:
    """A text that any database can hold.

    >>> whole("a\\x00b")
    'a\\ufffdb'
    """
    return _UNKEPT.sub("\ufffd", text)
