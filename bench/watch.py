"""A watch of 10,000 short articles that is killed three times: what it lost, what it doubled, how fast it was.

    python -m bench.watch [--articles 10000] [--store URL] [--processes 1]

The articles, one made-up sentence each with its parse, lie in a watched folder, half of them in files of their own and
half as lines of JSON.  Each kill is `SIGKILL` at a quarter, a half and three quarters of the way.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path

import sqlalchemy

from bench.articles import STATES
from bench.wording import TOPICS, act
from coder.article import Article
from coder.coder import Options
from coder.parsing.conllu import write_conllu
from coder.settings import Settings
from coder.store.selection import Selection
from coder.store.store import Store

KILLS = (0.25, 0.5, 0.75)
SAMPLE = 200
LINES_A_FILE = 1_000
FORMS = 400
MODELS = ("Norway", "Peru")
DAY = datetime.date(2024, 1, 2)
_MODEL = re.compile("|".join(MODELS))


def main() -> None:
    """Run it and print what came of it; ends with 1 when something was lost or doubled."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--store", default="")
    asked.add_argument("--processes", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or f"sqlite:///{folder}/store.sqlite"
        articles = made(given.articles)
        lay_out(Path(folder), articles)
        seconds = watched(Path(folder), store, given.articles, given.processes)
        good = judged(store, articles, seconds)
    sys.exit(0 if good else 1)


def made(count: int) -> list[Article]:
    """So many sentences with their parses, no two the same: some hundred forms, each said of many pairs of states."""
    from coder.building import build_coder  # the watch itself runs in processes of its own

    dice = random.Random(1)
    forms = dict.fromkeys(act(dice, MODELS, dice.choice(TOPICS)[0]) for _ in range(FORMS))
    pairs = list(permutations(STATES, 2))
    parses = build_coder(Settings()).parse([Article(form) for form in forms])
    found: dict[str, str] = {}
    while len(found) < count:
        form, parsed = dice.choice(list(zip(forms, parses, strict=True)))
        states = dict(zip(MODELS, dice.choice(pairs), strict=True))
        found.setdefault(_said_of(form, states), _said_of(_placeless(write_conllu(parsed.sentences)), states))
    return [Article(text, id=f"article-{n}", date=DAY, parse=parse) for n, (text, parse) in enumerate(found.items())]


def _placeless(parse: str) -> str:
    """A parse without the places of its words, which are others in another sentence of that form."""
    return parse.replace("TokenRange=", "FormerRange=")


def _said_of(text: str, states: Mapping[str, str]) -> str:
    return _MODEL.sub(lambda match: states[match[0]], text)


def lay_out(folder: Path, articles: Sequence[Article]) -> None:
    """The watched folder and its file of feeds."""
    (folder / "inbox").mkdir()
    feeds = "sources:\n  - folder: inbox\n    every: 1 second\n    settle: 0 s\n"
    (folder / "feeds.yaml").write_text(feeds, encoding="utf-8")
    told = [{"id": each.id, "text": each.text, "date": str(each.date), "parse": each.parse} for each in articles]
    lines = [json.dumps(each) for each in told]
    half = len(lines) // 2
    for start in range(0, half, LINES_A_FILE):
        written = "".join(f"{line}\n" for line in lines[start : min(start + LINES_A_FILE, half)])
        (folder / "inbox" / f"lines-{start:06}.jsonl").write_text(written, encoding="utf-8")
    for number, line in enumerate(lines[half:]):
        (folder / "inbox" / f"one-{number:06}.json").write_text(line, encoding="utf-8")


def watched(folder: Path, store: str, count: int, processes: int) -> float:
    """Watch the folder, killed on the way; the seconds that it took in all, starts included."""
    options = ["--store", store, "--dead", str(folder / "dead"), "--processes", str(processes)]
    command = [sys.executable, "-m", "coder", "watch", str(folder / "feeds.yaml"), *options]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    began = time.monotonic()
    for share in KILLS:
        with subprocess.Popen(command, env=environment) as process:
            reached = wait_for(store, round(count * share), process)
            process.kill()
        print(f"killed after {reached} articles, {time.monotonic() - began:.0f} s", flush=True)
    subprocess.run([*command, "--once"], env=environment, check=True)
    return time.monotonic() - began


def wait_for(store: str, count: int, process: subprocess.Popen[bytes]) -> int:
    """Wait until so many articles are in the store; how many there are then."""
    while (found := len(numbers(store))) < count:
        if process.poll() is not None:
            raise SystemExit(f"the watch ended with {process.returncode}")
        time.sleep(0.5)
    return found


def numbers(store: str) -> list[str]:
    """The ids of the articles in a store, as its database has them."""
    if store.startswith("sqlite:///") and not Path(store.removeprefix("sqlite:///")).exists():
        return []
    engine = sqlalchemy.create_engine(store.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            return list(connection.scalars(sqlalchemy.text("SELECT id FROM articles")))
    except sqlalchemy.exc.DatabaseError:  # its tables are not made yet
        return []
    finally:
        engine.dispose()


def judged(store: str, articles: Sequence[Article], seconds: float) -> bool:
    """Compare what is in the store with what was laid out, and some articles with what coding them afresh gives."""
    found = numbers(store)
    lost = {each.id for each in articles} - set(found)
    doubled = len(found) - len(set(found))
    wrong = _wrong(store, articles)
    print(f"{len(articles)} articles, {len(KILLS)} kills: {len(lost)} lost, {doubled} doubled")
    print(f"{SAMPLE} of them coded afresh: {wrong} have other events in the store")
    print(f"{seconds:.0f} s in all, {len(articles) / seconds:.1f} articles a second with {len(KILLS) + 1} starts")
    return not (lost or doubled or wrong)


def _wrong(store: str, articles: Sequence[Article]) -> int:
    """How many of some articles have other events in the store than they should."""
    from coder.building import build_coder  # the watch itself runs in processes of its own

    stored: dict[str, list[str]] = {}
    with closing(Store.open(store)) as opened:
        cursor, more = 0, True
        while more:
            page = opened.page(Selection(), cursor, 500)
            for event in page.events:
                for mention in opened.mentions(event.id):
                    stored.setdefault(mention.report.id, []).append(mention.event_id)
            cursor, more = page.cursor, page.more
    sample = random.Random(2).sample(list(articles), min(SAMPLE, len(articles)))
    coded = build_coder(Settings()).code(sample, Options())
    return sum(sorted(stored.get(each.article.id, [])) != sorted(event.id for event in each.events) for each in coded)


if __name__ == "__main__":
    main()
