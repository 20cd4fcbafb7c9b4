"""Looks over all dictionary files without a parser: what cannot be read, and what can be read but helps nobody.

Errors keep a dictionary from being used or break its promises (an entry without examples); warnings are
for a second look (two rules of which one can never win).  Every finding says where, and how to mend it.

A file's own findings depend on its content and on what it refers to, so they are remembered from run to
run; what is wrong between files is worked out anew from the facts that every file gives.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coder.dictionaries import yaml
from coder.dictionaries.actor_codes import Codes, Header, codes_of
from coder.dictionaries.lints.actors import (
    ActorReport,
    AgentReport,
    check_actors,
    check_agents,
    check_between_actors,
    check_between_agents,
    headers_of,
)
from coder.dictionaries.lints.context import Context, read_context
from coder.dictionaries.lints.files import entries_of, unread_files
from coder.dictionaries.lints.findings import Finding, Severity, as_findings
from coder.dictionaries.lints.rules import RuleReport, check_between_rules, check_rules, class_uses
from coder.dictionaries.load import code_hash
from coder.dictionaries.nodes import Fields, Text
from coder.dictionaries.places import place_errors
from coder.dictionaries.remembered import Memory, digest
from coder.dictionaries.sheets import Sheet, read_sheet
from coder.errors import Location, YamlError
from coder.garbage import no_collection


def check_dictionaries(
    folder: Path, today: datetime.date | None = None, cache: Path | None = None
) -> tuple[Finding, ...]:
    """Everything worth saying about the dictionaries in `folder`, by file and line.

    `today` (the system's date by default) decides which open offices nobody has checked for too long.  `cache`
    is a folder where reports of unchanged files are kept; without it every file is read.
    """
    folder = folder.resolve()
    memory = Memory(cache, f"{code_hash()}-{digest(folder)[:8]}")
    with no_collection():
        findings = tuple(_Check(folder, memory).findings(today or datetime.date.today()))
    memory.keep()
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.location.file, finding.location.line, finding.location.column, finding.message)


@dataclass(frozen=True)
class _File:
    """A file with its content; the sheet is only made where somebody asks for it."""

    name: str
    content: bytes
    error: YamlError | None = None

    @cached_property
    def key(self) -> str:
        return digest(self.name, self.content)

    @cached_property
    def sheet(self) -> Sheet:
        if self.error is not None:
            return Sheet(self.name, Fields((), Location(self.name, 1)), (self.error,))
        return read_sheet(self.content, self.name)


class _Check:
    """One run over a folder."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        self._folder = folder
        self._memory = memory
        self._verbs, self._actors, self._agents = (self._files(room) for room in ("verbs", "actors", "agents"))
        shared = (*self._files("ontology"), *self._files("words"))
        # what reports depend on besides their file
        self._shared = digest(*(file.key for file in shared))

    def _files(self, room: str) -> tuple[_File, ...]:
        return tuple(self._file(path) for path in sorted((self._folder / room).rglob("*.yaml")))

    def _file(self, path: Path) -> _File:
        name = path.relative_to(self._folder.parent).as_posix()
        try:
            return _File(name, yaml.contents(path, name))
        except YamlError as error:
            return _File(name, b"", error)

    def findings(self, today: datetime.date) -> Iterator[Finding]:
        """All findings, in no order."""
        context = self._memory.recall(f"context {self._shared}", lambda: read_context(self._folder))
        headers = {file.name: self._headers(file) for file in self._actors}
        everybody = [header for found in headers.values() for header in found]
        codes = codes_of(everybody, context.ontology)
        self._shared = digest(self._shared, sorted(codes.countries), sorted(codes.roles), sorted(codes.named.items()))
        rules = [self._rules(file, context, codes) for file in self._verbs]
        actors = [self._actor_report(file, headers, context, codes) for file in self._actors]
        agents = [self._agent_report(file, context, codes) for file in self._agents]
        yield from self._place_findings(codes)
        yield from unread_files(self._folder)
        yield from context.findings
        for found in (*(r.findings for r in rules), *(r.findings for r in actors), *(r.findings for r in agents)):
            yield from found
        yield from check_between_rules(tuple(facts for report in rules for facts in report.rules))
        yield from _unused_classes(context, rules)
        claims = (claim for report in actors for claim in report.claims)
        offices = (office for report in actors for office in report.offices)
        yield from check_between_actors(everybody, claims, offices, today)
        yield from check_between_agents(agents)

    def _place_findings(self, codes: Codes) -> tuple[Finding, ...]:
        """What is wrong in the tables of places; nobody asks for hints to what may be better."""
        folder = self._folder / "places"
        tables = [path.read_bytes() for path in sorted(folder.glob("*.tsv"))]
        key = digest("places", self._shared, *tables)
        return self._memory.recall(key, lambda: tuple(as_findings(place_errors(folder, codes.countries))))

    def _headers(self, file: _File) -> tuple[Header, ...]:
        """The headers of a file's actors, and of those that could not be read what their codes are."""

        def work() -> tuple[Header, ...]:
            lost = (Header("", "country", name, False, (), Location(file.name, 1)) for name in file.sheet.lost)
            return (*headers_of(file.sheet), *(header for header in lost if len(header.code) == 3))

        return self._memory.recall(f"headers {file.key}", work)

    def _rules(self, file: _File, context: Context, codes: Codes) -> RuleReport:
        key = digest("rules", file.key, self._shared)
        return self._memory.recall(key, lambda: check_rules(file.sheet, context, codes))

    def _actor_report(
        self, file: _File, headers: dict[str, tuple[Header, ...]], context: Context, codes: Codes
    ) -> ActorReport:
        wanted = {header.id for header in headers[file.name] if header.extends}
        firsts = {name: {each.id for each in found if not each.extends} for name, found in headers.items()}
        others = [other for other in self._actors if wanted & firsts[other.name]] if wanted else []
        key = digest("actors", file.key, self._shared, *(o.key for o in others))

        def work() -> ActorReport:
            bases = dict(_bases(others, wanted))
            return check_actors(file.sheet, bases, context, codes)

        return self._memory.recall(key, work)

    def _agent_report(self, file: _File, context: Context, codes: Codes) -> AgentReport:
        key = digest("agents", file.key, self._shared)
        return self._memory.recall(key, lambda: check_agents(file.sheet, context, codes))


def _bases(files: Iterable[_File], wanted: set[str]) -> Iterator[tuple[str, Fields]]:
    """The entries that others extend, by id."""
    for file in files:
        for entry in entries_of(file.sheet, "actors", []):
            name = entry.get("id")
            if isinstance(name, Text) and name.value in wanted and entry.get("extends") is None:
                yield name.value, entry


def _unused_classes(context: Context, rules: Iterable[RuleReport]) -> Iterator[Finding]:
    used = {name for report in rules for name in report.uses}
    used |= {name for each in context.listed for text in each.words for name in class_uses(text)}
    for each in context.listed:
        if each.id not in used and each.place.line:
            yield Finding(Severity.WARNING, f"no rule uses `@{each.id}`", each.place, "use it in a rule, or delete it")
