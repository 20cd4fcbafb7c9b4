"""What a check finds: something to mend, where it stands and how to mend it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.dictionaries.nodes import replacement
from coder.errors import DictionaryError, Location


class Severity(enum.StrEnum):
    """How bad a finding is; only errors make a check fail, notes are only counted unless asked for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in a dictionary file, with its place and a hint how."""

    severity: Severity
    message: str
    location: Location
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.location} {self.severity} {self.message}" + (f" ({self.hint})" if self.hint else "")

    @property
    def replacement(self) -> str:
        """The word to write instead, where the hint names one."""
        return replacement(self.hint)


def as_finding(error: DictionaryError, severity: Severity = Severity.ERROR) -> Finding:
    """What a reader refused, as a finding."""
    return Finding(severity, error.message, error.location, error.hint)


def as_findings(errors: Iterable[DictionaryError], severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """Several at once."""
    return (as_finding(error, severity) for error in errors)
