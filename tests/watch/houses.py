"""A whole watch in this process: the real coder, store and web, with waits that suit a test."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coder.batch import Codes
from coder.coder import Options
from coder.settings import Settings
from coder.store.records import StoredEvent
from coder.store.selection import Selection
from coder.store.store import Store
from coder.watch.desk import Desk
from coder.watch.feeds import Feeds
from coder.watch.fetching import Bounds, Fetcher
from coder.watch.following import Follower
from coder.watch.found import Fate, Tally
from coder.watch.keeping import PatientStore
from coder.watch.letters import Letters
from coder.watch.pace import Backoff, Pace
from coder.watch.reading import read_feeds
from coder.watch.robots import Robots
from coder.watch.rounds import Rounds
from coder.watch.watching import Line, Watch

NEW, COPY, KNOWN, FAILED, LATER = Fate


@dataclass
class House:
    """A folder with `feeds.yaml`, a store and dead letters; each round is a watch of its own, as after a restart."""

    folder: Path
    coder: Codes
    address: str = ""
    settings: Settings = field(default_factory=Settings)
    bounds: Bounds = field(default_factory=lambda: Bounds(seconds=3, silence=1, patience=2))

    def __post_init__(self) -> None:
        self.address = self.address or f"sqlite:///{self.folder}/store.sqlite"

    @property
    def dead(self) -> Path:
        return self.folder / "dead"

    def write(self, feeds: str) -> None:
        (self.folder / "feeds.yaml").write_text(feeds, encoding="utf-8")

    def round(self, feeds: str = "") -> dict[str, Tally]:
        """One round of every source, by name."""
        if feeds:
            self.write(feeds)
        return self.round_of(read_feeds(self.folder / "feeds.yaml"))

    def round_of(self, feeds: Feeds) -> dict[str, Tally]:
        """One round of sources that were read before."""
        return self._watch(feeds, lambda watch: watch.run(feeds.sources, once=True))

    def retry(self) -> dict[str, Tally]:
        """Dead letters tried again."""
        feeds = read_feeds(self.folder / "feeds.yaml")
        return self._watch(feeds, lambda watch: watch.retry(feeds.sources))

    def _watch(self, feeds: Feeds, work: Callable[[Watch], None]) -> dict[str, Tally]:
        store, letters, pace = Store.open(self.address), Letters(self.dead), Pace()
        letters.open()
        tallies: dict[str, Tally] = {}
        fetcher = Fetcher(pace, feeds.private, feeds.contact, Backoff(first=0.01, longest=0.05, seed=1), self.bounds)
        follower, line = Follower(fetcher, Robots(fetcher, 0, 2)), Line(pace)
        patient = PatientStore(store, pace, Backoff(first=0.1, longest=0.2, seed=1))
        desk = Desk(patient, self.coder, letters, self.settings, pace, Options())
        rounds = Rounds(patient, fetcher, follower, letters, self.settings, pace, line.hand_over, once=True)
        watch = Watch(desk, rounds, line, pace, 1, lambda tally: tallies.update({tally.source.name: tally}))
        try:
            work(watch)
        finally:
            fetcher.close()
            store.close()
        return tallies

    def letters(self) -> list[dict[str, Any]]:
        return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.dead.glob("*.json"))]

    def stored(self) -> tuple[StoredEvent, ...]:
        """The events in the store, in the order in which it learnt of them."""
        with closing(Store.open(self.address)) as store:
            return store.page(Selection(), size=1000).events

    def events(self) -> list[str]:
        """The same in few words, with the number of articles that told each."""
        return [f"{each.source.code} > {each.target.code} {each.code} {each.articles}" for each in self.stored()]
