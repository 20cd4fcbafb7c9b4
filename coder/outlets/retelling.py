"""Stored events as the coder's own, so that every layout of files can write them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from coder.actors.actor import Actor, Ground
from coder.article import Article
from coder.coding.events import Nearness, Precision, RuleReference, Span, When, Where
from coder.coding.ontology import CameoCode
from coder.dedupe import CountedEvent, Mention
from coder.layouts.columns import Record
from coder.layouts.names import CodeNames
from coder.parsing.sentences import Part, Sentence
from coder.store.records import Report, StoredEvent, StoredMention

Written = Mapping[str, Any]


def record_of(event: StoredEvent, tellings: tuple[StoredMention, ...], names: CodeNames) -> Record:
    """A stored event with all who told it, as one row of a table: its id and date are those of the dyad's day."""
    mentions = tuple(_mentions(event, tellings))
    first = mentions[0]
    counted = _event(event, event.first, event.id, mentions)
    return Record(first.article, first.number, counted, names)


def _mentions(event: StoredEvent, tellings: tuple[StoredMention, ...]) -> Iterator[Mention]:
    """Every telling that stands, and after it the articles that repeat it."""
    for telling in tellings:
        if telling.withdrawn is None:
            told = _event(event, telling, telling.event_id)
            yield from (Mention(_article(each), each.number, told) for each in (telling.report, *telling.copies))


def _article(report: Report) -> Article:
    return Article("", id=report.id, date=report.date, title=report.title, url=report.url, publisher=report.publisher)


def _event(event: StoredEvent, telling: StoredMention, id: str, mentions: tuple[Mention, ...] = ()) -> CountedEvent:
    told = json.loads(telling.record)
    code = CameoCode(event.code, event.label, "", event.root, event.quad, event.penta, event.goldstein, event.plover)
    return CountedEvent(
        id=id,
        date=event.day,
        source=_actor(told["source"]),
        target=_actor(told["target"]),
        code=code,
        flags=tuple(told["flags"]),
        sentence=_sentence(told["sentence"]),
        trigger=_span(told["trigger"]),
        rule=_rule(told["rule"]),
        via=tuple(map(_rule, told["via"])),
        when=_when(told.get("when")),
        where=_where(told.get("where")),
        mentions=mentions,
    )


def _actor(told: Written) -> Actor:
    start, end = told["span"]
    return Actor(
        told["code"],
        told["country"],
        tuple(told["roles"]),
        told["text"],
        start,
        end,
        entry=told["entry"],
        name=told["name"],
        how=told["how"],
        ground=Ground(told["ground"]),
    )


def _sentence(told: Written) -> Sentence:
    start, end = told["span"]
    return Sentence(told["number"] - 1, told["text"], start, end, (), Part(told["part"]))


def _span(told: Written) -> Span:
    start, end = told["span"]
    return Span(told["text"], start, end, Part(told["part"]))


def _rule(told: Written) -> RuleReference:
    return RuleReference(told["id"], told["file"], told["line"])


def _when(told: Written | None) -> When | None:
    if told is None:
        return None
    first, last = (datetime.date.fromisoformat(told[end]) for end in ("first", "last"))
    return When(first, last, Precision(told["precision"]), _span(told["evidence"]))


def _where(told: Written | None) -> Where | None:
    if told is None:
        return None
    point = told["latitude"], told["longitude"]
    nearness, evidence = Nearness(told["nearness"]), _span(told["evidence"])
    return Where(told["name"], told["country"], *point, nearness, evidence, told.get("dateline", False))
