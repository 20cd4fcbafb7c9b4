"""Made-up news of some weeks, coded for real and kept in a store: for pictures and trials of the monitor.

    python -m tools.newswire sqlite:///made-up.sqlite [--days 60] [--stories 12]

Who deals with whom, and how, is drawn by chance, always the same; nothing of it happened.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from coder.article import Article
from coder.building import build_coder
from coder.coder import Coder, Options
from coder.settings import Settings
from coder.store.records import Origin
from coder.store.store import Store

LAST = datetime.date(2026, 3, 20)
PUBLISHERS = ("Harbour Wire", "Morning Ledger", "The Lantern", "Radio Meridian", "Northern Post")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who deal with each other: so often, so friendly (0 to 1), at these places."""

    one: str
    other: str
    weight: int
    warmth: float
    places: tuple[str, ...]


TIES = (
    Tie("Russia", "Ukraine", 16, 0.08, ("Kharkiv", "Odesa", "Kherson")),
    Tie("Ukraine", "Russia", 11, 0.1, ("Belgorod", "Kharkiv")),
    Tie("Israel", "Lebanon", 8, 0.15, ("Tyre", "Beirut")),
    Tie("the United States", "China", 8, 0.5, ("Geneva", "Beijing")),
    Tie("China", "the United States", 7, 0.5, ("Washington", "Beijing")),
    Tie("France", "Germany", 6, 0.92, ("Paris", "Berlin")),
    Tie("Germany", "Ukraine", 6, 0.95, ("Kyiv", "Berlin")),
    Tie("India", "Pakistan", 6, 0.3, ("Lahore", "Srinagar")),
    Tie("Pakistan", "India", 5, 0.3, ("Islamabad",)),
    Tie("Ethiopia", "Eritrea", 4, 0.35, ("Asmara",)),
    Tie("Brazil", "Argentina", 4, 0.9, ("Brasilia", "Buenos Aires")),
    Tie("Turkey", "Greece", 4, 0.55, ("Athens", "Ankara")),
    Tie("Iran", "Israel", 5, 0.05, ("Haifa", "Isfahan")),
    Tie("Sudan", "Chad", 4, 0.4, ("Khartoum",)),
    Tie("South Korea", "North Korea", 4, 0.3, ("Seoul",)),
    Tie("Kenya", "Somalia", 3, 0.6, ("Nairobi", "Mogadishu")),
    Tie("Colombia", "Venezuela", 3, 0.45, ("Bogota", "Caracas")),
    Tie("the European Union", "Serbia", 3, 0.7, ("Brussels", "Belgrade")),
    Tie("Australia", "Indonesia", 3, 0.9, ("Canberra", "Jakarta")),
    Tie("Mali", "Niger", 2, 0.7, ("Bamako",)),
)
WARM_WORDS = (
    "{one} praised {other}",
    "{one} agreed to meet {other}",
    "The foreign minister of {one} held talks with {other}",
    "{one} offered to mediate with {other}",
    "The president of {one} visited {other}",
)
WARM_DEEDS = (
    "{one} sent food aid to {other}",
    "{one} signed a trade agreement with {other}",
    "{one} released prisoners from {other}",
    "{one} lifted sanctions on {other}",
)
COLD_WORDS = (
    "{one} condemned {other}",
    "{one} threatened to impose sanctions on {other}",
    "{one} accused {other} of espionage",
    "{one} demanded that {other} withdraw its troops",
    "{one} rejected a proposal by {other}",
)
COLD_DEEDS = (
    "{one} shelled {other}",
    "{one} imposed sanctions on {other}",
    "{one} expelled diplomats from {other}",
    "Troops from {one} attacked soldiers from {other}",
    "{one} bombed {other}",
)


def fill(store: Store, coder: Coder, days: int = 60, stories: int = 12) -> int:
    """Keep the stories of so many days; how many there were."""
    found = list(articles(days, stories))
    coded = coder.code([article for article, _ in found], Options())
    pairs = [(each, _origin(each.article)) for each in coded]
    for kept, (_, copies) in zip(store.keep_all(pairs, coder.versions), found, strict=True):
        for copy in copies:
            store.keep_copy(copy, _origin(copy), kept.number)
    return len(found)


def _origin(article: Article) -> Origin:
    received = datetime.datetime.combine(article.date or LAST, datetime.time(6), datetime.UTC)
    return Origin(article.publisher, received, article.url.removeprefix("https://"))


def articles(days: int, stories: int) -> Iterator[tuple[Article, list[Article]]]:
    """Articles in the order of their days, each with its copies."""
    chance = random.Random(11)
    for back in range(days - 1, -1, -1):
        day = LAST - datetime.timedelta(days=back)
        busy = stories + (stories if back in (3, 17, 18, 41) else 0) - (stories // 2 if day.weekday() > 4 else 0)
        for place in range(busy):
            yield _story(chance, day, place)


def _story(chance: random.Random, day: datetime.date, place: int) -> tuple[Article, list[Article]]:
    (tie,) = chance.choices(TIES, [each.weight for each in TIES])
    warm = chance.random() < tie.warmth
    deed = chance.random() < (0.35 if warm else 0.5)
    acts = (WARM_DEEDS if deed else WARM_WORDS) if warm else (COLD_DEEDS if deed else COLD_WORDS)
    said = chance.choice(acts).format(one=tie.one, other=tie.other)
    said = said[0].upper() + said[1:]
    weekday = day.strftime("%A")
    text = f"{said} near {chance.choice(tie.places)} on {weekday}. Nobody else was concerned, officials said."
    first, *others = chance.sample(PUBLISHERS, chance.choice((1, 1, 1, 2, 3)))

    def told(by: str) -> Article:
        address = f"https://{by.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{place}"
        return Article(text, id=f"{day}-{place}", date=day, title=said, url=address, publisher=by)

    return told(first), [told(each) for each in others]


def main() -> None:
    """Fill the store that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="sqlite:///FILE or postgresql://...")
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--stories", type=int, default=12, help="a day")
    given = parser.parse_args()
    store = Store.open(given.address)
    print(f"{fill(store, build_coder(Settings()), given.days, given.stories)} articles, {store.last()} events")
    store.close()


if __name__ == "__main__":
    main()
