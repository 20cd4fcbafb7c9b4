"""`dragoman recode`: code again what the store keeps, with the dictionaries of now."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
from tqdm import tqdm

from coder.coder import Coder
from coder.command.errors import CannotRun, plain_errors
from coder.command.tables import table
from coder.dictionaries.load import load_dictionaries
from coder.parsing.textless import KeptParser
from coder.resources import dictionary_directory
from coder.settings import Settings
from coder.store import recoding
from coder.store.records import Change, Span
from coder.store.store import Store, open_store

EXAMPLES = 5
_LINE = 100


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only articles of this day and later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Only articles of this day and earlier.")
@click.option("--feed", default="", help="Only articles of this feed.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--all", "everything", is_flag=True, help="Also articles that these versions coded already.")
def recode(
    since: datetime.datetime | None, until: datetime.datetime | None, feed: str, dry_run: bool, everything: bool
) -> None:
    """Code again what the store keeps, and show what changes.

    Stored parses are read, so that no parser runs; articles kept without one are parsed from their text. Events
    that are no longer found are withdrawn, not deleted. It may be stopped at any time and goes on when run again.
    Ends with 1 if articles could not be coded again.
    """
    with plain_errors(CannotRun):
        settings = Settings.read()
        store = open_store(settings, create=False)
        span = Span(since and since.date(), until and until.date(), feed)
        summary = _recode(store, settings, span, dry_run, everything)
    click.echo("\n".join(summary.lines(dry_run)))
    sys.exit(1 if summary.failed else 0)


@dataclass(slots=True)
class Summary:
    """What became of all articles, with a few examples of each change."""

    articles: int = 0
    unchanged: int = 0
    added: list[Change] = field(default_factory=list)
    withdrawn: list[Change] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def add(self, step: recoding.Step) -> None:
        """One article more."""
        self.articles += 1
        if step.renewal is None:
            self.failed[step.reason] += 1
            return
        self.unchanged += step.renewal.unchanged
        for name, changes, examples in (
            ("added", step.renewal.added, self.added),
            ("withdrawn", step.renewal.withdrawn, self.withdrawn),
        ):
            self.counts[name] += len(changes)
            examples.extend(changes[: EXAMPLES - len(examples)])

    def lines(self, dry: bool) -> Iterator[str]:
        """The summary as it is printed."""
        done = "would be coded again; nothing was changed" if dry else "were coded again"
        yield f"{self.articles - self.failed.total()} articles {done}"
        counted = ("added", self.counts["added"]), ("withdrawn", self.counts["withdrawn"])
        yield from table([("events", "number"), *counted, ("unchanged", self.unchanged)])
        yield from _examples("added", self.added)
        yield from _examples("withdrawn", self.withdrawn)
        for reason, number in self.failed.most_common():
            yield f"{number} articles stay as they are: {reason}"


def _recode(store: Store, settings: Settings, span: Span, dry: bool, everything: bool) -> Summary:
    folder = Path(settings.dictionaries) if settings.dictionaries else dictionary_directory()
    dictionaries = load_dictionaries(folder)
    coder = Coder(KeptParser(None), dictionaries, settings)
    span = span if everything else replace(span, passing=coder.versions)
    articles, unparsed = store.how_many(span)
    if unparsed:
        coder = _with_model(coder, settings)
    summary = Summary()
    with tqdm(total=articles, unit=" articles", disable=None, file=sys.stderr) as bar:
        for step in recoding.recode(store, coder, settings, span, dry):
            summary.add(step)
            bar.update()
    return summary


def _with_model(coder: Coder, settings: Settings) -> Coder:
    """A coder that can parse, too; the model takes seconds to load, which most need not wait."""
    from coder.building import build_parser

    return Coder(KeptParser(build_parser(settings)), coder.dictionaries, settings)


def _examples(name: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield f"\n{name}, for example:"
    for each in changes:
        sentence = " ".join(each.sentence.split())
        short = sentence if len(sentence) <= _LINE else sentence[:_LINE].rstrip() + "..."
        yield f"  {each.day or 'undated':10}  {each.source} > {each.target} {each.code}  {short}"
