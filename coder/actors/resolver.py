"""Noun phrases to actors, one article at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coder.actors.actor import Actor
from coder.actors.describing import Describer
from coder.actors.dictionary import ActorDictionary, EntryKind
from coder.actors.names import find_matches
from coder.actors.referents import Referent, as_actor
from coder.actors.scene import Scene
from coder.parsing.sentences import Token
from coder.reading.phrases import NounPhrase


@dataclass(frozen=True, slots=True)
class SentencePhrases:
    """A sentence's words and all its noun phrases in text order, inner ones included."""

    index: int
    tokens: tuple[Token, ...]
    phrases: tuple[NounPhrase, ...]


class ArticleActors:
    """The actors behind an article's noun phrases, each looked up once."""

    __slots__ = ("_describer", "_named", "_owners")

    def __init__(self, describer: Describer) -> None:
        self._describer = describer
        self._named: dict[int, tuple[NounPhrase, tuple[Actor, ...]]] = {}
        self._owners: dict[int, tuple[NounPhrase, tuple[Actor, ...]]] = {}

    def of(self, phrase: NounPhrase) -> Actor | None:
        """The actor a phrase names; None for things, times and ideas. The first of several."""
        found = self.all_of(phrase)
        return found[0] if found else None

    def all_of(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """All actors a phrase names: `US and Chinese diplomats`, `both sides`, `they`.

        What points back is shown with the text and place of what it points to, if that stands in the same sentence.
        """
        known = self._named.get(id(phrase))
        if known is None:
            known = self._named[id(phrase)] = (phrase, _actors(self._describer.referents(phrase), phrase))
        return known[1]

    def owner_of(self, phrase: NounPhrase) -> Actor | None:
        """The actor behind a thing: `Iran's decision`, `the Iranian decision`. The first of several."""
        found = self.all_owners_of(phrase)
        return found[0] if found else None

    def all_owners_of(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """All actors behind a thing: `US-Russian talks`, `the decision of France and Spain`."""
        known = self._owners.get(id(phrase))
        if known is None:
            known = self._owners[id(phrase)] = (phrase, _actors(self._describer.owners(phrase), phrase))
        return known[1]

    def place_of(self, phrase: NounPhrase) -> Actor | None:
        """The country of the place a phrase names: `in Moscow` is RUS though nobody acts there."""
        return next(iter(_actors(self._describer.place(phrase), phrase)), None)


def resolve_article(
    sentences: Sequence[SentencePhrases],
    date: datetime.date | None,
    dictionary: ActorDictionary,
    dateline_country: str = "",
) -> ArticleActors:
    """Resolve every phrase of an article, in reading order.

    `dateline_country` is the country of the article's dateline (see `country_of_place`), the last
    resort for `police` and their like when nothing in the text tells whose they are.
    """
    day = date.isoformat() if date else ""
    scenes = {sentence.index: _scene(sentence, dictionary, day) for sentence in sentences}
    describer = Describer(scenes, _named_people(scenes.values()), dateline_country)
    for sentence in sentences:
        for phrase in sentence.phrases:
            describer.referents(phrase)
    return ArticleActors(describer)


def country_of_place(place: str, dictionary: ActorDictionary) -> str:
    """The country of a place name such as a dateline's: `GAZA CITY, Gaza Strip`; empty if unknown."""
    for part in reversed(place.split(",")):
        tokens = tuple(
            Token(index, word.title(), word.lower(), "PROPN", "NNP", "", -1, "", 0, 0)
            for index, word in enumerate(part.split())
        )
        for match in find_matches(tokens, dictionary, "").names.values():
            entry = dictionary.entries[match.naming.entry]
            if entry.kind is EntryKind.COUNTRY:
                return entry.country
    return ""


def _scene(sentence: SentencePhrases, dictionary: ActorDictionary, day: str) -> Scene:
    phrases: Mapping[int, NounPhrase] = {phrase.head: phrase for phrase in sentence.phrases}
    return Scene(sentence.tokens, phrases, find_matches(sentence.tokens, dictionary, day), dictionary, day)


def _named_people(scenes: Iterable[Scene]) -> frozenset[str]:
    """Entries of the people whose full names stand anywhere in the article."""
    return frozenset(
        naming.entry
        for scene in scenes
        for match in scene.matches.names.values()
        if scene.is_person(match)
        for naming in match.namings
    )


def _actors(referents: tuple[Referent, ...], phrase: NounPhrase) -> tuple[Actor, ...]:
    return tuple(as_actor(referent, phrase) for referent in referents)
