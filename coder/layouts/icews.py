"""The ICEWS coded event data as published on Dataverse: 20 columns, tabs between them, with a header."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coder.actors.actor import Actor
from coder.coding.events import Nearness, Where
from coder.layouts.columns import DAY, UNSAID, Column, Layout, Record, country_name, empty, of_where, whole_number
from coder.layouts.names import COUNTRY


def _labels(record: Record, actor: Actor, country: bool) -> list[str]:
    """The names of a code's parts: its country, or all that is not."""
    parts = record.names.parts(actor)
    return [part.label or part.code for part in parts if (part.kind == COUNTRY) is country]


def _actor_columns(prefix: str, of: Callable[[Record], Actor]) -> Iterator[Column]:
    yield Column(f"{prefix} Name", "its name, else its words", lambda r: of(r).name or of(r).text, words=True)
    sectors = "its roles, or what kind of organisation it is, in words, with commas"
    yield Column(f"{prefix} Sectors", sectors, lambda r: ",".join(_labels(r, of(r), country=False)))
    yield Column(
        f"{prefix} Country",
        "its country in words; empty for international actors",
        lambda r: "".join(_labels(r, of(r), country=True)[:1]),
    )


def _if_near(where: Where, nearness: Nearness) -> str:
    return where.name if where.nearness is nearness else ""


COLUMNS = (
    Column("Event ID", "the event's id as a whole number: its 16 hexadecimal digits, halved", whole_number),
    Column("Event Date", f"{DAY}, YYYY-MM-DD", lambda r: r.event.day),
    *_actor_columns("Source", lambda r: r.event.source),
    Column("Event Text", "the code in words", lambda r: r.event.code.label),
    Column("CAMEO Code", "read it as text, zeros lead", lambda r: r.event.code.code),
    Column("Intensity", "Goldstein value; empty where none is published", lambda r: r.event.code.goldstein),
    *_actor_columns("Target", lambda r: r.event.target),
    Column("Story ID", "the article's id, else its place in the request", lambda r: r.article.id or r.number, True),
    Column("Sentence Number", "from 1, the title first", lambda r: r.event.sentence.index + 1),
    Column("Publisher", "as sent", lambda r: r.article.publisher, words=True),
    Column("City", "the town where it was; may be empty", of_where(lambda where: _if_near(where, Nearness.PLACE))),
    Column("District", UNSAID, empty),
    Column("Province", "the region; may be empty", of_where(lambda where: _if_near(where, Nearness.REGION))),
    Column("Country", "the country in words; empty where nobody tells", country_name),
    Column("Latitude", "degrees north; may be empty", of_where(lambda where: where.latitude)),
    Column("Longitude", "degrees east; may be empty", of_where(lambda where: where.longitude)),
)

ICEWS = Layout("icews", "text/tab-separated-values; layout=icews", "Like ICEWS", COLUMNS)
