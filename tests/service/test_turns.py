"""Who waits is served in the order in which they came."""

from __future__ import annotations

import threading
import time

from coder.service.turns import Turns


def waiting(turns: Turns, name: str, served: list[str], timeout: float | None = 10) -> threading.Thread:
    """A thread that is in the line when this returns."""

    def come() -> None:
        if turns.acquire(timeout):
            served.append(name)
            turns.release()

    thread = threading.Thread(target=come)
    thread.start()
    time.sleep(0.05)
    return thread


def test_first_come_first_served() -> None:
    turns, served = Turns(), list[str]()
    assert turns.acquire(0)
    threads = [waiting(turns, name, served) for name in "abcde"]
    turns.release()
    for thread in threads:
        thread.join(10)
    assert served == list("abcde")


def test_who_has_just_been_served_stands_behind_those_who_wait() -> None:
    turns, served = Turns(), list[str]()
    assert turns.acquire(0)
    other = waiting(turns, "other", served)
    turns.release()
    assert turns.acquire(10)
    assert served == ["other"]
    turns.release()
    other.join(10)


def test_who_gives_up_leaves_the_line_to_the_others() -> None:
    turns, served = Turns(), list[str]()
    assert turns.acquire(0)
    assert not turns.acquire(0)
    hasty = waiting(turns, "hasty", served, 0.01)
    patient = waiting(turns, "patient", served, None)
    hasty.join(10)
    turns.release()
    patient.join(10)
    assert served == ["patient"]
    assert turns.acquire(0)
