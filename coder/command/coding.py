"""`dragoman code`: the same JSON as the service gives, for files."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

import click
from marshmallow import ValidationError
from tqdm import tqdm

from coder.archive.cluster import Cluster
from coder.archive.engine import BATCH, Engine, Order
from coder.archive.hands import Processes
from coder.archive.places import Place
from coder.archive.rows import find_sources
from coder.archive.writing import FORMATS, PARQUET
from coder.article import Article
from coder.batch import Answer, Status, code_articles, explain_articles
from coder.client import Client
from coder.coder import INCLUDABLE, Coder, Options
from coder.command.archiving import code_archive, processors
from coder.command.errors import plain_errors
from coder.command.forms import FORMS, TABLE, Printer, printer
from coder.command.remote import Remote
from coder.command.saying import Said, Work, refused
from coder.intake import Form, Piece, read_pieces
from coder.settings import Settings
from schemas.explanations import ExplanationSchema
from schemas.queries import JSON, JSON_LINES
from schemas.requests import OptionsSchema
from schemas.strict_json import write_json


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Date of articles that come without one.")
@click.option("--include", multiple=True, help=f"Events to return as well: {','.join(INCLUDABLE)}.")
@click.option("--explain", is_flag=True, help="Say how the events were found instead.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, PARQUET]),
    default=FORMS[0],
    show_default=True,
    help="How events are written: as the service does, as a table for people, or (with --out) as Parquet.",
)
@click.option(
    "--input",
    "given",
    type=click.Choice([each.value for each in Form]),
    default=Form.AUTO.value,
    show_default=True,
    help="How FILE is written; auto goes by its name, then by its look.",
)
@click.option("--out", metavar="DIR", help="Code archives into DIR, in parts.")
@click.option("--processes", type=click.IntRange(1, 10_000), help="With --out; one a core by default.")
@click.option("--part", type=click.IntRange(1, 100_000), default=BATCH, show_default=True, help="Rows a part of --out.")
@click.option("--engine", type=click.Choice(["processes", "ray"]), default="processes", help="With --out: who codes.")
@click.option("--address", default="", help="Of a Ray cluster (`auto`: the one this machine belongs to).")
@click.option("--server", metavar="URL", help="Have a service code, and load no parser here.")
@click.option("--key", envvar="DRAGOMAN_KEY", help="Key for that service; $DRAGOMAN_KEY is not seen by others.")
def code(
    files: tuple[str, ...],
    date: datetime.datetime | None,
    include: tuple[str, ...],
    explain: bool,
    form: str,
    given: str,
    out: str | None,
    processes: int | None,
    part: int,
    engine: str,
    address: str,
    server: str | None,
    key: str | None,
) -> None:
    """Code the articles of FILE, or of standard input with `-`.

    FILE is a text, a JSON article or list of articles, or JSON lines; each line of JSON is answered by
    one line, in order. Forms of rows name articles that failed on standard error. Ends with 1 when
    something could not be coded.

    With --out any number of files or folders are coded by several processes: texts, JSON, JSON lines, CSV,
    TSV and Parquet, packed with gzip or zstd or not. DIR gets `events/` in parts (--format jsonl, parquet,
    csv, ...), `notes/` with every row that was not coded and why, and `summary.json`. After a kill the same
    command goes on. With --engine ray the machines of a Ray cluster do it.
    """
    if explain and form not in (JSON, TABLE):
        raise click.BadParameter("an explanation comes as json", param_hint="--format")
    day = date.date() if date else None
    with plain_errors():
        settings = replace(Settings.read(), time_budget=float("inf"))
        options = options_of(include)
        if out is not None:
            if explain or server:
                raise click.UsageError("an archive is coded, and here: leave out --out, or --explain and --server")
            sources = find_sources(map(Place, files))
            order = Order(sources, Place(out), _form_of_parts(form), options, settings, day, part)
            sys.exit(code_archive(order, _engine(engine, processes, address)))
        if engine == "ray" or address:
            raise click.UsageError("a cluster codes archives: say with --out where their events go")
        if len(files) > 1:
            raise click.UsageError("several files are an archive: say with --out where its events go")
        work = _remote(server, key, options, explain, form) if server else _here(options, settings, explain, form)
        with click.open_file(files[0], "rb") as file:
            pieces = read_pieces(cast(BinaryIO, file), files[0], Form(given), settings, day)
            sys.exit(0 if _print(work, pieces) else 1)


def _here(options: Options, settings: Settings, explain: bool, form: str) -> Work:
    from coder.building import build_coder  # a server's client need not load the parser

    coder = build_coder(settings)
    return Task(coder, options, settings, explain, printer(form, coder))


def _remote(server: str, key: str | None, options: Options, explain: bool, form: str) -> Work:
    return Remote(Client(server, key), tuple(sorted(options.include)), explain, form)


def _engine(name: str, processes: int | None, address: str) -> Engine:
    if name == "ray":
        return Cluster(address, processes or 0)
    if address:
        raise click.UsageError("--address is that of a Ray cluster: give --engine ray too")
    return Processes(processes or processors())


def _form_of_parts(form: str) -> str:
    """The form of an archive's parts: lines of JSON unless another is asked for."""
    wanted = JSON_LINES if form == JSON else form
    if wanted not in FORMATS:
        raise click.BadParameter(f"an archive's parts are one of {', '.join(FORMATS)}", param_hint="--format")
    return wanted


