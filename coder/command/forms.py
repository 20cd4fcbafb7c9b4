"""The forms in which `dragoman code` prints events, the service's and a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coder.batch import Answer, Status
from coder.coder import CodedArticle, Coder
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import header_line
from coder.layouts.names import CodeNames, code_names
from coder.table import answer_table
from schemas.queries import JSON, JSON_LINES, MEDIA_TYPES
from schemas.responses import AnswerSchema, warnings_of
from schemas.strict_json import write_json
from schemas.writing import event_lines, layout_text

TABLE = "table"
FORMS = (JSON, TABLE, *(name for name in MEDIA_TYPES if name != JSON))


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints answers in one form; `first` is the place of an answer's first article in the whole input."""

    form: str
    names: CodeNames

    @property
    def head(self) -> str:
        """What stands once above everything."""
        return header(self.form)

    def printed(self, answer: Answer[CodedArticle], first: int) -> str:
        """An answer in this form."""
        if self.form == JSON_LINES:
            return "".join(event_lines(answer, first=first))
        if self.form in LAYOUTS:
            return layout_text(answer, LAYOUTS[self.form], self.names, first)
        written = AnswerSchema().dump(answer)
        return answer_table(written) if self.form == TABLE else write_json(written)

    def complaints(self, answer: Answer[Any], first: int) -> Iterator[str]:
        """A line for each article that failed and each warning, in forms that have no room to say so."""
        if self.form in (JSON, TABLE):
            return
        for number, outcome in enumerate(answer.articles, first):
            name = f"article {number}" + (f" ({outcome.article.id})" if outcome.article.id else "")
            if outcome.status is not Status.CODED:
                yield f"{name}: {outcome.status}: {outcome.detail}"
            yield from (f"{name}: {warning}" for warning in warnings_of(outcome))


def header(form: str) -> str:
    """The first line of a form that has one."""
    return header_line(LAYOUTS[form]) if form in LAYOUTS else ""


def printer(form: str, coder: Coder) -> Printer:
    """The printer of a form, with the names that the coder's dictionaries give to codes."""
    return Printer(form, code_names(coder.dictionaries.ontology, coder.dictionaries.actors, coder.dictionaries.places))
