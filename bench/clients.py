"""Clients that post articles as anybody would: they come again when they are told to, or when the line breaks."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

ATTEMPTS = 60


@dataclass(slots=True)
class Tally:
    """What clients saw, added up under a lock."""

    answers: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    broken: int = 0
    failed: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def unannounced(self) -> int:
        """Answers of 5xx that nobody was told to expect."""
        return sum(count for status, count in self.answers.items() if status.startswith("5") and status != "503 busy")

    def report(self, seconds: float) -> str:
        """The figures as lines of text."""
        done = len(self.seconds)
        lines = [f"{name:12} {count}" for name, count in sorted(self.answers.items())]
        lines += [f"{'broken':12} {self.broken}", f"{'failed':12} {len(self.failed)}"]
        lines += [f"{'articles/s':12} {done / seconds:.2f}"]
        if done > 1:
            cuts = statistics.quantiles(self.seconds, n=100)
            lines += [f"{name:12} {cuts[at]:.3f} s" for name, at in (("p50", 49), ("p95", 94), ("p99", 98))]
        return "\n".join(lines)


def post_until_answered(client: httpx.Client, address: str, body: Any, tally: Tally) -> None:
    """Post one article; the time counts from the first attempt to the answer, with all waiting between."""
    began = time.monotonic()
    for _ in range(ATTEMPTS):
        try:
            answer = client.post(f"{address}/v1/events", json=body)
        except httpx.TransportError:
            with tally.lock:
                tally.broken += 1
            time.sleep(0.2)
            continue
        _count(answer, tally)
        if answer.status_code != 503:
            break
        time.sleep(float(answer.headers.get("Retry-After", "1")))
    else:
        with tally.lock:
            tally.failed.append(str(body.get("id")))
        return
    with tally.lock:
        tally.seconds.append(time.monotonic() - began)


def run_clients(address: str, clients: int, bodies: Callable[[int], Any | None]) -> Tally:
    """Let so many clients post until `bodies`, which is asked with 0, 1, 2, ..., has nothing more."""
    tally = Tally()
    numbers = iter(range(10**9))

    def work() -> None:
        with httpx.Client(timeout=120, trust_env=False) as client:
            while True:
                with tally.lock:
                    number = next(numbers)
                body = bodies(number)
                if body is None:
                    return
                post_until_answered(client, address, body, tally)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def change(values: Sequence[float]) -> float:
    """By what part the last quarter lies above the second one; the first is warming up."""
    quarter = max(1, len(values) // 4)
    before = statistics.mean(values[quarter : 2 * quarter] or values)
    return statistics.mean(values[-quarter:]) / before - 1


def _count(answer: httpx.Response, tally: Tally) -> None:
    announced = answer.status_code == 503 and "Retry-After" in answer.headers
    with tally.lock:
        tally.answers[f"{answer.status_code} busy" if announced else str(answer.status_code)] += 1
        if answer.status_code == 200:
            found = answer.json()
            tally.versions.append(found["versions"]["dictionaries"])
            tally.failed += [each["id"] for each in found["articles"] if each["status"] != "coded"]
