"""One set of dictionaries at work: the coder that holds them, and the processes that code with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from coder.article import Article
from coder.coder import CodedArticle, Coder, Options, Versions
from coder.dictionaries.load import Dictionaries
from coder.errors import CostlyError, LostError, UnavailableError
from coder.explaining import Explanation
from coder.pages import Page
from coder.parsing.sentences import ParsedArticle
from coder.staff.hand import Allowance, Hand, Job, Reply, perform
from coder.staff.nursery import Nursery
from coder.staff.renewing import renewed

JOBS_A_HAND = 1_000


class Watch(Protocol):
    """Who wants to know how the work goes."""

    def spent(self, stages: Mapping[str, float]) -> None:
        """A job took so many seconds in each stage."""

    def ended(self, reason: str) -> None:
        """A coding process was ended: `costly`, `lost`, or `worn` by many jobs."""


class Edition:
    """A coder with its dictionaries, and the coding processes that were made from it.

    Without `hire` all work is done in this process, one job at a time: for tests and tools.
    """

    def __init__(self, coder: Coder, allowance: Allowance, watch: Watch) -> None:
        self._coder = coder
        self._allowance = allowance
        self._watch = watch
        self._nursery: Nursery | None = None
        self._lost: Callable[[], None] = lambda: None
        self._idle: list[Hand] = []
        self._retired = False
        self._lock = threading.Lock()

    @property
    def versions(self) -> Versions:
        """What codes here."""
        return self._coder.versions

    @property
    def dictionaries(self) -> Dictionaries:
        """The dictionaries, to look things up in."""
        return self._coder.dictionaries

    def hire(self, hands: int, lost: Callable[[], None]) -> None:
        """Have so many processes code from now on; to be called before this process has other threads.

        `lost` is called when no new ones can be made, and this process had better be replaced.
        """
        self._lost = lost
        self._nursery = Nursery.start(self._coder, self._allowance)
        self._idle = [self._nursery.hand() for _ in range(hands)]

    def code(self, articles: Sequence[Article], options: Options) -> tuple[CodedArticle, ...]:
        """The events of each article.

        :raise CostlyError: it took more than is allowed.
        :raise LostError: the process that coded died, and the next one too.
        """
        coded: tuple[CodedArticle, ...] = self.do(Job(Coder.code, (articles, options)))
        return coded

    def explain(self, articles: Sequence[Article], options: Options) -> tuple[Explanation, ...]:
        """How each article's events were found."""
        explained: tuple[Explanation, ...] = self.do(Job(Coder.explain, (articles, options)))
        return explained

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """The sentences of each article."""
        parsed: tuple[ParsedArticle, ...] = self.do(Job(Coder.parse, (articles,)))
        return parsed

    def read_page(self, html: str) -> Page:
        """The article on a web page, which may be as hostile as any."""
        page: Page = self.do(Job(Coder.read_page, (html,)))
        return page

    def do(self, job: Job) -> Any:
        """Anything whose input may be hostile, within the bounds of an article; raises as `code` does."""
        if self._nursery is None:
            return self._result(perform(self._coder, job))
        try:
            return self._result(self._by_hand(job))
        except LostError:  # somebody killed the process, which says nothing of the job
            return self._result(self._by_hand(job))

    def successor(self, folder: Path) -> Edition:
        """An edition with the dictionaries as they are now in a folder.

        :raise RenewalError: they cannot be used.
        :raise UnavailableError: no process can be made to look at them.
        """
        if self._nursery is None:
            return Edition(renewed(self._coder, folder), self._allowance, self._watch)
        with self._noticing_loss():
            nursery, dictionaries = self._nursery.heir(folder)
        heir = self.with_dictionaries(dictionaries)
        heir._nursery, heir._lost = nursery, self._lost
        return heir

    def with_dictionaries(self, dictionaries: Dictionaries) -> Edition:
        """The edition over other dictionaries, with no processes yet."""
        return Edition(self._coder.with_dictionaries(dictionaries), self._allowance, self._watch)

    def retire(self) -> None:
        """Let idle processes go; whoever still works with this edition may finish."""
        with self._lock:
            self._retired = True
            idle, self._idle = self._idle, []
        for hand in idle:
            hand.dismiss()

    def _result(self, reply: Reply) -> Any:
        self._watch.spent(reply.stages)
        if reply.error:
            raise reply.error
        return reply.result

    def _by_hand(self, job: Job) -> Reply:
        hand = self._take()
        try:
            reply = hand.do(job, self._allowance.seconds)
        except (CostlyError, LostError) as error:
            hand.dismiss()
            self._watch.ended("costly" if isinstance(error, CostlyError) else "lost")
            raise
        except BaseException:
            hand.dismiss()
            raise
        self._put_back(hand, reply.error)
        return reply

    def _take(self) -> Hand:
        while idle := self._pop():
            if idle.alive:
                return idle
            idle.dismiss()
            self._watch.ended("lost")
        assert self._nursery
        with self._noticing_loss():
            return self._nursery.hand()

    @contextmanager
    def _noticing_loss(self) -> Iterator[None]:
        """Without its nursery this process cannot go on for long, and asks to be replaced."""
        try:
            yield
        except LostError as error:
            self._lost()
            raise UnavailableError("not-ready", str(error)) from error

    def _pop(self) -> Hand | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _put_back(self, hand: Hand, error: Exception | None) -> None:
        reason = "costly" if isinstance(error, CostlyError) else "worn" if hand.jobs >= JOBS_A_HAND else ""
        with self._lock:
            if not reason and not self._retired:
                self._idle.append(hand)
                return
        hand.dismiss()
        if reason:
            self._watch.ended(reason)
