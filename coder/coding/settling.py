"""The last word on a reading: what its tense, polarity and modality make of its code."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from coder.coding.composing import Reading
from coder.coding.ontology import Ontology
from coder.reading.clauses import Modality, Status

HOSTILE = ("14", "15", "16", "17", "18", "19", "20")


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading with its final code and flags."""

    reading: Reading
    code: str
    flags: tuple[str, ...]


def settle(reading: Reading, ontology: Ontology, date: datetime.date | None) -> Settled:
    """`will attack` becomes a threat, `will not withdraw` a refusal; the rest keeps its code and is flagged."""
    code, status = _recode(reading, ontology)
    return Settled(reading, code, _flags(status, date))


def _recode(reading: Reading, ontology: Ontology) -> tuple[str, Status]:
    code, status = reading.code, reading.status
    if status.modality is not Modality.FUTURE:
        return code, status
    if not status.negated:
        return ontology.compose("future", code) or code, status
    if code.startswith(HOSTILE):
        # `will not attack` is a promise to stay away from it
        halted = ontology.compose_all(("halt", "intend"), code)
        return (halted, replace(status, negated=False)) if halted else (code, status)
    refused = ontology.compose("refuse", code)
    return (refused, replace(status, negated=False)) if refused else (code, status)


def _flags(status: Status, date: datetime.date | None) -> tuple[str, ...]:
    """The event's flags, in the order of `events.FLAGS`."""
    given = {
        "negated": status.negated,
        "future": status.modality is Modality.FUTURE,
        "hypothetical": status.modality in {Modality.HYPOTHETICAL, Modality.OBLIGATION},
        "historical": status.past or _is_history(status.years, date),
        "reported": status.reported,
    }
    return tuple(flag for flag, holds in given.items() if holds)


def _is_history(years: tuple[int, ...], date: datetime.date | None) -> bool:
    """An act dated to a year before the article's last: `in 1979`."""
    return date is not None and bool(years) and max(years) < date.year - 1
