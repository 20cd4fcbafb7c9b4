"""Actors and agents: what is wrong in one file, and what each entry tells the checks between files."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from coder.actors.spelling import phrase_words, singular
from coder.dictionaries.actor_codes import Codes, Header, header_of
from coder.dictionaries.actors import read_actor, read_agent
from coder.dictionaries.doubts import Claim, OpenOffice, claims_of, open_offices, reversed_dates, shared_names, stale
from coder.dictionaries.examples import read_phrase_examples
from coder.dictionaries.lints.context import Context
from coder.dictionaries.lints.files import entries_of
from coder.dictionaries.lints.findings import Finding, Severity, as_finding, as_findings
from coder.dictionaries.lints.lines import wrong_lines
from coder.dictionaries.lints.rules import both_examples, empty_lists, example_keys, odd_values, wrong_id
from coder.dictionaries.mending import every_error
from coder.dictionaries.nodes import Fields, Text, suggest
from coder.dictionaries.sheets import Sheet
from coder.errors import Location

_FORMS = {
    "checked": (re.compile(r"no|\d{4}-\d{2}-\d{2}"), 'a day or "no"', "the day when you opened a source: 2026-11-21"),
    "wikidata": (re.compile(r"Q\d+"), "a Wikidata item", "write Q and its number: Q76"),
}
_ACTOR = {"id": "entry", "kind": "person", "name": "entry"}
_AGENT = {"id": "entry", "code": "none"}


@dataclass(frozen=True, slots=True)
class ActorReport:
    """What a file of actors gives: its own findings, and facts for the checks between files."""

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    offices: tuple[OpenOffice, ...]


@dataclass(frozen=True, slots=True)
class AgentReport:
    """What a file of agents gives: its own findings, its ids and the nouns they claim."""

    findings: tuple[Finding, ...]
    ids: tuple[Text, ...]
    nouns: tuple[tuple[Text, str], ...]


def headers_of(sheet: Sheet) -> tuple[Header, ...]:
    """The headers of a file's entries; what stands there besides is found later."""
    return tuple(header_of(entry) for entry in entries_of(sheet, "actors", []))


def check_actors(sheet: Sheet, bases: Mapping[str, Fields], context: Context, codes: Codes) -> ActorReport:
    """A file of actors by itself; `bases` are the entries of other files that its own extend."""
    findings: list[Finding] = list(as_findings(sheet.errors))
    claims: list[Claim] = []
    offices: list[OpenOffice] = []
    for entry in entries_of(sheet, "actors", findings):
        header = header_of(entry)
        base = bases.get(header.id) if header.extends else None
        if header.extends and base is None:
            continue
        read = partial(read_actor, base=() if base is None else (base,), codes=codes)
        actor, errors = every_error(entry, read, sheet.dropped, _ACTOR)
        found = [*as_findings(errors), *_phrases(entry, sheet, context, codes)]
        if actor is not None and not errors:
            found += as_findings(reversed_dates(entry), Severity.WARNING)
            claims += claims_of(entry)
            offices += open_offices(entry)
        findings += found
    return ActorReport(tuple(findings), tuple(claims), tuple(offices))


def check_agents(sheet: Sheet, context: Context, codes: Codes) -> AgentReport:
    """A file of agents by itself."""
    findings: list[Finding] = list(as_findings(sheet.errors))
    ids: list[Text] = []
    nouns: list[tuple[Text, str]] = []
    for entry in entries_of(sheet, "agents", findings):
        agent, errors = every_error(entry, lambda fields: read_agent(fields, codes), sheet.dropped, _AGENT)
        findings += as_findings(errors)
        findings += _phrases(entry, sheet, context, codes, both=True)
        if isinstance(id_ := entry.get("id"), Text):
            ids.append(id_)
        if agent is not None:
            nouns += ((noun, agent[0].id) for noun in agent[1])
            if not agent[1]:
                hint = "write `nouns: [...]`, the words that mean such a person, in the singular"
                findings.append(Finding(Severity.ERROR, f"`{agent[0].id}` has no nouns", entry.location, hint))
    return AgentReport(tuple(findings), tuple(ids), tuple(nouns))


def _phrases(entry: Fields, sheet: Sheet, context: Context, codes: Codes, both: bool = False) -> Iterator[Finding]:
    """The id, the lists and the examples of an entry."""
    if isinstance(id_ := entry.get("id"), Text):
        yield from wrong_id(id_)
    yield from as_findings(every_error(_examples_alone(entry), read_phrase_examples, sheet.dropped)[1])
    yield from empty_lists(entry, {"actors", "not"})
    yield from odd_values(entry, _FORMS)
    yield from wrong_lines(entry, codes, context.ontology.codes)
    if both:
        keys = set(example_keys(entry))
        line = '["Turkish police = TURCOP"]'
        how_hit = f"below `examples:` add `- text: ...` with `actors: {line}`"
        how_miss = f"below `examples:` add `- text: ...` with `not: {line}`, a code that a phrase must not get"
        yield from both_examples(entry, "actors" in keys, "not" in keys, how_hit, how_miss)


def _examples_alone(entry: Fields) -> Fields:
    """The entry with its id and its examples: the rest is read elsewhere."""
    kept = tuple((key, value) for key, value in entry.entries if key.value == "examples")
    name = Text("id", entry.location)
    return Fields(((name, Text("entry", entry.location)), *kept), entry.location)


# --- between files ------------------------------------------------------------------------------------


def check_between_actors(
    headers: Iterable[Header], claims: Iterable[Claim], offices: Iterable[OpenOffice], today: datetime.date
) -> Iterator[Finding]:
    """What is wrong with actors side by side, and which offices somebody should look up."""
    yield from _ids(headers)
    yield from as_findings(shared_names(claims), Severity.WARNING)
    yield from as_findings(stale(offices, today), Severity.NOTE)


def _ids(headers: Iterable[Header]) -> Iterator[Finding]:
    known = [header for header in headers if header.id]
    first: dict[str, Header] = {}
    for header in known:
        if not header.extends and (other := first.setdefault(header.id, header)) is not header:
            more = ", or add `extends: true` if it is the same actor"
            yield taken(Text(header.id, header.location), other.location, more)
    for header in known:
        if header.extends and header.id not in first:
            message = f"`{header.id}` extends nothing"
            yield Finding(Severity.ERROR, message, header.location, suggest(header.id, first))


def taken(name: Text, other: Location, more: str = "") -> Finding:
    """An id that another entry has."""
    hint = f"the other is at {other}; give this one a name of its own{more}"
    return Finding(Severity.ERROR, f"the id `{name.value}` is taken", name.location, hint)


def check_between_agents(reports: Iterable[AgentReport]) -> Iterator[Finding]:
    """Ids and nouns that two agents have."""
    first: dict[str, Text] = {}
    nouns: dict[str, list[tuple[Text, str]]] = defaultdict(list)
    for report in reports:
        for name in report.ids:
            if (other := first.setdefault(name.value, name)) is not name:
                yield taken(name, other.location)
        for noun, agent in report.nouns:
            nouns[" ".join(singular(word) for word in phrase_words(noun.value))].append((noun, agent))
    for claimed in nouns.values():
        (one, owner), *others = claimed
        for noun, agent in others:
            if agent != owner:
                message = f"`{noun.value}` is already a noun of `{owner}`"
                yield as_finding(noun.error(message, f"keep it in one of the two; the other is at {one.location}"))
