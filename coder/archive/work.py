"""What one process does: load the coder once, then code batch after batch, each to a part of its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from coder.archive.parts import Done, Folder
from coder.archive.rows import Row, Source, read_rows
from coder.archive.writing import notes_bytes, writer_of
from coder.article import Article
from coder.batch import Answer, Outcome, Status, code_articles
from coder.coder import CodedArticle, Coder, Options
from coder.layouts.names import code_names
from coder.settings import Settings


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one file in order; `first` is the place of the first of them in the file, from 1.

    `name` says which file of the job and which part of it (`0002-000017`); one without a name is only tried.
    """

    name: str
    first: int
    rows: tuple[Row, ...]

    @property
    def size(self) -> int:
        """About how many bytes of the file it stands for."""
        return sum(len(row.raw or (row.article.text if row.article else "")) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Task:
    """How every batch is coded and written."""

    folder: Folder
    format: str
    options: Options
    settings: Settings


def batches(sources: Sequence[Source], size: int, settings: Settings, date: datetime.date | None) -> Iterator[Batch]:
    """All rows of all files, so many at a time; a batch holds rows of one file only.

    :raise ArchiveError: a file cannot be read to its end.
    """
    for number, source in enumerate(sources):
        yield from batches_of(source, number, size, settings, date)


def batches_of(
    source: Source, number: int, size: int, settings: Settings, date: datetime.date | None
) -> Iterator[Batch]:
    """The rows of one file, which has this number in the job.

    :raise ArchiveError: it cannot be read to its end.
    """
    rows = read_rows(source, settings, date)
    for part in count():
        found = tuple(islice(rows, size))
        if not found:
            return
        yield Batch(f"{number:04}-{part:06}", part * size + 1, found)


class Desk:
    """A coder with what it needs to write parts."""

    def __init__(self, coder: Coder, task: Task) -> None:
        self._coder = coder
        self._task = task
        self._settings = replace(task.settings, time_budget=float("inf"))
        self._write = writer_of(
            task.format, code_names(coder.dictionaries.ontology, coder.dictionaries.actors, coder.dictionaries.places)
        )

    def work(self, batch: Batch) -> Done:
        """Code a batch and keep its part."""
        answer = self._answer(batch)
        results = [outcome.result for outcome in answer.articles if outcome.result is not None]
        done = Done(
            batch=batch.name,
            articles=len(results),
            rejected=len(batch.rows) - len(results),
            sentences=sum(result.sentences for result in results),
            events=sum(len(result.events) for result in results),
        )
        self._task.folder.keep(done, self._write(answer, batch.first), notes_bytes(batch.rows, answer))
        return done

    def tried(self, batch: Batch) -> str:
        """Code a batch for nothing but to see whether one lives through it."""
        self._answer(batch)
        return "alive"

    def _answer(self, batch: Batch) -> Answer[CodedArticle]:
        """An outcome for each row, bad ones included, so that numbers count rows."""
        articles = [row.article for row in batch.rows if row.article is not None]
        answer = code_articles(self._coder, articles, self._task.options, self._settings)
        outcomes = iter(answer.articles)
        return replace(answer, articles=tuple(next(outcomes) if row.article else _unread(row) for row in batch.rows))


def _unread(row: Row) -> Outcome[CodedArticle]:
    return Outcome(Article(text=""), Status.FAILED, detail=row.reason)
