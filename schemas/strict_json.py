"""JSON as the contract reads and writes it: strict on the way in, the same bytes on the way out."""

from __future__ import annotations

import codecs
import json
from typing import Any, NoReturn

from coder.errors import RequestError


def read_json(body: bytes, depth: int, digits: int = 1_000) -> Any:
    """The value of a JSON text in UTF-8, with or without a byte order mark.

    Refuses what JSON readers disagree about: duplicate keys, NaN and Infinity, and nesting beyond
    `depth`.  Numbers have at most so many `digits`.

    :raise RequestError: with the type `bad-json`.
    """

    def whole(text: str) -> int:
        return int(_short(text, digits))

    def real(text: str) -> float:
        return float(_short(text, digits))

    try:
        text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=whole, parse_float=real, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise _bad(f"the body is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise _bad(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise _bad(f"nested deeper than {depth}") from None
    if not _fits(value, depth):
        raise _bad(f"nested deeper than {depth}")
    return value


def write_json(value: object) -> str:
    """One line of JSON, keys in the order of the schemas, so that equal answers are equal bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _bad(message: str) -> RequestError:
    return RequestError("bad-json", message)


def _short(number: str, digits: int) -> str:
    if len(number) > digits:
        raise _bad(f"a number has more than {digits} digits")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _bad(f"the key {printable(twice)!r} stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise _bad(f"{name} is not JSON")


def _fits(value: Any, depth: int) -> bool:
    if isinstance(value, dict):
        return depth > 0 and all(_fits(each, depth - 1) for each in value.values())
    if isinstance(value, list):
        return depth > 0 and all(_fits(each, depth - 1) for each in value)
    return True


def printable(text: str, length: int = 60) -> str:
    """A piece of what was sent, short and safe to say back in an error."""
    short = text if len(text) <= length else text[:length] + "..."
    return short.encode("utf-8", "replace").decode("utf-8")
