"""`dragoman send hooks.yaml`: tell others of events as they come."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from coder.command.errors import CannotRun, plain_errors
from coder.outlets.courier import send_all
from coder.outlets.hooks import Hooks
from coder.outlets.hooks_file import read_hooks
from coder.outlets.parcels import Attempt, Ledger
from coder.settings import Settings
from coder.store.store import Store, open_store


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="Send what is there and stop.")
@click.option("--log", "show", is_flag=True, help="Show the last attempts of every hook, and where it stands.")
@click.option("--resume", metavar="NAME", help="Let a parked hook try again, and stop.")
def send(file: Path, once: bool, show: bool, resume: str | None) -> None:
    """Tell the hooks of FILE of the events of the store, and of those taken back, as they come.

    Each hook is told in order and at least once; how far each came is kept in the store. A hook that takes nothing
    after all its tries is parked with the reason, and goes on where it was after --resume.
    """
    with plain_errors(CannotRun):
        hooks = read_hooks(file, os.environ)
        store = open_store(Settings.read())
        if show:
            _show(store, hooks)
        elif resume is not None:
            _resume(store, hooks, resume)
        else:
            with _alone(file):
                sys.exit(_run(store, hooks, once))


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Two that send from one file would tell every hook twice; of different machines that cannot be known."""
    with file.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"another `dragoman send {file}` is at work here; one is enough") from None
        yield


def _run(store: Store, hooks: Hooks, once: bool) -> int:
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    parked = send_all(store, hooks, stop, once)
    for name, why in parked.items():
        click.echo(f"{name} is parked: {why}; mend it, then `dragoman send --resume {name} FILE`", err=True)
    return 1 if parked else 0


def _show(store: Store, hooks: Hooks) -> None:
    for hook in hooks.hooks:
        ledger = Ledger(store, hook)
        standing = ledger.standing()
        for attempt in ledger.attempts():
            click.echo(_line(attempt))
        under_way = f", {len(standing.parcel.lines)} events under way" if standing.parcel else ""
        parked = f", parked: {standing.parked}" if standing.parked else ""
        click.echo(f"{hook.name}: at {standing.cursor} of {store.last()}{under_way}{parked}")


def _line(attempt: Attempt) -> str:
    said = attempt.error or "delivered"
    took = f"{attempt.milliseconds} ms"
    return (
        f"{attempt.at} {attempt.hook} {attempt.delivery} {attempt.events} events, try {attempt.tries}, {took}: {said}"
    )


def _resume(store: Store, hooks: Hooks, name: str) -> None:
    hook = next((each for each in hooks.hooks if each.name == name), None)
    if hook is None:
        raise CannotRun(f"there is no hook {name}; there are: {', '.join(each.name for each in hooks.hooks)}")
    click.echo(f"{name} tries again" if Ledger(store, hook).resume() else f"{name} was not parked")
