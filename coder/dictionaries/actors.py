"""Reads `dictionaries/actors/` and `dictionaries/agents/` into an ActorDictionary."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise
from pathlib import Path

from coder.actors.dictionary import ActorDictionary, Agent, Entry, EntryKind, Naming, Office, Use
from coder.actors.referents import is_international
from coder.actors.tables import names_table, nouns_table, surname_tables
from coder.coding.ontology import Ontology
from coder.dictionaries import yaml
from coder.dictionaries.actor_codes import Codes, codes_of, header_of
from coder.dictionaries.nodes import Fields, Node, Text, as_text, suggest
from coder.errors import EntryError

_ENTRY_KEYS = (
    "id",
    "kind",
    "extends",
    "name",
    "aliases",
    "adjectives",
    "demonyms",
    "gender",
    "code",
    "country",
    "roles",
    "otherwise",
    "capitals",
    "places",
    "metonyms",
    "from",
    "to",
    "wikidata",
    "source",
    "checked",
    "note",
    "examples",
)
_AGENT_KEYS = ("id", "code", "country", "nouns", "unless", "otherwise", "not_before", "title", "note", "examples")
_OFFICE_KEYS = ("code", "from", "to", "office", "country", "note")
NAME_USES = {
    "aliases": Use.NAME,
    "adjectives": Use.ADJECTIVE,
    "demonyms": Use.DEMONYM,
    "capitals": Use.CAPITAL,
    "places": Use.PLACE,
    "metonyms": Use.METONYM,
}
_KINDS = tuple(str(kind) for kind in EntryKind)
_NO_ROLE = "none"


def read_files(folder: Path) -> list[Fields]:
    """All dictionary files below a folder, in the order of their paths."""
    paths = sorted(folder.rglob("*.yaml"))
    return [yaml.read(path, path.relative_to(folder.parent.parent).as_posix()) for path in paths]


def load_actors(actors: Path, agents: Path, ontology: Ontology) -> ActorDictionary:
    """The actor dictionary from its two folders, all files below them in the order of their paths."""
    return read_actors(read_files(actors), read_files(agents), ontology)


def read_actors(actors: Iterable[Fields], agents: Iterable[Fields], ontology: Ontology) -> ActorDictionary:
    """The actor dictionary from files already read."""
    sources = _sources(actors)
    codes = codes_of((header_of(parts[0]) for parts in sources.values()), ontology)
    entries = {id_: _entry(parts, codes) for id_, parts in sources.items()}
    namings = [naming for parts in sources.values() for naming in _namings(parts)]
    listed, nouns = _agents(agents, codes)
    surnames, given = surname_tables(entries, [n for n in namings if n.use is Use.NAME])
    return ActorDictionary(
        entries=entries,
        agents=listed,
        names=names_table(namings, entries),
        nouns=nouns_table(nouns),
        surnames=surnames,
        given=given,
        countries=codes.countries,
    )


def _sources(files: Iterable[Fields]) -> dict[str, tuple[Fields, ...]]:
    """Each id with its entry and the entries that extend it."""
    first: dict[str, Fields] = {}
    more: dict[str, list[Fields]] = {}
    for file in files:
        file.refuse_unknown(("actors",))
        for entry in file.each("actors"):
            entry.refuse_unknown(_ENTRY_KEYS)
            id_ = entry.text("id")
            if entry.flag("extends"):
                more.setdefault(id_, []).append(entry)
            elif id_ in first:
                raise _twice(entry, id_, first[id_])
            else:
                first[id_] = entry
    for id_ in more:
        if id_ not in first:
            raise as_text(more[id_][0].required("id"), "id").error(f"`{id_}` extends nothing", suggest(id_, first))
    return {id_: (entry, *more.get(id_, ())) for id_, entry in first.items()}


def known_codes(actors: Iterable[Fields], ontology: Ontology) -> Codes:
    """All that may stand in a code beside these files of actors."""
    return codes_of((header_of(parts[0]) for parts in _sources(actors).values()), ontology)


def _twice(entry: Fields, id_: str, first: Fields) -> EntryError:
    return entry.required("id").error(f"id `{id_}` twice", f"the first is at {first.location}")


def read_actor(entry: Fields, base: tuple[Fields, ...], codes: Codes) -> Entry:
    """One entry by itself, or what it is together with the entry that it extends."""
    entry.refuse_unknown(_ENTRY_KEYS)
    entry.text("id")
    parts = (*base, entry)
    tuple(_namings(parts))
    return _entry(parts, codes)


def read_agent(entry: Fields, codes: Codes) -> tuple[Agent, tuple[Text, ...]]:
    """One agent with its nouns."""
    entry.refuse_unknown(_AGENT_KEYS)
    return _agent(entry, codes), entry.text_nodes("nouns")


# --- entries ---------------------------------------------------------------------------------------


def _value(parts: tuple[Fields, ...], key: str) -> Node | None:
    """A scalar's value: the last entry that has it decides."""
    return next((node for part in reversed(parts) if (node := part.get(key)) is not None), None)


def _text(parts: tuple[Fields, ...], key: str) -> Text | None:
    node = _value(parts, key)
    return None if node is None else as_text(node, key)


def _entry(parts: tuple[Fields, ...], codes: Codes) -> Entry:
    kind = EntryKind(parts[0].choice("kind", _KINDS))
    country, roles = _standing(parts, kind, codes)
    gender, start, end = (_text(parts, key) for key in ("gender", "from", "to"))
    if gender is not None and gender.value not in {"m", "f"}:
        raise gender.error(f"`gender` cannot be `{gender.value}`", "write m or f")
    return Entry(
        id=parts[0].text("id"),
        kind=kind,
        name=parts[0].text("name"),
        country=country,
        roles=roles,
        offices=_offices(parts, country, codes),
        gender=gender.value if gender else "",
        start=_first_day(start),
        end=_last_day(end),
    )


