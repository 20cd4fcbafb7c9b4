"""All dictionaries as one object, from a compiled snapshot where it is fresh."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from dataclasses import dataclass
from pathlib import Path

from coder import __version__
from coder.actors.dictionary import ActorDictionary
from coder.coding.gazetteer import Gazetteer
from coder.coding.ontology import Ontology
from coder.coding.rules import RuleBook, build_rulebook
from coder.dictionaries.actors import load_actors
from coder.dictionaries.examples import Example
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.places import load_places
from coder.dictionaries.verbs import load_verbs
from coder.dictionaries.words import load_word_classes
from coder.garbage import no_collection
from coder.resources import cache_directory


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """Everything that contributors write, compiled; `version` is a hash of all the files' content."""

    ontology: Ontology
    rules: RuleBook
    actors: ActorDictionary
    places: Gazetteer
    examples: tuple[Example, ...]
    version: str


def load_dictionaries(folder: Path, cache: Path | None = None) -> Dictionaries:
    """The dictionaries in `folder`, compiled anew only when a file, or Dragoman itself, has changed.

    `cache` is where snapshots are kept (the user's cache folder by default).
    :raise DictionaryError: a file is wrong; the message says where.
    """
    version = content_hash(folder)
    snapshot = (cache or cache_directory()) / f"dictionaries-{code_hash()}-{version}.pickle"
    found = read_snapshot(snapshot)
    if found is None:
        found = compile_dictionaries(folder, version)
        write_snapshot(snapshot, found)
    return found


def compile_dictionaries(folder: Path, version: str) -> Dictionaries:
    """The dictionaries read from their YAML files."""
    with no_collection():
        ontology = load_ontology(folder / "ontology")
        classes = load_word_classes(folder / "words", folder)
        entries = load_verbs(folder / "verbs", folder, classes, ontology)
        actors = load_actors(folder / "actors", folder / "agents", ontology)
        return Dictionaries(
            ontology=ontology,
            rules=build_rulebook(tuple(entry.rule for entry in entries)),
            actors=actors,
            places=load_places(folder / "places", actors),
            examples=tuple(example for entry in entries for example in entry.examples),
            version=version,
        )


def content_hash(folder: Path) -> str:
    """Twelve hexadecimal digits over the names and contents of all dictionary files."""
    digest = hashlib.sha256()
    for path in sorted((*folder.rglob("*.yaml"), *folder.glob("places/*.tsv"))):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def code_hash() -> str:
    """Changes whenever the objects in a snapshot may: with the version, the code, and what of it is machine code."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    for path in sorted(package.rglob("*.so")):
        digest.update(path.name.encode())
    return digest.hexdigest()[:12]


def read_snapshot(path: Path) -> Dictionaries | None:
    """The snapshot, None where it is missing or cannot be read (a broken one is only slower)."""
    try:
        with no_collection():
            found = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        return None
    return found if isinstance(found, Dictionaries) else None


def write_snapshot(path: Path, dictionaries: Dictionaries) -> None:
    """Keeps the snapshot for next time; a folder that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(pickle.dumps(dictionaries, protocol=pickle.HIGHEST_PROTOCOL))
        os.replace(file.name, path)
    except OSError:
        return
