"""Imported entries as dictionary files of ours, each small enough to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from coder.actors.dictionary import EntryKind
from coder.dictionaries.actor_codes import Codes
from coder.dictionaries.nodes import Text
from coder.dictionaries.writing import slug, written, written_list
from coder.errors import Location
from coder.workshop.petrarch.actors import ActorEntry, Role
from coder.workshop.petrarch.agents import AgentEntry
from coder.workshop.petrarch.names import same_as

LARGEST = 400_000
"""Characters of a file, well below what our reader takes."""

LONGEST_LINE = 110

_OFFICES = frozenset({"GOV", "ELI", "LEG", "JUD"})
_BODIES = frozenset(
    "army agency alliance assembly association authority board brigade brigades bureau cabinet center centre city"
    " coalition command commission committee company conference congress corps corporation council country court"
    " delegation department embassy federation force forces foundation front government group guard institute"
    " kingdom league media militia ministry mission movement navy office organisation organization palace parliament"
    " party police province region regime republic senate service society state states troops tribunal union university"
    " administration".split()
)
"""Words that no person is called by."""


def actor_files(
    entries: Sequence[ActorEntry], stem: str, codes: Codes, ids: dict[str, int]
) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of a dictionary's actors: `actors/imported/NAME-1.yaml`, ...; `ids` counts those given so far."""
    blocks = ("\n".join(_actor(entry, _id(same_as(entry.names[0]), ids), codes)) for entry in entries)
    for number, body in enumerate(_chunks(blocks), 1):
        path = PurePosixPath("actors", "imported", f"{slug(stem)}-{number}.yaml")
        yield path, f"{_head('actors', stem)}{body}\n"


def agent_file(entries: Sequence[AgentEntry], stem: str) -> tuple[PurePosixPath, str]:
    """The file of a dictionary's agents."""
    body = "\n".join(line for entry in entries for line in _agent(entry, stem))
    return PurePosixPath("agents", f"imported-{slug(stem)}.yaml"), f"{_head('agents', stem)}{body}\n"


def _head(room: str, stem: str) -> str:
    origin = f"# Taken over from a dictionary in PETRARCH's format, {stem}: look an entry over before you rely on it."
    return f"{origin}\n{room}:\n"


def _chunks(blocks: Iterable[str]) -> Iterator[str]:
    chunk: list[str] = []
    size = 0
    for block in blocks:
        if chunk and size + len(block) > LARGEST:
            yield "\n".join(chunk)
            chunk, size = [], 0
        chunk.append(block)
        size += len(block.encode()) + 1
    if chunk:
        yield "\n".join(chunk)


def _id(name: str, ids: dict[str, int]) -> str:
    """An id for a name; namesakes are numbered."""
    base = f"petrarch-{slug(name) or 'entry'}"
    ids[base] = ids.get(base, 0) + 1
    return base if ids[base] == 1 else f"{base}-{ids[base]}"


# --- actors -----------------------------------------------------------------------------------------


def _actor(entry: ActorEntry, id_: str, codes: Codes) -> Iterator[str]:
    yield f"  - id: {id_}"
    yield f"    kind: {guessed_kind(entry, codes)}"
    yield f"    name: {written(entry.names[0], block=True)}"
    yield from _listed("aliases", entry.names[1:])
    if entry.roles:
        yield "    roles:"
        yield from map(_role, entry.roles)
    if entry.otherwise:
        yield f"    {'otherwise' if entry.roles else 'code'}: {written(entry.otherwise)}"
    yield f"    source: {written(entry.source, block=True)}"
    yield '    checked: "no"'
    if entry.note:
        yield f"    note: {written(entry.note, block=True)}"


def _role(role: Role) -> str:
    keys = {"code": role.code, "from": role.days.first_day, "to": role.days.last_day, "note": role.note}
    return f"      - {{{', '.join(f'{key}: {written(value)}' for key, value in keys.items() if value)}}}"


def _listed(key: str, texts: Sequence[str]) -> Iterator[str]:
    """A list on one line where it fits, else an item a line."""
    line = f"    {key}: {written_list(texts)}"
    if len(line) <= LONGEST_LINE:
        yield from (line,) if texts else ()
        return
    yield f"    {key}:"
    yield from (f"      - {written(text, block=True)}" for text in texts)


def guessed_kind(entry: ActorEntry, codes: Codes) -> EntryKind:
    """What sort of actor it is, which PETRARCH's format does not say: by its codes, then by its names.

    Only who has held an office for a time is taken for a person, as people are found by their surnames too.
    """
    split = [_split(role.code, codes) for role in entry.roles]
    country, roles = _split(entry.otherwise or entry.roles[-1].code, codes)
    if _is_person(entry, [held for _, offices in split for held in offices[:1]]):
        return EntryKind.PERSON
    if not roles and country in codes.countries and not entry.roles:
        return EntryKind.COUNTRY
    marks = (
        (EntryKind.COMPANY, "MNC" in roles or country.startswith("MNC")),
        (EntryKind.MEDIA, "MED" in roles),
        (EntryKind.PARTY, "PTY" in roles),
        (EntryKind.ARMED_GROUP, bool({"REB", "INS", "SEP", "UAF"} & set(roles)) or country.startswith("IMG")),
    )
    return next((kind for kind, holds in marks if holds), EntryKind.ORGANISATION)


def _is_person(entry: ActorEntry, offices: Sequence[str]) -> bool:
    words = [word for name in entry.names for word in same_as(name).split()]
    shortest = min(len(same_as(name).split()) for name in entry.names[:1])
    return bool(_OFFICES & set(offices)) and 2 <= shortest <= 5 and not _BODIES & set(words)


def _split(code: str, codes: Codes) -> tuple[str, tuple[str, ...]]:
    return codes.split(Text(code, Location("", 1)))


# --- agents -----------------------------------------------------------------------------------------


def _agent(entry: AgentEntry, stem: str) -> Iterator[str]:
    """An agent with an example of each kind, made of its first plain noun."""
    noun = next((noun for noun in entry.nouns if noun.isalpha()), entry.nouns[0])
    phrase = f"The Norwegian {noun}"
    yield f"  - id: petrarch-{slug(stem)}-{entry.code.lower()}"
    yield f"    code: {written(entry.code)}"
    yield "    nouns:"
    yield from (f"      - {written(noun, block=True)}" for noun in entry.nouns)
    yield f"    note: {written(f'from {entry.source} on', block=True)}"
    yield "    examples:"
    yield f"      - text: {written(f'{phrase} thanked Sweden.', block=True)}"
    yield f"        actors: [{written(f'{phrase} = NOR{entry.code}')}]"
    yield f"      - text: {written(f'{phrase} thanked Sweden.', block=True)}"
    yield f"        not: [{written(f'{phrase} = NOR')}]"
