"""Reads `dictionaries/ontology/definitions/`: what each CAMEO code means, for the reference."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from coder.coding.ontology import Definition, Near
from coder.dictionaries import yaml
from coder.dictionaries.nodes import Fields, suggest
from coder.errors import EntryError


def load_definitions(folder: Path, codes: Collection[str]) -> dict[str, Definition]:
    """The definitions of all files in the folder, by code; none where there is no folder."""
    definitions: dict[str, Definition] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = yaml.read(path, path.relative_to(folder.parents[2]).as_posix())
        for entry, definition in zip(file.each("definitions"), read_definitions(file, codes), strict=True):
            if definition.code in definitions:
                raise EntryError(f"`{definition.code}` is defined twice", entry.place("code"))
            definitions[definition.code] = definition
    return definitions


def read_definitions(file: Fields, codes: Collection[str]) -> Iterator[Definition]:
    """The definitions of one file."""
    file.refuse_unknown(("definitions",))
    for entry in file.each("definitions"):
        entry.refuse_unknown(("code", "means", "near"))
        near = tuple(_near(fields, codes) for fields in entry.each("near"))
        yield Definition(_code(entry, codes), entry.text("means").strip(), near)


def _near(entry: Fields, codes: Collection[str]) -> Near:
    entry.refuse_unknown(("code", "when"))
    return Near(_code(entry, codes), entry.text("when"))


def _code(entry: Fields, codes: Collection[str]) -> str:
    code = entry.text("code")
    if code not in codes:
        raise EntryError(f"`{code}` is not a CAMEO code", entry.place("code"), suggest(code, codes))
    return code
