"""How often events were told: counted anew from the mentions whenever they change, so that it is always right."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, case, distinct, func, select, update

from coder.store.tables import articles, events, mentions


def count_again(connection: Connection, positions: Collection[int]) -> None:
    """Count the tellings of events, the articles that told them with their copies, and the publishers of these."""
    if not positions:
        return
    of_event = (mentions.c.event == events.c.position) & mentions.c.withdrawn.is_(None)
    told = mentions.join(articles, articles.c.original == mentions.c.article)
    publisher = case((articles.c.publisher != "", articles.c.publisher))
    connection.execute(
        update(events)
        .where(events.c.position.in_(positions))
        .values(
            mentions=select(func.count()).where(of_event).scalar_subquery(),
            articles=select(func.count(distinct(articles.c.number)))
            .select_from(told)
            .where(of_event)
            .scalar_subquery(),
            publishers=select(func.count(distinct(publisher))).select_from(told).where(of_event).scalar_subquery(),
        )
    )
