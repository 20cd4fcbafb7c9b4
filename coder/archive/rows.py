"""Rows of archives: JSON lines, JSON, CSV, plain texts, web pages and Parquet, packed or not, one article a row."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import itertools
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, TypeAlias

from coder.archive.places import Place
from coder.article import Article
from coder.errors import ArchiveError, RequestError
from coder.extras import needed
from coder.settings import Settings
from schemas.requests import ArticleSchema, load_articles
from schemas.strict_json import read_json

PACKED = (".gz", ".zst")
TEXT, PAGES, LINES, JSON = ".txt", (".html", ".htm"), (".jsonl", ".ndjson"), ".json"
COMMAS, TABS, PARQUET = ".csv", ".tsv", ".parquet"
SUFFIXES = (TEXT, *PAGES, *LINES, JSON, COMMAS, TABS, PARQUET)
_FIELDS = tuple(ArticleSchema().fields)
_BLANK = b"\xef\xbb\xbf \t\r\n"
SHOWN = 2_000

csv.field_size_limit(1 << 30)

Value: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an archive: an article, or why it is none; `raw` is then what stood there, cut when long."""

    place: str
    article: Article | None
    reason: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of an archive; `kind` is the suffix that says how it is written, packed or not."""

    place: Place
    kind: str

    @property
    def packing(self) -> str:
        """How it is packed; empty if it is not."""
        ending = PurePosixPath(self.place.name).suffix
        return ending if ending in PACKED else ""


def find_sources(places: Iterable[Place]) -> tuple[Source, ...]:
    """The files of an archive in order; of a folder, all that can be read, by name.

    :raise ArchiveError: a place is empty, or a file's name does not say how it is written.
    """
    found: list[Source] = []
    for place in places:
        if place.is_folder:
            inside = [source for each in place.files() if (source := _source(each))]
            if not inside:
                raise ArchiveError(f"{place} holds no file that can be read ({', '.join(SUFFIXES)}, packed or not)")
            found += inside
        elif not place.is_file:
            raise ArchiveError(f"{place} does not exist")
        elif (source := _source(place)) is None:
            raise ArchiveError(f"{place}: the name says nothing known; give it one of {', '.join(SUFFIXES)}")
        else:
            found.append(source)
    return tuple(dict.fromkeys(found))


def _source(place: Place) -> Source | None:
    path = PurePosixPath(place.name)
    kind = path.with_suffix("").suffix if path.suffix in PACKED else path.suffix
    return Source(place, kind.lower()) if kind.lower() in SUFFIXES else None


def read_rows(source: Source, settings: Settings, date: datetime.date | None = None) -> Iterator[Row]:
    """The rows of a file in order, each as soon as it is read; `date` is that of articles without one.

    :raise ArchiveError: the file as a whole cannot be read.
    """
    try:
        for number, (value, raw) in enumerate(_values(source, settings), 1):
            place = f"{source.place.name}:{number}"
            yield _row(place, value, raw, settings, date)
    except (OSError, EOFError, csv.Error, zlib.error) as error:
        raise ArchiveError(f"{source.place} cannot be read to its end: {error}") from None


def _row(place: str, value: object, raw: str, settings: Settings, date: datetime.date | None) -> Row:
    try:
        if isinstance(value, bytes):
            value = read_json(value, settings.max_json_depth)
        (article,) = load_articles([value], 1)
    except RequestError as error:
        return Row(place, None, _reason(error), raw[:SHOWN])
    return Row(place, article if article.date or date is None else replace(article, date=date))


def _reason(error: RequestError) -> str:
    fields = "; ".join(f"{each.field.removeprefix('articles[0].')}: {each.message}" for each in error.errors)
    return fields or str(error)


def _values(source: Source, settings: Settings) -> Iterator[tuple[object, str]]:
    """Each row as it is to be checked, and as it stood."""
    if source.kind == PARQUET:
        yield from _parquet_values(source)
        return
    with _opened(source) as stream:
        if source.kind in LINES:
            yield from ((line, _text(line)) for line in stream if line.strip(_BLANK))
        elif source.kind in (COMMAS, TABS):
            yield from _table_values(stream, "," if source.kind == COMMAS else "\t")
        elif source.kind == JSON:
            yield from _json_values(source, stream.read(), settings)
        else:
            text = _text(stream.read())
            key = "html" if source.kind in PAGES else "text"
            yield {key: text, "id": source.place.name.split(".")[0]}, text


def _json_values(source: Source, body: bytes, settings: Settings) -> Iterator[tuple[object, str]]:
    try:
        value = read_json(body, settings.max_json_depth)
    except RequestError as error:
        raise ArchiveError(f"{source.place}: {error}") from None
    for each in value if isinstance(value, list) else [value]:
        yield each, str(each)


def _table_values(stream: BinaryIO, separator: str) -> Iterator[tuple[object, str]]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    reader = csv.DictReader(text, delimiter=separator, restkey="")
    for row in reader:
        written = separator.join(str(cell) for cell in row.values())
        yield _known(row), written


def _parquet_values(source: Source) -> Iterator[tuple[object, str]]:
    with _table(source) as table:
        columns = [name for name in table.schema_arrow.names if name in _FIELDS]
        for batch in table.iter_batches(batch_size=256, columns=columns):
            for row in batch.to_pylist():
                plain = {key: str(value) for key, value in row.items() if value is not None}
                yield _known(plain), str(plain)


@contextmanager
def _table(source: Source) -> Iterator[Any]:
    """A file of columns."""
    parquet = needed("pyarrow.parquet", "archive")
    with source.place.open() as file:
        try:
            yield parquet.ParquetFile(file)
        except (ValueError, OSError) as error:
            raise ArchiveError(f"{source.place} is no Parquet file that can be read: {error}") from None


def _known(row: Mapping[str, Any]) -> Value:
    """The cells that an article has fields for; empty ones are as good as missing."""
    return {key: value for key, value in row.items() if key in _FIELDS and value}


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked on the way."""
    with source.place.open() as file:
        if source.packing == ".gz":
            with gzip.open(file) as unpacked:
                yield io.BufferedReader(unpacked)
        elif source.packing == ".zst":
            with _unpacked(file) as unpacked:
                yield unpacked
        else:
            yield file


@contextmanager
def _unpacked(file: BinaryIO) -> Iterator[BinaryIO]:
    """What Zstandard packed; its own error is not the system's, but means the same."""
    zstandard = needed("zstandard", "archive")
    try:
        with zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True) as stream:
            yield io.BufferedReader(stream)
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from None


def _text(body: bytes) -> str:
    return body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").rstrip("\r\n")


def left_out_columns(source: Source) -> tuple[str, ...]:
    """The columns of a table that articles have no field for, so that they are not dropped in silence."""
    if source.kind == PARQUET:
        with _table(source) as table:
            names = table.schema_arrow.names
    elif source.kind in (COMMAS, TABS):
        with _opened(source) as stream:
            first = _text(next(itertools.islice(stream, 1), b""))
        names = next(csv.reader([first], delimiter="," if source.kind == COMMAS else "\t"), [])
    else:
        names = []
    return tuple(name for name in names if name not in _FIELDS)
