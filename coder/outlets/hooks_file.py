"""Reads `hooks.yaml`: strict YAML, and every hook's filter in the words of the feed's query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, Items, Node, as_text
from coder.errors import EntryError, HooksError, RequestError, YamlError
from coder.outlets.hooks import JSON, LINES, Hook, Hooks, Topic, Web
from coder.store.selection import Selection
from schemas.feed import load_filters

TOP_KEYS = ("hooks", "private")
COMMON_KEYS = ("name", "filter", "batch", "tries", "pause", "begin")
WEB_KEYS = ("address", "secret", "form")
TOPIC_KEYS = ("kafka", "topic")
MOST_BATCH = 1_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", re.ASCII)
_TOPIC = re.compile(r"[A-Za-z0-9._-]{1,249}", re.ASCII)
_BROKERS = re.compile(r"[^\s,]+:[0-9]{1,5}(?:,[^\s,]+:[0-9]{1,5})*", re.ASCII)


def read_hooks(path: Path, environment: Mapping[str, str]) -> Hooks:
    """The hooks of a file; `environment` has the secrets that it names.

    :raise HooksError: the file cannot be read, or is wrong somewhere: which line, and what to do.
    """
    try:
        root = yaml.read(path)
        root.refuse_unknown(TOP_KEYS)
        hooks = tuple(_hook(fields, environment) for fields in root.each("hooks"))
        if not hooks:
            raise root.error("there is no hook", "below `hooks:`, start every hook with `- name: ...`")
        _refuse_twins(root, hooks)
        return Hooks(hooks, root.choice("private", ("yes", "no"), "no") == "yes")
    except (EntryError, YamlError) as error:
        raise HooksError(str(error)) from None


def _hook(fields: Fields, environment: Mapping[str, str]) -> Hook:
    is_topic = fields.get("kafka") is not None
    fields.refuse_unknown((*COMMON_KEYS, *(TOPIC_KEYS if is_topic else WEB_KEYS)))
    name = _matched(fields, "name", _NAME, "letters, digits, hyphens, dots; at most 60")
    return Hook(
        name,
        _topic(fields) if is_topic else _web(fields, environment),
        _selection(fields),
        batch=_whole(fields, "batch", 100, MOST_BATCH),
        tries=_whole(fields, "tries", 12, 100),
        pause=_seconds(fields),
        from_now=fields.choice("begin", ("oldest", "now"), "oldest") == "now",
    )


def _web(fields: Fields, environment: Mapping[str, str]) -> Web:
    address, place = fields.text("address"), fields.required("address")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or not address.isprintable() or " " in address:
        raise place.error(f"`{address}` is no address", "it begins with https:// or http://")
    if parts.username or parts.password:
        raise place.error("an address does not hold a user's name", "sign with a `secret` instead")
    return Web(address, _secret(fields, environment), fields.choice("form", (JSON, LINES), JSON))


def _secret(fields: Fields, environment: Mapping[str, str]) -> str:
    """What the variable that the file names holds; the secret itself never stands in the file."""
    if (node := fields.get("secret")) is None:
        return ""
    variable = as_text(node, "secret").value
    if not environment.get(variable):
        raise node.error(f"the variable {variable} is not set", "`secret` names a variable that holds the secret")
    return environment[variable]


def _topic(fields: Fields) -> Topic:
    brokers = _matched(fields, "kafka", _BROKERS, "brokers with commas between them: `one.example:9092`")
    return Topic(brokers, _matched(fields, "topic", _TOPIC, "letters, digits, dots, hyphens, underscores"))


def _selection(fields: Fields) -> Selection:
    wanted = fields.fields("filter")
    if wanted is None:
        return Selection()
    try:
        return Selection(**load_filters({key.value: _words(value, key.value) for key, value in wanted.entries}))
    except RequestError as error:
        wrong = error.errors[0]
        key = wrong.field.split(".")[0].split("[")[0]
        hint = "the filters are those of the feed, docs/feeds.md lists them"
        raise EntryError(f"`filter` has a wrong `{key}`: {wrong.message}", wanted.place(key), hint) from None


def _words(value: Node, key: str) -> str:
    """A filter's text, a list with commas between its words as a query would have it."""
    if isinstance(value, Items):
        return ",".join(as_text(each, key).value for each in value.items)
    return as_text(value, key).value


def _matched(fields: Fields, key: str, pattern: re.Pattern[str], allowed: str) -> str:
    written = fields.text(key)
    if not pattern.fullmatch(written):
        raise fields.required(key).error(f"`{key}` cannot be `{written}`", allowed)
    return written


def _whole(fields: Fields, key: str, usual: int, most: int) -> int:
    written = fields.text(key, str(usual))
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0
    if not 1 <= number <= most:
        raise fields.required(key).error(f"`{key}` cannot be `{written}`", f"a whole number from 1 to {most}")
    return number


def _seconds(fields: Fields) -> float:
    written = fields.text("pause", "2")
    found = re.fullmatch(r"\d{1,4}(\.\d{1,3})?", written, re.ASCII)
    if not found or not 0.01 <= float(written) <= 3600:
        raise fields.required("pause").error(f"`pause` cannot be `{written}`", "seconds from 0.01 to 3600")
    return float(written)


def _refuse_twins(root: Fields, hooks: tuple[Hook, ...]) -> None:
    names = [hook.name for hook in hooks]
    for place, name in zip(root.each("hooks"), names, strict=True):
        if names.count(name) > 1:
            raise EntryError(f"two hooks are called `{name}`", place.place("name"), "give each a name of its own")
