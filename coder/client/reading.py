"""From the JSON of an answer to frozen dataclasses."""

from __future__ import annotations

import datetime
import functools
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def read_record(kind: type[Record], value: Mapping[str, Any]) -> Record:
    """A record of some kind from a JSON object.

    Fields that are not known here are passed over, so that a newer service may say more.

    :raise KeyError: a field that has no default is not there.
    """
    known = _readers(typing.cast(Any, kind))
    return kind(**{name: read(value[name]) for name, (read, needed) in known.items() if needed or name in value})


@functools.cache
def _readers(kind: Any) -> Mapping[str, tuple[Reader, bool]]:
    """How each field is read, and whether it has to be there."""
    hints = typing.get_type_hints(kind)
    return {
        each.name: (_reader(hints[each.name]), each.default is MISSING and each.default_factory is MISSING)
        for each in fields(kind)
    }


def _reader(hint: Any) -> Reader:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return functools.partial(read_record, hint)
    if hint is datetime.date:
        return datetime.date.fromisoformat
    if origin is types.UnionType:
        read = _reader(inner[0])
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        return functools.partial(_read_many, _reader(inner[0]))
    return _as_it_is


def _read_many(read: Reader, value: list[Any]) -> tuple[Any, ...]:
    return tuple(read(each) for each in value)


def _as_it_is(value: Any) -> Any:
    return value
