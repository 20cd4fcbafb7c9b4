"""Made-up articles with made-up events, as if they had been coded: for measurements and tests that need many."""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coder.actors.actor import Actor
from coder.article import Article
from coder.coder import CodedArticle
from coder.coding.events import Event, Nearness, RuleReference, Span, Where
from coder.coding.ontology import Ontology
from coder.dictionaries.load import load_dictionaries
from coder.parsing.sentences import Sentence
from coder.resources import dictionary_directory

DAY = datetime.date(2024, 5, 3)

_RULE = RuleReference("made-up", "verbs/made-up.yaml", 1)
_ROLES = ("", "GOV", "MIL", "REB", "OPP", "COP", "CVL", "GOVMIL", "JUD", "MED", "LEG", "BUS", "EDU", "LAB")
_FILLING = " And so on and so forth." * 100
_UNREAL = ("", "", "", "", "", "", "", "", " future", " reported", " negated")


def actor(code: str, text: str = "") -> Actor:
    """An actor by its code: `SYRREB`."""
    roles = tuple(code[at : at + 3] for at in range(3, len(code), 3))
    country = "" if code.startswith("---") else code[:3]
    return Actor(code, country, roles, text or f"the {code}", 0, 5, entry=code, name=code.title())


def event(
    line: str,
    day: datetime.date | None = DAY,
    where: Where | None = None,
    text: str = "Something happened.",
    number: int = 0,
) -> Event:
    """An event as the examples of rules write it, told in a sentence: `DEU > FRA 111 negated`."""
    source, _, target, code, *flags = line.split()
    name = hashlib.sha256(f"{line} {day} {text} {number}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    sentence = Sentence(number, text, 0, len(text), ())
    trigger = Span(text.split()[-1], 0, 3)
    ends = actor(source), actor(target)
    return Event(name, day, *ends, ontology().codes[code], tuple(flags), sentence, trigger, _RULE, (), None, where)


def place(name: str, country: str) -> Where:
    """A place."""
    return Where(name, country, 33.5, 36.3, Nearness.PLACE, Span(name, 0, len(name)))


@cache
def ontology() -> Ontology:
    """The ontology that is shipped."""
    return load_dictionaries(dictionary_directory()).ontology


@dataclass(frozen=True, slots=True)
class World:
    """What news is made of; the first of everything is told most often, as it is in the news."""

    countries: tuple[str, ...]
    codes: tuple[str, ...]
    words: tuple[str, ...]
    days: int = 730

    @classmethod
    def usual(cls) -> World:
        """Two hundred countries, all codes, ten thousand words."""
        chance = random.Random(1)
        countries = sorted({"".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=3)) for _ in range(205)})
        codes = [each for each in ontology().codes if ontology().codes[each].goldstein is not None]
        words = {"".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(3, 9))) for _ in range(10_000)}
        chance.shuffle(codes)
        return cls(tuple(countries[:200]), tuple(codes), tuple(sorted(words)))


def happenings(seed: int, world: World) -> Iterator[CodedArticle]:
    """Articles without end, day after day of the world's; about four events each."""
    chance = random.Random(seed)
    number = 0
    while True:
        day = DAY - datetime.timedelta(days=world.days - number // 70 % world.days)
        events = tuple(_happening(chance, world, day, at) for at in range(chance.randint(2, 6)))
        text = " ".join(each.sentence.text for each in events) + _FILLING
        name = f"{seed}-{number}"
        article = Article(
            text, name, day, text[:60], f"http://news.example/{name}", f"Publisher {number % 40}", parse=""
        )
        yield CodedArticle(article, len(events), events, (), False, ())
        number += 1


def _happening(chance: random.Random, world: World, day: datetime.date, number: int) -> Event:
    source, target = (f"{_often(chance, world.countries)}{chance.choice(_ROLES)}" for _ in range(2))
    line = f"{source} > {target} {_often(chance, world.codes)}{chance.choice(_UNREAL)}"
    text = " ".join(_often(chance, world.words) for _ in range(25)).capitalize()
    country = _often(chance, world.countries)
    where = place(f"{_often(chance, world.words).title()} {country}", country) if chance.random() < 0.6 else None
    return event(line, day, where, text, number)


def _often(chance: random.Random, things: Sequence[str]) -> str:
    """One of some things, the first ones more often than the last."""
    return things[int((len(things) + 1) ** chance.random()) - 1]