def _standing(parts: tuple[Fields, ...], kind: EntryKind, codes: Codes) -> tuple[str, tuple[str, ...]]:
    """Country and roles where no office says otherwise."""
    code, country, otherwise = (_text(parts, key) for key in ("code", "country", "otherwise"))
    own, roles = codes.split(code) if code else ("", ())
    if country is not None:
        own = codes.country(country)
    if otherwise is not None:
        other, roles = codes.split(otherwise)
        own = other or own
    elif kind is EntryKind.PERSON and code is None:
        roles = ("ELI",)
    if not own and not roles and not any(part.each("roles") for part in parts):
        raise parts[0].error(f"`{parts[0].text('id')}` has no code", "add `code: ...`, or `country: ...` and `roles:`")
    return own, roles


def _offices(parts: tuple[Fields, ...], country: str, codes: Codes) -> tuple[Office, ...]:
    nodes = [node for part in parts for node in part.each("roles")]
    offices = [_office(node, country, codes) for node in nodes]
    dated = sorted(zip(offices, nodes, strict=True), key=lambda pair: pair[0].start)
    for (before, earlier), (after, later) in pairwise(dated):
        if (before.roles, before.country) != (after.roles, after.country) and _overlap(earlier, later):
            hint = f"the role before it ends {before.end or 'never'}: start this one later, or end that one earlier"
            raise later.error("two different roles at once", hint)
    return tuple(office for office, _ in dated)


def _overlap(earlier: Fields, later: Fields) -> bool:
    """Whether a role starts before the one before it ends, as exactly as both dates are written."""
    start, end = later.text("from", ""), earlier.text("to", "")
    exact = min(len(start), len(end)) if end else len(start)
    return not end or start[:exact] < end[:exact]


def _office(node: Fields, country: str, codes: Codes) -> Office:
    node.refuse_unknown(_OFFICE_KEYS)
    own, roles = codes.split(as_text(node.required("code"), "code"))
    if (written := node.get("country")) is not None:
        own = codes.country(as_text(written, "country"))
    start, end = (None if (n := node.get(key)) is None else as_text(n, key) for key in ("from", "to"))
    office = Office(own or country, roles, _first_day(start), _last_day(end), node.text("office", ""))
    if office.end and office.end < office.start:
        hint = "look both dates up; `from` is the earlier one"
        raise node.error(f"the role ends ({office.end}) before it starts ({office.start})", hint)
    return office


def _first_day(node: Text | None) -> str:
    """`2009` starts on 2009-01-01."""
    return "" if node is None or not node.value else _date(node) + "-01-01"[len(node.value) - 4 :]


def _last_day(node: Text | None) -> str:
    """`2009` ends on 2009-12-31; months are taken to have 31 days, which no comparison minds."""
    return "" if node is None or not node.value else _date(node) + "-12-31"[len(node.value) - 4 :]


def _date(node: Text) -> str:
    parts = node.value.split("-")
    sizes = [len(part) for part in parts]
    if sizes not in ([4], [4, 2], [4, 2, 2]) or not all(part.isdigit() for part in parts):
        raise node.error(f"`{node.value}` is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    if any(not 1 <= int(part) <= limit for part, limit in zip(parts[1:], (12, 31), strict=False)):
        raise node.error(f"`{node.value}` is no date", "the month or the day does not exist")
    return node.value


def _namings(parts: tuple[Fields, ...]) -> Iterable[Naming]:
    id_ = parts[0].text("id")
    yield Naming(id_, Use.NAME, parts[0].text("name"))
    for part in parts:
        for key, use in NAME_USES.items():
            for text in part.texts(key):
                yield Naming(id_, use, text)


# --- agents ------------------------------------------------------------------------------------------


def _agents(files: Iterable[Fields], codes: Codes) -> tuple[dict[str, Agent], list[tuple[Text, str]]]:
    agents: dict[str, Agent] = {}
    places: dict[str, Fields] = {}
    nouns: list[tuple[Text, str]] = []
    for file in files:
        file.refuse_unknown(("agents",))
        for node in file.each("agents"):
            agent, own = read_agent(node, codes)
            if agent.id in agents:
                raise _twice(node, agent.id, places[agent.id])
            agents[agent.id], places[agent.id] = agent, node
            nouns.extend((text, agent.id) for text in own)
    return agents, nouns


def _agent(node: Fields, codes: Codes) -> Agent:
    country = node.get("country")
    return Agent(
        id=node.text("id"),
        roles=_roles(node, "code", codes),
        unless=_lowered(node.texts("unless")),
        otherwise=_roles(node, "otherwise", codes) if node.get("otherwise") is not None else (),
        not_before=_lowered(node.texts("not_before")),
        title=node.flag("title"),
        country="" if country is None else codes.country(as_text(country, "country")),
    )


def _roles(node: Fields, key: str, codes: Codes) -> tuple[str, ...]:
    text = as_text(node.required(key), key)
    if text.value == _NO_ROLE:
        return ()
    country, roles = codes.split(text)
    if country and not is_international(country):
        hint = "write the role alone, such as COP; where the noun says the country itself, add `country:`"
        raise text.error(f"an agent has no country, but `{text.value}` has one", hint)
    return roles or (country,)


def _lowered(words: Collection[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
