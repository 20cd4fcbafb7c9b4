"""Where articles are looked at one by one: known already, a copy of another, or to be coded and kept."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from coder.article import Article
from coder.batch import Codes, Status, code_articles
from coder.coder import CodedArticle, Options, Versions
from coder.errors import ArticleError, CostlyError, LostError, StoreError
from coder.explaining import Explanation
from coder.pages import Page
from coder.parsing.sentences import ParsedArticle
from coder.parsing.stored import store as written_parse
from coder.settings import Settings
from coder.store.records import Origin
from coder.watch.addresses import key_of
from coder.watch.feeds import Source, Undated
from coder.watch.found import Fate, Found, Thing, Trouble
from coder.watch.keeping import PatientStore
from coder.watch.letters import Letters
from coder.watch.pace import Pace
from coder.watch.sameness import Fingerprint, distance, fingerprint

_UNFORESEEN = "the watch failed on this article; please report it"


class Desk:
    """Takes articles from any number of threads; what it says of one is so in the store, or in a dead letter."""

    def __init__(
        self, store: PatientStore, coder: Codes, letters: Letters, settings: Settings, pace: Pace, options: Options
    ) -> None:
        self._store = store
        self._coder = _WithParses(coder)
        self._letters = letters
        self._settings = settings
        self._pace = pace
        self._options = options
        self._at_work = _AtWork(pace)

    def take(self, thing: Thing) -> Fate:
        """Do what is to be done with an article, and say what became of it.

        :raise StoppedError: the watch ends before it is done.
        :raise StoreError: the store cannot be used, again and again.
        :raise UnavailableError: nothing can be coded any more.
        """
        fate = self._failed(thing) if isinstance(thing, Trouble) else self._taken(thing)
        if thing.letter and fate not in (Fate.FAILED, Fate.LATER):
            thing.letter.unlink(missing_ok=True)
        return fate

    def give_up(self, thing: Thing, error: Exception) -> Fate:
        """Put an article aside that nobody knows how to go on with."""
        if isinstance(thing, Trouble):
            return self._failed(replace(thing, passing=False))
        return self._refused(thing, Status.FAILED, f"{_UNFORESEEN} ({type(error).__name__}: {error})")

    def _taken(self, found: Found) -> Fate:
        key = found.key or key_of(found.article, found.named)
        if not found.own_key and self._known(key) is not None:
            return Fate.KNOWN
        whole = found.article
        if whole.html:
            try:
                whole = _with_page(whole, self._coder.read_page(whole.html))
            except (ArticleError, CostlyError, LostError) as error:
                return self._refused(found, Status.NO_TEXT, str(error))
        whole = _in_time(whole, found.source, self._now())
        most = found.source.characters
        if len(whole.text) > most:
            return self._refused(found, Status.TOO_LONG, f"{len(whole.text)} characters; the source's limit is {most}")
        print_ = fingerprint(whole)
        with self._at_work.alone(key, print_):
            try:
                return self._looked_up(found, whole, key, print_)
            except StoreError as error:
                if not self._store.answers:
                    raise
                return self._refused(found, Status.FAILED, str(error))

    def _looked_up(self, found: Found, article: Article, key: str, print_: Fingerprint) -> Fate:
        """Nobody else has this article, or one like it, in hand now."""
        near = self._near(article, print_)
        if (number := self._known(key)) is not None:
            if not found.own_key or found.own_key == key or number in near:
                return Fate.KNOWN
            key = found.own_key  # its page calls the address of another article its own
            if self._known(key) is not None:
                return Fate.KNOWN
        include = self._options.include
        origin = Origin(found.source.name, self._now(), key, print_.bits, print_.bands, include)
        if near:
            kept = self._store.ask(lambda store: store.keep_copy(article, origin, near[0]))
            return Fate.KNOWN if kept.known else Fate.COPY
        return self._coded(found, article, origin)

    def _coded(self, found: Found, article: Article, origin: Origin) -> Fate:
        answer = code_articles(self._coder, [article], self._options, self._settings)
        (outcome,) = answer.articles
        result = outcome.result
        if result is None:
            return self._refused(found, outcome.status, outcome.detail)
        kept = self._store.ask(lambda store: store.keep(result, origin, answer.versions))
        return Fate.KNOWN if kept.known else Fate.NEW

    def _near(self, article: Article, print_: Fingerprint) -> tuple[int, ...]:
        """The originals that the article repeats, the nearest first."""
        day = article.date or self._now().date()
        found = self._store.ask(lambda store: store.alike(print_.bands))
        near = [
            (distance(print_.bits, each.fingerprint), each.original)
            for each in found
            if print_.is_near(each.fingerprint, abs((each.day - day).days))
        ]
        return tuple(dict.fromkeys(original for _, original in sorted(near)))

    def _known(self, key: str) -> int | None:
        return self._store.ask(lambda store: store.known(key))

    def _refused(self, found: Found, status: str, reason: str) -> Fate:
        """A page that was fetched is fetched again when its letter is tried again."""
        article = replace(found.article, html="") if found.own_key else found.article
        return self._failed(Trouble(found.source, status, reason, article, tries=found.tries, letter=found.letter))

    def _failed(self, trouble: Trouble) -> Fate:
        if trouble.passing:
            return Fate.LATER
        self._letters.put(trouble, self._now())
        return Fate.FAILED

    def _now(self) -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)


class _AtWork:
    """The articles in hand, so that two that are one are not coded side by side."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._changed = threading.Condition()
        self._in_hand: list[tuple[str, Fingerprint]] = []

    @contextmanager
    def alone(self, key: str, print_: Fingerprint) -> Iterator[None]:
        """This article, while none like it is in hand."""
        mine = (key, print_)
        with self._changed:
            while any(key == other or print_.is_near(each.bits) for other, each in self._in_hand):
                self._changed.wait(0.2)
                self._pace.go_on()
            self._in_hand.append(mine)
        try:
            yield
        finally:
            with self._changed:
                self._in_hand.remove(mine)
                self._changed.notify_all()


@dataclass(frozen=True, slots=True)
class _WithParses:
    """Codes articles so that what comes back holds their parse, to be coded again without a parser."""

    coder: Codes

    @property
    def versions(self) -> Versions:
        return self.coder.versions

    def code(self, articles: Sequence[Article], options: Options) -> Sequence[CodedArticle]:
        unparsed = [each for each in articles if not each.parse]
        parsed = iter(self.coder.parse(unparsed) if unparsed else ())
        return self.coder.code([each if each.parse else self._parsed(each, next(parsed)) for each in articles], options)

    def explain(self, articles: Sequence[Article], options: Options) -> Sequence[Explanation]:
        return self.coder.explain(articles, options)

    def parse(self, articles: Sequence[Article]) -> Sequence[ParsedArticle]:
        return self.coder.parse(articles)

    def read_page(self, html: str) -> Page:
        return self.coder.read_page(html)

    def _parsed(self, article: Article, parsed: ParsedArticle) -> Article:
        written = written_parse(article, parsed, self.versions.model)
        return replace(article, parse=written.conllu) if written else article


def _in_time(article: Article, source: Source, now: datetime.datetime) -> Article:
    """The article with the day it was received, where it has none and its source wants that."""
    received = source.undated is Undated.RECEIVED and article.date is None
    return replace(article, date=now.date()) if received else article


def _with_page(article: Article, page: Page) -> Article:
    return replace(article, html="", text=page.text, title=article.title or page.title, date=article.date or page.date)
