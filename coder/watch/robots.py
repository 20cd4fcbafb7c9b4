"""What hosts say in `robots.txt` about pages that are followed (RFC 9309)."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from coder.errors import FetchError
from coder.watch.fetching import Fetcher, Wish, parts_of

AGENT = "Dragoman"
_KEPT = 86_400.0
_KEPT_UNREAD = 600.0
_MOST = 512 * 1024
_SLOWEST = 60.0


@dataclass(frozen=True, slots=True)
class _Rules:
    """A host's rules until a time; `trouble` says why there are none to go by."""

    parser: RobotFileParser
    until: float
    trouble: str = ""


class Robots:
    """The rules of every host that was met, read again after a day."""

    def __init__(self, fetcher: Fetcher, delay: float, tries: int) -> None:
        self._fetcher = fetcher
        self._delay = delay
        self._tries = tries
        self._lock = threading.Lock()
        self._rules: dict[str, _Rules] = {}

    def check(self, address: str) -> None:
        """Whether the page may be fetched.

        :raise FetchError: its host does not want that, or does not say for now.
        """
        rules = self._of(address)
        if rules.trouble:
            raise FetchError(f"whether {address} may be read is not known: {rules.trouble}", passing=True)
        if not rules.parser.can_fetch(AGENT, address):
            raise FetchError(f"robots.txt of {parts_of(address).netloc} does not allow {address}")

    def delay(self, address: str) -> float:
        """Seconds that the host wants between two requests; a minute at most."""
        return min(float(self._of(address).parser.crawl_delay(AGENT) or 0.0), _SLOWEST)

    def _of(self, address: str) -> _Rules:
        parts = parts_of(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            found = self._rules.get(origin)
        if found is None or found.until < time.monotonic():
            found = self._read(origin)
            with self._lock:
                self._rules[origin] = found
        return found

    def _read(self, origin: str) -> _Rules:
        """A host without the file allows everything, one that cannot be asked nothing until it can."""
        parser = RobotFileParser()
        try:
            wish = Wish(f"{origin}/robots.txt", most=_MOST, cut=True, delay=self._delay, tries=self._tries)
            parser.parse(self._fetcher.get(wish).content.decode("utf-8", "replace").splitlines())
        except FetchError as error:
            if error.passing:
                return _Rules(parser, time.monotonic() + _KEPT_UNREAD, str(error))
            parser.parse([])
        return _Rules(parser, time.monotonic() + _KEPT)
