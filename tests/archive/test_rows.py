"""Every kind of file gives the same articles; what is none is said with its place and reason."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
import zstandard
from pyarrow import parquet

from coder.archive.places import Place
from coder.archive.rows import Row, Source, find_sources, left_out_columns, read_rows
from coder.errors import ArchiveError
from coder.settings import Settings

ROWS = [
    {"id": "1", "date": "2021-06-15", "text": "Norway thanked Sweden, \u201cwarmly\u201d."},
    {"id": "2", "date": "2021-06-16", "text": "Kenya, Chad\nand \u00c5land met.\n\nThey talked."},
]


def lines(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def columns(rows: list[dict[str, str]]) -> bytes:
    file = io.BytesIO()
    days = [datetime.date.fromisoformat(row["date"]) for row in rows]
    texts = {key: [row[key] for row in rows] for key in ("id", "text")}
    parquet.write_table(pyarrow.table({**texts, "date": days}), file)
    return file.getvalue()


WRITTEN: dict[str, Callable[[list[dict[str, str]]], bytes]] = {
    "a.jsonl": lines,
    "a.ndjson": lambda rows: b"\xef\xbb\xbf" + lines(rows) + b"\n\n",
    "a.jsonl.gz": lambda rows: gzip.compress(lines(rows)),
    "a.jsonl.zst": lambda rows: zstandard.compress(lines(rows)),
    "a.json": lambda rows: json.dumps(rows, indent=2).encode(),
    "a.json.gz": lambda rows: gzip.compress(json.dumps(rows).encode()),
    "a.csv": table,
    "a.CSV": lambda rows: b"\xef\xbb\xbf" + table(rows),
    "a.csv.zst": lambda rows: zstandard.compress(table(rows)),
    "a.tsv": lambda rows: table(rows, "\t"),
    "a.parquet": columns,
}


def read(path: Path, content: bytes, date: datetime.date | None = None) -> list[Row]:
    path.write_bytes(content)
    (source,) = find_sources([Place(str(path))])
    return list(read_rows(source, Settings(), date))


@pytest.mark.parametrize("name", WRITTEN)
def test_each_kind_of_file_gives_its_articles(tmp_path: Path, name: str) -> None:
    rows = read(tmp_path / name, WRITTEN[name](ROWS))
    assert [row.place for row in rows] == [f"{name}:1", f"{name}:2"]
    found = [(a.id, str(a.date), a.text.replace("\r\n", "\n")) for row in rows if (a := row.article)]
    assert found == [(row["id"], row["date"], row["text"]) for row in ROWS]


def test_an_address_is_read_like_a_path(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name, write in WRITTEN.items():
        (tmp_path / "deep" / name).write_bytes(write(ROWS))
    by_path, by_address = (find_sources([Place(where)]) for where in (str(tmp_path), f"file://{tmp_path}"))
    assert [source.place.name for source in by_address] == [source.place.name for source in by_path] == sorted(WRITTEN)
    for one, other in zip(by_path, by_address, strict=True):
        assert list(read_rows(one, Settings())) == list(read_rows(other, Settings()))
    with pytest.raises(ArchiveError, match="no address"):
        find_sources([Place("nowhere://at/all")])


def test_a_text_is_one_article_named_after_its_file(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "story.txt.gz", gzip.compress(b"Norway met Sweden."), datetime.date(2021, 6, 15))
    assert row.article is not None
    assert (row.article.id, row.article.date, row.article.text) == (
        "story", datetime.date(2021, 6, 15), "Norway met Sweden.",
    )  # fmt: skip


def test_a_web_page_is_one_article(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "page.html", b"<html><body><p>Norway met Sweden.</p></body></html>")
    assert row.article is not None
    assert (row.article.id, row.article.text) == ("page", "")
    assert "Norway" in row.article.html


@pytest.mark.parametrize(
    ("name", "content", "place", "reason"),
    [
        ("a.jsonl", b'{"text": "Norway met Sweden."}\nnonsense\n', "a.jsonl:2", "not JSON"),
        ("a.jsonl", b'{"text": " "}\n', "a.jsonl:1", "text: There is no text to code."),
        ("a.jsonl", b'{"text": "x", "colour": 1}\n', "a.jsonl:1", "colour: Unknown field."),
        ("a.jsonl", b'["x"]\n', "a.jsonl:1", "Not an article"),
        ("a.jsonl", b'{"text": "x", "date": "yesterday"}\n', "a.jsonl:1", "date: Not a date"),
        ("a.jsonl", b"\xff\xfe\n", "a.jsonl:1", "UTF-8"),
        ("a.json", b'[{"text": "x"}, 7]', "a.json:2", "Not an article"),
        ("a.csv", b"id,text\n1,x\n2,\n", "a.csv:2", "text: Missing"),
        ("a.csv", b"id,body\n1,x\n", "a.csv:1", "text: Missing"),
    ],
)
def test_a_bad_row_is_kept_with_place_and_reason(
    tmp_path: Path, name: str, content: bytes, place: str, reason: str
) -> None:
    bad = [row for row in read(tmp_path / name, content) if row.article is None]
    assert [row.place for row in bad] == [place]
    assert reason in bad[0].reason
    assert bad[0].raw


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", b"this was never packed"),
        ("a.jsonl.gz", gzip.compress(lines(ROWS) * 500)[:-300]),
        ("a.jsonl.zst", b"nor was this"),
        ("a.json", b'{"text": '),
        ("a.parquet", b"PAR0"),
    ],
)
def test_a_file_that_cannot_be_read_to_its_end_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ArchiveError, match=name):
        read(tmp_path / name, content)


def test_folders_are_searched_and_names_must_say_something(tmp_path: Path) -> None:
    for name in ("b.csv", "deep/a.jsonl.gz", "readme.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [source.place.name for source in find_sources([Place(str(tmp_path))])] == ["b.csv", "a.jsonl.gz"]
    for wrong in (tmp_path / "readme.md", tmp_path / "missing.csv"):
        with pytest.raises(ArchiveError, match=wrong.name):
            find_sources([Place(str(wrong))])
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="holds no file"):
        find_sources([Place(str(tmp_path / "empty"))])


def test_columns_without_a_field_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text,section\n1,x,world\n")
    assert left_out_columns(Source(Place(str(path)), ".csv")) == ("section",)
