"""The file of feeds: what may stand there, and every mistake at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coder.errors import FeedsError
from coder.watch.feeds import Feeds, Kind, Source, Undated
from coder.watch.reading import DEFAULT_KEYS, SOURCE_KEYS, TOP_KEYS, read_feeds

ROOT = Path(__file__).parents[2]
SCHEMA: Any = json.loads((ROOT / "schemas" / "feeds.schema.json").read_text(encoding="utf-8"))

FULL = """\
private: yes
contact: desk@example.org
defaults:
  every: 1 hour
  publisher: Somebody
  headers: {Accept-Language: en}
sources:
  - feed: https://news.example/rss
    name: northern-herald
    publisher: Northern Herald
    language: en-GB
    every: 5 minutes
    limit: 20
    characters: 5000
    follow: yes
    headers: {X-Key: abc}
    delay: 1.5 s
    undated: received
    tries: 2
  - folder: inbox
    settle: 0 s
  - stdin: jsonl
"""


def read(tmp_path: Path, text: str | bytes) -> Feeds:
    (tmp_path / "inbox").mkdir(exist_ok=True)
    file = tmp_path / "feeds.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_feeds(file)


def mistakes(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(FeedsError) as caught:
        read(tmp_path, text)
    return [line.replace(f"{tmp_path}/", "") for line in str(caught.value).splitlines()[1:]]


def test_a_file_may_say_everything(tmp_path: Path) -> None:
    feeds = read(tmp_path, FULL)
    assert (feeds.private, feeds.contact) == (True, "desk@example.org")
    feed, folder, stdin = feeds.sources
    assert feed == Source(
        "northern-herald", Kind.FEED, "https://news.example/rss", "Northern Herald", "en-GB", 300.0, 20, 5000, True,
        (("X-Key", "abc"),), 1.5, Undated.RECEIVED, 2,
    )  # fmt: skip
    assert (folder.name, folder.kind, folder.place) == ("inbox", Kind.FOLDER, str(tmp_path / "inbox"))
    assert (folder.every, folder.publisher, folder.settle) == (3600.0, "Somebody", 0.0)
    assert (stdin.name, stdin.kind, stdin.publisher) == ("jsonl", Kind.STDIN, "Somebody")


def test_two_lines_are_enough(tmp_path: Path) -> None:
    (source,) = read(tmp_path, "sources:\n  - feed: https://www.news.example/rss.xml\n").sources
    assert source == Source("news-example-rss-xml", Kind.FEED, "https://www.news.example/rss.xml", limit=100)
    (folder,) = read(tmp_path, "sources:\n  - folder: inbox\n").sources
    assert (folder.every, folder.limit) == (10.0, 100_000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["feeds.yaml:1:1: the file is empty (write entries into it, or delete it)"]),
        ("- feed: x\n", ["feeds.yaml:1:1: the file must be made of `key: value` pairs"]),
        ("private: no\n", ["feeds.yaml:1:1: `sources` is missing (add `sources: ...` to what begins here)"]),
        (
            "sources: []\n",
            ["feeds.yaml:1:10: `sources` must be a list (below `sources:`, start every source with `- `)"],
        ),
        (
            "sources: [https://news.example/]\n",
            [
                "feeds.yaml:1:11: a source must be made of `key: value` pairs (begin it with `- feed: https://...`, "
                "`- folder: ...` or `- stdin: jsonl`)"
            ],
        ),
        (
            "sources:\n  - name: a\n",
            ["feeds.yaml:2:5: a source has no place (name one of `feed`, `folder`, `stdin`)"],
        ),
        (
            "sources:\n  - feed: https://a.example\n    folder: inbox\n",
            ["feeds.yaml:2:5: a source has `feed` and `folder` (name one of `feed`, `folder`, `stdin`)"],
        ),
        (
            "sources:\n\t- folder: inbox\n",
            ["feeds.yaml:2:1: a tab in the indentation (use spaces)"],
        ),
        (
            b"sources:\n  - folder: inb\xffox\n",
            ['feeds.yaml:2:16: not UTF-8 (save the file as UTF-8 (in most editors: "Save with encoding"))'],
        ),
        (
            "sources:\n  - folder: inbox\n    name: x\n    name: y\n",
            ["feeds.yaml:4:5: `name` twice (the first is on line 3; keep one)"],
        ),
        (
            "sources:\n  - folder: &here inbox\n  - folder: nowhere\n",
            [
                "feeds.yaml:2:13: an anchor (&) (put a text that starts with & in quotes)",
                "feeds.yaml:3:13: there is no folder nowhere (make it, or name another)",
            ],
        ),
        (
            "sources:\n  - folder: inbox\n  - folder: inbox\n",
            ["feeds.yaml:3:5: two sources are called `inbox` (the first is on line 2; give one another `name`)"],
        ),
        (
            "sources:\n  - stdin: jsonl\n  - stdin: jsonl\n    name: b\n",
            ["feeds.yaml:4:11: `b` reads standard input too (one source can)"],
        ),
        (
            "sources:\n  - feed: https://me:secret@a.example/\n",
            [
                "feeds.yaml:2:11: an address does not hold a user's name (send it in `headers`, as "
                "`Authorization: Basic ...`)"
            ],
        ),
        (
            "defaults: {every: 3, follow: maybe}\nsources:\n  - folder: inbox\n  - feed: https://a.example\n",
            [
                "feeds.yaml:1:19: `every` cannot be `3` (a number and a unit, from 1 second to 7 days: `30 seconds`, "
                "`15 minutes`)",
                "feeds.yaml:1:30: `follow` cannot be `maybe` (allowed: no, yes)",
            ],
        ),
    ],
)
def test_mistakes(tmp_path: Path, text: str | bytes, said: list[str]) -> None:
    assert mistakes(tmp_path, text) == said


def test_all_mistakes_are_told_at_once_by_line(tmp_path: Path) -> None:
    text = """\
