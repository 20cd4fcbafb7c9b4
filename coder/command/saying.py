"""What `dragoman code` says of a piece of its input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coder.command.forms import TABLE
from coder.errors import RequestError
from coder.intake import Piece
from schemas.problems import problem_body
from schemas.queries import JSON
from schemas.strict_json import write_json


@dataclass(frozen=True, slots=True)
class Said:
    """What one piece of input is answered: on standard output, on standard error, and whether all was coded."""

    text: str
    complaints: tuple[str, ...]
    fine: bool


class Work(Protocol):
    """Codes pieces of input, here or on a server."""

    @property
    def head(self) -> str:
        """What stands once above everything."""
        ...

    def answers(self, pieces: Sequence[Piece], first: int) -> Iterator[Said]:
        """One answer for each piece; `first` is the place of their first article."""
        ...


def refused(error: RequestError, form: str, due: int) -> Said:
    """A piece that holds no articles: in place where lines are JSON answers, else aside."""
    if form in (JSON, TABLE):
        return Said(write_json(problem_body(error.type, str(error), error.errors)), (), False)
    fields = (f"{each.field}: {each.message}" for each in error.errors)
    return Said("", (f"before article {due}: {'; '.join((str(error), *fields))}",), False)