def _print(work: Work, batches: Iterable[list[Piece]]) -> bool:
    """Print what each piece is answered; whether all could be coded."""
    click.echo(work.head, nl=False)
    good, first = True, 1
    for pieces in _progress(batches):
        for said in work.answers(pieces, first):
            click.echo(said.text, nl=False)
            for line in said.complaints:
                click.echo(line, err=True)
            good = good and said.fine
        first += sum(len(piece.articles) for piece in pieces)
    return good


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with every piece of input."""

    coder: Coder
    options: Options
    settings: Settings
    explain: bool
    printer: Printer

    @property
    def head(self) -> str:
        """What stands once above everything."""
        return self.printer.head

    def answers(self, pieces: Sequence[Piece], first: int) -> Iterator[Said]:
        """One answer for each piece, all parsed together; `first` is the place of their first article."""
        answer = self._work([article for piece in pieces for article in piece.articles])
        start = 0
        for piece in pieces:
            end = start + len(piece.articles)
            part = replace(answer, articles=answer.articles[start:end])
            due = first + start
            yield refused(piece.error, self.printer.form, due) if piece.error else self._said(part, due)
            start = end

    def _work(self, articles: Sequence[Article]) -> Answer[Any]:
        if self.explain:
            return explain_articles(self.coder, articles, self.options, self.settings)
        return code_articles(self.coder, articles, self.options, self.settings)

    def _said(self, answer: Answer[Any], first: int) -> Said:
        if self.explain:
            return Said(write_json(ExplanationSchema().dump(answer)), (), _fine(answer))
        complaints = tuple(self.printer.complaints(answer, first))
        return Said(self.printer.printed(answer, first), complaints, _fine(answer))


def _fine(answer: Answer[Any]) -> bool:
    return all(each.status is Status.CODED for each in answer.articles)


def options_of(include: Sequence[str]) -> Options:
    """What `--include` asks for.

    :raise click.BadParameter: it asks for something that is not known.
    """
    try:
        options: Options = OptionsSchema().load({"include": list(include)})
    except ValidationError:
        raise click.BadParameter(f"takes {', '.join(INCLUDABLE)}", param_hint="--include") from None
    return options


def _progress(batches: Iterable[list[Piece]]) -> Iterable[list[Piece]]:
    """Shown on a terminal only, and only when the work takes more than a moment."""
    bar: Iterable[list[Piece]] = tqdm(batches, unit=" batches", delay=3, disable=None, file=sys.stderr)
    return bar
