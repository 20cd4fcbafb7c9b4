"""What changed in the store, in order: events that were learnt of, and events that were taken back."""

from __future__ import annotations

from dataclasses import dataclass

from coder.outlets.matching import only
from coder.store.records import StoredEvent
from coder.store.selection import Selection
from coder.store.store import Store


@dataclass(frozen=True, slots=True)
class Changes:
    """Some events in the order of their changes, and the cursor to go on from; `more` says that there are others."""

    events: tuple[StoredEvent, ...]
    cursor: int
    more: bool


def changes(store: Store, selection: Selection, after: int, size: int, withdrawn: bool = True) -> Changes:
    """What changed after a position: each change once, under any writes.

    An event that stands is told at its position, one that was taken back at that of its withdrawal; who follows
    learns of both, and needs one cursor. An event that came and went meanwhile is told as withdrawn alone.
    """
    standing = store.page(selection, after, size)
    if not withdrawn:
        return Changes(standing.events, standing.cursor, standing.more)
    gone = only(store.withdrawn(after, size), selection)
    end = min(standing.cursor, gone.cursor)
    within = [each for each in (*standing.events, *gone.events) if changed_at(each) <= end]
    within.sort(key=changed_at)
    more = standing.more or gone.more
    if len(within) > size:
        within = within[:size]
        end, more = changed_at(within[-1]), True
    return Changes(tuple(within), end, more)


def changed_at(event: StoredEvent) -> int:
    """The position of an event's last change."""
    return event.position if event.withdrawn is None else event.withdrawn
