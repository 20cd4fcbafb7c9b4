"""What noun phrases stand for with the dictionaries that ship: all regions and roles, dates, wrong readings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from coder.actors.actor import Actor
from coder.actors.dictionary import ActorDictionary
from coder.actors.referents import MOST_ROLES, is_international
from coder.actors.resolver import SentencePhrases, resolve_article
from coder.article import Article
from coder.dictionaries import yaml
from coder.dictionaries.load import load_dictionaries
from coder.dictionaries.nodes import Fields
from coder.parsing.sentences import ParsedArticle
from coder.parsing.stanza_parser import StanzaParser
from coder.reading.reader import read_sentence
from coder.resources import dictionary_directory
from tests.actors.conftest import ResolvedText

_KEYS = ("text", "date", "phrase", "code", "owner", "why", "xfail")
_FILES = sorted((Path(__file__).parent / "shipped").glob("*.yaml"))
_DAY = "2014-05-05"
ROWS = [row for file in _FILES for row in yaml.read(file).each("phrases")]
Texts = Mapping[tuple[str, str], ResolvedText]


@pytest.fixture(scope="module")
def shipped() -> ActorDictionary:
    return load_dictionaries(dictionary_directory()).actors


@pytest.fixture(scope="module")
def texts(parser: StanzaParser, shipped: ActorDictionary) -> Texts:
    """Every text of the tables as of its day, all parsed at once."""
    keys = list(dict.fromkeys(map(_key, ROWS)))
    parses = parser.parse([Article(text) for text, _ in keys])
    return {key: _resolved(parsed, key[1], shipped) for key, parsed in zip(keys, parses, strict=True)}


def _resolved(parsed: ParsedArticle, day: str, shipped: ActorDictionary) -> ResolvedText:
    readings = [read_sentence(sentence) for sentence in parsed.sentences]
    sentences = [SentencePhrases(r.sentence.index, r.sentence.tokens, r.phrases) for r in readings]
    actors = resolve_article(sentences, datetime.date.fromisoformat(day), shipped)
    return ResolvedText(tuple(phrase for r in readings for phrase in r.phrases), actors)


def _key(row: Fields) -> tuple[str, str]:
    return row.text("text"), row.text("date", _DAY)


def _parameters() -> list[object]:
    rows: list[object] = []
    for row in ROWS:
        row.refuse_unknown(_KEYS)
        marks = [pytest.mark.xfail(reason=row.text("xfail"), strict=True)] if row.get("xfail") else []
        name = f"{row.text('phrase')} | {row.text('text')} {row.text('date', '')}"
        rows.append(pytest.param(row, id=name, marks=marks))
    return rows


@pytest.mark.parametrize("row", _parameters())
def test_phrase_stands_for(row: Fields, texts: Texts) -> None:
    text, phrase = texts[_key(row)], row.text("phrase")
    assert text.codes(phrase) == row.text("code")
    if row.get("owner") is not None:
        assert text.owners(phrase) == row.text("owner")


def test_table_is_large_and_mostly_right() -> None:
    failing = sum(1 for row in ROWS if row.get("xfail"))
    assert len(ROWS) >= 400
    assert failing <= 0.03 * len(ROWS)


def test_every_code_is_well_formed(parser: StanzaParser, shipped: ActorDictionary, texts: Texts) -> None:
    """A country or international code with three known roles at most, however many words it is composed of."""
    combined = [_resolved(parsed, _DAY, shipped) for parsed in parser.parse(list(_combinations(shipped)))]
    entries = shipped.entries.values()
    peoples = [entry.roles or (entry.country,) for entry in entries if entry.kind in {"ethnic", "religious"}]
    marks = {mark for roles in peoples for mark in roles}
    nations = {entry.country for entry in entries if entry.kind == "country"} - marks
    for text in (*texts.values(), *combined):
        for phrase in text.phrases:
            for actor in (*text.actors.all_of(phrase), *text.actors.all_owners_of(phrase)):
                assert _is_well_formed(actor, nations), actor


def _combinations(shipped: ActorDictionary) -> Iterator[Article]:
    """Country, people or organisation, and role, one after the other: `Egyptian Coptic lawyers`."""
    named = {kind: _adjectives(shipped, kind) for kind in ("country", "ethnic", "religious")}
    bodies = [entry.name for entry in shipped.entries.values() if entry.kind == "organisation"]
    agents = [noun for noun in shipped.nouns.phrases if " " not in noun]
    peoples = named["ethnic"] + named["religious"]
    for number in range(300):
        country = named["country"][number * 7 % len(named["country"])]
        other = (peoples if number % 2 else bodies)[number * 11 % len(peoples if number % 2 else bodies)]
        yield Article(f"The {country} {other} {agents[number * 13 % len(agents)]} left.")


def _adjectives(shipped: ActorDictionary, kind: str) -> list[str]:
    namings = [namings[0] for namings in shipped.names.phrases.values()]
    return [n.written for n in namings if n.use == "adjective" and shipped.entries[n.entry].kind == kind]


def _is_well_formed(actor: Actor, nations: set[str]) -> bool:
    known = not actor.country or len(actor.country) == 3 or is_international(actor.country)
    alone = not is_international(actor.country) or not any(map(is_international, actor.roles))
    short = len(actor.roles) <= MOST_ROLES and all(len(role) == 3 for role in actor.roles)
    return known and alone and short and nations.isdisjoint(actor.roles)
