"""Reads `feeds.yaml`: the strict YAML of the dictionaries, every mistake told at once with its place and a hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, Items, Text, as_fields, as_text, suggest
from coder.errors import EntryError, FeedsError, Location, YamlError
from coder.watch.feeds import DAY, MOST, Feeds, Kind, Source, Undated

TOP_KEYS = ("sources", "defaults", "private", "contact")
COMMON_KEYS = ("name", "publisher", "language", "limit", "characters", "undated")
KIND_KEYS = {
    Kind.FEED: ("every", "follow", "headers", "delay", "tries"),
    Kind.FOLDER: ("every", "settle"),
    Kind.STDIN: (),
}
SOURCE_KEYS = (*Kind, *COMMON_KEYS, *dict.fromkeys(key for keys in KIND_KEYS.values() for key in keys))
DEFAULT_KEYS = tuple(key for key in SOURCE_KEYS if key not in (*Kind, "name"))
STDIN_FORMS = ("jsonl",)
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": DAY}
_DURATION = re.compile(
    r"(?P<number>\d+(?:\.\d+)?) ?(?P<unit>s|m|h|d|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?)", re.ASCII
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", re.ASCII)
_NO_NAME = re.compile(r"[^a-z0-9]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", re.ASCII)
_OWN_HEADERS = ("host", "user-agent", "if-none-match", "if-modified-since", "content-length", "transfer-encoding")

Read = TypeVar("Read")


def read_feeds(path: Path) -> Feeds:
    """The feeds of a file; folders named in it are looked for beside it.

    :raise FeedsError: the file cannot be read, or has mistakes: all of them, one a line.
    """
    file = str(path)
    try:
        root, errors = yaml.outline(yaml.contents(path, file), file)
    except YamlError as error:
        raise _refusal(file, [error]) from None
    found = _File(path.parent, list(errors))
    feeds = found.feeds(root)
    if found.errors:
        raise _refusal(file, found.errors)
    return feeds


def _refusal(file: str, errors: list[YamlError | EntryError]) -> FeedsError:
    ordered = sorted(errors, key=lambda each: (each.location.line, each.location.column))
    lines = dict.fromkeys(str(each) for each in ordered)
    count = "a mistake" if len(lines) == 1 else f"{len(lines)} mistakes"
    return FeedsError("\n".join((f"{file} has {count}:", *lines)))


@dataclass(slots=True)
class _File:
    """One reading of a file; mistakes are noted, and what is around them is read on."""

    folder: Path
    errors: list[YamlError | EntryError] = field(default_factory=list)

    def feeds(self, root: Fields) -> Feeds:
        if self.errors and not root.entries:
            return Feeds(())
        self._refuse_unknown(root, TOP_KEYS, "")
        defaults = self._take(lambda: root.fields("defaults"), None) or Fields((), root.location)
        self._refuse_unknown(defaults, DEFAULT_KEYS, "defaults")
        _Values(self, Fields((), root.location), defaults).check_all()
        sources = [source for each in self._listed(root) if (source := self._source(each, defaults))]
        self._refuse_twins(sources)
        contact = self._take(lambda: root.text("contact", ""), "")
        return Feeds(tuple(source for source, _ in sources), self._flag(root, "private"), contact)

    def _listed(self, root: Fields) -> Iterator[Fields]:
        node = self._take(lambda: root.required("sources"), None)
        if node is None:
            return
        if not isinstance(node, Items) or not node.items:
            self._note(node.error("`sources` must be a list", "below `sources:`, start every source with `- `"))
            return
        for item in node.items:
            hint = "begin it with `- feed: https://...`, `- folder: ...` or `- stdin: jsonl`"
            if isinstance(item, Fields):
                yield item
            else:
                self._note(item.error("a source must be made of `key: value` pairs", hint))

    def _source(self, fields: Fields, defaults: Fields) -> tuple[Source, Location] | None:
        kinds = [kind for kind in Kind if fields.get(kind) is not None]
        self._refuse_unknown(fields, SOURCE_KEYS, "a source")
        if len(kinds) != 1:
            said = "a source has " + ("no place" if not kinds else " and ".join(f"`{each}`" for each in kinds))
            self._note(fields.error(said, "name one of `feed`, `folder`, `stdin`"))
            return None
        (kind,) = kinds
        for key, _ in fields.entries:
            if key.value in SOURCE_KEYS and key.value not in (*Kind, *COMMON_KEYS, *KIND_KEYS[kind]):
                self._note(key.error(f"`{key.value}` says nothing of a source that is a {kind}", "delete the line"))
        place = self._take(lambda: self._place(fields, kind), "")
        name = self._take(lambda: _name(fields, kind, place), "")
        return _Values(self, fields, defaults).source(name, kind, place), fields.place("name")

    def _place(self, fields: Fields, kind: Kind) -> str:
        written, node = fields.text(kind), fields.required(kind)
        if kind is Kind.STDIN:
            return fields.choice(kind, STDIN_FORMS)
        if kind is Kind.FOLDER:
            path = self.folder / Path(written).expanduser()
            if not path.is_dir():
                raise node.error(f"there is no folder {path}", "make it, or name another")
            return str(path)
        _check_address(written, node.error)
        return written

    def _refuse_twins(self, sources: list[tuple[Source, Location]]) -> None:
        first: dict[str, Location] = {}
        for source, place in sources:
            if source.name and source.name in first:
                hint = f"the first is on line {first[source.name].line}; give one another `name`"
                self._note(EntryError(f"two sources are called `{source.name}`", place, hint))
            first.setdefault(source.name, place)
        for source, place in [each for each in sources if each[0].kind is Kind.STDIN][1:]:
            self._note(EntryError(f"`{source.name}` reads standard input too", place, "one source can"))

    def _refuse_unknown(self, fields: Fields, allowed: tuple[str, ...], where: str) -> None:
        for key, _ in fields.entries:
            if key.value not in allowed:
                said = f"unknown key `{key.value}`" + (f" of {where}" if where else "")
                self._note(key.error(said, suggest(key.value, allowed)))

    def _flag(self, fields: Fields, key: str) -> bool:
        return self._take(lambda: fields.choice(key, ("yes", "no"), "no"), "no") == "yes"

    def _take(self, read: Callable[[], Read], otherwise: Read) -> Read:
        """What is read, or the other value where that is a mistake, which is noted."""
        try:
            return read()
        except EntryError as error:
            self._note(error)
            return otherwise

    def _note(self, error: EntryError) -> None:
        self.errors.append(error)


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a source: its own, else the file's defaults, else those of its kind."""

    file: _File
    own: Fields
    defaults: Fields

    def check_all(self) -> None:
        """Note what is wrong in the defaults, once for all sources."""
        _Values(self.file, self.defaults, self.own).source("", Kind.FEED, "")
        _Values(self.file, self.defaults, self.own)._seconds("settle", 0.0, 3600.0)

    def source(self, name: str, kind: Kind, place: str) -> Source:
        plain = Source(name, kind, place)
        return Source(
            name,
            kind,
            place,
            publisher=self._text("publisher"),
            language=self._text("language", _language),
            every=self._seconds("every", 1.0, 7 * DAY) or (10.0 if kind is Kind.FOLDER else plain.every),
            limit=self._whole("limit", 100 if kind is Kind.FEED else MOST, 1, MOST),
            characters=self._whole("characters", plain.characters, 1, 10_000_000),
            follow=self._choice("follow", ("no", "yes")) == "yes",
            headers=self._headers(),
            delay=_or(self._seconds("delay", 0.0, 3600.0), plain.delay),
            undated=Undated(self._choice("undated", tuple(Undated))),
            tries=self._whole("tries", plain.tries, 1, 20),
            settle=_or(self._seconds("settle", 0.0, 3600.0), plain.settle),
        )

    def _where(self, key: str) -> Fields:
        """Whose value counts."""
        return self.own if self.own.get(key) is not None else self.defaults

    def _read(self, key: str, read: Callable[[Text], Read], otherwise: Read) -> Read:
        """A value; a mistake in the defaults is noted where the defaults are read, and not with every source."""
        fields = self._where(key)
        if (node := fields.get(key)) is None:
            return otherwise
        try:
            return read(as_text(node, key))
        except EntryError as error:
            if fields is self.own:
                self.file.errors.append(error)
            return otherwise

    def _text(self, key: str, check: Callable[[Text], str] | None = None) -> str:
        return self._read(key, check or (lambda text: _line(text, key)), "")

    def _choice(self, key: str, allowed: tuple[str, ...]) -> str:
        def read(text: Text) -> str:
            if text.value not in allowed:
                raise text.error(f"`{key}` cannot be `{text.value}`", suggest(text.value, allowed))
            return text.value

        return self._read(key, read, allowed[0])

    def _whole(self, key: str, otherwise: int, least: int, most: int) -> int:
        def read(text: Text) -> int:
            number = int(text.value) if text.value.isascii() and text.value.isdigit() and len(text.value) < 12 else -1
            if not least <= number <= most:
                raise text.error(f"`{key}` cannot be `{text.value}`", f"a whole number from {least} to {most}")
            return number

        return self._read(key, read, otherwise)

    def _seconds(self, key: str, least: float, most: float) -> float | None:
        def read(text: Text) -> float | None:
            found = _DURATION.fullmatch(text.value)
            seconds = float(found["number"]) * _UNITS[found["unit"][0]] if found else -1.0
            if not least <= seconds <= most:
                hint = f"a number and a unit, from {_spoken(least)} to {_spoken(most)}: `30 seconds`, `15 minutes`"
                raise text.error(f"`{key}` cannot be `{text.value}`", hint)
            return seconds

        return self._read(key, read, None)

    def _headers(self) -> tuple[tuple[str, str], ...]:
        fields = self._where("headers")
        node = fields.get("headers")
        if node is None:
            return ()
        try:
            return tuple(_header(key, as_text(value, key.value)) for key, value in as_fields(node, "headers").entries)
        except EntryError as error:
            if fields is self.own:
                self.file.errors.append(error)
            return ()


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _spoken(seconds: float) -> str:
    for unit, size in (("day", DAY), ("hour", 3600.0), ("second", 1.0)):
        if seconds >= size or size == 1.0:
            return f"{seconds / size:g} {unit}" + ("" if seconds == size else "s")
    return ""


