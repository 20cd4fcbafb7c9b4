"""The settings of Dragoman: one frozen object, read from `DRAGOMAN_*` variables and checked at start."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from coder.errors import SettingsError

PREFIX = "DRAGOMAN_"
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns a variable's text into a value; `allowed` says in words what it takes."""

    allowed: str
    read: Callable[[str], object]


def _text() -> Reader:
    return Reader("any text", str)


def _whole(least: int, most: int) -> Reader:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() else least - 1
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return Reader(f"a whole number from {least} to {most}", read)


def _seconds(least: float, most: float) -> Reader:
    def read(text: str) -> float:
        number = float(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return Reader(f"seconds from {least:g} to {most:g}", read)


def _word(*words: str) -> Reader:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Reader("one of " + ", ".join(words), read)


def _setting(default: Any, reader: Reader, meaning: str) -> Any:
    return field(default=default, metadata={"reader": reader, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its default; `docs/settings.md` lists the same in words."""

    model: str = _setting(
        "",
        _text(),
        "parsing model: empty = the embedded one, `default` = the official "
        "Stanza English package, else a folder",
    )
    dictionaries: str = _setting("", _text(), "folder of dictionaries; empty = the embedded ones")
    host: str = _setting("127.0.0.1", _text(), "address to listen on")
    port: int = _setting(8000, _whole(1, 65535), "port to listen on")
    workers: int = _setting(1, _whole(1, 64), "worker processes; one core each")
    log_level: str = _setting("info", _word(*LOG_LEVELS), "how much is logged, never an article's text")
    max_body: int = _setting(2 * 1024 * 1024, _whole(1024, 1 << 30), "bytes in a request's body")
    max_json_depth: int = _setting(32, _whole(3, 200), "nesting of a JSON body")
    max_articles: int = _setting(50, _whole(1, 10_000), "articles in one request")
    max_characters: int = _setting(
        100_000, _whole(1, 10_000_000), "characters of one article, title and parse apart"
    )
    max_sentences: int = _setting(500, _whole(1, 100_000), "sentences of one article that are coded")
    max_tokens: int = _setting(200, _whole(10, 2_000), "tokens of one sentence; longer ones are cut")
    max_events_per_sentence: int = _setting(12, _whole(1, 1_000), "events of one sentence")
    time_budget: float = _setting(
        30.0,
        _seconds(0.1, 3600),
        "seconds of work on one request; articles not begun by then answer `not-reached`",
    )
    wait: float = _setting(
        1.0, _seconds(0, 600), "seconds a request waits for its turn before it is told to come again (503)"
    )

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of an environment (this process's by default).

        :raise SettingsError: a variable holds a value it does not take.
        """
        variables = os.environ if environment is None else environment
        found = {
            each.name: _value(each, variables[variable(each)])
            for each in fields(cls)
            if variables.get(variable(each))
        }
        return cls(**found)


def variable(setting: Field[Any]) -> str:
    """The environment variable of a setting: `max_body` is `DRAGOMAN_MAX_BODY`."""
    return PREFIX + setting.name.upper()


def described() -> Iterator[tuple[str, str, str, str]]:
    """Every setting as documented: variable, default, allowed values, meaning."""
    for each in fields(Settings):
        default = "" if each.default == "" else f"{each.default}"
        yield variable(each), default, each.metadata["reader"].allowed, each.metadata["meaning"]


def _value(setting: Field[Any], text: str) -> Any:
    reader: Reader = setting.metadata["reader"]
    try:
        return reader.read(text)
    except ValueError:
        raise SettingsError(f"{variable(setting)} takes {reader.allowed}, not {text!r}") from None