privat: yes
sources:
  - feed: ftp://news.example/rss
    evry: 5 minutes
    limit: 0
    language: fr
    headers: {Host: a, Key: "\u00e9"}
  - folder: nowhere
    follow: yes
    undated: no
  - stdin: json
    name: a b
    characters: 1.5
"""
    assert [line.partition(" (")[0] for line in mistakes(tmp_path, text)] == [
        "feeds.yaml:1:1: unknown key `privat`",
        "feeds.yaml:3:11: `ftp://news.example/rss` is no address of a feed",
        "feeds.yaml:4:5: unknown key `evry` of a source",
        "feeds.yaml:5:12: `limit` cannot be `0`",
        "feeds.yaml:6:15: articles in `fr` cannot be coded",
        "feeds.yaml:7:15: `Host` cannot be sent as a header",
        "feeds.yaml:8:13: there is no folder nowhere",
        "feeds.yaml:9:5: `follow` says nothing of a source that is a folder",
        "feeds.yaml:10:14: `undated` cannot be `no`",
        "feeds.yaml:11:12: `stdin` cannot be `json`",
        "feeds.yaml:12:11: `name` cannot be `a b`",
        "feeds.yaml:13:17: `characters` cannot be `1.5`",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FeedsError, match="cannot be read: No such file"):
        read_feeds(tmp_path / "nothing.yaml")


def test_the_schema_for_editors_has_the_keys_of_the_reader() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == set(TOP_KEYS)
    assert set(SCHEMA["definitions"]["source"]["properties"]) == {str(key) for key in SOURCE_KEYS}
    assert set(SCHEMA["definitions"]["defaults"]["properties"]) == {str(key) for key in DEFAULT_KEYS}


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"sources": [{"feed": "https://a.example", "every": "5 minutes", "limit": "3"}]}, True),
        ({"sources": [{"folder": "inbox", "settle": "0.5s"}, {"stdin": "jsonl"}], "private": "yes"}, True),
        ({"sources": [{"feed": "https://a.example", "folder": "b"}]}, False),
        ({"sources": [{"name": "b"}]}, False),
        ({"sources": []}, False),
        ({"sources": [{"folder": "inbox", "follow": "yes"}]}, False),
        ({"sources": [{"feed": "a.example"}]}, False),
        ({"sources": [{"feed": "https://a.example", "every": "5"}]}, False),
        ({"defaults": {"name": "a"}, "sources": [{"stdin": "jsonl"}]}, False),
    ],
)
def test_the_schema_says_what_the_reader_says(value: object, valid: bool) -> None:
    assert jsonschema.Draft7Validator(SCHEMA).is_valid(value) is valid
