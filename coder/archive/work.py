"""What one process does: load the coder once, then code batch after batch, each to a part of its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from coder.archive.parts import Done, Folder
from coder.archive.rows import Row, Source, read_rows
from coder.archive.writing import rejected_lines, suffix_of, writer_of
from coder.batch import Answer, Outcome, Status, code_articles
from coder.coder import CodedArticle, Coder, Options
from coder.layouts.names import CodeNames
from coder.settings import Settings


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of an archive in order; `first` numbers its first row over all the archive, from 1."""

    number: int
    first: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """How every batch is coded and written."""

    folder: Folder
    format: str
    options: Options
    settings: Settings


def batches(
    sources: Sequence[Source], size: int, settings: Settings, date: datetime.date | None
) -> Iterator[tuple[Batch, Source]]:
    """All rows of all files, so many at a time; a batch holds rows of one file only."""
    number, first = 0, 1
    for source in sources:
        rows = read_rows(source, settings, date)
        while found := tuple(islice(rows, size)):
            yield Batch(number, first, found), source
            number, first = number + 1, first + len(found)


class Desk:
    """A coder with what it needs to write parts."""

    def __init__(self, coder: Coder, task: Task) -> None:
        self._coder = coder
        self._task = task
        self._settings = replace(task.settings, time_budget=float("inf"))
        self._write = writer_of(task.format, CodeNames(coder.dictionaries.ontology))

    def work(self, batch: Batch) -> Done:
        """Code a batch and keep its part."""
        articles = [row.article for row in batch.rows if row.article is not None]
        answer = code_articles(self._coder, articles, self._task.options, self._settings)
        placed = self._placed(batch, answer)
        results = [outcome.result for outcome in placed.articles if outcome.result is not None]
        rejected = list(_rejected(batch, placed))
        events = sum(len(result.events) for result in results)
        sentences = sum(result.sentences for result in results)
        done = Done(batch.number, len(results), len(rejected), sentences, events)
        self._task.folder.keep(done, self._write(placed, batch.first), rejected_lines(rejected))
        return done

    def _placed(self, batch: Batch, answer: Answer[CodedArticle]) -> Answer[CodedArticle]:
        """An outcome for each row, bad ones included, so that numbers count rows."""
        outcomes = iter(answer.articles)
        return replace(answer, articles=tuple(next(outcomes) if row.article else _unread(row) for row in batch.rows))


def _unread(row: Row) -> Outcome[CodedArticle]:
    from coder.article import Article

    return Outcome(Article(text=""), Status.FAILED, detail=row.reason)


def _rejected(batch: Batch, answer: Answer[CodedArticle]) -> Iterator[tuple[str, str, str]]:
    for row, outcome in zip(batch.rows, answer.articles, strict=True):
        if outcome.status is not Status.CODED:
            raw = row.raw if row.article is None else row.article.text[:2_000]
            yield row.place, f"{outcome.status}: {outcome.detail}" if row.article else row.reason, raw
