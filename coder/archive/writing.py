"""Events of a batch as the bytes of its part."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from coder.batch import Answer
from coder.coder import CodedArticle
from coder.extras import needed
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import header_line, records
from coder.layouts.flat import COLUMNS
from coder.layouts.names import CodeNames
from schemas.writing import event_lines, layout_text

LINES = "jsonl"
PARQUET = "parquet"
FORMATS = (LINES, PARQUET, *LAYOUTS)

_SUFFIXES = {LINES: ".jsonl", PARQUET: ".parquet", "csv": ".csv"}
_WHOLE = ("article_number", "quad_class", "penta_class", "sentence_number", "rule_line", "mentions")

Writer = Callable[[Answer[CodedArticle], int], bytes]


def suffix_of(name: str) -> str:
    """How the parts of a format end: layouts with tabs as `.tsv`."""
    return _SUFFIXES.get(name, ".tsv")


def writer_of(name: str, names: CodeNames) -> Writer:
    """What turns an answer, whose first article has a number, into a part.

    :raise ExtraError: the format needs a library that is not installed.
    """
    if name == LINES:
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
    kind = {"date": "date32", "goldstein": "float32"}.get(name, kind)
    return getattr(arrow, kind)()


def _cell(value: object, field: object) -> object:
    """Text is text in a column of text, enumerations too; what is missing is null elsewhere."""
    if str(getattr(field, "type", "")) == "string":
        return "" if value is None else str(value)
    return None if value == "" else value


def rejected_lines(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Place, reason and what stood there, a line of JSON each."""
    from schemas.strict_json import write_json

    return [write_json({"place": place, "reason": reason, "row": raw}) for place, reason, raw in rows]
