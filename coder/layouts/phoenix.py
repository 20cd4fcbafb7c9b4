"""The Phoenix data, made with the PETRARCH coders: 26 columns, tabs between them, no header."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coder.actors.actor import Actor
from coder.actors.referents import thirds
from coder.coding.events import Nearness
from coder.dedupe import distinct
from coder.layouts.columns import DAY, Column, Layout, Record, digits, empty, of_where

BETWEEN = ";"


def _actor_columns(prefix: str, of: Callable[[Record], Actor]) -> Iterator[Column]:
    yield Column(f"{prefix}Full", "the whole actor code", lambda r: of(r).code)
    yield Column(f"{prefix}Entity", "its first three letters", lambda r: of(r).code[:3])
    yield Column(f"{prefix}Role", "the next three; may be empty", lambda r: of(r).code[3:6])
    rest = f"the others by threes, `{BETWEEN}` between them"
    yield Column(f"{prefix}Attribute", rest, lambda r: BETWEEN.join(thirds(of(r).code[6:])))


def _joined(texts: Callable[[Record], Iterator[str]]) -> Callable[[Record], str]:
    return lambda record: BETWEEN.join(distinct(texts(record)))


COLUMNS = (
    Column("EventID", "the event's id, as in JSON", lambda r: r.event.id),
    Column("Date", f"{DAY}, YYYYMMDD", digits),
    Column("Year", "YYYY", lambda r: digits(r)[:4]),
    Column("Month", "MM", lambda r: digits(r)[4:6]),
    Column("Day", "DD", lambda r: digits(r)[6:]),
    *_actor_columns("SourceActor", lambda r: r.event.source),
    *_actor_columns("TargetActor", lambda r: r.event.target),
    Column("EventCode", "CAMEO event code; read it as text, zeros lead", lambda r: r.event.code.code),
    Column("EventRootCode", "CAMEO root", lambda r: r.event.code.root),
    Column("PentaClass", "0 to 4", lambda r: r.event.code.penta),
    Column("GoldsteinScore", "-10 to 10; empty where none is published", lambda r: r.event.code.goldstein),
    Column("Issues", "empty: issues are not coded", empty),
    Column("Lat", "degrees north; may be empty", of_where(lambda where: where.latitude)),
    Column("Lon", "degrees east; may be empty", of_where(lambda where: where.longitude)),
    Column("LocationName", "where it was; empty where nobody tells", of_where(lambda where: where.name)),
    Column(
        "StateName",
        "the region; may be empty",
        of_where(lambda where: where.name if where.nearness is Nearness.REGION else ""),
    ),
    Column("CountryCode", "ISO 3166-1 alpha-3", of_where(lambda where: where.country)),
    Column(
        "SentenceID",
        "article (id, else place in the request) and sentence of every telling, such as `a1_3`",
        _joined(lambda r: (f"{m.article.id or m.number}_{m.event.sentence.index + 1}" for m in r.mentions)),
        words=True,
    ),
    Column("URLs", "addresses of the articles", _joined(lambda r: (m.article.url for m in r.mentions)), words=True),
    Column("NewsSources", "their publishers", _joined(lambda r: (m.article.publisher for m in r.mentions)), words=True),
)

PHOENIX = Layout("phoenix", "text/tab-separated-values; layout=phoenix", "Like Phoenix", COLUMNS, header=False)
