"""`dragoman watch feeds.yaml`: sources watched, their articles coded and kept."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from coder.coder import INCLUDABLE, Options
from coder.command.archiving import processors
from coder.command.coding import options_of
from coder.command.errors import CannotRun, plain_errors
from coder.errors import FeedsError
from coder.pages import INSTALL, can_read_pages
from coder.settings import MEBIBYTE, Settings
from coder.staff.edition import Edition
from coder.staff.hand import Allowance
from coder.store.store import Store, open_store
from coder.watch.desk import Desk
from coder.watch.feeds import Feeds
from coder.watch.fetching import Fetcher
from coder.watch.following import Follower
from coder.watch.found import Fate, Tally
from coder.watch.keeping import PatientStore
from coder.watch.letters import Letters
from coder.watch.pace import Pace
from coder.watch.reading import read_feeds
from coder.watch.robots import Robots
from coder.watch.rounds import Rounds
from coder.watch.syndication import Apart
from coder.watch.telling import is_news, line_of, sum_of
from coder.watch.watching import Line, Watch

SAME_HOST_SECONDS = 1.0


@click.command()
@click.argument("feeds", metavar="FEEDS.YAML", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="One round of each source, then stop: for cron.")
@click.option("--store", metavar="URL", help="Where articles and events are kept; $DRAGOMAN_STORE unless given.")
@click.option(
    "--dead",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dead-letters"),
    show_default=True,
    help="Where what could not be fetched or coded is put, a file each.",
)
@click.option("--retry-dead", is_flag=True, help="Try the dead letters of these sources again, then stop.")
@click.option("--processes", type=click.IntRange(1, 256), default=processors, help="That code; one a core by default.")
@click.option("--include", multiple=True, help=f"Events to keep as well: {','.join(INCLUDABLE)}.")
@click.option("--check", is_flag=True, help="Only read FEEDS.YAML and say what is wrong with it.")
def watch(
    feeds: Path,
    once: bool,
    store: str | None,
    dead: Path,
    retry_dead: bool,
    processes: int,
    include: tuple[str, ...],
    check: bool,
) -> None:
    """Watch the sources of FEEDS.YAML: feeds, folders, standard input; code what is new, and keep it.

    Each article is coded once, whatever its link looks like; a report that repeats another one's words is kept as
    a copy of it. What cannot be fetched or coded becomes a dead letter with the reason. After a kill the same
    command goes on, and nothing is lost or doubled.

    \b
    Exit codes:
      0  all is well
      1  something failed, or was left for the next round (with --once and --retry-dead)
      2  the command cannot run: mistakes in FEEDS.YAML, no store
    """
    options = options_of(include)
    with plain_errors(CannotRun):
        found = read_feeds(feeds)
        if check:
            click.echo(f"{feeds}: {len(found.sources)} sources, no mistakes")
            return
        if any(source.follow for source in found.sources) and not can_read_pages():
            raise FeedsError(f"{feeds}: `follow: yes` reads pages, which this installation cannot; {INSTALL}")
        settings = Settings.read()
        settings = replace(settings, store=store or settings.store, time_budget=float("inf"))
        letters = Letters(dead)
        letters.open()
        open_store(settings).close()  # what is wrong with it is told before the parser is loaded
        report = Report(quiet=not (once or retry_dead))
        pace = Pace()
        edition = _hire(settings, processes, pace)
        with closing(open_store(settings)) as opened:
            _watch(found, Tools(edition, opened, letters, settings, pace, report, options), once, retry_dead, processes)
    click.echo(report.end, err=True)
    sys.exit(1 if (once or retry_dead) and (report.failed or pace.stopped) else 0)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a watch works with."""

    edition: Edition
    store: Store
    letters: Letters
    settings: Settings
    pace: Pace
    report: Report
    options: Options


def _hire(settings: Settings, processes: int, pace: Pace) -> Edition:
    """Processes that code, made before this one has threads or connections."""
    from coder.building import build_coder  # whoever only checks a file need not load the parser

    allowance = Allowance(settings.article_time, settings.article_memory * MEBIBYTE)
    edition = Edition(build_coder(settings), allowance, _Unwatched())
    edition.hire(processes, pace.stop)
    return edition


def _watch(feeds: Feeds, tools: Tools, once: bool, retry: bool, processes: int) -> None:
    pace, settings = tools.pace, tools.settings
    fetcher = Fetcher(pace, feeds.private, feeds.contact)
    follower = Follower(fetcher, Robots(fetcher, SAME_HOST_SECONDS, tries=3))
    line = Line(pace)
    store = PatientStore(tools.store, pace)
    desk = Desk(store, tools.edition, tools.letters, settings, pace, tools.options)
    rounds = Rounds(
        store,
        fetcher,
        follower,
        tools.letters,
        settings,
        pace,
        line.hand_over,
        Apart(tools.edition).read,
        once=once or retry,
    )
    watch = Watch(desk, rounds, line, pace, processes, tools.report.tell)
    _stop_on_signals(pace)
    with closing(fetcher):
        if retry:
            watch.retry(feeds.sources)
        else:
            watch.run(feeds.sources, once)


def _stop_on_signals(pace: Pace) -> None:
    """The first signal lets the articles in hand be finished, the second ends all."""

    def stop(number: int, _: object) -> None:
        pace.stop()
        signal.signal(number, signal.SIG_DFL)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)


class _Unwatched:
    """Nobody counts how long the stages of coding take here."""

    def spent(self, stages: Mapping[str, float]) -> None:
        """A job took so many seconds in each stage."""

    def ended(self, reason: str) -> None:
        """A coding process was ended."""


@dataclass(slots=True)
class Report:
    """Tells of rounds on standard error, and sums them up."""

    quiet: bool
    fates: dict[Fate, int] = field(default_factory=dict)
    failed: bool = False
    began: float = field(default_factory=time.monotonic)

    def tell(self, tally: Tally) -> None:
        """One round more."""
        self.failed = self.failed or tally.failed
        for fate, count in tally.fates.items():
            self.fates[fate] = self.fates.get(fate, 0) + count
        if not self.quiet or is_news(tally):
            click.echo(line_of(tally), err=True)

    @property
    def end(self) -> str:
        """The sum of all rounds."""
        return f"in all: {sum_of(self.fates, time.monotonic() - self.began)}"
