"""What may be sent: the HTTP contract's side of an article and its options."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema
from webargs.fields import DelimitedList

from coder.article import Article
from coder.coder import INCLUDABLE, Options
from coder.errors import FieldError, RequestError
from coder.pages import INSTALL, can_read_pages
from schemas.strict_json import printable

MOST_IN_TITLE = 1000

_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$(?!\n)", re.ASCII)
WRITTEN = r"\S"
"""What a text has that is not blank."""

_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ](.+))?", re.ASCII)


class ArticleDate(fields.Date):
    """A day: `2021-06-15`, or the day as written of a time with a zone, `2021-06-15T08:30:00Z`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime.date:
        try:
            return _day(value)
        except (TypeError, ValueError):
            raise ValidationError(
                "Not a date of the form YYYY-MM-DD (a time with a zone may follow: 2021-06-15T08:30:00Z)."
            ) from None


def _day(value: str) -> datetime.date:
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(value)
    if match[2] is not None and datetime.datetime.fromisoformat(value.upper()).tzinfo is None:
        raise ValueError(value)
    return datetime.date.fromisoformat(match[1])


def _not_blank(text: str) -> None:
    if not text.strip():
        raise ValidationError("There is no text to code.")


def _line(most: int, meaning: str) -> fields.String:
    return fields.String(load_default="", validate=validate.Length(max=most), metadata={"description": meaning})


def _readable(html: str) -> None:
    _not_blank(html)
    if not can_read_pages():
        raise ValidationError(f"This installation reads no HTML; {INSTALL}, or send the `text`.")


class DescriptionSchema(Schema):
    """What is told of an article beside its text."""

    id = _line(200, "Your own name for the article; comes back with its events.")
    date = ArticleDate(
        load_default=None,
        allow_none=True,
        metadata={"description": "Day of publication; decides which office a person held."},
    )
    title = _line(MOST_IN_TITLE, "The headline; it is coded too, with offsets of its own.")
    url = _line(2000, "Where the article stands; comes back unread.")
    publisher = _line(200, "Who published it; comes back unread.")
    language = fields.String(
        load_default="en",
        validate=validate.Regexp(_LANGUAGE, error="Not a language tag such as `en`."),
        metadata={"description": "Language tag; only English is coded.", "default": "en"},
    )


class ArticleSchema(DescriptionSchema):
    """One news article to code, as `text` or as a web page in `html`."""

    error_messages = {"type": "Not an article: an object with a `text`."}  # noqa: RUF012

    text = fields.String(
        load_default="",
        validate=_not_blank,
        metadata={
            "description": "The article's text; all offsets in the answer count its code points.",
            "pattern": WRITTEN,
        },
    )
    html = fields.String(
        load_default="",
        validate=_readable,
        metadata={
            "description": "A web page instead of `text`. The answer has the text found on it in `page`, and "
            "offsets count in that; title and date are taken from the page where none are sent.",
            "pattern": WRITTEN,
        },
    )
    parse = fields.String(
        load_default="",
        metadata={"description": "The text's parse as CoNLL-U; when given, no parser runs."},
    )

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _one_of_two(self, data: Any, original: Any, **_: Any) -> None:
        if not isinstance(original, Mapping):
            return
        given = [name for name in ("text", "html") if name in original]
        if not given:
            raise ValidationError("Missing: send the article's `text`, or a web page as `html`.", "text")
        if len(given) == 2:
            raise ValidationError("Send `text` or `html`, not both.", "html")

    @post_load
    def _article(self, data: dict[str, Any], **_: Any) -> Article:
        return Article(**data)


class IncludeField(DelimitedList):
    """Words with commas between them; the parameter may also be repeated."""

    is_multiple = True

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        words = [value] if isinstance(value, str) else value
        joined = ",".join(word for word in ",".join(map(str, words)).split(",") if word)
        found: list[Any] = super()._deserialize(joined, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        return found


class IncludeSchema(Schema):
    """What else to return beside resolved, asserted events."""

    include = IncludeField(
        fields.String(validate=validate.OneOf(INCLUDABLE), metadata={"enum": [*INCLUDABLE, ""]}),
        load_default=list,
        metadata={
            "description": "Events to return as well: `unresolved` (an actor without a country), `negated` "
            "(and no code for the refusal), `hypothetical`.",
        },
    )


class OptionsSchema(IncludeSchema):
    """The options by themselves, for the command line."""

    @post_load
    def _options(self, data: dict[str, Any], **_: Any) -> Options:
        return Options(include=frozenset(data["include"]))


def with_defaults(value: Any, given: Mapping[str, str]) -> Any:
    """An article, or a list of them, as sent, with the fields given elsewhere for those that lack them."""
    if isinstance(value, list):
        return [with_defaults(each, given) for each in value]
    return {**given, **value} if isinstance(value, dict) else value


def load_articles(value: Any, most: int) -> tuple[Article, ...]:
    """The articles of a body: one object, or a list of them.

    :raise RequestError: `invalid-request`, with every wrong field named (`articles[3].date`).
    """
    many = isinstance(value, list)
    if many and not 1 <= len(value) <= most:
        raise invalid({"articles": [f"A request takes 1 to {most} articles, not {len(value)}."]})
    try:
        loaded = ArticleSchema().load(value, many=many)
    except ValidationError as error:
        messages: Any = error.messages
        raise invalid({"articles": messages} if many else messages) from None
    return tuple(loaded) if many else (loaded,)


def load_article(value: Any) -> Article:
    """The article of a line.

    :raise RequestError: `invalid-request`, with every wrong field named.
    """
    try:
        loaded: Article = ArticleSchema().load(value)
    except ValidationError as error:
        messages: Any = error.messages
        raise invalid(messages) from None
    return loaded


def invalid(messages: Mapping[Any, Any]) -> RequestError:
    """marshmallow's nested messages as one error that lists the fields."""
    errors = tuple(_flat("", messages))
    count = "one field is" if len(errors) == 1 else f"{len(errors)} fields are"
    return RequestError("invalid-request", f"{count} not as the schema says", errors)


def _flat(path: str, messages: Any) -> Iterator[FieldError]:
    if isinstance(messages, Mapping):
        for key, each in messages.items():
            yield from _flat(_step(path, key), each)
    else:
        yield from (FieldError(path, str(each)) for each in messages)


def _step(path: str, key: Any) -> str:
    if key == "_schema":
        return path
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{printable(key)}" if path else printable(key)
