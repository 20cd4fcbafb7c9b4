"""Folders and standard input: read once, whole, and gone on with; and dead letters."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coder.article import Article
from coder.batch import Codes
from coder.coder import CodedArticle, Coder, Options
from coder.errors import CostlyError, StoreError
from coder.watch.reading import read_feeds
from tests.watch.houses import COPY, FAILED, KNOWN, LATER, NEW, House
from tests.watch.sites import Site, rss

SCOLDED = "Germany criticized France over the dam on Tuesday."
MET = "Norway thanked Peru for its help with the railway on Friday."
THANKED = "Kenya thanked Japan for the tents."
FEEDS = "private: yes\nsources:\n  - folder: inbox\n    settle: 0 s\n"


def put(house: House, name: str, content: str | bytes) -> Path:
    path = house.folder / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def article(text: str, **others: str) -> str:
    return json.dumps({"text": text, **others})


def test_every_sort_of_file_is_read_once(house: House) -> None:
    put(house, "a.txt", SCOLDED)
    put(house, "b.html", f"<html><body><article><h1>News</h1><p>{MET}</p></article></body></html>")
    put(house, "c.json", article(THANKED))
    put(house, "d.json", f"[{article('Egypt met Chile.', id='1')}, {article('Egypt met Chile.', id='2')}]")
    put(house, "deeper/e.jsonl", f"{article('Poland accused Ghana of lying.')}\n\n{article('India praised Spain.')}")
    put(house, "f.xml", rss({"description": "Turkey warned Iran.", "link": "http://x.example/a"}))
    put(house, "g.pdf", b"%PDF")
    put(house, ".hidden.txt", "Jordan met Finland.")
    assert house.round(FEEDS)["inbox"].fates == {NEW: 7, COPY: 1}
    assert house.round()["inbox"].fates == {}
    (house.folder / "inbox" / "a.txt").rename(house.folder / "inbox" / "renamed.txt")
    assert house.round()["inbox"].fates == {KNOWN: 1}


def test_a_file_that_changed_is_read_again(house: House) -> None:
    path = put(house, "a.txt", SCOLDED)
    house.round(FEEDS)
    path.write_text(MET, encoding="utf-8")
    assert house.round()["inbox"].fates == {NEW: 1}


def test_a_file_of_lines_goes_on_where_it_was_left(house: House) -> None:
    path = put(house, "a.jsonl", article(SCOLDED) + "\n")
    assert house.round(FEEDS)["inbox"].fates == {NEW: 1}
    with path.open("a", encoding="utf-8") as file:
        file.write(article(MET) + "\n")
    assert house.round()["inbox"].fates == {NEW: 1}
    os.utime(path)
    assert house.round()["inbox"].fates == {}
    path.write_text(f"{article(MET)}\n{article(THANKED)}\n{article(SCOLDED)}\n", encoding="utf-8")
    assert house.round()["inbox"].fates == {NEW: 1, KNOWN: 2}


def test_limits_hold_for_folders_too(house: House) -> None:
    put(house, "a.jsonl", "".join(article(f"Egypt met Chile in room {n}.") + "\n" for n in range(70)))
    feeds = FEEDS.replace("settle: 0 s", "settle: 0 s\n    limit: 32")
    tallies = [house.round(feeds)["inbox"] for _ in range(4)]
    assert [tally.fates for tally in tallies] == [{NEW: 32}, {NEW: 32}, {NEW: 6}, {}]
    assert [tally.more for tally in tallies] == [True, True, False, False]


def test_a_file_that_is_being_written_is_left_alone(house: House) -> None:
    put(house, "a.txt", SCOLDED)
    old = put(house, "b.txt", MET)
    now = time.time()
    os.utime(old, (now - 60, now - 60))  # as copying programs do that keep the time
    feeds = FEEDS.replace("settle: 0 s", "settle: 1 h")
    house.write(feeds)
    from coder.settings import Settings
    from coder.watch.folders import Folder

    (source,) = read_feeds(house.folder / "feeds.yaml").sources
    look = Folder(source, Settings(), house.dead).look({})
    assert (look.ready, look.young) == ((), 2)


def test_one_round_waits_for_files_to_be_whole(house: House) -> None:
    put(house, "a.txt", SCOLDED)
    assert house.round(FEEDS.replace("settle: 0 s", "settle: 0.4 s"))["inbox"].fates == {NEW: 1}


@pytest.mark.parametrize(
    ("name", "content", "reason", "raw"),
    [
        ("a.json", "{nope", "not JSON: Expecting property name enclosed in double quotes at line 1, column 2", "{nope"),
        ("a.json", "[1]", "one field is not as the schema says: article: Not an article", "1"),
        ("a.json", '{"text": " "}', "text: There is no text to code.", '{"text": " "}'),
        ("a.jsonl", '{"text": "a", "date": "soon"}\n', "date: Not a date", '{"text": "a", "date": "soon"}'),
        ("a.txt", " \n", "a.txt is empty", None),
        ("a.xml", "<a/>", "a.xml is no RSS or Atom feed", "<a/>"),
    ],
)
def test_what_cannot_be_read_is_a_dead_letter(
    house: House, name: str, content: str, reason: str, raw: str | None
) -> None:
    put(house, name, content)
    assert house.round(FEEDS)["inbox"].fates == {FAILED: 1}
    (letter,) = house.letters()
    assert reason in letter["reason"]
    assert letter["status"] == "unreadable"
    assert letter.get("raw") == raw
    assert house.round()["inbox"].fates == {}
    assert house.retry()["inbox"].fates == {FAILED: 1}
    (letter,) = house.letters()
    assert letter["tries"] == 2


def test_a_folder_that_is_gone_is_told_and_nothing_forgotten(house: House) -> None:
    put(house, "a.txt", SCOLDED)
    house.round(FEEDS)
    inbox = house.folder / "inbox"
    feeds = read_feeds(house.folder / "feeds.yaml")
    inbox.rename(house.folder / "away")
    tally = house.round_of(feeds)["inbox"]
    assert (tally.failed, tally.trouble) == (True, f"{inbox} cannot be read: there is no such folder")
    (house.folder / "away").rename(inbox)
    assert house.round()["inbox"].fates == {}


def test_a_file_that_cannot_be_read_now_is_read_later(house: House) -> None:
    path = house.folder / "inbox" / "a.txt"
    path.symlink_to("/proc/self/mem")  # there for all to see, but nobody can read its beginning
    tally = house.round(FEEDS)["inbox"]
    assert (tally.fates, tally.failed) == ({LATER: 1}, True)
    assert tally.remarks == [f"{path} cannot be read: Input/output error"]
    path.unlink()
    put(house, "a.txt", SCOLDED)
    assert house.round()["inbox"].fates == {NEW: 1}


def test_charsets_of_texts(house: House) -> None:
    put(house, "a.txt", "\ufeffGermany criticized C\u00f4te d\u2019Ivoire on Tuesday.".encode("utf-16"))
    put(house, "b.txt", "Norway criticized C\u00f4te d\u2019Ivoire on Tuesday.".encode("cp1252"))
    assert house.round(FEEDS)["inbox"].fates == {NEW: 2}
    assert sorted(house.events()) == ["DEU > CIV 111 1", "NOR > CIV 111 1"]


def test_a_letter_that_is_put_into_a_folder_is_tried_again(house: House, site: Site) -> None:
    page = f"<html><body><article><h1>News</h1><p>{SCOLDED}</p></article></body></html>"
    feed = f"  - feed: {site.address}/rss\n    follow: yes\n    delay: 0 s\n"
    site.feed("/rss", {"title": "News", "link": f"{site.address}/a"})
    assert house.round(FEEDS + feed)["127-0-0-1-rss"].fates == {FAILED: 1}
    (letter,) = house.dead.glob("*.json")
    letter.rename(house.folder / "inbox" / "again.json")
    site.put("/a", page)
    assert house.round()["inbox"].fates == {NEW: 1}
    assert house.events() == ["DEU > FRA 111 1"]


def test_dead_letters_inside_a_folder_are_not_read_as_news(house: House) -> None:
    put(house, "a.json", "{nope")
    feeds = FEEDS.replace("inbox", ".", 1).replace("  - folder: .\n", "  - folder: .\n    name: all\n")
    assert house.round(feeds)["all"].fates == {FAILED: 1}
    assert house.round()["all"].fates == {}
    assert len(house.letters()) == 1


class Balking:
    """The coder, but for an article that it takes too long over, and one that breaks it."""

    def __init__(self, coder: Codes) -> None:
        self._coder = coder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._coder, name)

    def code(self, articles: Sequence[Article], options: Options) -> Sequence[CodedArticle]:
        for each in articles:
            if "costly" in each.text:
                raise CostlyError("coding took longer than 60 seconds")
            if "breaking" in each.text:
                raise KeyError("unforeseen")
        return self._coder.code(articles, options)


def test_one_article_costs_itself_alone(house: House) -> None:
    house.coder = Balking(house.coder)
    put(house, "a.txt", "Germany criticized France over a costly dam.")
    put(house, "b.txt", "Germany criticized France over breaking a dam.")
    put(house, "c.txt", MET)
    assert house.round(FEEDS)["inbox"].fates == {FAILED: 2, NEW: 1}
    assert sorted((letter["status"], letter["reason"]) for letter in house.letters()) == [
        ("failed", "the coder failed on this article; please report it"),
        ("too-costly", "coding took longer than 60 seconds"),
    ]


def in_store(house: House, *statements: str) -> None:
    with closing(sqlite3.connect(house.address.removeprefix("sqlite:///"))) as connection, connection:
        for each in statements:
            connection.execute(each)


def test_an_article_that_the_store_refuses_costs_itself_alone(house: House) -> None:
    house.round(FEEDS)
    refused = "CREATE TRIGGER no BEFORE INSERT ON articles WHEN NEW.id = 'b' BEGIN SELECT RAISE(ABORT, 'no b'); END"
    in_store(house, refused)
    put(house, "a.txt", SCOLDED)
    put(house, "b.txt", MET)
    assert house.round()["inbox"].fates == {NEW: 1, FAILED: 1}
    (letter,) = house.letters()
    assert letter["status"] == "failed"
    assert "no b" in letter["reason"]
    in_store(house, "DROP TRIGGER no")
    assert house.retry()["inbox"].fates == {NEW: 1}


def test_a_store_that_comes_back_is_waited_for_and_one_that_does_not_ends_the_watch(house: House) -> None:
    house.round(FEEDS)
    put(house, "a.txt", SCOLDED)
    in_store(house, "ALTER TABLE notes RENAME TO gone")
    threading.Timer(0.4, in_store, (house, "ALTER TABLE gone RENAME TO notes")).start()
    assert house.round()["inbox"].fates == {NEW: 1}
    in_store(house, "ALTER TABLE notes RENAME TO gone")
    with pytest.raises(StoreError, match="no such table: notes"):
        house.round()


def test_what_is_kept_can_be_coded_again_without_a_parser(house: House, coder: Coder) -> None:
    put(house, "a.txt", SCOLDED)
    house.round(FEEDS)
    with closing(sqlite3.connect(house.address.removeprefix("sqlite:///"))) as connection:
        ((packed,),) = connection.execute("SELECT parse FROM articles")
    parse = zlib.decompress(packed)
    (again,) = coder.code([Article(SCOLDED, parse=parse.decode())], Options())
    assert [event.code.code for event in again.events] == ["111"]
    assert b"# text = Germany criticized" in parse
