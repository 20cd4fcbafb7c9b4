"""Spans of an answer, counted as asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coder.article import Article
from coder.offsets import Counting, Offsets, counting
from coder.parsing.sentences import Part


def with_offsets(written: Mapping[str, Any], article: Article, offsets: Offsets) -> Mapping[str, Any]:
    """An article's answer with every span counted as asked for; a span without a `part` takes that around it."""
    counted = counting(article, offsets)
    found: Mapping[str, Any] = _counted(written, counted, Part.TEXT) if counted else written
    return found


def _counted(value: Any, counted: Counting, part: str) -> Any:
    if isinstance(value, list):
        return [_counted(each, counted, part) for each in value]
    if not isinstance(value, Mapping):
        return value
    inner = value.get("part", part)
    return {
        key: [counted.unit(inner, each) for each in found] if key == "span" else _counted(found, counted, inner)
        for key, found in value.items()
    }
