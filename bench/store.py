"""How long a page of the feed takes from a store of many events, by filter, in SQLite and PostgreSQL.

python -m bench.store [--events 200000] [--questions 60] [--address URL ...]

Fills a store in each database with made-up events (an address that is named is filled up to the number), then asks
for pages of 100: from the beginning, from somewhere within, and the newest. Ends with 1 if a p95 is over 50 ms.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from types import MappingProxyType

from bench.happenings import DAY, World, happenings
from coder.coder import Versions
from coder.store.records import Origin
from coder.store.selection import Selection
from coder.store.store import Store
from tests.servers import running_postgres, why_no_postgres

MOST_SECONDS = 0.050
AT_ONCE = 500
_VERSIONS = Versions("made-up", "made-up", "made-up")

Draw = Callable[[random.Random, World], Selection]


def main() -> None:
    """Measure, print the table, and end with 1 where a page takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--address", action="append", help="a store to fill and ask; both databases otherwise")
    given = parser.parse_args()
    slow = False
    print("| database | filter | p50 ms | p95 ms | events found |\n| --- | --- | ---: | ---: | ---: |")
    with ExitStack() as stack:
        for address in given.address or _fresh(stack):
            store = Store.open(address)
            fill(store, given.events)
            for name, taken, found in measured(store, given.questions):
                p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
                slow |= p95 > MOST_SECONDS
                kind = address.partition(":")[0]
                print(f"| {kind} | {name} | {p50 * 1000:.1f} | {p95 * 1000:.1f} | {found} |", flush=True)
            store.close()
    sys.exit(1 if slow else 0)


def fill(store: Store, wanted: int) -> None:
    """Keep made-up articles until the store knows of so many events."""
    began, there = time.monotonic(), store.last()
    articles = happenings(there + 1, World.usual())
    while store.last() < wanted:
        now = datetime.datetime.now(datetime.UTC)
        batch = [(each, Origin("made-up", now, each.article.url)) for each in islice(articles, AT_ONCE)]
        store.keep_all(batch, _VERSIONS)
    store.tidy()
    if there < wanted:
        print(f"filled in {time.monotonic() - began:.0f} s", file=sys.stderr)


def measured(store: Store, questions: int) -> Iterator[tuple[str, list[float], int]]:
    """Every filter with the seconds that each question took, and how many events were found in all."""
    chance, world, last = random.Random(7), World.usual(), store.last()
    for name, draw in FILTERS.items():
        taken, found = [], 0
        for number in range(questions):
            selection = draw(chance, world)
            after, newest = ((0, False), (chance.randrange(last), False), (0, True))[number % 3]
            began = time.perf_counter()
            page = store.page(selection, after, 100, newest)
            taken.append(time.perf_counter() - began)
            found += len(page.events)
        yield name, taken, found


def _fresh(stack: ExitStack) -> Iterator[str]:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dragoman-store-"))
    yield f"sqlite:///{folder}/store.sqlite"
    if reason := why_no_postgres():
        print(reason, file=sys.stderr)
        return
    yield stack.enter_context(running_postgres()).new_database()


def _dyad(chance: random.Random, world: World) -> Selection:
    one, other = chance.sample(world.countries[:60], 2)
    return Selection(dyad=(one, other))


def _direction(chance: random.Random, world: World) -> Selection:
    return Selection(source=chance.choice(world.countries[:60]), target=chance.choice(world.countries[:60]))


def _dates(chance: random.Random, world: World) -> Selection:
    since = DAY - datetime.timedelta(days=chance.randint(1, world.days))
    return Selection(since=since, until=since + datetime.timedelta(days=chance.choice((0, 7, 30, 365))))


def _goldstein(chance: random.Random, world: World) -> Selection:
    low = chance.choice((-10.0, -9.5, -5.0, 0.0, 3.4, 8.3))
    return Selection(goldstein_from=low, goldstein_to=low + chance.choice((0.0, 1.0, 5.0)))


def _much(chance: random.Random, world: World) -> Selection:
    since = DAY - datetime.timedelta(days=chance.randint(30, world.days))
    return Selection(
        country=chance.choice(world.countries), role=chance.choice(("GOV", "REB", "LAB")), quads=(4,), since=since
    )


FILTERS: Mapping[str, Draw] = MappingProxyType(
    {
        "none": lambda chance, world: Selection(),
        "source": lambda chance, world: Selection(source=chance.choice(world.countries)),
        "actor (`USAGOV`)": lambda chance, world: Selection(source=chance.choice(world.countries) + "GOV"),
        "target": lambda chance, world: Selection(target=chance.choice(world.countries)),
        "source and target": _direction,
        "dyad, either way": _dyad,
        "country": lambda chance, world: Selection(country=chance.choice(world.countries)),
        "country that is nowhere": lambda chance, world: Selection(country="0AA"),
        "role": lambda chance, world: Selection(role=chance.choice(("GOV", "REB", "LAB", "ZZZ"))),
        "code": lambda chance, world: Selection(codes=(chance.choice(world.codes),)),
        "code prefix": lambda chance, world: Selection(codes=(f"{chance.randint(1, 20):02}",)),
        "three codes": lambda chance, world: Selection(codes=tuple(chance.sample(world.codes, 3))),
        "class": lambda chance, world: Selection(quads=(chance.randint(1, 4),)),
        "Goldstein range": _goldstein,
        "dates": _dates,
        "place's country": lambda chance, world: Selection(place=chance.choice(world.countries)),
        "place's name": lambda chance, world: Selection(place=chance.choice(world.words)),
        "a frequent word": lambda chance, world: Selection(text=chance.choice(world.words[:20])),
        "a rare word": lambda chance, world: Selection(text=chance.choice(world.words[2000:])),
        "two words": lambda chance, world: Selection(text=" ".join(chance.sample(world.words[:300], 2))),
        "a word's beginning": lambda chance, world: Selection(text=chance.choice(world.words)[:3] + "*"),
        "country, role, class, since": _much,
        "word and country": lambda chance, world: Selection(
            text=chance.choice(world.words[:50]), country=chance.choice(world.countries[:50])
        ),
        "country at a place": lambda chance, world: Selection(
            country=chance.choice(world.countries), place=chance.choice(world.countries)
        ),
    }
)


if __name__ == "__main__":
    main()
