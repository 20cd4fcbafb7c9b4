"""Looks over all dictionary files without a parser: what cannot be read, and what can be read but helps nobody.

Errors keep a dictionary from being used or break its promises (an entry without examples); warnings are
for a second look (two rules of which one can never win).  Every finding says where, and how to mend it.
"""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.coding.rules import Rule, Slot, Trigger
from coder.dictionaries import yaml
from coder.dictionaries.actors import read_actors
from coder.dictionaries.nodes import Fields, Items, Node, Text
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.verbs import VerbEntry, VerbReader
from coder.dictionaries.words import load_word_classes
from coder.errors import DictionaryError, Location

_PLACE = re.compile(r"[a-z]+( [a-z]+)*")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Severity(enum.StrEnum):
    """How bad a finding is; only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in a dictionary file, with its place and a hint how."""

    severity: Severity
    message: str
    location: Location
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.location} {self.severity} {self.message}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Written:
    """A verb entry as it stands in its file, and what was read from it."""

    fields: Fields
    entry: VerbEntry

    @property
    def rule(self) -> Rule:
        """The compiled rule."""
        return self.entry.rule


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of each room, as far as they can be read."""

    words: tuple[Fields, ...]
    verbs: tuple[Fields, ...]
    actors: tuple[Fields, ...]
    agents: tuple[Fields, ...]


class _Log:
    """Findings as they come."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def attempt[T](self, read: Callable[[], T]) -> T | None:
        """What `read` gives, or None and an error in the log."""
        try:
            return read()
        except DictionaryError as error:
            self.findings.append(Finding(Severity.ERROR, error.message, error.location, error.hint))
            return None
