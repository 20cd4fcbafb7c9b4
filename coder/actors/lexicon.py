"""Phrases to look up, as names and agent nouns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Lexicon(Generic[Value]):
    """Phrases of normalised words; `longest` tells for a border word how many words to try."""

    phrases: Mapping[str, Value] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
