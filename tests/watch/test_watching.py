"""The command as it is used: killed, stopped, run twice at once, fed through a pipe."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.articles import STATES
from bench.wording import act
from coder.article import Article
from coder.coder import Coder
from coder.parsing.conllu import write_conllu
from coder.store.selection import Selection
from coder.store.store import Store
from tests.watch.sites import Answer, Site, rss

ROOT = Path(__file__).parents[2]
COUNT = 300
FEEDS = "private: yes\nsources:\n  - folder: inbox\n    settle: 0 s\n    every: 1 s\n"


def command(folder: Path, *more: str) -> list[str]:
    place = ["--store", f"sqlite:///{folder}/store.sqlite", "--dead", str(folder / "dead"), "--processes", "1"]
    options = place if "--store" not in more else place[2:]
    return [sys.executable, "-m", "coder", "watch", str(folder / "feeds.yaml"), *options, *more]


@contextmanager
def watching(folder: Path, *more: str, stdin: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
    """A watch in a process of its own; it is gone when the block ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        command(folder, *more), env=environment, cwd=folder, stdin=stdin, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def finished(folder: Path, *more: str, given: str = "") -> tuple[int, str]:
    """What a watch ends with and what it says."""
    with watching(folder, *more, stdin=subprocess.PIPE) as process:
        _, said = process.communicate(given, timeout=120)
        return process.returncode, said


def texts(count: int) -> list[str]:
    """Short reports, no two of which are alike."""
    dice = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault(act(dice, dice.sample(STATES, 2), f"the dam number {len(found)}"))
    return list(found)


@pytest.fixture(scope="module")
def lines(coder: Coder) -> list[str]:
    """Articles as lines of JSON, with their parses so that the tests are about the watch."""
    articles = [Article(text) for text in texts(COUNT)]
    parses = [write_conllu(parsed.sentences) for parsed in coder.parse(articles)]
    told = {"date": "2024-01-02"}
    return [
        json.dumps({**told, "text": article.text, "id": f"a{number}", "parse": parse})
        for number, (article, parse) in enumerate(zip(articles, parses, strict=True))
    ]


def fill(folder: Path, lines: Sequence[str]) -> None:
    """A watched folder with these articles, half of them in a file of lines."""
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    half = len(lines) // 2
    (folder / "inbox" / "lines.jsonl").write_text("\n".join(lines[:half]), encoding="utf-8")
    for number, line in enumerate(lines[half:]):
        (folder / "inbox" / f"{number:04}.json").write_text(line, encoding="utf-8")


def kept(address: str) -> int:
    """How many articles are in a store."""
    if address.startswith("sqlite") and not Path(address.removeprefix("sqlite:///")).exists():
        return 0
    import sqlalchemy

    engine = sqlalchemy.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            return int(connection.execute(sqlalchemy.text("SELECT count(*) FROM articles")).scalar_one())
    except sqlalchemy.exc.SQLAlchemyError:
        return 0
    finally:
        engine.dispose()


def wait_for(address: str, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 90
    while kept(address) < count:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)


def told(address: str) -> tuple[int, int]:
    """How many tellings of events are in a store, and by how many articles."""
    store = Store.open(address)
    try:
        events = store.page(Selection(), size=10_000).events
        return sum(each.mentions for each in events), sum(each.articles for each in events)
    finally:
        store.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> tuple[int, int]:
    """What a watch tells of the same articles that nobody kills."""
    folder = tmp_path_factory.mktemp("undisturbed")
    fill(folder, lines)
    code, said = finished(folder, "--once")
    assert (code, said.count("\n")) == (0, 2), said
    assert f"inbox: {COUNT} new; " in said
    return told(f"sqlite:///{folder}/store.sqlite")


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_by_kills(
    tmp_path: Path, store_address: str, lines: list[str], undisturbed: tuple[int, int]
) -> None:
    fill(tmp_path, lines)
    for share in (0.3, 0.7):
        with watching(tmp_path, "--store", store_address) as process:
            wait_for(store_address, round(COUNT * share), process)
            process.kill()
    code, said = finished(tmp_path, "--store", store_address, "--once")
    assert code == 0, said
    assert kept(store_address) == COUNT
    assert told(store_address) == undisturbed


