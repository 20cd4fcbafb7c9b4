"""The watch: every source in its own time, a few threads that have articles coded, and an end that loses nothing."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from coder.errors import DragomanError, StoreError, UnavailableError
from coder.watch.desk import Desk
from coder.watch.feeds import DAY, Kind, Source
from coder.watch.found import Fate, Parcel, Tally
from coder.watch.pace import Backoff, Pace, StoppedError
from coder.watch.rounds import Rounds

AT_ONCE = 16
_LOOK_SECONDS = 0.1

log = logging.getLogger("dragoman.watch")


@dataclass(slots=True)
class Line:
    """Articles on their way to those who code; whoever hands over more than there is room for waits."""

    pace: Pace
    waiting: queue.Queue[tuple[Parcel, int]] = field(default_factory=lambda: queue.Queue(64))

    def hand_over(self, parcel: Parcel) -> None:
        """Put a parcel's articles in line.

        :raise StoppedError: the watch ends.
        """
        for place in range(len(parcel.things)):
            while True:
                self.pace.go_on()
                try:
                    self.waiting.put((parcel, place), timeout=_LOOK_SECONDS)
                    break
                except queue.Full:
                    continue

    def take(self) -> tuple[Parcel, int] | None:
        """The next article; None where there is none for now."""
        try:
            return self.waiting.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return None


class Watch:
    """Sources, those who code, and what is told of each round."""

    def __init__(
        self, desk: Desk, rounds: Rounds, line: Line, pace: Pace, coders: int, told: Callable[[Tally], None]
    ) -> None:
        self._desk = desk
        self._rounds = rounds
        self._line = line
        self._pace = pace
        self._coders = coders
        self._told = told
        self._telling = threading.Lock()
        self._places = threading.Semaphore(AT_ONCE)
        self._finished = threading.Event()
        self._broken: list[DragomanError] = []

    def run(self, sources: Sequence[Source], once: bool) -> None:
        """Watch until the end, which comes by itself after one round each, or with the end of standard input alone.

        :raise DragomanError: the store or the coder cannot be used any more. What was reported is kept.
        """
        self._during([threading.Thread(target=self._watch, args=(each, once), daemon=True) for each in sources])

    def retry(self, sources: Sequence[Source]) -> None:
        """Try dead letters again; raises as `run` does."""
        self._during([threading.Thread(target=self._retry, args=(sources,), daemon=True)])

    def _during(self, work: Sequence[threading.Thread]) -> None:
        """Have those who code do so until the work is over, or the watch ends; what is in hand then is finished."""
        coders = [threading.Thread(target=self._code, name=f"coder {n}") for n in range(self._coders)]
        for thread in (*coders, *work):
            thread.start()
        for thread in work:
            while thread.is_alive() and not self._pace.stopped:
                thread.join(_LOOK_SECONDS)
        self._finished.set()
        for thread in coders:
            thread.join()
        if self._broken:
            raise self._broken[0]

    def _watch(self, source: Source, once: bool) -> None:
        failures = 0
        try:
            while True:
                tally = self._round(source)
                self._tell(tally)
                if once or source.kind is Kind.STDIN:
                    return
                failures = failures + 1 if tally.trouble else 0
                self._pace.wait(pause(source, tally, failures))
        except StoppedError:
            return
        except Exception as error:
            self._break(error)

    def _round(self, source: Source) -> Tally:
        if source.kind is Kind.STDIN:
            return self._rounds.go(source)
        with self._places:
            self._pace.go_on()
            return self._rounds.go(source)

    def _retry(self, sources: Sequence[Source]) -> None:
        try:
            for tally in self._rounds.retry(sources):
                self._tell(tally)
        except StoppedError:
            return
        except Exception as error:
            self._break(error)

    def _tell(self, tally: Tally) -> None:
        with self._telling:
            self._told(tally)

    def _code(self) -> None:
        while not self._pace.stopped:
            taken = self._line.take()
            if taken is None:
                if self._finished.is_set():
                    return
                continue
            parcel, place = taken
            try:
                parcel.tell(place, self._fate(parcel, place))
            except StoppedError:
                return
            except Exception as error:
                self._break(error)

    def _fate(self, parcel: Parcel, place: int) -> Fate:
        """What becomes of an article; what nobody thought of costs it alone."""
        try:
            return self._desk.take(parcel.things[place])
        except (StoppedError, StoreError, UnavailableError, OSError):
            raise
        except Exception as error:
            log.error("article failed", exc_info=error)
            return self._desk.give_up(parcel.things[place], error)

    def _break(self, error: Exception) -> None:
        """End the watch: it cannot go on. What breaks while it ends does no harm."""
        if self._pace.stopped:
            return
        if not isinstance(error, DragomanError):
            log.error("the watch failed", exc_info=error)
            error = UnavailableError("failed", f"the watch failed: {type(error).__name__}: {error}")
        self._broken.append(error)
        self._pace.stop()


def pause(source: Source, tally: Tally, failures: int) -> float:
    """Seconds until a source's next round: after failures longer and longer, and never before its host allows it."""
    if tally.more and source.kind is Kind.FOLDER:
        return 0.0
    if not failures:
        return source.every
    return max(Backoff(first=source.every, longest=max(source.every, DAY)).wait(failures), tally.wait)
