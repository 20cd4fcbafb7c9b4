"""The settings of Dragoman: one frozen object, read from `DRAGOMAN_*` variables and checked at start."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from coder.errors import SettingsError

PREFIX = "DRAGOMAN_"
LOG_LEVELS = ("debug", "info", "warning", "error")
MEBIBYTE = 1024 * 1024
PERIODS = {"second": 1, "minute": 60, "hour": 3600}
_REDIS = re.compile(r"(rediss?|unix)://.", re.ASCII)
_DATABASE = re.compile(r"sqlite:///.|postgresql://.", re.ASCII)
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|\*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds, as many of them at once."""

    requests: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns a variable's text into a value; `allowed` says in words what it takes."""

    allowed: str
    read: Callable[[str], object]
    secret: bool = False


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


def _yes() -> Reader:
    def read(text: str) -> bool:
        if text not in ("yes", "no"):
            raise ValueError(text)
        return text == "yes"

    return Reader("yes or no", read)


def _rate() -> Reader:
    def read(text: str) -> Rate:
        count, _, period = text.partition("/")
        if not (count.isascii() and count.isdigit() and 1 <= int(count) <= 1_000_000) or period not in PERIODS:
            raise ValueError(text)
        return Rate(int(count), PERIODS[period])

    return Reader("requests for a time: `10/second`, `60/minute`, `1000/hour`", read)


def _origins() -> Reader:
    def read(text: str) -> tuple[str, ...]:
        origins = tuple(origin.strip() for origin in text.split(","))
        if not all(_ORIGIN.fullmatch(origin) for origin in origins):
            raise ValueError(text)
        return origins

    return Reader("origins with commas between them (`https://example.org`), or `*`", read)


def _store() -> Reader:
    def read(text: str) -> str:
        if text != "memory" and not _REDIS.match(text):
            raise ValueError(text)
        return text

    return Reader("`memory`, or the address of a Redis (`redis://`, `rediss://`, `unix://`)", read, secret=True)


def _database() -> Reader:
    def read(text: str) -> str:
        if not _DATABASE.match(text):
            raise ValueError(text)
        return text

    return Reader("`sqlite:///FILE`, or `postgresql://USER:PASSWORD@HOST/NAME`", read, secret=True)


def _setting(default: Any, reader: Reader, meaning: str) -> Any:
    return field(default=default, metadata={"reader": reader, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its default; `docs/settings.md` lists the same in words."""

    model: str = _setting(
        "",
        _text(),
        "parsing model: empty = the embedded one, `default` = the official Stanza English package, else a folder",
    )
    dictionaries: str = _setting("", _text(), "folder of dictionaries; empty = the embedded ones")
    host: str = _setting("127.0.0.1", _text(), "address to listen on")
    port: int = _setting(8000, _whole(1, 65535), "port to listen on")
    workers: int = _setting(1, _whole(1, 64), "worker processes; one core each")
    log_level: str = _setting("info", _word(*LOG_LEVELS), "how much is logged, never an article's text")
    max_body: int = _setting(2 * 1024 * 1024, _whole(1024, 1 << 30), "bytes in a request's body")
    max_json_depth: int = _setting(32, _whole(3, 200), "nesting of a JSON body")
    max_json_digits: int = _setting(1_000, _whole(20, 4_000), "characters of one number in a JSON body")
    max_articles: int = _setting(50, _whole(1, 10_000), "articles in one request")
    max_characters: int = _setting(100_000, _whole(1, 10_000_000), "characters of one article, title and parse apart")
    max_sentences: int = _setting(500, _whole(1, 100_000), "sentences of one article that are coded")
    max_tokens: int = _setting(200, _whole(10, 2_000), "tokens of one sentence; longer ones are cut")
    max_events_per_sentence: int = _setting(12, _whole(1, 1_000), "events of one sentence")
    time_budget: float = _setting(
        30.0,
        _seconds(0.1, 3600),
        "seconds of work on one request; articles not begun by then answer `not-reached`",
    )
    max_streams: int = _setting(
        32, _whole(1, 1_000), "streams of articles that one worker serves at a time; more are told to come again (503)"
    )
    max_followers: int = _setting(
        32,
        _whole(1, 1_000),
        "readers of the feed that one worker lets wait for events at a time; more are told to come again (503)",
    )
    article_time: float = _setting(
        60.0, _seconds(0.1, 3600), "seconds that coding one article may take; more of it answers `too-costly`"
    )
    article_memory: int = _setting(
        2_048, _whole(64, 1 << 20), "mebibytes that coding one article may take; more of it answers `too-costly`"
    )
    wait: float = _setting(
        1.0, _seconds(0, 600), "seconds a request waits for its turn before it is told to come again (503)"
    )
    cache: str = _setting("", _store(), "where results are kept to be given again; empty = nowhere")
    cache_size: int = _setting(64, _whole(1, 1 << 20), "mebibytes of results kept in memory")
    cache_time: int = _setting(86_400, _whole(1, 31_536_000), "seconds that Redis keeps a result")
    queue: int = _setting(
        8, _whole(0, 1_000), "requests that may wait for their turn; the next is told at once to come again (503)"
    )
    read_time: float = _setting(
        20.0, _seconds(0.1, 3600), "seconds a client may take to send a request (a line of it, in JSON lines)"
    )
    public: bool = _setting(
        False, _yes(), "listen on other addresses than loopback although no keys are set; the container image says yes"
    )
    keys_file: str = _setting("", _text(), "file of API keys (`dragoman key` makes them); empty = no key is asked for")
    admin_keys_file: str = _setting("", _text(), "file of keys for `/admin/`; empty = these routes answer 404")
    rate: Rate | None = _setting(  # noqa: RUF009
        None, _rate(), "requests that one key, or without keys one address, may make; empty = no limit"
    )
    proxies: int = _setting(
        0, _whole(0, 10), "proxies in front whose `X-Forwarded-For` and `-Proto` are believed; 0 = they are not read"
    )
    cors: tuple[str, ...] = _setting((), _origins(), "web pages that may call the service from a browser")

    store: str = _setting(
        "sqlite:///dragoman.sqlite",
        _database(),
        "where `dragoman watch` keeps articles and events, and feeds come from",
    )
    store_text: bool = _setting(True, _yes(), "whether the store keeps the text of articles")
    store_parses: bool = _setting(
        True, _yes(), "whether the store keeps the parses of articles, from which `dragoman recode` codes again"
    )

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of an environment (this process's by default).

        :raise SettingsError: a variable holds a value it does not take.
        """
        variables = os.environ if environment is None else environment
        found = {
            each.name: _value(each, variables[variable(each)]) for each in fields(cls) if variables.get(variable(each))
        }
        return cls(**found)


def variable(setting: Field[Any]) -> str:
    """The environment variable of a setting: `max_body` is `DRAGOMAN_MAX_BODY`."""
    return PREFIX + setting.name.upper()


def described() -> Iterator[tuple[str, str, str, str]]:
    """Every setting as documented: variable, default, allowed values, meaning."""
    for each in fields(Settings):
        yield variable(each), _written(each.default), each.metadata["reader"].allowed, each.metadata["meaning"]


def _written(default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default in ("", None, ()) else f"{default}"


def _value(setting: Field[Any], text: str) -> Any:
    reader: Reader = setting.metadata["reader"]
    try:
        return reader.read(text)
    except ValueError:
        given = "what it holds" if reader.secret else repr(text)
        raise SettingsError(f"{variable(setting)} takes {reader.allowed}, not {given}") from None
