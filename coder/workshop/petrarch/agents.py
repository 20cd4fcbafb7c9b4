"""Agent dictionaries: nouns with their plurals and word lists to agents, one for each code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.actors.dictionary import ActorDictionary
from coder.actors.referents import is_international
from coder.actors.spelling import phrase_words, singular
from coder.dictionaries.actor_codes import Codes
from coder.dictionaries.nodes import Text
from coder.errors import EntryError, Location
from coder.workshop.petrarch.lines import Line, Unread
from coder.workshop.petrarch.names import odd_signs

_LIST = re.compile(r"!(?P<name>[^!]+)!\s*=\s*(?P<words>.*)")
_MARK = re.compile(r"!([^!]*)!")
_NOUN = re.compile(r"(?P<noun>[^{}]*)(?:\{(?P<plural>[^{}]*)\})?")
_FUNCTION_WORDS = frozenset("of in at for to from with by on and or the a an".split())


@dataclass(frozen=True, slots=True)
class AgentEntry:
    """All nouns of one role code, with where the first of them was read."""

    code: str
    nouns: tuple[str, ...]
    source: str


class AgentReader:
    """Turns the lines of agent files into agents; what it cannot take over it reports.

    `standing` are the dictionaries that the agents are to join: a noun they have already is left to them.
    """

    def __init__(self, codes: Codes, standing: ActorDictionary) -> None:
        self._codes = codes
        self._standing = standing
        self._lists: dict[str, tuple[str, ...]] = {}
        self._taken: dict[str, tuple[str, Line]] = {}
        self.unread: list[Unread] = []
        self.known = 0

    def entries(self, lines: Iterable[Line]) -> tuple[AgentEntry, ...]:
        """An agent for each code, in the order in which the codes come."""
        nouns: dict[str, list[str]] = {}
        sources: dict[str, str] = {}
        for line in lines:
            if line.rest:
                self._report(line, f"cannot read `{line.rest}`", "write NOUN {PLURAL} [~CODE]")
            elif (listed := _LIST.fullmatch(line.words)) and not line.codes:
                self._lists[listed["name"]] = tuple(each.strip() for each in listed["words"].split(",") if each.strip())
            elif code := self._code(line):
                nouns.setdefault(code, []).extend(self._new_nouns(line, code))
                sources.setdefault(code, f"{line.file}:{line.number}")
        return tuple(AgentEntry(code, tuple(found), sources[code]) for code, found in nouns.items() if found)

    def _report(self, line: Line, why: str, hint: str = "") -> None:
        self.unread.append(line.unread(why, hint))

    def _code(self, line: Line) -> str:
        """The role code of a line; empty, with a report, where it has none that can be used."""
        if len(line.codes) != 1 or "~" not in line.codes[0] or not line.words:
            self._report(line, "not a noun with one code", "write NOUN {PLURAL} [~CODE]")
            return ""
        code = line.codes[0].replace("~", "").strip()
        try:
            country, _ = self._codes.split(Text(code, Location("", 1)))
        except EntryError as error:
            self._report(line, error.message, error.hint or "use a role code of the ontology")
            return ""
        if country and not is_international(country):
            hint = "an agent takes its country from the words around it; list a people or a faith as an actor"
            self._report(line, f"`{code}` begins with what stands in a country's place", hint)
            return ""
        return code

    def _new_nouns(self, line: Line, code: str) -> list[str]:
        """The nouns of a line that are not known yet, in the singular where both forms look alike to us."""
        found: list[str] = []
        for noun in self._written(line):
            key = _key(noun)
            if problem := _problem(noun, key):
                self._report(line, *problem)
            elif self._is_new(key, noun, code, line):
                found.append(noun)
        return found

    def _is_new(self, key: str, noun: str, code: str, line: Line) -> bool:
        """Whether nobody has the noun; one that has another code is reported."""
        standing = self._standing.nouns.phrases.get(key)
        if standing is not None:
            roles = "".join(self._standing.agents[standing].roles) or "none"
            self.known += roles == code
            if roles != code:
                hint = f"keep one: it is {roles} there, {code} here"
                self._report(line, f"`{noun}` is a noun of the agent `{standing}` already", hint)
            return False
        if key not in self._taken:
            self._taken[key] = code, line
            return True
        other, first = self._taken[key]
        if other != code:
            self._report(line, f"`{noun}` has the code {other} at {first.file}:{first.number}", "keep one of the two")
        return False

    def _written(self, line: Line) -> Iterator[str]:
        """The noun and its plural, once for each word of the list it refers to."""
        found = _NOUN.fullmatch(line.words)
        if found is None:
            self._report(line, "a brace that is not closed", "write the plural in one pair: NOUN {PLURAL}")
            return
        for form in (found["noun"], found["plural"] or ""):
            if form.strip():
                yield from self._filled_in(form, line)

    def _filled_in(self, form: str, line: Line) -> Iterator[str]:
        mark = _MARK.search(form)
        if mark is None:
            yield " ".join(form.replace("_", " ").lower().split())
        elif mark[1] not in self._lists:
            self._report(line, f"there is no list !{mark[1]}! above", "write !NAME! = WORD, WORD on a line before")
        else:
            for word in self._lists[mark[1]]:
                yield from self._filled_in(form[: mark.start()] + word + form[mark.end() :], line)


def _key(noun: str) -> str:
    """What our dictionaries compare nouns by: singular and regular plural have it in common."""
    return " ".join(singular(word) for word in phrase_words(noun))


def _problem(noun: str, key: str) -> tuple[str, str] | None:
    if signs := odd_signs(noun):
        return f"a noun with {signs}, which no text matches", "write it in letters"
    if not key:
        return "a noun without a letter", ""
    if key.split()[-1] in _FUNCTION_WORDS:
        return f"`{noun}` ends in a word that is no noun", "leave it out: what follows is read from the sentence"
    return None
