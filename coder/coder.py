"""The pipeline on one page: article, sentences, readings, actors, events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder import __version__
from coder.actors.resolver import ArticleActors, SentencePhrases, country_of_place, resolve_article
from coder.article import Article
from coder.coding.composing import Composer
from coder.coding.dyads import EventMaker, Story, without_echoes
from coder.coding.events import Event
from coder.coding.occasions import Occasions
from coder.coding.places import PlaceNames
from coder.coding.recorder import Recorder, Silence, Trace
from coder.coding.settling import settle
from coder.dictionaries.load import Dictionaries
from coder.explaining import ExplainedSentence, Explanation
from coder.garbage import no_collection
from coder.pages import Page, read_page
from coder.parsing.parser import Parser
from coder.parsing.sentences import ParsedArticle, Skipped
from coder.reading.reader import SentenceReading, read_sentence
from coder.retracing import explain_sentence
from coder.settings import Settings
from coder.timing import StageClock

INCLUDABLE = ("unresolved", "negated", "hypothetical")


@dataclass(frozen=True, slots=True)
class Options:
    """What else to return beside asserted dyads of known actors: any of `INCLUDABLE`."""

    include: frozenset[str] = frozenset()


EVERYTHING = Options(frozenset(INCLUDABLE))


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article's events in order of the text, with what was left out and why."""

    article: Article
    sentences: int
    events: tuple[Event, ...]
    warnings: tuple[str, ...]
    undated: bool
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """What coded: with the same versions, text and date, the answer is the same to the byte."""

    coder: str
    dictionaries: str
    model: str


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with its sentences read and its actors resolved."""

    article: Article
    parsed: ParsedArticle
    readings: tuple[SentenceReading, ...]
    actors: ArticleActors
    places: PlaceNames
    story: Story
    warnings: tuple[str, ...]


class Coder:
    """Codes articles with one parser and one set of dictionaries, both built once."""

    def __init__(self, parser: Parser, dictionaries: Dictionaries, settings: Settings | None = None) -> None:
        self._parser = parser
        self._dictionaries = dictionaries
        self._settings = settings or Settings()
        self.clock = StageClock()
        self.versions = Versions(__version__, dictionaries.version, f"{parser.name} {parser.version}")

    @property
    def dictionaries(self) -> Dictionaries:
        """The dictionaries it codes with."""
        return self._dictionaries

    def with_dictionaries(self, dictionaries: Dictionaries) -> Coder:
        """The same coder over other dictionaries."""
        return Coder(self._parser, dictionaries, self._settings)

    @no_collection()
    def code(self, articles: Sequence[Article], options: Options) -> tuple[CodedArticle, ...]:
        """The events of each article; all articles are parsed together.

        :raise ConlluError: an article's own parse cannot be read.
        """
        return tuple(self._code(self._read(*pair), options) for pair in self._parse(articles))

    @no_collection()
    def explain(self, articles: Sequence[Article], options: Options) -> tuple[Explanation, ...]:
        """How each article's events were found, by the same code with a recorder that keeps its steps."""
        return tuple(self._explain(self._read(*pair), options) for pair in self._parse(articles))

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """The sentences of each article, as the coder reads them.

        :raise ConlluError: an article's own parse cannot be read.
        """
        with self.clock.timing("parsing"):
            return self._parser.parse(articles)

    def read_page(self, html: str) -> Page:
        """The article on a web page.

        :raise ArticleError: there is none.
        """
        return read_page(html)

    def _parse(self, articles: Sequence[Article]) -> Iterator[tuple[Article, ParsedArticle]]:
        return zip(articles, self.parse(articles), strict=True)

    def _read(self, article: Article, parsed: ParsedArticle) -> _Read:
        most = self._settings.max_sentences
        with self.clock.timing("reading"):
            readings = tuple(read_sentence(sentence) for sentence in parsed.sentences[:most])
        left = len(parsed.sentences) - len(readings)
        warnings = (f"only the first {most} sentences were coded, {left} were not",) if left > 0 else ()
        with self.clock.timing("actors"):
            actors = self._resolve(article, parsed, readings)
        places = PlaceNames(self._dictionaries.places, self._dictionaries.actors, actors, readings)
        return _Read(article, parsed, readings, actors, places, _story(article), warnings)

    def _resolve(self, article: Article, parsed: ParsedArticle, readings: tuple[SentenceReading, ...]) -> ArticleActors:
        phrases = [
            SentencePhrases(reading.sentence.index, reading.sentence.tokens, reading.phrases) for reading in readings
        ]
        dictionary = self._dictionaries.actors
        places = (country_of_place(dateline.place, dictionary) for dateline in parsed.datelines)
        return resolve_article(phrases, article.date, dictionary, next((place for place in places if place), ""))

    def _code(self, read: _Read, options: Options) -> CodedArticle:
        events: list[Event] = []
        warnings = list(read.warnings)
        for reading in read.readings:
            found = tuple(e for e in self._events(reading, read, Silence()) if wanted(e, options))
            most = self._settings.max_events_per_sentence
            if len(found) > most:
                number = reading.sentence.index + 1
                warnings.append(f"sentence {number}: {len(found)} events, only the first {most} are returned")
            events.extend(found[:most])
        article = read.article
        return CodedArticle(
            article, len(read.readings), tuple(events), tuple(warnings), article.date is None, read.parsed.skipped
        )

    def _explain(self, read: _Read, options: Options) -> Explanation:
        sentences = tuple(self._explained(reading, read, options) for reading in read.readings)
        return Explanation(read.article, sentences, read.parsed.datelines, read.parsed.skipped, read.warnings)

    def _explained(self, reading: SentenceReading, read: _Read, options: Options) -> ExplainedSentence:
        trace = Trace()
        events = tuple(self._events(reading, read, trace))
        return explain_sentence(reading, read.actors, trace, events)

    def _events(self, reading: SentenceReading, read: _Read, recorder: Recorder) -> tuple[Event, ...]:
        """All events of a sentence, whatever their flags, in the order the clauses stand."""
        ontology = self._dictionaries.ontology
        composer = Composer(self._dictionaries.rules, ontology, read.actors, reading, recorder)
        number, date = reading.sentence.index, read.story.date
        occasions = Occasions(read.readings, number, date, read.places, read.parsed.datelines)
        maker = EventMaker(ontology, read.actors, reading.sentence, read.story, occasions, recorder)
        with self.clock.timing("coding"):
            settled = (settle(found, ontology, read.story.date) for found in composer.readings())
            return without_echoes(tuple(event for each in settled for event in maker.events(each)))


def wanted(event: Event, options: Options) -> bool:
    """Whether an event is returned: asserted dyads of known actors, and what `include` names."""
    include = options.include
    if not event.resolved and "unresolved" not in include:
        return False
    return all(flag not in event.flags or flag in include for flag in ("negated", "hypothetical"))


def _story(article: Article) -> Story:
    identity = article.id or hashlib.sha256(f"{article.title}\0{article.text}".encode()).hexdigest()[:16]
    return Story(identity, article.date)
