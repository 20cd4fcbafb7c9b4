"""Stored events as a table: one row a dyad-day event, with commas, for spreadsheets and statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coder.layouts.columns import cell_text, cells_line
from coder.outlets.documents import item_of
from coder.store.records import Side, StoredEvent

BETWEEN = ";"
SEPARATOR, LINE_END = ",", "\r\n"


@dataclass(frozen=True, slots=True)
class EventColumn:
    """One column; `words` marks what an article brought, which a spreadsheet must not take for a formula."""

    name: str
    meaning: str
    value: Callable[[StoredEvent], object]
    words: bool = False


def _side_columns(role: str, of: Callable[[StoredEvent], Side]) -> Iterator[EventColumn]:
    yield EventColumn(f"{role}_code", "actor code: country, then roles", lambda e: of(e).code)
    yield EventColumn(f"{role}_country", "its country or international part; may be empty", lambda e: of(e).country)
    yield EventColumn(f"{role}_roles", f"its role codes, `{BETWEEN}` between them", lambda e: BETWEEN.join(of(e).roles))
    yield EventColumn(f"{role}_name", "its name, else the words of the first telling", lambda e: of(e).name, words=True)


COLUMNS = (
    EventColumn("position", "place in the feed, as `cursor` counts", lambda e: e.position),
    EventColumn("event_id", "the event's id", lambda e: e.id),
    EventColumn("day", "the day it is counted on; empty without one", lambda e: e.day),
    *_side_columns("source", lambda e: e.source),
    *_side_columns("target", lambda e: e.target),
    EventColumn("code", "CAMEO event code; read it as text, zeros lead", lambda e: e.code),
    EventColumn("root", "CAMEO root, 01 to 20", lambda e: e.root),
    EventColumn("label", "the code in words", lambda e: e.label),
    EventColumn("quad_class", "GDELT's class, 1 to 4", lambda e: e.quad),
    EventColumn("penta_class", "Phoenix's class, 0 to 4", lambda e: e.penta),
    EventColumn("goldstein", "-10 to 10; empty where none is published", lambda e: e.goldstein),
    EventColumn("plover", "PLOVER root; may be empty", lambda e: e.plover),
    EventColumn("flags", f"negated, future, ..., `{BETWEEN}` between them", lambda e: BETWEEN.join(e.flags)),
    EventColumn("place", "where it took place; may be empty", lambda e: e.site and e.site.name, words=True),
    EventColumn("place_country", "the country of that", lambda e: e.site and e.site.country),
    EventColumn("latitude", "degrees north", lambda e: e.site and e.site.latitude),
    EventColumn("longitude", "degrees east", lambda e: e.site and e.site.longitude),
    EventColumn("nearness", "what the point stands for: place, region, country", lambda e: e.site and e.site.nearness),
    EventColumn("mentions", "how often it was told", lambda e: e.mentions),
    EventColumn("articles", "articles that told it, copies counted", lambda e: e.articles),
    EventColumn("publishers", "publishers named among them", lambda e: e.publishers),
    EventColumn("sentence", "the sentence that told it first", lambda e: item_of(e, "").text, words=True),
    EventColumn("feed", "the source that brought the first article", lambda e: e.first.report.feed, words=True),
    EventColumn("article_id", "that article's id there", lambda e: e.first.report.id, words=True),
    EventColumn("title", "its title", lambda e: e.first.report.title, words=True),
    EventColumn("url", "its address", lambda e: e.first.report.url, words=True),
    EventColumn("publisher", "its publisher", lambda e: e.first.report.publisher, words=True),
    EventColumn("date", "its date; empty without one", lambda e: e.first.report.date),
    EventColumn("received", "when it was received, in UTC", lambda e: e.first.report.received.isoformat()),
)


def header_line() -> str:
    """The names of the columns."""
    return cells_line((column.name for column in COLUMNS), SEPARATOR, LINE_END)


def event_line(event: StoredEvent) -> str:
    """An event as a row."""
    return cells_line((cell_text(each.value(event), each.words) for each in COLUMNS), SEPARATOR, LINE_END)
