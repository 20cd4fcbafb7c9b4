"""Events as a table for people, from the answer as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_HEAD = ("date", "source", "code", "what", "target", "when", "where", "flags", "words", "rule")


def answer_table(answer: Mapping[str, Any]) -> str:
    """A line for each event, and one for each article that has none.

    >>> print(answer_table({"articles": []}), end="")
    date  source  code  what  target  when  where  flags  words  rule
    """
    rows = [_HEAD, *(row for article in answer["articles"] for row in _rows(article))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "".join(_line(row, widths) + "\n" for row in rows)


def _rows(article: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for event in article["events"]:
        yield _row(event)
    if not article["events"]:
        name = article["id"] or "article"
        yield (article["date"] or "-", "", "", f"{name}: {article['detail'] or 'no events'}", "", "", "", "", "", "")


def _row(event: Mapping[str, Any]) -> Sequence[str]:
    rule = event["rule"]
    return (
        event["date"] or "-",
        event["source"]["code"],
        event["code"],
        event["label"],
        event["target"]["code"],
        _when(event["when"]),
        _where(event["where"]),
        " ".join(event["flags"]),
        event["trigger"]["text"],
        f"{rule['id']} ({rule['file']}:{rule['line']})",
    )


def _when(when: Mapping[str, Any] | None) -> str:
    if when is None:
        return ""
    return str(when["first"]) if when["precision"] == "day" else f"{when['first']} to {when['last']}"


def _where(where: Mapping[str, Any] | None) -> str:
    """The place and its country, in brackets where only the dateline tells."""
    if where is None:
        return ""
    place = where["name"] if where["nearness"] == "country" else f"{where['name']}, {where['country']}"
    return f"({place})" if where["dateline"] else place


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
