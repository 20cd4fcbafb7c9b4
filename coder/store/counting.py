"""How often events were told: counted anew from the mentions whenever they change, so that it is always right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from sqlalchemy import Connection, ScalarSelect, bindparam, case, distinct, func, select, update

from coder.store.tables import articles, events, mentions

_OF_EVENT = (mentions.c.event == events.c.position) & mentions.c.withdrawn.is_(None)
_TOLD = mentions.join(articles, articles.c.original == mentions.c.article)
_PUBLISHER = case((articles.c.publisher != "", articles.c.publisher))
COUNTS: Mapping[str, ScalarSelect[int]] = MappingProxyType(
    {
        "mentions": select(func.count()).select_from(mentions).where(_OF_EVENT).scalar_subquery(),
        "articles": select(func.count(distinct(articles.c.number)))
        .select_from(_TOLD)
        .where(_OF_EVENT)
        .scalar_subquery(),
        "publishers": select(func.count(distinct(_PUBLISHER))).select_from(_TOLD).where(_OF_EVENT).scalar_subquery(),
    }
)
"""How each count of an event is counted: tellings, articles with their copies, and publishers of these."""

_COUNT = update(events).where(events.c.position.in_(bindparam("those", expanding=True))).values(COUNTS)


def count_again(connection: Connection, those: Collection[int]) -> None:
    """Count the tellings of events, the articles that told them with their copies, and the publishers of these."""
    if those:
        connection.execute(_COUNT, {"those": list(those)})
