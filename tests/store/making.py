"""Articles as if they had been coded: quick, and with just the events that a test is about."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from functools import cache

from coder.actors.actor import Actor
from coder.article import Article
from coder.coder import CodedArticle, Versions
from coder.coding.events import Event, Nearness, RuleReference, Span, Where
from coder.coding.ontology import CameoCode, Ontology
from coder.dictionaries.load import load_dictionaries
from coder.parsing.sentences import Sentence
from coder.resources import dictionary_directory
from coder.store.records import Origin

DAY = datetime.date(2024, 5, 3)
NOW = datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC)
VERSIONS = Versions("1.2", "abc", "model 3")
_RULE = RuleReference("rule", "verbs/rule.yaml", 1)


@cache
def ontology() -> Ontology:
    return load_dictionaries(dictionary_directory()).ontology


def code_of(code: str) -> CameoCode:
    return ontology().codes[code]


def actor(code: str, text: str = "") -> Actor:
    roles = tuple(code[at : at + 3] for at in range(3, len(code), 3))
    country = "" if code.startswith("---") else code[:3]
    return Actor(code, country, roles, text or f"the {code}", 0, 5, entry=code, name=code.title())


def place(name: str, country: str) -> Where:
    return Where(name, country, 33.5, 36.3, Nearness.PLACE, Span(name, 0, len(name)))


def event(
    line: str,
    day: datetime.date | None = DAY,
    where: Where | None = None,
    text: str = "Something happened.",
    number: int = 0,
) -> Event:
    """An event as rules' examples write it: `DEU > FRA 111 negated`."""
    source, _, target, code, *flags = line.split()
    name = hashlib.sha256(f"{line} {day} {text} {number}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    sentence = Sentence(number, text, 0, len(text), ())
    trigger = Span(text.split()[-1], 0, 3)
    return Event(
        name, day, actor(source), actor(target), code_of(code), tuple(flags), sentence, trigger, _RULE, (), None, where
    )


def coded(
    *lines: str | Event,
    id: str = "",
    day: datetime.date | None = DAY,
    text: str = "Something happened.",
    publisher: str = "",
    url: str = "",
    parse: str = "",
    title: str = "",
) -> CodedArticle:
    events = tuple(each if isinstance(each, Event) else event(each, day, number=n) for n, each in enumerate(lines))
    article = Article(text, id=id, date=day, url=url, publisher=publisher, parse=parse, title=title)
    return CodedArticle(article, len(events), events, (), day is None, ())


def origin(feed: str = "wire", url_key: str = "", fingerprint: int | None = None) -> Origin:
    bands = () if fingerprint is None else tuple((fingerprint >> shift) & 0xFFFF for shift in (0, 16, 32, 48))
    return Origin(feed, NOW, url_key, fingerprint, bands)


def lines(events: Sequence[object]) -> list[str]:
    return [f"{each.source.code} > {each.target.code} {each.code}" for each in events]  # type: ignore[attr-defined]
