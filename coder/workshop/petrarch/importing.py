"""Takes dictionaries in PETRARCH's format over: files of ours, and a report in which every line is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coder.dictionaries.actors import known_codes, read_actors, read_files
from coder.dictionaries.ontology import load_ontology
from coder.errors import ImportingError
from coder.workshop.petrarch.actors import ActorReader
from coder.workshop.petrarch.agents import AgentReader
from coder.workshop.petrarch.lines import Sort, Source, Unread, read_source
from coder.workshop.petrarch.writing import actor_files, agent_file

_VERBS = (
    "a dictionary of verbs, which is not taken over: its patterns say which words follow which, our rules say who does"
    " what to whom; write rules for the sentences that matter (`dragoman dictionaries try` makes a start)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the lines of a file: each was taken over, is a comment, or is reported.

    `known` counts nouns, of lines taken over, that the dictionaries have with the same code already.
    """

    file: str
    lines: int
    converted: int
    comments: int
    reported: int
    entries: int
    known: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """The files to write, relative to a folder of dictionaries, and the report."""

    files: tuple[tuple[PurePosixPath, str], ...]
    unread: tuple[Unread, ...]
    counts: tuple[Count, ...]


def import_petrarch(paths: Sequence[Path], folder: Path) -> Import:
    """Actors and agents of PETRARCH files as entries that join the dictionaries in `folder`.

    Actor files are read as one: the last entry for a name counts, in whatever file it stands.

    :raise ImportingError: a file is none of the two, or two files have one name.
    :raise DictionaryError: the dictionaries in `folder` are wrong.
    """
    sources = [read_source(path) for path in paths]
    _refuse(sources, paths)
    ontology = load_ontology(folder / "ontology")
    actors, agents = read_files(folder / "actors"), read_files(folder / "agents")
    codes = known_codes(actors, ontology)
    agent_reader = AgentReader(codes, read_actors(actors, agents, ontology))
    actor_reader = ActorReader(codes)
    files: list[tuple[PurePosixPath, str]] = []
    ids: dict[str, int] = {}
    entries: Counter[str] = Counter()
    known: Counter[str] = Counter()
    found = actor_reader.entries([line for source in sources if source.sort is Sort.ACTORS for line in source.lines])
    for source in sources:
        if source.sort is Sort.ACTORS:
            own = [entry for entry in found if entry.source.rpartition(":")[0] == source.name]
            files += actor_files(own, Path(source.name).stem, codes, ids)
            entries[source.name] = len(own)
        else:
            before = agent_reader.known
            listed = agent_reader.entries(source.lines)
            files += [agent_file(listed, Path(source.name).stem)] if listed else []
            entries[source.name], known[source.name] = len(listed), agent_reader.known - before
    unread = tuple(sorted((*actor_reader.unread, *agent_reader.unread), key=lambda each: (each.file, each.line)))
    counts = tuple(_count(source, unread, entries[source.name], known[source.name]) for source in sources)
    return Import(tuple(files), unread, counts)


def _refuse(sources: Sequence[Source], paths: Sequence[Path]) -> None:
    for source, path in zip(sources, paths, strict=True):
        if source.sort is Sort.VERBS:
            raise ImportingError(f"{path}: {_VERBS}")
    twice = [name for name, count in Counter(source.name for source in sources).items() if count > 1]
    if twice:
        raise ImportingError(f"{twice[0]}: two files of this name; rename one, as reports and entries name it")


def _count(source: Source, unread: Sequence[Unread], entries: int, known: int) -> Count:
    reported = len({each.line for each in unread if each.file == source.name})
    total = len(source.lines) + source.comments
    return Count(source.name, total, len(source.lines) - reported, source.comments, reported, entries, known)
