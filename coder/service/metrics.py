"""Figures for Prometheus.

All requests pass through one process, whatever the number of coding processes, so one registry knows all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.process_collector import ProcessCollector

from coder.batch import Outcome, Status
from coder.coder import CodedArticle, Versions
from coder.timing import STAGES

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REASONS = ("costly", "lost", "worn")


class Metrics:
    """What is counted, by name; the names are part of the contract (docs/operations.md)."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests answered.", "route", "method", "status")
        self._seconds = Histogram(
            "dragoman_request_seconds", "Seconds to an answer.", ["route"], buckets=SECONDS, registry=self.registry
        )
        self._articles = self._counter("articles", "Articles, by what became of them.", "status")
        self._sentences = self._counter("sentences", "Sentences coded.")
        self._events = self._counter("events", "Events returned, by CAMEO root.", "root")
        self._stages = self._counter("stage_seconds", "Seconds spent in each stage of coding.", "stage")
        self._ended = self._counter("processes_ended", "Coding processes ended, by reason.", "reason")
        self._renewals = self._counter("renewals", "Attempts to take new dictionaries, by outcome.", "outcome")
        self._lookups = self._counter("cache_lookups", "Results looked for in the cache, by outcome.", "outcome")
        self._versions = self._gauge("versions_info", "What codes now.", "coder", "dictionaries", "model")
        self._begin()
        ProcessCollector(registry=self.registry)

    def watch_desk(
        self, waiting: Callable[[], int], working: Callable[[], int], versions: Callable[[], Versions]
    ) -> None:
        """Read these whenever somebody asks for the figures."""
        self._gauge("waiting", "Requests that wait for their turn.").set_function(waiting)
        self._gauge("working", "Requests that are being coded.").set_function(working)
        self._current = versions

    def spent(self, stages: Mapping[str, float]) -> None:
        """A job took so many seconds in each stage."""
        for stage, seconds in stages.items():
            self._stages.labels(stage).inc(seconds)

    def ended(self, reason: str) -> None:
        """A coding process was ended."""
        self._ended.labels(reason).inc()

    def looked_up(self, outcome: str, results: int) -> None:
        """So many results were looked for in the cache: `hit`, `miss`, or `error` where it could not be asked."""
        self._lookups.labels(outcome).inc(results)

    def renewed(self, outcome: str) -> None:
        """Somebody asked for new dictionaries: `taken` or `refused`."""
        self._renewals.labels(outcome).inc()

    def answered(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Articles were coded or explained, or were not."""
        for outcome in outcomes:
            self._articles.labels(str(outcome.status)).inc()
            if isinstance(outcome.result, CodedArticle):
                self._sentences.inc(outcome.result.sentences)
                for event in outcome.result.events:
                    self._events.labels(event.code.root).inc()

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        versions = self._current()
        self._versions.clear()
        self._versions.labels(versions.coder, versions.dictionaries, versions.model).set(1)
        return generate_latest(self.registry)

    def _begin(self) -> None:
        """Show what can happen before it does, so that the first time shows as an increase."""
        for counter, values in (
            (self._articles, tuple(Status)),
            (self._events, tuple(f"{root:02}" for root in range(1, 21))),
            (self._stages, STAGES),
            (self._ended, REASONS),
            (self._renewals, ("taken", "refused")),
            (self._lookups, ("hit", "miss", "error")),
        ):
            for value in values:
                counter.labels(str(value))

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"dragoman_{name}", meaning, labels, registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(f"dragoman_{name}", meaning, labels, registry=self.registry)


def count_requests(app: Flask, metrics: Metrics) -> None:
    """Count every request, and give the figures out at `/metrics`."""

    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in METHODS else "other"
        metrics.requested(route, method, response.status_code, time.monotonic() - g.began)
        return response

    app.after_request(count)
    app.add_url_rule("/metrics", "metrics", lambda: Response(metrics.text(), content_type=CONTENT_TYPE_LATEST))
