"""Which place of the gazetteer a phrase names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coder.actors.dictionary import ActorDictionary, EntryKind, Use
from coder.actors.names import Word, sentence_words
from coder.actors.resolver import ArticleActors
from coder.actors.spelling import phrase_words
from coder.coding.events import Nearness
from coder.coding.gazetteer import Gazetteer, Spot
from coder.parsing.sentences import Token
from coder.reading.phrases import Attached, NounPhrase
from coder.reading.placing import PLACING
from coder.reading.reader import SentenceReading

KINDS = frozenset(
    "province city town village district region state county governorate area airport square street university hospital"
    " prison jail stadium market port harbour harbor bridge mosque church temple school camp base barracks valley"
    " island peninsula strip capital suburb neighbourhood neighborhood desert mountain border enclave territory waters"
    " airspace coast countryside outskirt outskirts soil north south east west centre center municipality department"
    " prefecture oblast republic zone station refinery dam field crossing checkpoint embassy consulate".split()
)
"""Nouns that name a place with the name before them (`Aleppo province`) or by their country (`a Syrian village`)."""

_BEFORE = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern"
    " central downtown old greater upper lower inner".split()
)
_INNER = PLACING | {"of"}
_FURTHER = 6
"""How many words after a comma may name the country or state that a town is in."""

_KNOWN, _MATCHES = 100_000, 15
"""A namesake in a country that the text names has to have so many people, and wins over at most so many times that."""

_OF_COUNTRIES = frozenset({Use.NAME, Use.ADJECTIVE, Use.DEMONYM})
_FINENESS = (Nearness.PLACE, Nearness.REGION, Nearness.COUNTRY)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place with the words that say so, by code points.

    It is not `named` where only its country is: `a Syrian village`.
    """

    spot: Spot
    start: int
    end: int
    named: bool = True

    def is_finer_than(self, other: Sighting) -> bool:
        """Whether it says more exactly where the other is."""
        finer = _FINENESS.index(self.spot.nearness) < _FINENESS.index(other.spot.nearness)
        return finer and self.spot.country == other.spot.country


