"""Writes what articles tell: the events of days, who told them, and when they were taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from coder.coding.events import Event
from coder.store.columns import AnyRow
from coder.store.counting import count_again
from coder.store.facets import facets_of
from coder.store.naming import event_id
from coder.store.renewing import first_tellers
from coder.store.rows import Row, event_row, record_of
from coder.store.searching import add_words, drop_words
from coder.store.tables import events, mentions, positions

_HELD = select(positions.c.last).with_for_update()
_THERE = select(events.c.id, events.c.position, events.c.withdrawn).where(
    events.c.id.in_(bindparam("wanted", expanding=True))
)
_RETOLD = (
    update(mentions)
    .where(mentions.c.number == bindparam("at"))
    .values(sentence=bindparam("told_in"), record=bindparam("told"), withdrawn=None)
)


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells events: its number, what it is known by, its title."""

    article: int
    key: str
    title: str


class Teller:
    """A transaction's pen: it holds the counter of positions, so that positions are given in order of commit.

    Readers see positions only with what is written there, and never one before a lower one.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: int = connection.execute(_HELD).scalar_one()

    def close(self) -> None:
        """Write down the last position; the transaction may end."""
        self._connection.execute(update(positions).values(last=self._last))

    def tell(self, telling: Telling, told: Sequence[Event]) -> tuple[str, ...]:
        """Write what a new article tells: the ids of the events that are new, or stand again."""
        wanted = _firsts(telling, told)
        places, new = self._places(telling, wanted)
        rows = [_mention(telling, event, places[event_id(event, telling.key)]) for event in told]
        if rows:
            self._connection.execute(insert(mentions), rows)
        count_again(self._connection, places.values())
        return new

    def retell(self, telling: Telling, told: Sequence[Event], before: Iterable[AnyRow]) -> None:
        """Write what an article tells now in the place of what it told before."""
        wanted = _firsts(telling, told)
        places, _ = self._places(telling, wanted)
        left = self._again(telling, told, places, before)
        lost = dict.fromkeys(row.event for row in left if row.withdrawn is None)
        self._take_back(left, {each: self.position() for each in lost})
        count_again(self._connection, {*places.values(), *lost})
        self._withdraw_untold(lost)
        self._bring_up(telling, {places[each]: event for each, event in wanted.items()})

    def position(self) -> int:
        """The next position."""
        self._last += 1
        return self._last

    def _places(self, telling: Telling, wanted: dict[str, Event]) -> tuple[dict[str, int], tuple[str, ...]]:
        """The position of each event, after making those that are not there and calling back those withdrawn."""
        found = {row.id: row for row in self._connection.execute(_THERE, {"wanted": list(wanted)})}
        places = {each: row.position for each, row in found.items()}
        new = tuple(each for each in wanted if each not in found or found[each].withdrawn is not None)
        for each in new:
            now = self.position()
            if each in found:
                self._call_back(places[each], now)
                self._describe(telling, now, wanted[each])
            places[each] = now
        self._add_events(telling, {each: (places[each], wanted[each]) for each in new if each not in found})
        return places, new

    def _call_back(self, before: int, now: int) -> None:
        """An event that was withdrawn stands again: followers learn of it as of a new one."""
        here = events.c.position == before
        self._connection.execute(update(events).where(here).values(position=now, withdrawn=None))

    def _describe(self, telling: Telling, at: int, event: Event) -> None:
        """Describe an event by a telling of it."""
        self._connection.execute(update(events).where(events.c.position == at).values(event_row(event)))
        drop_words(self._connection, [at])
        add_words(self._connection, {at: facets_of(event, telling.title)})

    def _add_events(self, telling: Telling, new: dict[str, tuple[int, Event]]) -> None:
        if new:
            counts = {"mentions": 0, "articles": 0, "publishers": 0}
            rows = [{"id": each, "position": at, **event_row(event), **counts} for each, (at, event) in new.items()]
            self._connection.execute(insert(events), rows)
            add_words(self._connection, {at: facets_of(event, telling.title) for at, event in new.values()})

    def _again(
        self, telling: Telling, told: Sequence[Event], places: dict[str, int], before: Iterable[AnyRow]
    ) -> list[AnyRow]:
        """Write all tellings, over those of the same event before; what of these is left over."""
        old: dict[tuple[str, str], list[AnyRow]] = {}
        for row in before:
            old.setdefault((row.id, row.event_id), []).append(row)
        for event in told:
            id = event_id(event, telling.key)
            new = _mention(telling, event, places[id])
            if same := old.get((id, event.id)):
                again = {"at": same.pop(0).number, "told_in": new["sentence"], "told": new["record"]}
                self._connection.execute(_RETOLD, again)
            else:
                self._connection.execute(insert(mentions), new)
        return [row for rows in old.values() for row in rows]

    def _take_back(self, left: Iterable[AnyRow], at: dict[int, int]) -> None:
        for row in left:
            if row.withdrawn is None:
                here = mentions.c.number == row.number
                self._connection.execute(update(mentions).where(here).values(withdrawn=at[row.event]))

    def _withdraw_untold(self, lost: Iterable[int]) -> None:
        """Events that nobody tells any more are withdrawn, each at a position of its own."""
        untold = select(events.c.position).where(events.c.position.in_(list(lost)), events.c.mentions == 0)
        for each in self._connection.scalars(untold.order_by(events.c.position)).all():
            here = events.c.position == each
            self._connection.execute(update(events).where(here).values(withdrawn=self.position()))
            drop_words(self._connection, [each])

    def _bring_up(self, telling: Telling, told: dict[int, Event]) -> None:
        """Bring events up to date of which this article is the first teller."""
        mine = select(mentions.c.number).where(mentions.c.article == telling.article)
        numbers = set(self._connection.scalars(mine))
        for at, first in first_tellers(self._connection, list(told)).items():
            if first in numbers:
                self._describe(telling, at, told[at])


def _firsts(telling: Telling, told: Iterable[Event]) -> dict[str, Event]:
    """The events of days that are told, each as it is told first."""
    found: dict[str, Event] = {}
    for event in told:
        found.setdefault(event_id(event, telling.key), event)
    return found


def _mention(telling: Telling, event: Event, at: int) -> Row:
    return {
        "event": at,
        "article": telling.article,
        "event_id": event.id,
        "sentence": event.sentence.index + 1,
        "record": record_of(event),
    }
