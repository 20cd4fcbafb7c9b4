"""Annotations: problems in the form that a forge's workflow shows on the line they stand on."""

from __future__ import annotations

from collections.abc import Mapping

from coder.errors import Location

_PROPERTY = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def annotation(level: str, location: Location, message: str, title: str = "") -> str:
    """A workflow command; `level` is `error`, `warning` or `notice`.

    >>> annotation("error", Location("verbs/a.yaml", 3, 7), "no: 100%", "missing")
    '::error file=verbs/a.yaml,line=3,col=7,title=missing::no: 100%25'
    """
    parts = {"file": location.file, "line": str(location.line), "col": str(location.column), "title": title}
    properties = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in parts.items() if value)
    return f"::{level} {properties}::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
