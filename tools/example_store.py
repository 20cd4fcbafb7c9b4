"""A small store of events, for examples of what feeds answer.

python -m tools.example_store sqlite:///dragoman.sqlite
"""

from __future__ import annotations

import datetime
import sys

from coder.article import Article
from coder.building import build_coder
from coder.coder import Coder, Options
from coder.settings import Settings
from coder.store.records import Origin
from coder.store.store import Store

RECEIVED = datetime.datetime(2021, 6, 16, 8, tzinfo=datetime.UTC)
ARTICLES = (
    Article(
        "Germany criticized France on Tuesday.",
        id="example-1",
        date=datetime.date(2021, 6, 15),
        title="Berlin criticizes Paris",
        url="https://herald.example/2021/berlin-criticizes-paris",
        publisher="Northern Herald",
    ),
    Article(
        "Germany criticized France, diplomats said. Kenya met Uganda.",
        id="example-2",
        date=datetime.date(2021, 6, 15),
        title="A day of diplomacy",
        url="https://post.example/diplomacy",
        publisher="Southern Post",
    ),
    Article(
        "Rebels attacked Syrian troops near Aleppo.",
        id="example-3",
        date=datetime.date(2021, 6, 16),
        url="https://herald.example/2021/attack",
        publisher="Northern Herald",
    ),
)
COPY = Article(
    "Germany criticized France on Tuesday.",
    id="example-4",
    date=datetime.date(2021, 6, 15),
    url="https://gazette.example/copied",
    publisher="Eastern Gazette",
)


def fill(address: str, coder: Coder) -> str:
    """Keep the articles, and a copy of the first, in a store; gives its address back."""
    store = Store.open(address)
    numbers = []
    for minute, article in enumerate(ARTICLES):
        (coded,) = coder.code([article], Options())
        origin = Origin("example", RECEIVED + datetime.timedelta(minutes=minute))
        numbers.append(store.keep(coded, origin, coder.versions).number)
    store.keep_copy(COPY, Origin("example", RECEIVED + datetime.timedelta(hours=1)), numbers[0])
    store.close()
    return address


if __name__ == "__main__":
    fill(sys.argv[1], build_coder(Settings.read()))
