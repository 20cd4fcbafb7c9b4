"""The store: what is kept, and how it is asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, select, union

from coder.article import Article
from coder.coder import CodedArticle, Versions
from coder.settings import Settings
from coder.store import figures
from coder.store.days import DayMark, read_days
from coder.store.failing import plainly
from coder.store.figures import Cell, Country, Dyad, Point, Spot
from coder.store.notes import read_notes, write_notes
from coder.store.opening import Opened, bring_up, connect
from coder.store.reading import last_position, read_event, read_mentions, read_page, read_withdrawn
from coder.store.records import (
    Alike,
    Keeping,
    Kept,
    KeptArticle,
    Origin,
    Page,
    Renewal,
    Span,
    StoredEvent,
    StoredMention,
)
from coder.store.renewing import compared, how_many, read_kept
from coder.store.selection import Selection
from coder.store.tables import articles
from coder.store.writing import Writer

PAUSE_SECONDS = 0.25
CANDIDATES = 200
_BAND_BITS = 16
EVERYTHING = Keeping()


def open_store(settings: Settings, create: bool = True) -> Store:
    """The store that the settings name, keeping what they say.

    :raise StoreError: as `Store.open` does.
    """
    return Store.open(settings.store, create, Keeping(settings.store_text, settings.store_parses))


class Store:
    """Articles and events in SQLite or PostgreSQL.

    Any number of processes may write and read at once; each opens its own, and threads may share one. What was
    told as kept is there after any crash, and nothing is there by halves: an article and its events are written
    in one transaction. Every method may raise `StoreError`, which says which store, why and what to do.
    """

    def __init__(self, opened: Opened, keeping: Keeping = EVERYTHING) -> None:
        self._opened = opened
        self._keeping = keeping

    @classmethod
    def open(cls, address: str, create: bool = True, keeping: Keeping = EVERYTHING) -> Store:
        """The store at an address (`sqlite:///FILE`, `postgresql://...`), its tables made or brought up to date.

        :raise StoreError: it cannot be reached, read or written, is not there and `create` is not wanted, or a
            newer Dragoman made it.
        """
        opened = connect(address)
        bring_up(opened, create)
        return cls(opened, keeping)

    def close(self) -> None:
        """Let go of all connections."""
        self._opened.reading.dispose()
        self._opened.writing.dispose()

    def keep(self, coded: CodedArticle, origin: Origin, versions: Versions) -> Kept:
        """Keep an article with its events; one that is there already is told as known and stays as it is."""
        return self.keep_all([(coded, origin)], versions)[0]

    def keep_all(self, found: Sequence[tuple[CodedArticle, Origin]], versions: Versions) -> tuple[Kept, ...]:
        """Keep several articles in one transaction: all of them, or none if the process dies."""
        with self._writing() as writer:
            return tuple(writer.keep(coded, origin, versions) for coded, origin in found)

    def keep_copy(self, article: Article, origin: Origin, of: int) -> Kept:
        """Keep an article that repeats the text of another (its number): it counts with each event of that one."""
        with self._writing() as writer:
            return writer.keep_copy(article, origin, of)

    def how_many(self, span: Span) -> tuple[int, int]:
        """How many articles of a span can be coded again, and how many of them need a parser for it."""
        with self._reading() as connection:
            return how_many(connection, span)

    def kept(self, span: Span, after: int = 0, size: int = 50) -> tuple[KeptArticle, ...]:
        """The next articles to code again, after a number, in order; copies are not among them."""
        with self._reading() as connection:
            return read_kept(connection, span, after, size)

    def compare(self, kept: KeptArticle, coded: CodedArticle) -> Renewal:
        """What coding an article again would change."""
        with self._reading() as connection:
            return compared(connection, kept, coded)

    def renew(self, kept: KeptArticle, coded: CodedArticle, versions: Versions) -> Renewal:
        """Put what an article tells now in the place of what it told before, in one transaction.

        Events that nobody tells any more are withdrawn, not deleted: followers learn of it by `withdrawn`.
        """
        with self._writing() as writer:
            return writer.renew(kept, coded, versions)

    def tidy(self) -> None:
        """Have the database look at what it holds, so that it answers in the quickest way; worth it after much."""
        with plainly(self._opened.url), self._opened.writing.begin() as connection:
            connection.exec_driver_sql("ANALYZE")

    def known(self, url_key: str) -> int | None:
        """The number of the article at this address; None where there is none, or no address."""
        wanted = select(articles.c.number).where(articles.c.url_key == url_key)
        with self._reading() as connection:
            return connection.execute(wanted).scalars().first() if url_key else None

    def alike(self, bands: tuple[int, ...]) -> tuple[Alike, ...]:
        """The latest articles that share at least one band of the fingerprint but for one bit, the newest first.

        Of fingerprints that differ in up to seven bits none is missed, of others most.
        """
        same = (articles.c[f"band_{place}"].in_(_nearly(band)) for place, band in enumerate(bands, 1))
        newest = (select(articles.c.number).where(each).order_by(articles.c.number.desc()) for each in same)
        parts = [select(each.limit(CANDIDATES).subquery()) for each in newest]
        if not parts:
            return ()
        told = articles.c
        wanted = select(told.number, told.fingerprint, told.original, told.date, told.received)
        wanted = wanted.where(told.number.in_(union(*parts))).order_by(told.number.desc())
        with self._reading() as connection:
            return tuple(Alike(*row[:3], row.date or row.received.date()) for row in connection.execute(wanted))

    def notes(self, source: str) -> dict[str, Any]:
        """What was noted about a source of articles, by name."""
        with self._reading() as connection:
            return read_notes(connection, source)

    def note(self, source: str, notes: Mapping[str, Any]) -> None:
        """Note something about a source of articles (anything that JSON can say); None takes a note away."""
        if not notes:
            return
        with plainly(self._opened.url), self._opened.writing.begin() as connection:
            write_notes(connection, source, notes)

    def page(self, selection: Selection, after: int = 0, size: int = 100, newest: bool = False) -> Page:
        """Up to `size` events that stand and match, after a position, and the cursor to go on from.

        Who asks again with the cursor sees every event once, whatever is written meanwhile; the cursor goes to
        the end of what was looked through, so that the next question is quick. With `newest` the last ones come
        first, and the cursor leads back in time (0: there is no more).
        """
        with self._reading() as connection:
            return read_page(connection, selection, after, size, newest)

    def withdrawn(self, after: int = 0, size: int = 100) -> Page:
        """Events taken back after a position, in that order; the cursor counts positions of withdrawal."""
        with self._reading() as connection:
            return read_withdrawn(connection, after, size)

    def event(self, id: str) -> StoredEvent | None:
        """One event, standing or withdrawn."""
        with self._reading() as connection:
            return read_event(connection, id)

    def mentions(self, id: str) -> tuple[StoredMention, ...]:
        """Every telling of an event, the first one first; empty for an unknown id."""
        with self._reading() as connection:
            return read_mentions(connection, id)

    def matrix(self, selection: Selection, size: int = 20, whole: bool = False) -> tuple[Cell, ...]:
        """Who to whom, between the countries that take part most; `whole`: between actors by their whole codes."""
        with self._reading() as connection:
            return figures.matrix(connection, selection, size, whole)

    def dyads(self, selection: Selection, size: int = 20) -> tuple[Dyad, ...]:
        """The pairs of actors with the most events (`Selection(since=day, until=day)`: of a day)."""
        with self._reading() as connection:
            return figures.dyads(connection, selection, size)

    def series(self, selection: Selection) -> tuple[Point, ...]:
        """Events and the sum of their Goldstein values, day by day."""
        with self._reading() as connection:
            return figures.series(connection, selection)

    def places(self, selection: Selection) -> tuple[Country, ...]:
        """Events by the country where they took place, the most first; those whose place is not known are left out."""
        with self._reading() as connection:
            return figures.places(connection, selection)

    def countries(self, selection: Selection, size: int = 300) -> tuple[Country, ...]:
        """Events by the countries that take part on either side, the most first."""
        with self._reading() as connection:
            return figures.countries(connection, selection, size)

    def sites(self, selection: Selection, size: int = 300) -> tuple[Spot, ...]:
        """Events by the place where they took place, as far as its position is known, the most first."""
        with self._reading() as connection:
            return figures.sites(connection, selection, size)

    def undated(self, selection: Selection) -> int:
        """How many events have no day, and so are in no series."""
        with self._reading() as connection:
            return figures.undated(connection, selection)

    def days(self) -> tuple[DayMark, ...]:
        """The days with events that stand, each with a mark that changes when anything told of it does."""
        with self._reading() as connection:
            return read_days(connection)

    def last(self) -> int:
        """The last position given: an event, or a withdrawal."""
        with self._reading() as connection:
            return last_position(connection)

    def wait(self, after: int, seconds: float) -> bool:
        """Wait until something came after a position, at most so long; whether it did."""
        until = time.monotonic() + seconds
        while self.last() <= after:
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(PAUSE_SECONDS, left))
        return True

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One state of the store, whatever is written meanwhile."""
        with plainly(self._opened.url), self._opened.reading.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        with plainly(self._opened.url), self._opened.writing.begin() as connection:
            writer = Writer(connection, self._keeping)
            yield writer
            writer.close()


def _nearly(band: int) -> list[int]:
    """A band, and all that differ from it in one bit."""
    return [band, *(band ^ (1 << bit) for bit in range(_BAND_BITS))]
