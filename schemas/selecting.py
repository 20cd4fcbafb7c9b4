"""Which events of the store a query asks for, and how they are to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from schemas.requests import ArticleDate, IncludeField

LARGEST_PAGE = 1_000
LAST_POSITION = 2**53 - 1
LONGEST_WAIT = 60.0
OLDEST, NEWEST = "oldest", "newest"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """The part of the store that is asked for; `filters` are the fields of a selection that are given."""

    filters: Mapping[str, Any]
    cursor: int = 0
    size: int = 100
    newest: bool = False
    wait: float = 0.0
    withdrawn: bool = False


def _beginning(meaning: str) -> fields.String:
    return _coded(r"^[A-Za-z0-9-]{0,40}\Z", "letters, digits and hyphens, at most 40", meaning)


def _letters(meaning: str) -> fields.String:
    return _coded(r"^(?:[A-Za-z]{3})?\Z", "three letters", meaning)


def _coded(pattern: str, allowed: str, meaning: str) -> fields.String:
    check = validate.Regexp(pattern, error=f"Takes {allowed}.")
    shown = pattern.replace(r"\Z", "$")
    return fields.String(validate=check, metadata={"description": meaning, "pattern": shown})


def _several(pattern: str, allowed: str, meaning: str) -> IncludeField:
    inner = fields.String(
        validate=validate.Regexp(rf"(?:{pattern})\Z", error=f"Takes {allowed}."),
        metadata={"pattern": f"^(?:{pattern})?$"},
    )
    return IncludeField(inner, metadata={"description": meaning})


def _goldstein(meaning: str) -> fields.Float:
    return fields.Float(validate=validate.Range(-10, 10), metadata={"description": meaning})


def _words(most: int, meaning: str) -> fields.String:
    return fields.String(validate=validate.Length(max=most), metadata={"description": meaning})


class FilterSchema(Schema):
    """Which events are wanted: all that is asked for has to hold."""

    source = _beginning("The source's actor code, or how it begins: `USA`, `USAGOV`.")
    target = _beginning("The target's actor code, or how it begins.")
    dyad = _coded(
        r"^(?:[A-Za-z0-9-]{1,40},[A-Za-z0-9-]{1,40})?\Z",
        "two actor codes with a comma between them",
        "Two actor codes, or how they begin, with a comma between them: whichever of the two acts.",
    )
    country = _letters("A country (ISO 3166-1 alpha-3) that acts or is acted upon.")
    role = _letters("A role (`GOV`, `MIL`, `REB`, ...) of source or target.")
    code = _several("[0-9]{1,4}", "one to four digits", "CAMEO codes, or how they begin: `18`, `183,190`.")
    quad = _several("[1-4]", "1 to 4", "GDELT's classes, 1 to 4: `3,4` is all conflict.")
    penta = _several("[0-4]", "0 to 4", "Phoenix's classes, 0 to 4.")
    goldstein_from = _goldstein("The least Goldstein value.")
    goldstein_to = _goldstein("The greatest Goldstein value.")
    since = ArticleDate(metadata={"description": "The first day; events without a day are left out."})
    until = ArticleDate(metadata={"description": "The last day; events without a day are left out."})
    place = _words(100, "A country (ISO 3166-1 alpha-3) or how a place's name begins.")
    text = _words(200, "Words that the telling, its title, actors or place have; `offic*` is any that begins so.")

    @post_load
    def _filters(self, data: dict[str, Any], **_: Any) -> Any:
        return selected(data)


class PagedFeedSchema(FilterSchema):
    """Which events are wanted, how many of them, and from where on."""

    cursor = fields.Integer(
        load_default=0,
        validate=validate.Range(0, LAST_POSITION),
        metadata={"description": "Where to go on: the `cursor` of the page before; 0 begins."},
    )
    size = fields.Integer(
        load_default=100,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": f"How many events at once, at most {LARGEST_PAGE}."},
    )

    @post_load
    def _filters(self, data: dict[str, Any], **_: Any) -> Any:
        named = {name: data.pop(name) for name in ("cursor", "size", "wait") if name in data}
        newest = data.pop("order", OLDEST) == NEWEST
        withdrawn = WITHDRAWN in data.pop("include", ())
        if newest and (withdrawn or named.get("wait")):
            raise ValidationError("Only with the oldest first.", "order")
        return FeedQuery(selected(data), newest=newest, withdrawn=withdrawn, **named)


def _order(usual: str) -> fields.String:
    return fields.String(
        load_default=usual,
        validate=validate.OneOf([OLDEST, NEWEST]),
        metadata={"description": "Which events come first: those that were learnt of first, or last."},
    )


class DocumentQuerySchema(PagedFeedSchema):
    """The query of a feed to be read: the newest come first."""

    order = _order(NEWEST)


class TableQuerySchema(PagedFeedSchema):
    """The query of a table: the oldest come first."""

    order = _order(OLDEST)


class FollowingQuerySchema(TableQuerySchema):
    """The query of whoever follows the feed."""

    wait = fields.Float(
        load_default=0.0,
        validate=validate.Range(0, LONGEST_WAIT),
        metadata={"description": f"Seconds to wait for an event where there is none yet, at most {LONGEST_WAIT:g}."},
    )
    include = IncludeField(
        fields.String(validate=validate.OneOf([WITHDRAWN]), metadata={"enum": [WITHDRAWN, ""]}),
        load_default=list,
        metadata={"description": "`withdrawn`: tell of events that are taken back, too, in the order of positions."},
    )


def selected(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a selection: what is given and not empty.

    >>> selected({"source": "usa", "code": ["18"], "quad": ["3", "4"], "text": ""})
    {'source': 'USA', 'codes': ('18',), 'quads': (3, 4)}
    """
    given = {name: value for name, value in data.items() if value not in ("", [], None)}
    return {_NAMES.get(name, name): _PLAIN.get(name, _same)(value) for name, value in given.items()}


def _same(value: Any) -> Any:
    return value


def _capitals(value: str) -> str:
    return value.upper()


def _numbers(value: list[str]) -> tuple[int, ...]:
    return tuple(map(int, value))


_NAMES = {"code": "codes", "quad": "quads", "penta": "pentas"}
_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("source", "target", "country", "role"), _capitals),
    "dyad": lambda value: tuple(value.upper().split(",")),
    "code": tuple,
    "quad": _numbers,
    "penta": _numbers,
}
