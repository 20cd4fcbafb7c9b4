"""One round of a source: look what is there, hand over what is new, and note how far that reaches once it is kept."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from coder.article import Article
from coder.batch import Status
from coder.errors import FetchError
from coder.settings import Settings
from coder.watch.addresses import canonical, key_of
from coder.watch.feeds import Kind, Source
from coder.watch.fetching import Fetcher, Reply, Wish
from coder.watch.folders import Folder, Look
from coder.watch.following import Follower
from coder.watch.found import Fate, Found, Parcel, Tally, Thing, Trouble
from coder.watch.keeping import PatientStore
from coder.watch.letters import Letters
from coder.watch.lines import Lines
from coder.watch.pace import Pace
from coder.watch.pieces import Pieces, told
from coder.watch.syndication import Feed, read_reply

TOGETHER = 16
AHEAD = 2
UNFETCHED = "unfetched"
_LOOKS = 10
_DONE = {"done": True}
_SILENT = "the feed says nothing of it; `follow: yes` fetches the page behind its link"


@dataclass(frozen=True, slots=True)
class Rounds:
    """Goes through sources; `hand_over` gives a parcel to those who code, `read` finds the articles of a feed.

    What is noted of a source is true already: it is written after the articles that it speaks of.
    """

    store: PatientStore
    fetcher: Fetcher
    follower: Follower
    letters: Letters
    settings: Settings
    pace: Pace
    hand_over: Callable[[Parcel], None]
    read: Callable[[Reply, Source], Feed] = read_reply
    once: bool = False

    def go(self, source: Source) -> Tally:
        """One round of a source, and what it brought.

        :raise StoppedError: the watch ends.
        :raise StoreError: the store cannot be used.
        """
        ways = {Kind.FEED: self._feed, Kind.FOLDER: self._folder, Kind.STDIN: self._stdin}
        tally, began = Tally(source), time.monotonic()
        try:
            ways[source.kind](source, tally)
        except FetchError as error:
            tally.trouble, tally.wait = str(error), error.wait
        except OSError as error:
            tally.trouble = f"{source.place} cannot be read: {error.strerror}"
        tally.seconds = time.monotonic() - began
        return tally

    def retry(self, sources: Iterable[Source]) -> Iterator[Tally]:
        """Try all dead letters of some sources again."""
        for source in sources:
            tally, began = Tally(source), time.monotonic()
            self._deliver(self._letters_of(source), tally)
            tally.seconds = time.monotonic() - began
            yield tally

    def _feed(self, source: Source, tally: Tally) -> None:
        notes = self.store.ask(lambda store: store.notes(source.name))
        last = notes.get("feed", {})
        last = last if last.get("address") == source.place else {}
        etag, modified = last.get("etag", ""), last.get("modified", "")
        reply = self.fetcher.get(
            Wish(source.place, source.headers, etag, modified, delay=source.delay, tries=source.tries)
        )
        if reply.moved:
            tally.remarks.append(f"{source.place} has moved for good to {reply.moved}; change the file of feeds")
        if reply.unchanged:
            tally.unchanged = True
            return
        articles = _by_link(_as_told(each, source) for each in self.read(reply, source).articles)
        new = self._new(articles, source, notes, tally)
        self._deliver(map(Parcel, _together(new, TOGETHER)), tally)
        gone = {name: None for name in notes if name.startswith("item ") and name[5:] not in articles}
        whole = not tally.more and Fate.LATER not in tally.fates
        self._note(source, {**gone, **({"feed": _about(reply, source)} if whole else {})})

    def _new(
        self, articles: Mapping[str, Article], source: Source, notes: Mapping[str, Any], tally: Tally
    ) -> Iterator[Thing]:
        """The articles that are not known by their links, up to the source's limit."""
        taken = 0
        for link, article in articles.items():
            note = notes.get(f"item {link}", {})
            if note.get("done") or self._is_known(link):
                tally.add(Fate.KNOWN)
            elif taken >= source.limit:
                tally.more = True
            else:
                taken += 1
                found = Found(source, article, link=link, tries=note.get("tries", 0))
                yield self._told(found)

    def _told(self, found: Found) -> Thing:
        """The article as its feed tells it, or with its page where that is wanted."""
        if _is_followed(found.article, found.source):
            return self._fetched(found)
        if found.article.text.strip():
            return found
        return Trouble(found.source, Status.NO_TEXT, _SILENT, found.article, "", found.link, found.tries)

    def _folder(self, source: Source, tally: Tally) -> None:
        notes = self.store.ask(lambda store: store.notes(source.name))
        folder = Folder(source, self.settings, self.letters.folder.resolve())
        look = self._patient_look(folder, notes)
        if look.young:
            tally.remarks.append(f"{look.young} files are still being written; they are left for the next round")
        self._deliver(self._limited(folder.parcels(look, notes), tally), tally)
        self._note(source, dict.fromkeys(folder.gone(notes)))

    def _patient_look(self, folder: Folder, notes: Mapping[str, Any]) -> Look:
        """What is there; a round that is the only one waits a little for files that are still being written."""
        look = folder.look(notes)
        for _ in range(_LOOKS if self.once else 0):
            if not look.young:
                break
            self.pace.wait(folder.source.settle / 2)
            look = folder.look(notes)
        return look

    def _limited(self, parcels: Iterator[Parcel], tally: Tally) -> Iterator[Parcel]:
        """Parcels until the source's limit is reached, with what has to be fetched first."""
        taken = 0
        for parcel in parcels:
            if taken >= tally.source.limit and parcel.things:
                tally.more = True
                return
            taken += len(parcel.things)
            yield replace(parcel, things=[self._whole(thing) for thing in parcel.things])

    def _stdin(self, source: Source, tally: Tally) -> None:
        for parcel in Lines(source, self.settings, sys.stdin.fileno(), self.pace).parcels():
            self._deliver([replace(parcel, things=[self._whole(thing) for thing in parcel.things])], tally)

    def _letters_of(self, source: Source) -> Iterator[Parcel]:
        for path in self.letters.of(source):
            try:
                things = list(Pieces(source, self.settings).json(path.read_bytes()))
            except FileNotFoundError:  # somebody else tried it meanwhile
                continue
            yield Parcel([self._whole(replace(thing, letter=path)) for thing in things])

    def _whole(self, thing: Thing) -> Thing:
        return self._fetched(thing) if isinstance(thing, Found) and thing.is_empty else thing

    def _fetched(self, found: Found) -> Thing:
        """The article with its page. Of a feed it is met again, so that it need not be given up at once."""
        article = replace(found.article, text="", html="")
        try:
            followed = self.follower.follow(article, found.source)
        except FetchError as error:
            last = not found.link or found.tries + 1 >= found.source.tries
            trouble = Trouble(found.source, UNFETCHED, str(error), article, "", found.link, found.tries, found.letter)
            return replace(trouble, passing=error.passing and not last)
        return replace(found, article=followed.article, key=followed.key, own_key=followed.own_key)

    def _deliver(self, parcels: Iterable[Parcel], tally: Tally) -> None:
        """Hand parcels over, two at a time so that nobody waits, and note each when it is done, in order."""
        waiting: deque[Parcel] = deque()
        for parcel in parcels:
            self.hand_over(parcel)
            waiting.append(parcel)
            if len(waiting) >= AHEAD:
                self._settle(waiting.popleft(), tally)
        while waiting:
            self._settle(waiting.popleft(), tally)

    def _settle(self, parcel: Parcel, tally: Tally) -> None:
        while not parcel.done.wait(0.1):
            self.pace.go_on()
        notes = dict(parcel.notes)
        for place, thing in enumerate(parcel.things):
            fate = parcel.fates[place]
            tally.add(fate)
            if isinstance(thing, Trouble) and thing.passing:
                tally.remarks.append(thing.reason)
            if thing.link and fate is Fate.LATER:
                notes[f"item {thing.link}"] = {"tries": thing.tries + 1}
            elif thing.link and (fate is Fate.FAILED or thing.own_key):
                notes[f"item {thing.link}"] = _DONE
        self._note(tally.source, notes)

    def _note(self, source: Source, notes: Mapping[str, Any]) -> None:
        self.store.ask(lambda store: store.note(source.name, notes))

    def _is_known(self, key: str) -> bool:
        return self.store.ask(lambda store: store.known(key)) is not None


def _by_link(articles: Iterable[Article]) -> dict[str, Article]:
    """The articles of a feed by what they are known by there; of two with one link the first."""
    found: dict[str, Article] = {}
    for article in articles:
        found.setdefault(canonical(article.url) or key_of(article, named=bool(article.id)), article)
    return found


def _is_followed(article: Article, source: Source) -> bool:
    return source.follow and bool(article.url)


def _as_told(article: Article, source: Source) -> Article:
    return article if _is_followed(article, source) else told(article)


def _together(things: Iterator[Thing], size: int) -> Iterator[list[Thing]]:
    while some := list(islice(things, size)):
        yield some


def _about(reply: Reply, source: Source) -> dict[str, str]:
    """What a feed wants to be asked with next time."""
    etag, modified = reply.headers.get("etag", ""), reply.headers.get("last-modified", "")
    return {"address": source.place, "etag": etag, "modified": modified}
