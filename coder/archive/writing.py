"""Events of a batch as the bytes of its part."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

from coder.archive.rows import SHOWN, Row
from coder.batch import Answer, Status
from coder.coder import CodedArticle
from coder.extras import needed
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import header_line, records
from coder.layouts.flat import COLUMNS
from coder.layouts.names import CodeNames
from schemas.queries import JSON_LINES
from schemas.responses import warnings_of
from schemas.strict_json import write_json
from schemas.writing import event_lines, layout_text

PARQUET = "parquet"
FORMATS = (JSON_LINES, PARQUET, *LAYOUTS)

_SUFFIXES = {JSON_LINES: ".jsonl", PARQUET: ".parquet", "csv": ".csv"}
_WHOLE = ("article_number", "quad_class", "penta_class", "sentence_number", "rule_line", "mentions")

Writer = Callable[[Answer[CodedArticle], int], bytes]


def suffix_of(name: str) -> str:
    """How the parts of a format end: layouts with tabs as `.tsv`."""
    return _SUFFIXES.get(name, ".tsv")


def writer_of(name: str, names: CodeNames) -> Writer:
    """What turns an answer, whose first article has a number, into a part.

    :raise ExtraError: the format needs a library that is not installed.
    """
    if name == JSON_LINES:
        return lambda answer, first: "".join(event_lines(answer, first=first)).encode("utf-8", "replace")
    if name == PARQUET:
        needed("pyarrow.parquet", "archive")
        return lambda answer, first: parquet_bytes(answer, names, first)
    layout = LAYOUTS[name]
    head = header_line(layout) if layout.header else ""
    return lambda answer, first: (head + layout_text(answer, layout, names, first)).encode("utf-8", "replace")


def parquet_bytes(answer: Answer[CodedArticle], names: CodeNames, first: int) -> bytes:
    """The flat table as Parquet: dates are dates, numbers numbers, everything else text."""
    arrow, parquet = needed("pyarrow", "archive"), needed("pyarrow.parquet", "archive")
    rows = list(records(answer, names, first))
    fields = [arrow.field(column.name, _type(column.name, arrow)) for column in COLUMNS]
    columns = [arrow.array([_cell(c.value(r), f) for r in rows], f.type) for c, f in zip(COLUMNS, fields, strict=True)]
    written = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(columns, schema=arrow.schema(fields)), written, compression="zstd")
    return written.getvalue()


def _type(name: str, arrow: object) -> object:
    kind = "int32" if name in _WHOLE or name.endswith(("_start", "_end")) else "string"
    kind = {"date": "date32", "goldstein": "float64"}.get(name, kind)
    return getattr(arrow, kind)()


def _cell(value: object, field: object) -> object:
    """Text is text in a column of text, enumerations too; what is missing is null elsewhere."""
    if str(getattr(field, "type", "")) == "string":
        return "" if value is None else str(value)
    return None if value == "" else value


def notes_bytes(rows: Sequence[Row], answer: Answer[CodedArticle]) -> bytes:
    """A line of JSON for each row that was not coded, with what stood there, and for each warning."""
    return "".join(map(write_json, _notes(rows, answer))).encode("utf-8", "replace")


def _notes(rows: Sequence[Row], answer: Answer[CodedArticle]) -> Iterator[dict[str, str]]:
    for row, outcome in zip(rows, answer.articles, strict=True):
        if row.article is None:
            yield {"place": row.place, "status": "rejected", "reason": row.reason, "row": row.raw}
            continue
        if outcome.status is not Status.CODED:
            text = outcome.article.text[:SHOWN]
            yield {"place": row.place, "status": outcome.status, "reason": outcome.detail, "row": text}
        for warning in warnings_of(outcome):
            yield {"place": row.place, "status": "warning", "reason": warning, "row": ""}
