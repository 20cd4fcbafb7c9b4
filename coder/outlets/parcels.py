"""What is sent at once, and how far each hook came: kept in the store, so that a crash loses nothing."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from coder.outlets.changes import changes
from coder.outlets.hooks import Hook
from coder.outlets.written import event_json
from coder.store.store import Store

MOST_LOGGED = 1_000


@dataclass(frozen=True, slots=True)
class Parcel:
    """Events that go out together, as lines of JSON: the same id and the same words however often it is tried."""

    id: str
    after: int
    until: int
    lines: tuple[str, ...]
    keys: tuple[str, ...]
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a hook came: its cursor, the parcel that is under way, and why it is parked, if it is."""

    cursor: int
    parcel: Parcel | None = None
    parked: str = ""
    logged: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver, as the log has it; `error` is empty where it went well."""

    at: str
    hook: str
    delivery: str
    events: int
    tries: int
    milliseconds: int
    error: str


class Ledger:
    """The standing and the log of one hook, in the notes of the store."""

    def __init__(self, store: Store, hook: Hook) -> None:
        self._store = store
        self._hook = hook
        self._source = f"hook {hook.name}"

    def standing(self) -> Standing:
        """Where the hook is; a new one begins at the first event, or with what comes from now on."""
        noted = self._store.notes(self._source)
        if "standing" not in noted:
            begun = Standing(self._store.last() if self._hook.from_now else 0)
            self.write(begun)
            return begun
        found = noted["standing"]
        parcel = found.pop("parcel")
        return Standing(**found, parcel=_parcel(parcel) if parcel else None)

    def write(self, standing: Standing, attempt: Attempt | None = None) -> Standing:
        """Note where the hook is now, and what was tried, in one transaction."""
        notes: dict[str, Any] = {}
        if attempt:
            standing = replace(standing, logged=standing.logged + 1)
            notes[_place(standing.logged)] = asdict(attempt)
            notes[_place(standing.logged - MOST_LOGGED)] = None
        self._store.note(self._source, {**notes, "standing": asdict(standing)})
        return standing

    def attempts(self) -> Iterator[Attempt]:
        """The last thousand attempts, the oldest first."""
        noted = self._store.notes(self._source)
        for name in sorted(each for each in noted if each.startswith("attempt ")):
            yield Attempt(**noted[name])

    def resume(self) -> bool:
        """Let a hook that is parked try again; whether it was."""
        standing = self.standing()
        if not standing.parked:
            return False
        parcel = replace(standing.parcel, tries=0) if standing.parcel else None
        self.write(replace(standing, parked="", parcel=parcel))
        return True


def next_parcel(store: Store, hook: Hook, after: int) -> Parcel | None:
    """The next events for a hook; without any, a parcel that has no lines but leads on, or None at the end."""
    found = changes(store, hook.selection, after, hook.batch)
    if not found.events and found.cursor == after:
        return None
    lines = tuple(map(event_json, found.events))
    keys = tuple(f"{event.source.code}>{event.target.code}" for event in found.events)
    return Parcel(uuid.uuid4().hex, after, found.cursor, lines, keys)


def moment() -> str:
    """Now, as the log writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def json_body(hook: str, parcel: Parcel) -> bytes:
    """A parcel as one JSON object."""
    head = json.dumps({"hook": hook, "delivery": parcel.id, "cursor": parcel.until})
    events = ",".join(line.rstrip("\n") for line in parcel.lines)
    return f'{head[:-1]}, "events": [{events}]}}\n'.encode()


def _parcel(noted: dict[str, Any]) -> Parcel:
    return Parcel(**{**noted, "lines": tuple(noted["lines"]), "keys": tuple(noted["keys"])})


def _place(number: int) -> str:
    return f"attempt {number:012}"
