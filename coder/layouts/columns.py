"""Layouts: columns, each named, explained and worked out in one place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from coder.article import Article
from coder.batch import Answer
from coder.coder import CodedArticle
from coder.coding.events import Event, Where
from coder.dedupe import Mention, mentions_of
from coder.layouts.names import CodeNames
from coder.offsets import Counting, Offsets, counting

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FORMULA = ("=", "+", "-", "@")
CODE_POINTS = Counting()
DAY = "the day the event names for itself, else the article's"
NOWHERE = "empty: where actors are is not coded"
UNSAID = "empty: no such division is told"


@dataclass(frozen=True, slots=True)
class Record:
    """One event with all that a row may say of it; `number` is its article's place in the request, from 1."""

    article: Article
    number: int
    event: Event
    names: CodeNames
    counted: Counting = CODE_POINTS

    def at(self, offset: int) -> int:
        """An offset into the event's part of the article, counted as asked for."""
        return self.counted.unit(self.event.sentence.part, offset)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every telling of the event; where no filter has run, this one."""
        return mentions_of(self.event) or (Mention(self.article, self.number, self.event),)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `words` marks what an article brought, which a spreadsheet must not take for a formula."""

    name: str
    meaning: str
    value: Callable[[Record], object]
    words: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file: how it is asked for, what it is, and its columns."""

    name: str
    media_type: str
    title: str
    columns: tuple[Column, ...]
    header: bool = True
    separator: str = "\t"
    line_end: str = "\n"


def records(
    answer: Answer[CodedArticle], names: CodeNames, first: int = 1, offsets: Offsets = Offsets.CODE_POINTS
) -> Iterator[Record]:
    """The events of an answer, article by article; `first` is the number of the first article."""
    for number, outcome in enumerate(answer.articles, first):
        counted = counting(outcome.article, offsets)
        for event in outcome.result.events if outcome.result else ():
            yield Record(outcome.article, number, event, names, counted)


def header_line(layout: Layout) -> str:
    """The names of the columns as a row; empty for a layout without a header."""
    return _line((column.name for column in layout.columns), layout) if layout.header else ""


def row_line(layout: Layout, record: Record) -> str:
    """An event as one line, whatever its words are made of."""
    return _line((cell_text(column.value(record), column.words) for column in layout.columns), layout)


def cell_text(value: object, words: bool) -> str:
    """A value as it stands in a table; `words` of articles never begin as formulas do."""
    text = _BREAKS.sub(" ", "" if value is None else str(value))
    return f"'{text}" if words and text.lstrip().startswith(_FORMULA) else text


def cells_line(cells: Iterable[str], separator: str, line_end: str) -> str:
    """Cells with a separator or a quote in them stand in quotes, in files with tabs too: loaders expect that."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=line_end).writerow(cells)
    return written.getvalue()


def _line(cells: Iterable[str], layout: Layout) -> str:
    return cells_line(cells, layout.separator, layout.line_end)


def empty(record: Record) -> str:
    """What a column holds that nothing can fill."""
    return ""


def whole_number(record: Record) -> int:
    """The event's id as a number that fits 63 bits: its 16 hexadecimal digits, halved."""
    return int(record.event.id, 16) >> 1


def of_where(value: Callable[[Where], object]) -> Callable[[Record], object]:
    """What the event's place says of something; nothing where nobody tells where it was."""
    return lambda record: "" if record.event.where is None else value(record.event.where)


def country_name(record: Record) -> str:
    """The country of the event's place in words; nothing where nobody tells where it was."""
    where = record.event.where
    part = record.names.first.get(where.country) if where else None
    return part.label if part else ""


def digits(record: Record) -> str:
    """The event's day as `20210615`, its own where it names one, else the article's; nothing without either."""
    return record.event.day.isoformat().replace("-", "") if record.event.day else ""


def article_digits(record: Record) -> str:
    """The article's day as `20210615`; nothing without one."""
    return record.event.date.isoformat().replace("-", "") if record.event.date else ""
