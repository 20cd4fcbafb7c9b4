"""Daily files: named and laid out as people know them, whole, and written again when a day changes."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.happenings import event, place
from coder.article import Article
from coder.coding.events import Event
from coder.command.main import main
from coder.dictionaries.load import load_dictionaries
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import Record, row_line
from coder.layouts.names import CodeNames, code_names
from coder.outlets.days import FILE_NAMES, Days
from coder.outlets.retelling import record_of
from coder.resources import dictionary_directory
from coder.store.records import Span
from coder.store.selection import Selection
from coder.store.store import Store
from schemas.responses import EventSchema
from tests.store.making import VERSIONS, coded, origin

DAY = datetime.date(2024, 5, 3)
NEXT = datetime.date(2024, 5, 4)
A, B, C = "DEUGOV > FRA 111", "SYRREB > SYRMIL 1831", "KEN > UGA 040"


@cache
def names() -> CodeNames:
    dictionaries = load_dictionaries(dictionary_directory())
    return code_names(dictionaries.ontology, dictionaries.actors)


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """Three events on two days, one told by two articles and a copy."""
    opened = Store.open(store_address)
    first = opened.keep(coded(A, B, id="a", publisher="X", url="https://x.example/a"), origin(), VERSIONS)
    opened.keep(coded(event(A, text="Again."), id="b", publisher="Y", url="https://y.example/b"), origin(), VERSIONS)
    opened.keep_copy(Article("", id="c", publisher="Z", url="https://z.example/c"), origin(), first.number)
    opened.keep(coded(event(C, NEXT, where=place("Nairobi", "KEN")), id="d", day=NEXT), origin(), VERSIONS)
    yield opened
    opened.close()


@pytest.fixture
def write(store: Store, tmp_path: Path) -> Callable[..., list[str]]:
    """Writes the days of the store that are over; what was written, by name."""

    def written(format: str, until: datetime.date = NEXT) -> list[str]:
        days = Days(store, tmp_path / format, format, names)
        return [f"{each.path.name} {each.events}" for each in days.write(lambda day: day <= until)]

    return written


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("gdelt", ["20240503.export.CSV 2", "20240504.export.CSV 1"]),
        ("gdelt1", ["20240503.export.CSV 2", "20240504.export.CSV 1"]),
        ("icews", ["20240503-icews-events.tab 2", "20240504-icews-events.tab 1"]),
        ("phoenix", ["events.full.20240503.txt 2", "events.full.20240504.txt 1"]),
        ("csv", ["events.2024-05-03.csv 2", "events.2024-05-04.csv 1"]),
        ("jsonl", ["events.2024-05-03.jsonl 2", "events.2024-05-04.jsonl 1"]),
    ],
)
def test_a_file_a_day(write: Callable[..., list[str]], tmp_path: Path, format: str, expected: list[str]) -> None:
    assert write(format) == expected
    assert write(format) == []
    assert sorted(each.name for each in (tmp_path / format).iterdir()) == sorted(
        [f".dragoman-{format}.json", *(each.split()[0] for each in expected)]
    )


def test_every_format_has_a_name_and_columns() -> None:
    assert set(FILE_NAMES) - {"jsonl"} <= set(LAYOUTS)


def test_mentions_articles_and_sources_are_counted(write: Callable[..., list[str]], tmp_path: Path) -> None:
    for format in ("gdelt", "phoenix", "csv", "jsonl"):
        write(format)
    columns = [column.name for column in LAYOUTS["gdelt"].columns]
    gdelt = _rows(tmp_path / "gdelt" / "20240503.export.CSV", columns)
    assert [(row["NumMentions"], row["NumArticles"], row["NumSources"]) for row in gdelt] == [
        ("3", "3", "3"),
        ("2", "2", "2"),
    ]
    assert {row["SQLDATE"] for row in gdelt} == {"20240503"}
    phoenix = _rows(
        tmp_path / "phoenix" / "events.full.20240503.txt", [column.name for column in LAYOUTS["phoenix"].columns]
    )
    assert phoenix[0]["URLs"] == "https://x.example/a;https://z.example/c;https://y.example/b"
    assert phoenix[0]["NewsSources"] == "X;Z;Y"
    lines = [json.loads(line) for line in (tmp_path / "jsonl" / "events.2024-05-03.jsonl").read_text().splitlines()]
    assert [(each["id"], each["articles"]) for each in lines] == [
        (row["EventID"], n) for row, n in zip(phoenix, (3, 2), strict=True)
    ]


def test_a_day_that_changed_is_written_again(write: Callable[..., list[str]], store: Store, tmp_path: Path) -> None:
    write("csv")
    store.keep(coded("TUR > SYR 190", id="late"), origin(), VERSIONS)
    assert write("csv") == ["events.2024-05-03.csv 3"]
    store.keep(coded(event("TUR > SYR 190", text="Told again."), id="later"), origin(), VERSIONS)
    assert write("csv") == ["events.2024-05-03.csv 3"]
    (kept,) = (each for each in store.kept(Span()) if each.article.id == "d")
    store.renew(kept, coded(id="d", day=NEXT), VERSIONS)
    assert write("csv") == ["events.2024-05-04.csv 0"]
    assert write("csv") == []
    (tmp_path / "csv" / "events.2024-05-03.csv").unlink()
    assert write("csv") == ["events.2024-05-03.csv 3"]


def test_only_days_that_are_wanted_are_written(write: Callable[..., list[str]]) -> None:
    assert write("csv", until=DAY) == ["events.2024-05-03.csv 2"]
    assert write("csv") == ["events.2024-05-04.csv 1"]


def test_a_stored_event_is_the_event_that_was_coded(store: Store) -> None:
    stored = {each.code: each for each in store.page(Selection()).events}
    for told in (event(B, number=1), event(C, NEXT, where=place("Nairobi", "KEN"))):
        found = stored[told.code.code]
        again = record_of(found, store.mentions(found.id), names())
        same = {each.name for each in fields(Event)} & set(EventSchema().fields) - {"id", "code"}
        assert [getattr(again.event, each) for each in same] == [getattr(told, each) for each in same]
        assert again.event.code == replace(told.code, parent="")
        article = Article("", id=again.article.id, publisher=again.article.publisher)
        for layout in (LAYOUTS["icews"], LAYOUTS["phoenix"]):
            coded_row = row_line(layout, Record(article, again.number, replace(told, id=found.id), names()))
            stored_row = row_line(layout, replace(again, article=article))
            assert stored_row.split("\t")[:14] == coded_row.split("\t")[:14]


def _rows(path: Path, columns: list[str]) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, fieldnames=columns, delimiter="\t"))


def test_the_command_writes_days_that_are_over(filled_store: str, tmp_path: Path) -> None:
    variables = {"DRAGOMAN_STORE": filled_store}
    done = CliRunner().invoke(main, ["export", "--format", "phoenix", "--out", str(tmp_path / "out")], env=variables)
    assert done.exit_code == 0, done.output
    assert "events.full.20210615.txt: " in done.output
    day = ["export", "--day", "2021-06-15", "--until", "2021-06-16", "--out", str(tmp_path)]
    assert CliRunner().invoke(main, day, env=variables).exit_code == 2
    none = {"DRAGOMAN_STORE": f"sqlite:///{tmp_path}/none.sqlite"}
    failed = CliRunner().invoke(main, ["export", "--out", str(tmp_path)], env=none)
    assert (failed.exit_code, "dragoman watch" in failed.output) == (2, True)
