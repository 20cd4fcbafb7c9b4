"""Writes articles and what they tell; whoever writes is the only one until the transaction ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from coder.article import Article
from coder.coder import CodedArticle, Versions
from coder.coding.events import Event
from coder.errors import StoreError
from coder.store.counting import count_again
from coder.store.naming import article_key, event_id
from coder.store.records import Kept, Origin
from coder.store.rows import article_row, event_row, packed, record_of, search_words
from coder.store.searching import add_words, move_words
from coder.store.tables import articles, events, mentions, positions, versions


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept of an article beside its events."""

    text: bool = True
    parses: bool = True


class Writer:
    """A transaction's pen: it holds the counter of positions, so that positions are given in order of commit.

    Readers see positions only with what is written there, and never one before a lower one.
    """

    def __init__(self, connection: Connection, keeping: Keeping) -> None:
        self._connection = connection
        self._keeping = keeping
        held = select(positions.c.last).with_for_update()
        self._last: int = connection.execute(held).scalar_one()

    def close(self) -> None:
        """Write down the last position; the transaction may end."""
        self._connection.execute(update(positions).values(last=self._last))

    def position(self) -> int:
        """The next position."""
        self._last += 1
        return self._last

    def keep(self, coded: CodedArticle, origin: Origin, by: Versions) -> Kept:
        """Write an article with its events, unless it is there."""
        key = article_key(coded.article, origin)
        if (number := self._known(key)) is not None:
            return Kept(number, known=True)
        number = self._add_article(coded, origin, key, self._version(by))
        new, touched = self.tell(number, key, coded.article.title, coded.events)
        count_again(self._connection, touched)
        return Kept(number, new)

    def keep_copy(self, article: Article, origin: Origin, of: int) -> Kept:
        """Write an article that repeats another, and count it with every event of that one."""
        key = article_key(article, origin)
        if (number := self._known(key)) is not None:
            return Kept(number, known=True)
        wanted = select(articles.c.original).where(articles.c.number == of)
        original = self._connection.execute(wanted).scalar_one_or_none()
        if original is None:
            raise StoreError(f"there is no article {of} in the store that another could repeat")
        row = {**article_row(article, origin, key), "text": None, "parse": None, "version": None}
        row |= {"original": original, "copy_of": original, "sentences": 0, "warnings": ""}
        number = self._insert_article(row)
        told = select(mentions.c.event).where(mentions.c.article == original)
        count_again(self._connection, set(self._connection.scalars(told)))
        return Kept(number)

    def tell(self, article: int, key: str, title: str, told: Sequence[Event]) -> tuple[tuple[str, ...], set[int]]:
        """Write mentions of events: the ids of those that are new or stand again, the positions of all."""
        by_id = {event_id(event, key): event for event in reversed(told)}
        places, new = self._places(dict(reversed(by_id.items())), title)
        rows = [
            {
                "event": places[event_id(event, key)],
                "article": article,
                "event_id": event.id,
                "sentence": event.sentence.index + 1,
                "record": record_of(event),
            }
            for event in told
        ]
        if rows:
            self._connection.execute(insert(mentions), rows)
        return new, set(places.values())

    def _places(self, wanted: dict[str, Event], title: str) -> tuple[dict[str, int], tuple[str, ...]]:
        """The position of each event, after making those that are not there and calling back those withdrawn."""
        there = select(events.c.id, events.c.position, events.c.withdrawn).where(events.c.id.in_(wanted))
        found = {row.id: row for row in self._connection.execute(there)}
        places = {each: row.position for each, row in found.items()}
        gone = [each for each in wanted if each in found and found[each].withdrawn is not None]
        for each in gone:
            places[each] = self._call_back(places[each])
        new = [each for each in wanted if each not in found]
        places |= {each: self.position() for each in new}
        self._add_events({each: (places[each], wanted[each]) for each in new}, title)
        return places, tuple(each for each in wanted if each in new or each in gone)

    def _call_back(self, position: int) -> int:
        """An event that was withdrawn stands again: followers learn of it as of a new one."""
        now = self.position()
        here = events.c.position == position
        self._connection.execute(update(events).where(here).values(position=now, withdrawn=None))
        move_words(self._connection, position, now)
        return now

    def _add_events(self, new: dict[str, tuple[int, Event]], title: str) -> None:
        if not new:
            return
        counts = {"mentions": 0, "articles": 0, "publishers": 0}
        rows = [{"id": each, "position": at, **event_row(event), **counts} for each, (at, event) in new.items()]
        self._connection.execute(insert(events), rows)
        add_words(self._connection, {at: search_words(event, title) for at, event in new.values()})

    def _add_article(self, coded: CodedArticle, origin: Origin, key: str, version: int) -> int:
        article = coded.article
        row = {
            **article_row(article, origin, key),
            "text": article.text if self._keeping.text else None,
            "parse": packed(article.parse) if self._keeping.parses else None,
            "version": version,
            "original": 0,
            "copy_of": None,
            "sentences": coded.sentences,
            "warnings": "\n".join(coded.warnings),
        }
        number = self._insert_article(row)
        here = articles.c.number == number
        self._connection.execute(update(articles).where(here).values(original=number))
        return number

    def _insert_article(self, row: dict[str, object]) -> int:
        number = self._connection.execute(insert(articles).values(row).returning(articles.c.number)).scalar_one()
        return int(number)

    def _known(self, key: str) -> int | None:
        return self._connection.execute(select(articles.c.number).where(articles.c.key == key)).scalar_one_or_none()

    def _version(self, by: Versions) -> int:
        same = (versions.c.coder == by.coder) & (versions.c.dictionaries == by.dictionaries)
        wanted = select(versions.c.number).where(same & (versions.c.model == by.model))
        found = self._connection.execute(wanted).scalar_one_or_none()
        if found is None:
            row = {"coder": by.coder, "dictionaries": by.dictionaries, "model": by.model}
            found = self._connection.execute(insert(versions).values(row).returning(versions.c.number)).scalar_one()
        return int(found)