def _line(text: Text, key: str) -> str:
    if "\n" in text.value or len(text.value) > 200:
        raise text.error(f"`{key}` is one line of at most 200 characters")
    return text.value.strip()


def _language(text: Text) -> str:
    if not _LANGUAGE.fullmatch(text.value):
        raise text.error(f"`language` cannot be `{text.value}`", "a language tag such as `en` or `en-GB`")
    if text.value.lower().split("-")[0] not in ("en", "eng"):
        raise text.error(f"articles in `{text.value}` cannot be coded", "only English is; take the source out")
    return text.value


def _header(key: Text, value: Text) -> tuple[str, str]:
    if not _HEADER.fullmatch(key.value) or key.value.lower() in _OWN_HEADERS:
        raise key.error(f"`{key.value}` cannot be sent as a header", f"not one of {', '.join(_OWN_HEADERS)}")
    if not value.value.isascii() or not value.value.isprintable():
        raise value.error(f"the value of `{key.value}` cannot be sent", "plain ASCII characters on one line")
    return key.value, value.value


def _name(fields: Fields, kind: Kind, place: str) -> str:
    """A source's name as given, else made from where it is."""
    if fields.get("name") is None:
        parts = urlsplit(place)
        stem = (
            f"{parts.hostname} {parts.path}" if kind is Kind.FEED else place if kind is Kind.STDIN else Path(place).name
        )
        return _NO_NAME.sub("-", stem.lower().removeprefix("www.")).strip("-")[:60].strip("-") or str(kind)
    written, node = fields.text("name"), fields.required("name")
    if not _NAME.fullmatch(written):
        raise node.error(
            f"`name` cannot be `{written}`", "letters, digits, hyphens, dots; at most 60: `northern-herald`"
        )
    return written


def _check_address(written: str, error: Callable[[str, str], EntryError]) -> None:
    try:
        parts = urlsplit(written)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or any(sign.isspace() or not sign.isprintable() for sign in written):
        raise error(f"`{written}` is no address of a feed", "it begins with http:// or https://")
    if parts.username or parts.password:
        raise error("an address does not hold a user's name", "send it in `headers`, as `Authorization: Basic ...`")
