"""When and where the acts of a sentence took place, as its words say."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.coding.composing import Reading
from coder.coding.dating import Calendar, Days
from coder.coding.events import Span, When, Where
from coder.coding.places import PlaceNames, Sighting, refined
from coder.parsing.sentences import Dateline, Part
from coder.reading.placing import Hold
from coder.reading.reader import SentenceReading
from coder.reading.timing import TimePhrase

_TOLD_BACK = 3
"""How many sentences back `the day before` may look for the day that it counts from."""

TO_PLACES = ("15", "18", "19", "20", "042")
"""Acts done to a place where it is: `shelled Homs`, `deployed troops to Crimea`, `visited Oslo`."""

DEEDS = ("04", "057", "06", "07", "08", "14", "15", "16", "17", "18", "19", "20")
"""Acts that are done where those are to whom they are done; words are only spoken where their verb says."""

STREET = ("14", "15", "17", "18", "19", "20")
"""Acts that are done where those are who do them: `police in Homs arrested`."""

REPORTED = ("01", "02", "03", "04", "05", "09", "10", "11", "12", "13", "14")
"""Acts that the dateline may place: words, meetings and protests are reported from where they were."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """Finds time and place of the acts of one sentence.

    `readings` are all sentences of the article, `number` is this one's place among them; `date` is the article's.
    """

    readings: Sequence[SentenceReading]
    number: int
    date: datetime.date | None
    places: PlaceNames
    datelines: Sequence[Dateline] = ()

    def when(self, reading: Reading) -> When | None:
        """The act's own time: the first expression of its clause that can be placed in the calendar."""
        for phrase in self._here.timing.of(reading.clause.head, reading.same, reading.others):
            days = self._days(phrase, self.number)
            if days is not None:
                evidence = Span(phrase.text, phrase.start, phrase.end, self._here.sentence.part)
                return When(days.first, days.last, days.precision, evidence)
        return None

    def where(self, reading: Reading) -> Where | None:
        """The act's own place: where its words say, else where the dateline does."""
        found = sorted(self._sightings(reading), key=lambda each: not each.named)
        if found:
            return self._where(refined(found[0], found[1:]))
        return self._by_dateline(reading)

    @property
    def _here(self) -> SentenceReading:
        return self.readings[self.number]

    def _sightings(self, reading: Reading) -> Iterator[Sighting]:
        code, ends = reading.code, {phrase.head for phrase in (*reading.source, *reading.target)}
        phrases = [*reading.target] if code.startswith(TO_PLACES) else []
        for each in self._here.placing.of(reading.clause.head, reading.same, reading.others):
            # `expressed confidence in Jordan` was not done there
            if _holds(each.hold, code) and (code.startswith(DEEDS) or each.phrase.head not in ends):
                phrases.append(each.phrase)
        for phrase in phrases:
            if (found := self.places.of_phrase(phrase, self.number)) is not None:
                yield found

    def _where(self, found: Sighting) -> Where:
        sentence, spot = self._here.sentence, found.spot
        words = sentence.text[found.start - sentence.start : found.end - sentence.start]
        evidence = Span(words, found.start, found.end, sentence.part)
        return Where(spot.name, spot.country, spot.latitude, spot.longitude, spot.nearness, evidence)

    def _by_dateline(self, reading: Reading) -> Where | None:
        if not self.datelines or not reading.code.startswith(REPORTED):
            return None
        sentence = self._here.sentence
        if sentence.part is not Part.TEXT:
            return None
        above = [dateline for dateline in self.datelines if dateline.place and dateline.start <= sentence.start]
        if not above:
            return None
        place = above[-1].place
        start = above[-1].start + above[-1].text.index(place)
        found = self.places.of_dateline(place, start)
        if found is None:
            return None
        spot, evidence = found.spot, Span(place, start, start + len(place))
        return Where(spot.name, spot.country, spot.latitude, spot.longitude, spot.nearness, evidence, dateline=True)

    def _days(self, phrase: TimePhrase, number: int) -> Days | None:
        return Calendar(self.date, lambda: self._told(phrase.start, number)).days(phrase)

    def _told(self, start: int, number: int) -> Days | None:
        """The last time told of before an offset of a sentence."""
        return next((days for days in self._before(start, number) if days is not None), None)

    def _before(self, start: int, number: int) -> Iterator[Days | None]:
        for earlier in range(number, max(-1, number - _TOLD_BACK - 1), -1):
            reading = self.readings[earlier]
            until = start if earlier == number else reading.sentence.end
            for phrase in reading.timing.before(until):
                yield self._days(phrase, earlier)


def _holds(hold: Hold, code: str) -> bool:
    """Whether a phrase that holds so to an act of this kind tells where it was."""
    match hold:
        case Hold.WITHIN:
            return code.startswith(DEEDS)
        case Hold.OF_SUBJECT:
            return code.startswith(STREET)
    return True
