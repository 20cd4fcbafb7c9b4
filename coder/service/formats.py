"""Which form an answer takes: what the query says, else what `Accept` prefers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import dump_options_header, parse_options_header


def chosen_format(asked: str, media_types: Mapping[str, str]) -> str:
    """The name of the form to answer in, of those that a route has, the first being the usual one.

    :raise NotAcceptable: `Accept` takes none of them.
    """
    if asked:
        return asked
    if "Accept" not in request.headers:
        return next(iter(media_types))
    ranked = [each for each in _ranked(media_types) if each.quality > 0]
    if not ranked:
        there = ", ".join(f"{media_type} (format={name})" for name, media_type in media_types.items())
        raise NotAcceptable(f"There is no answer of the type asked for. There is: {there}.")
    return max(ranked, key=lambda each: (each.quality, each.fit)).name


@dataclass(frozen=True, slots=True)
class Ranked:
    """A form of answers with the quality that `Accept` gives it, and how closely it was named."""

    name: str
    quality: float
    fit: int


def _ranked(media_types: Mapping[str, str]) -> Iterator[Ranked]:
    """The forms that `Accept` names, each by the range that fits it most closely."""
    ranges = [(_normal(value), quality) for value, quality in request.accept_mimetypes]
    for name, media_type in media_types.items():
        found = [(fit, quality) for wanted, quality in ranges if (fit := _fit(wanted, media_type))]
        if found:
            fit, quality = max(found)
            yield Ranked(name, quality, fit)


def _normal(value: str) -> str:
    """A media range without what says nothing of the form wanted; all answers are UTF-8."""
    name, options = parse_options_header(value)
    kept = {key: option for key, option in options.items() if key in ("layout", "version")}
    return dump_options_header(name.lower(), kept)


def _fit(wanted: str, media_type: str) -> int:
    """How closely a media range fits a media type: 0 not at all, 3 exactly; layouts have to be named."""
    if wanted == media_type:
        return 3
    if ";" in media_type:
        return 0
    return 2 if wanted == media_type.split("/")[0] + "/*" else 1 if wanted == "*/*" else 0
