"""What a request needs of the house: what codes, the settings, and its turn."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from flask import current_app

from coder.article import Article
from coder.batch import Answer, Result, code_articles, explain_articles, parse_articles
from coder.coder import CodedArticle, Coder, Options, Versions
from coder.dictionaries.load import read_snapshot, write_snapshot
from coder.errors import DragomanError, RenewalError, UnavailableError
from coder.explaining import Explanation
from coder.pages import Page
from coder.parsing.sentences import ParsedArticle
from coder.resources import dictionary_directory
from coder.service.cache import ResultCache
from coder.service.metrics import Metrics
from coder.service.stores import open_store
from coder.service.turns import Turns
from coder.settings import MEBIBYTE, Settings
from coder.staff.edition import Edition
from coder.staff.hand import Allowance
from coder.staff.renewing import WRONG_SAMPLE, codes_the_sample

PROOF_SECONDS = 5.0
BUSY = "all coders are at work; come again in two seconds"

log = logging.getLogger("dragoman.desk")


class Desk:
    """Hands out turns at coding. `coder` is the edition that codes now; a request keeps the one it began with."""

    NAME: ClassVar[str] = "dragoman-desk"

    def __init__(self, coder: Coder, settings: Settings, watch: Metrics) -> None:
        self.settings = settings
        self.watch = watch
        self.ready = codes_the_sample(coder)
        self.coder = Edition(coder, Allowance(settings.article_time, settings.article_memory * MEBIBYTE), watch)
        store = open_store(settings)
        self.cache = ResultCache(store, settings, watch.looked_up) if store else None
        self._places = 1
        self._turns = Turns(self._places)
        self._streams = threading.BoundedSemaphore(settings.max_streams)
        self._proved = time.monotonic()
        self._renewing = threading.Lock()
        self._kept: Path | None = None

    def hire(self, memory: Path, lost: Callable[[], None]) -> None:
        """Have processes of their own do the coding, as many as the settings say.

        To be called before this process has other threads; `lost` is called when it should be replaced.
        Dictionaries that are taken later are kept in the folder `memory` for whoever replaces it.
        """
        self._kept = memory / "dictionaries.pickle"
        kept = read_snapshot(self._kept)
        if kept:
            self.coder = self.coder.with_dictionaries(kept)
        self.coder.hire(self.settings.workers, lost)
        self._places = self.settings.workers
        self._turns = Turns(self._places)

    def code(
        self, articles: Sequence[Article], options: Options, coder: Edition | None = None, patient: bool = False
    ) -> Answer[CodedArticle]:
        """The events of articles.

        `coder` is one that was kept from before, `patient` as for `turn`.

        :raise UnavailableError: as `turn` does.
        """
        turns = _TakingTurns(self, coder or self.coder, patient)
        return self._told(code_articles(turns, articles, options, self.settings))

    def explain(self, articles: Sequence[Article], options: Options) -> Answer[Explanation]:
        """How the events of articles were found.

        :raise UnavailableError: as `turn` does.
        """
        return self._told(explain_articles(_TakingTurns(self, self.coder), articles, options, self.settings))

    def parse(self, articles: Sequence[Article]) -> Answer[ParsedArticle]:
        """The parses of articles.

        :raise UnavailableError: as `turn` does.
        """
        return self._told(parse_articles(_TakingTurns(self, self.coder), articles, self.settings))

    @property
    def working(self) -> int:
        """How many turns are taken."""
        return self._places - self._turns.free

    @property
    def waiting(self) -> int:
        """How many requests wait for their turn."""
        return self._turns.waiting

    @contextmanager
    def turn(self, patient: bool = False) -> Iterator[Edition]:
        """What codes, for one request alone; whoever came first is first.

        `patient` is for an answer that has begun already, and cannot turn into a refusal any more.

        :raise UnavailableError: it does not code rightly, too many wait, or the wait was too long.
        """
        self.check_ready()
        came = self._turns.acquire(None) if patient else self._turns.acquire(self.settings.wait, self.settings.queue)
        if not came:
            raise UnavailableError("busy", BUSY)
        try:
            yield self.coder
        finally:
            self._turns.release()

    def _told(self, answer: Answer[Result]) -> Answer[Result]:
        self.watch.answered(answer.articles)
        return answer

    def begin_stream(self) -> None:
        """Count one more stream; `end_stream` counts it off.

        :raise UnavailableError: as many are open as may be, so that threads are left for other requests.
        """
        if not self._streams.acquire(blocking=False):
            raise UnavailableError("busy", f"{self.settings.max_streams} streams are open; come again in two seconds")

    def end_stream(self) -> None:
        """Make room for another stream."""
        self._streams.release()

    def check_ready(self) -> None:
        """:raise UnavailableError: the coder does not code rightly."""
        if not self.ready:
            raise UnavailableError("not-ready", WRONG_SAMPLE)

    def prove(self) -> None:
        """See whether the next request would be coded, by coding a sentence where nothing else is to do.

        :raise UnavailableError: it would not.
        """
        self.check_ready()
        if not self._turns.free and self.waiting >= self.settings.queue:
            raise UnavailableError("busy", BUSY)
        if time.monotonic() - self._proved < PROOF_SECONDS or not self._turns.acquire(0):
            return
        try:
            if not codes_the_sample(self.coder):
                raise UnavailableError("not-ready", WRONG_SAMPLE)
            self._proved = time.monotonic()
        except DragomanError as error:
            raise UnavailableError("not-ready", str(error)) from error
        finally:
            self._turns.release()

    def renew(self) -> Versions:
        """Take the dictionaries as they are now in their folder; requests go on with the old ones until then.

        :raise RenewalError: they cannot be used, and the old ones stay.
        :raise UnavailableError: somebody else is at it.
        """
        if not self._renewing.acquire(blocking=False):
            raise UnavailableError("busy", "the dictionaries are being read already")
        try:
            return self._renewed()
        except RenewalError as error:
            self.watch.renewed("refused")
            log.error("the dictionaries stay as they were", extra={"error": str(error), "faults": error.faults})
            raise
        finally:
            self._renewing.release()

    def _renewed(self) -> Versions:
        old, new = self.coder, self.coder.successor(dictionary_folder(self.settings))
        if self._kept:
            write_snapshot(self._kept, new.dictionaries)
        self.coder = new
        old.retire()
        self.watch.renewed("taken")
        log.info("dictionaries renewed", extra={"dictionaries": new.versions.dictionaries})
        return new.versions


class _TakingTurns:
    """What codes for one request: one edition, a turn for each piece of the work, and what is known already.

    Between its pieces others have their turns. Only the first may be refused one.
    """

    def __init__(self, desk: Desk, edition: Edition, patient: bool = False) -> None:
        self._desk = desk
        self._edition = edition
        self._patient = patient

    @property
    def versions(self) -> Versions:
        return self._edition.versions

    def code(self, articles: Sequence[Article], options: Options) -> Sequence[CodedArticle]:
        def work(missing: Sequence[Article]) -> Sequence[CodedArticle]:
            with self._turn():
                return self._edition.code(missing, options)

        cache = self._desk.cache
        return cache.code(articles, options, self.versions, work) if cache else work(articles)

    def explain(self, articles: Sequence[Article], options: Options) -> Sequence[Explanation]:
        with self._turn():
            return self._edition.explain(articles, options)

    def parse(self, articles: Sequence[Article]) -> Sequence[ParsedArticle]:
        with self._turn():
            return self._edition.parse(articles)

    def read_page(self, html: str) -> Page:
        with self._turn():
            return self._edition.read_page(html)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._desk.turn(self._patient):
            self._patient = True
            yield


def dictionary_folder(settings: Settings) -> Path:
    """Where the dictionaries lie that the settings name."""
    return Path(settings.dictionaries) if settings.dictionaries else dictionary_directory()


def desk() -> Desk:
    """The desk of the application that is answering."""
    found: Desk = current_app.extensions[Desk.NAME]
    return found
