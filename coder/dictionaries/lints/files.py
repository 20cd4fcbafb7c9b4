"""Files that nobody reads, and entries of files that are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coder.dictionaries.lints.findings import Finding, Severity, as_finding
from coder.dictionaries.mending import every_error
from coder.dictionaries.nodes import Fields, Items
from coder.dictionaries.places import TABLES
from coder.dictionaries.sheets import Sheet
from coder.errors import Location

ROOMS = {"verbs": "rules", "words": "classes", "actors": "actors", "agents": "agents"}
"""The folders in which any number of files may lie, with the key that their entries stand under."""
ONTOLOGY = ("cameo", "classes", "operators", "roles", "international", "mirrors")
_LIKE_YAML = (".yml", ".yaml.txt", ".yml.txt", ".yaml.yaml", ".json")


def unread_files(folder: Path) -> Iterator[Finding]:
    """YAML in a place or under a name where no reader looks for it."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        where = Location(path.relative_to(folder.parent).as_posix(), 1)
        room = path.relative_to(folder).parts[0]
        if path.suffix == ".tsv":
            if room != "places" or path.stem not in TABLES:
                hint = f"the tables are {', '.join(f'places/{table}.tsv' for table in TABLES)}"
                yield Finding(Severity.ERROR, "nobody reads this table", where, hint)
        elif path.suffix != ".yaml":
            if path.name.lower().endswith((*_LIKE_YAML, ".yaml")):
                name = path.name.split(".")[0] + ".yaml"
                yield Finding(Severity.ERROR, "nobody reads this file", where, f"rename it to `{name}`")
        elif room not in ROOMS and not _is_ontology(path.relative_to(folder)):
            hint = f"move it into {', '.join(f'{each}/' for each in ROOMS)}"
            yield Finding(Severity.ERROR, "nobody reads files in this place", where, hint)


def _is_ontology(path: Path) -> bool:
    if path.parts[:2] == ("ontology", "definitions") and len(path.parts) == 3:
        return True
    return path.parts[0] == "ontology" and len(path.parts) == 2 and path.stem in ONTOLOGY


def entries_of(sheet: Sheet, key: str, findings: list[Finding]) -> Iterator[Fields]:
    """The entries under the one key of a file; what else stands there is noted."""
    root = sheet.root

    def read(file: Fields) -> Items | None:
        file.refuse_unknown((key,))
        node = file.required(key)
        if not isinstance(node, Items):
            raise node.error(f"`{key}` must be a list", 'start every entry with "- "')
        return node

    if not root.entries:
        return
    items, errors = every_error(root, read, sheet.dropped)
    findings += map(as_finding, errors)
    if items is not None and not items.items and not sheet.errors:
        findings.append(Finding(Severity.WARNING, f"the list `{key}` is empty", items.location, "delete the file"))
    broken = {error.location.line for error in sheet.errors}
    for item in items.items if items else ():
        if isinstance(item, Fields):
            yield item
        elif item.location.line not in broken:
            hint = "an entry begins with `- id: ...` and has its other keys below, two spaces further right"
            message = f"an entry of `{key}` must be made of `key: value` pairs"
            findings.append(Finding(Severity.ERROR, message, item.location, hint))
