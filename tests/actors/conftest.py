"""A small dictionary, the shipped parser, and resolved texts for the tests of the actor stage."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coder.actors.actor import Actor
from coder.actors.dictionary import ActorDictionary
from coder.actors.resolver import ArticleActors, SentencePhrases, resolve_article
from coder.article import Article
from coder.dictionaries.actors import load_actors
from coder.dictionaries.ontology import load_ontology
from coder.parsing.stanza_parser import StanzaParser
from coder.reading.phrases import NounPhrase
from coder.reading.reader import read_sentence
from coder.resources import dictionary_directory, model_directory

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """A text with its phrases and their actors."""

    phrases: tuple[NounPhrase, ...]
    actors: ArticleActors

    def phrase(self, text: str) -> NounPhrase:
        """The first phrase that reads so."""
        for phrase in self.phrases:
            if phrase.text == text:
                return phrase
        raise AssertionError(f"no phrase {text!r} among {[phrase.text for phrase in self.phrases]}")

    def actor(self, text: str) -> Actor | None:
        return self.actors.of(self.phrase(text))

    def codes(self, text: str) -> str:
        """The codes of a phrase, `none` if it is no actor."""
        return " ".join(actor.code for actor in self.actors.all_of(self.phrase(text))) or "none"

    def owners(self, text: str) -> str:
        return " ".join(actor.code for actor in self.actors.all_owners_of(self.phrase(text))) or "none"


Resolve = Callable[..., ResolvedText]


@pytest.fixture(scope="session")
def dictionary() -> ActorDictionary:
    ontology = load_ontology(dictionary_directory() / "ontology")
    return load_actors(HERE / "dictionary" / "actors", HERE / "dictionary" / "agents", ontology)


@pytest.fixture(scope="session")
def parser() -> StanzaParser:
    return StanzaParser(model_directory())


@pytest.fixture(scope="session")
def resolve(parser: StanzaParser, dictionary: ActorDictionary) -> Resolve:
    """Parses, reads and resolves a text as of a day."""

    def resolved(text: str, day: str = "2014-05-05", dateline_country: str = "") -> ResolvedText:
        (parsed,) = parser.parse([Article(text)])
        readings = [read_sentence(sentence) for sentence in parsed.sentences]
        sentences = [SentencePhrases(r.sentence.index, r.sentence.tokens, r.phrases) for r in readings]
        date = datetime.date.fromisoformat(day) if day else None
        actors = resolve_article(sentences, date, dictionary, dateline_country)
        return ResolvedText(tuple(phrase for r in readings for phrase in r.phrases), actors)

    return resolved
