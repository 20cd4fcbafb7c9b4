"""The lines of examples: `NOR > SWE 111 future` and `Norwegian police = NORCOP`, each part looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coder.coding.events import FLAGS
from coder.coding.ontology import CameoCode
from coder.dictionaries.actor_codes import Codes
from coder.dictionaries.lints.findings import Finding, Severity, as_finding
from coder.dictionaries.nodes import Fields, Items, Text, suggest
from coder.dictionaries.ontology import code_hint
from coder.errors import EntryError

_HOW = "write it as `NOR > SWE 111`: who does it, >, to whom, the CAMEO code"
_UNKNOWN = "---"


def wrong_lines(entry: Fields, codes: Codes, cameo: Mapping[str, CameoCode]) -> Iterator[Finding]:
    """What is wrong in the `events`, `actors` and `not` lines of an entry's examples."""
    examples = entry.get("examples")
    for example in examples.items if isinstance(examples, Items) else ():
        # a known gap may name codes that will only come with what closes it
        if isinstance(example, Fields) and example.get("xfail") is None:
            yield from (found for text in _lines(example, "events") for found in _event(text, codes, cameo))
            phrases = (*_lines(example, "actors"), *(_lines(example, "not") if example.get("text") else ()))
            yield from (found for text in phrases for found in _phrase(text, example, codes))


def _lines(example: Fields, key: str) -> tuple[Text, ...]:
    node = example.get(key)
    nodes = node.items if isinstance(node, Items) else (node,)
    return tuple(each for each in nodes if isinstance(each, Text))


def _event(line: Text, codes: Codes, cameo: Mapping[str, CameoCode]) -> Iterator[Finding]:
    parts = re.fullmatch(r"(?P<source>\S+) > (?P<target>\S+)(?: (?P<rest>.*))?", line.value.strip())
    if parts is None:
        yield _error(line, f"`{line.value}` does not say who does it to whom", _HOW)
        return
    for end in (parts["source"], parts["target"]):
        yield from _actor(Text(end, line.location), codes)
    code, *flags = (parts["rest"] or "").split() or [""]
    if not code:
        yield _error(line, f"`{line.value}` has no CAMEO code", _HOW)
    elif code not in cameo:
        yield _error(line, f"`{code}` is not a CAMEO code", code_hint(code, cameo))
    for flag in flags:
        if flag not in FLAGS:
            yield _error(line, f"unknown flag `{flag}`", suggest(flag, FLAGS))


def _actor(code: Text, codes: Codes) -> Iterator[Finding]:
    known = code.value.removeprefix(_UNKNOWN)
    if known:
        try:
            codes.split(Text(known, code.location))
        except EntryError as error:
            yield as_finding(error)


def _phrase(line: Text, example: Fields, codes: Codes) -> Iterator[Finding]:
    phrase, equals, code = line.value.rpartition(" = ")
    if not equals:
        return
    yield from _actor(Text(code.strip(), line.location), codes)
    text = example.get("text")
    if isinstance(text, Text) and phrase not in text.value:
        message = f"`{phrase}` does not stand in the sentence"
        yield Finding(Severity.ERROR, message, line.location, "write the phrase as it stands there, capitals and all")


def _error(line: Text, message: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, message, line.location, hint)