@pytest.mark.slow
def test_two_watches_of_one_store_keep_each_article_once(
    tmp_path: Path, store_address: str, lines: list[str], undisturbed: tuple[int, int]
) -> None:
    fill(tmp_path, lines)
    with (
        watching(tmp_path, "--store", store_address, "--once") as one,
        watching(tmp_path, "--store", store_address, "--once") as other,
    ):
        said = [process.communicate(timeout=180)[1] for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert kept(store_address) == COUNT
    assert told(store_address) == undisturbed


@pytest.mark.slow
def test_a_signal_ends_it_after_the_article_in_hand(tmp_path: Path, lines: list[str]) -> None:
    fill(tmp_path, lines)
    address = f"sqlite:///{tmp_path}/store.sqlite"
    with watching(tmp_path) as process:
        wait_for(address, 20, process)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert said.startswith("in all: ")
    assert 20 <= kept(address) < COUNT


@pytest.mark.slow
def test_articles_come_through_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("sources:\n  - stdin: jsonl\n    name: pipe\n", encoding="utf-8")
    given = "".join(json.dumps({"text": text, "id": str(n)}) + "\n" for n, text in enumerate(texts(20)))
    code, said = finished(tmp_path, "--once", given=given + "{nope\n" + given.splitlines()[0])
    assert (code, said.splitlines()[0].partition(";")[0]) == (1, "pipe: 20 new, 1 known, 1 failed")
    (letter,) = (tmp_path / "dead").glob("*.json")
    assert json.loads(letter.read_text())["raw"] == "{nope"


@pytest.mark.slow
def test_a_pipe_is_heard_while_it_is_open(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("sources:\n  - stdin: jsonl\n", encoding="utf-8")
    with watching(tmp_path, stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(json.dumps({"text": texts(1)[0]}) + "\n")
        process.stdin.flush()
        wait_for(f"sqlite:///{tmp_path}/store.sqlite", 1, process)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    assert process.returncode == 0


@pytest.mark.slow
def test_feeds_are_asked_again_in_their_time_and_failing_ones_less_often(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/bad", Answer(status=500))
    body = rss({"description": texts(1)[0], "link": "http://x.example/1"})
    site.put("/good", body, kind="text/xml")
    site.put("/slow", rss({"description": "<!--" * 300_000}), kind="text/xml")
    names = ("good", "bad", "slow")
    lines = (f"  - feed: {site.address}/{name}\n    name: {name}\n    tries: 1" for name in names)
    defaults = "defaults: {every: 1 s, delay: 0 s}\n"
    (tmp_path / "feeds.yaml").write_text(f"private: yes\n{defaults}sources:\n" + "\n".join(lines) + "\n")
    monkeypatch.setenv("DRAGOMAN_ARTICLE_TIME", "5")
    with watching(tmp_path) as process:
        deadline = time.monotonic() + 90
        while len(site.requests("/good")) < 8 or len(site.requests("/slow")) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert 2 <= len(site.requests("/bad")) < len(site.requests("/good"))
    assert said.splitlines()[-1].startswith("in all: 1 new; ")
    assert f"bad: failed: {site.address}/bad answered 500" in said
    assert f"slow: failed: {site.address}/slow cannot be read: coding took longer than 5 seconds" in said


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "coder", "watch", *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr + done.stdout


@pytest.mark.parametrize(
    ("feeds", "arguments", "code", "said"),
    [
        ("sources:\n  - folder: inbox\n", ["--check"], 0, "feeds.yaml: 1 sources, no mistakes"),
        ("sources:\n  - folder: nowhere\n", ["--check"], 2, "feeds.yaml:2:13: there is no folder nowhere"),
        ("sources:\n  - folder: inbox\n", ["--dead", "feeds.yaml/x"], 2, "dead letters cannot be put into"),
        ("sources:\n  - folder: inbox\n", ["--processes", "0"], 2, "0 is not in the range"),
        ("sources:\n  - folder: inbox\n", ["--store", "sqlite:///nowhere/a.sqlite"], 2, "cannot be opened"),
    ],
)
def test_what_cannot_run_is_told_at_once(
    tmp_path: Path, feeds: str, arguments: Sequence[str], code: int, said: str
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "feeds.yaml").write_text(feeds, encoding="utf-8")
    found = run(tmp_path, "feeds.yaml", *arguments)
    assert found[0] == code
    assert said in found[1]