@dataclass(frozen=True, slots=True)
class _Within:
    """What a place must lie in: countries, and parts of them."""

    countries: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: _Within) -> _Within:
        return _Within(self.countries | other.countries, self.parts | other.parts)

    def holds(self, spot: Spot) -> bool:
        return spot.country in self.countries or (spot.country, spot.part) in self.parts


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Finds the places that an article's phrases name."""

    gazetteer: Gazetteer
    dictionary: ActorDictionary
    actors: ArticleActors
    readings: Sequence[SentenceReading]
    _named: dict[int, frozenset[str]] = field(default_factory=dict)

    def of_phrase(self, phrase: NounPhrase, number: int, given: _Within = _Within()) -> Sighting | None:
        """The place that a phrase of a sentence names, itself or by what hangs on it: `a village near Aleppo`."""
        if phrase.is_time or self._is_person(phrase):
            return None
        if not any(token.text[0].isupper() for token in phrase.words):
            # a common noun alone is nowhere
            inner = phrase.possessors or phrase.attached or phrase.appositions
            return self._below(phrase, None, given | self._around(phrase, [], number), number) if inner else None
        words = _words(phrase, self.readings[number].sentence.tokens)
        within = given | self._around(phrase, words, number)
        own = self._own(phrase, words, within, number)
        if own is not None and own.spot.nearness is not Nearness.COUNTRY:
            return own
        return self._below(phrase, own, within, number)

    def _below(self, phrase: NounPhrase, own: Sighting | None, within: _Within, number: int) -> Sighting | None:
        """What hangs on a phrase where that says more than its own words, else those, else its country."""
        inner = self._inner(phrase, within, number)
        if inner is not None and (own is None or inner.is_finer_than(own)):
            return inner
        return own or self._by_country(phrase, within)

    def _inner(self, phrase: NounPhrase, within: _Within, number: int) -> Sighting | None:
        """The place named by what hangs on a phrase: `the city of Goma`, `the capital, Tunis`, `Aleppo's old town`."""
        inner = (each.phrase for each in phrase.attached if each.preposition in _INNER)
        owners = phrase.possessors if phrase.lemma in KINDS else ()
        found = (self.of_phrase(other, number, within) for other in (*owners, *inner, *phrase.appositions))
        return next((each for each in found if each is not None), None)

    def of_dateline(self, place: str, start: int) -> Sighting | None:
        """The place of a dateline, `AMMAN, Jordan`, that stands at an offset."""
        first, _, rest = place.partition(",")
        spot = self._choice(self.gazetteer.called(_key(first)), self._following(rest), None)
        return Sighting(spot, start, start + len(first)) if spot else None

    def _is_person(self, phrase: NounPhrase) -> bool:
        actor = self.actors.of(phrase)
        entry = self.dictionary.entries.get(actor.entry) if actor else None
        return entry is not None and entry.kind is EntryKind.PERSON

    def _own(self, phrase: NounPhrase, words: list[Word], within: _Within, number: int) -> Sighting | None:
        """The place named by the phrase's own words: a town or region before the country it is in."""
        tokens, first = self.readings[number].sentence.tokens, phrase.words[0].index
        found = []
        for start, end in self._names(words):
            last = tokens[first + words[end - 1].token]
            rest, reach = self._qualified(last, number)
            spots = self.gazetteer.called(" ".join(word.form for word in words[start:end]))
            spot = self._choice(spots, rest if any(map(rest.holds, spots)) else within, number)
            if spot is not None:
                far = reach if rest.holds(spot) else last.end
                found.append(Sighting(spot, tokens[first + words[start].token].start, far))
        return min(found, key=lambda each: _FINENESS.index(each.spot.nearness), default=None)

    def _names(self, words: list[Word]) -> Iterator[tuple[int, int]]:
        for start, end in self.gazetteer.names_in([word.form for word in words]):
            capital = any(word.text[0].isupper() for word in words[start:end])
            before, behind = words[:start], words[end:]
            if capital and all(map(self._may_precede, before)) and all(map(_may_follow, behind)):
                yield start, end

    def _may_precede(self, word: Word) -> bool:
        """`Northern Iraq`, `the Syrian town`; never `King Abdullah University`'s king."""
        return word.text[0].islower() or word.form in _BEFORE | KINDS or bool(self._country_of(word))

    def _country_of(self, word: Word) -> str:
        """The country that one word names: `Syria`, `Syrian`, but not `Damascus`."""
        if not word.text[0].isupper():
            return ""
        for naming in self.dictionary.names.phrases.get(word.form, ()):
            entry = self.dictionary.entries[naming.entry]
            if entry.kind is EntryKind.COUNTRY and naming.use in _OF_COUNTRIES:
                return entry.country
        return ""

    def _around(self, phrase: NounPhrase, words: list[Word], number: int) -> _Within:
        """The countries that a phrase says it is in: `Syria's Idlib`, `Lebanese city`, `Tripoli in Lebanon`."""
        tokens = self.readings[number].sentence.tokens
        others = (*phrase.possessors, *(each.phrase for each in phrase.attached if _is_in(each)))
        found = [self._countries_in(each) for each in (words, *(_words(other, tokens) for other in others))]
        return _Within(frozenset().union(*found))

    def _countries_in(self, words: list[Word]) -> frozenset[str]:
        """The countries that words name: `Lebanon`, `South Korea`, `Lebanese`."""
        forms = [word.form for word in words]
        names = {" ".join(forms[start:end]) for start, end in self.gazetteer.names_in(forms)}
        named = {spot.country for name in names for spot in self.gazetteer.called(name) if _is_country(spot)}
        return frozenset(named | {code for word in words if (code := self._country_of(word))})

    def _qualified(self, last: Token, number: int) -> tuple[_Within, int]:
        """The country or state behind a town's comma, and where it ends: `Tripoli, Lebanon`."""
        tokens = self.readings[number].sentence.tokens
        at = last.index + 1
        if at >= len(tokens) or tokens[at].text != ",":
            return _Within(), last.end
        words = sentence_words(tokens[at + 1 : at + 1 + _FURTHER])
        start, end = next(iter(self.gazetteer.names_in([word.form for word in words])), (1, 0))
        if start or not words[0].text[0].isupper():
            return _Within(), last.end
        return self._area(" ".join(word.form for word in words[:end])), tokens[at + 1 + words[end - 1].token].end

    def _following(self, rest: str) -> _Within:
        found = [self._area(_key(part)) for part in rest.split(",")]
        return _Within(frozenset().union(*(f.countries for f in found)), frozenset().union(*(f.parts for f in found)))

    def _area(self, name: str) -> _Within:
        """What a name of a country, or of a part of one, takes in."""
        spots = self.gazetteer.called(name)
        countries = {spot.country for spot in spots if _is_country(spot)}
        regions = [spot for spot in spots if spot.nearness is Nearness.REGION]
        countries |= {spot.country for spot in regions if not spot.part}
        return _Within(frozenset(countries), frozenset((spot.country, spot.part) for spot in regions if spot.part))

    def _choice(self, spots: Sequence[Spot], within: _Within, number: int | None) -> Spot | None:
        """Of namesakes the one in the country told with it, in one that the text names, or the largest."""
        if len(spots) < 2:
            return spots[0] if spots else None
        inside = [spot for spot in spots if within.holds(spot)]
        if inside:
            return max(inside, key=_weight)
        largest = max(spots, key=_weight)
        for near in self._contexts(number):
            nearest = max((spot for spot in spots if spot.country in near), key=_weight, default=None)
            if nearest is not None and nearest.weight >= max(_KNOWN, largest.weight / _MATCHES):
                return nearest
        return largest

    def _contexts(self, number: int | None) -> Iterator[frozenset[str]]:
        """The countries that a sentence names, then those of the whole article."""
        if number is not None:
            yield self._countries(number)
        yield frozenset().union(*map(self._countries, range(len(self.readings))))

    def _countries(self, number: int) -> frozenset[str]:
        if number not in self._named:
            self._named[number] = self._countries_in(sentence_words(self.readings[number].sentence.tokens))
        return self._named[number]

    def _by_country(self, phrase: NounPhrase, within: _Within) -> Sighting | None:
        """`the Turkish capital`; `a Syrian village`, of which only the country is known."""
        if phrase.lemma not in KINDS or len(within.countries) != 1:
            return None
        (code,) = within.countries
        start, end = phrase.start, phrase.words[-1].end
        if phrase.lemma == "capital" and (capital := self.gazetteer.capital(code)) is not None:
            return Sighting(capital, start, end)
        country = self.gazetteer.country(code)
        return Sighting(country, start, end, named=False) if country else None


def refined(found: Sighting, others: Sequence[Sighting]) -> Sighting:
    """A place, or the first of the others that says more exactly where in its country: `in Syria ... near Aleppo`."""
    return next((other for other in others if other.is_finer_than(found)), found)


def _key(name: str) -> str:
    return " ".join(phrase_words(name))


def _weight(spot: Spot) -> int:
    return spot.weight


def _is_country(spot: Spot) -> bool:
    return spot.nearness is Nearness.COUNTRY


def _is_in(attached: Attached) -> bool:
    return attached.preposition in {"in", "of"}


def _may_follow(word: Word) -> bool:
    """`Aleppo province`, `Beirut Airport`; never `Geneva Convention`."""
    return word.text[0].islower() or word.form in KINDS or not word.text[0].isalpha()


def _words(phrase: NounPhrase, tokens: Sequence[Token]) -> list[Word]:
    return sentence_words(tokens[phrase.words[0].index : phrase.words[-1].index + 1])
