"""When and where an act took place, as the words of its clause say."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.coding.composing import Reading
from coder.coding.dating import Calendar, Days
from coder.coding.events import Span, When
from coder.reading.reader import SentenceReading
from coder.reading.timing import TimePhrase

_TOLD_BACK = 3
"""How many sentences back `the day before` may look for the day that it counts from."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """Finds the time of the acts of one sentence.

    `readings` are all sentences of the article, `number` is this one's place among them; `date` is the article's.
    """

    readings: Sequence[SentenceReading]
    number: int
    date: datetime.date | None

    def when(self, reading: Reading) -> When | None:
        """The act's own time: the first expression of its clause that can be placed in the calendar."""
        timing, part = self.readings[self.number].timing, self.readings[self.number].sentence.part
        for phrase in timing.of(reading.clause.head, reading.same, reading.others):
            days = self._days(phrase, self.number)
            if days is not None:
                return When(days.first, days.last, days.precision, Span(phrase.text, phrase.start, phrase.end, part))
        return None

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
