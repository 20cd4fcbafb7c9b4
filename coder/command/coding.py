"""`dragoman code`: the same JSON as the service gives, for files."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import click
from marshmallow import Schema, ValidationError
from tqdm import tqdm

from coder.article import Article
from coder.batch import Answer, Status, code_articles, explain_articles
from coder.building import build_coder
from coder.coder import INCLUDABLE, Coder, Options
from coder.command.errors import plain_errors
from coder.errors import RequestError
from coder.intake import Form, Piece, read_pieces
from coder.settings import Settings
from coder.table import answer_table
from schemas.explanations import ExplanationSchema
from schemas.problems import problem_body
from schemas.requests import OptionsSchema
from schemas.responses import AnswerSchema
from schemas.strict_json import write_json


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Date of articles that come without one.")
@click.option("--include", multiple=True, help=f"Events to return as well: {','.join(INCLUDABLE)}.")
@click.option("--explain", is_flag=True, help="Say how the events were found instead.")
@click.option("--format", "layout", type=click.Choice(["json", "table"]), default="json", show_default=True)
@click.option(
    "--input",
    "form",
    type=click.Choice([each.value for each in Form]),
    default=Form.AUTO.value,
    show_default=True,
    help="How FILE is written; auto goes by its name, then by its look.",
)
def code(
    file: BinaryIO,
    date: datetime.datetime | None,
    include: tuple[str, ...],
    explain: bool,
    layout: str,
    form: str,
) -> None:
    """Code the articles of FILE, or of standard input with `-`.

    FILE is a text, a JSON article or list of articles, or JSON lines; each line of JSON is answered by
    one line, in order. Ends with 1 when something could not be coded.
    """
    with plain_errors():
        settings = replace(Settings.read(), time_budget=float("inf"))
        options = _options(include)
        task = Task(build_coder(settings), options, settings, explain, layout == "table" and not explain)
    day = date.date() if date else None
    good = True
    for pieces in _progress(read_pieces(file, getattr(file, "name", ""), Form(form), settings, day)):
        for line, fine in task.answers(pieces):
            click.echo(line, nl=False)
            good = good and fine
    sys.exit(0 if good else 1)


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with every piece of input."""

    coder: Coder
    options: Options
    settings: Settings
    explain: bool
    table: bool

    def answers(self, pieces: Sequence[Piece]) -> Iterator[tuple[str, bool]]:
        """One answer for each piece, and whether all of it was coded; all pieces are parsed together."""
        answer = self._work([article for piece in pieces for article in piece.articles])
        start = 0
        for piece in pieces:
            end = start + len(piece.articles)
            part = replace(answer, articles=answer.articles[start:end])
            yield (_refusal(piece.error), False) if piece.error else (self._written(part), _fine(part))
            start = end

    def _work(self, articles: Sequence[Article]) -> Answer[Any]:
        if self.explain:
            return explain_articles(self.coder, articles, self.options, self.settings)
        return code_articles(self.coder, articles, self.options, self.settings)

    def _written(self, answer: Answer[Any]) -> str:
        schema: Schema = ExplanationSchema() if self.explain else AnswerSchema()
        written = schema.dump(answer)
        return answer_table(written) if self.table else write_json(written)


def _fine(answer: Answer[Any]) -> bool:
    return all(each.status is Status.CODED for each in answer.articles)


def _refusal(error: RequestError) -> str:
    return write_json(problem_body(error.type, str(error), error.errors))


def _options(include: Sequence[str]) -> Options:
    try:
        options: Options = OptionsSchema().load({"include": list(include)})
    except ValidationError:
        raise click.BadParameter(f"takes {', '.join(INCLUDABLE)}", param_hint="--include") from None
    return options


def _progress(batches: Iterable[list[Piece]]) -> Iterable[list[Piece]]:
    """Shown on a terminal only, and only when the work takes more than a moment."""
    bar: Iterable[list[Piece]] = tqdm(batches, unit=" batches", delay=3, disable=None, file=sys.stderr)
    return bar
