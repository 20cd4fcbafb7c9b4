"""The JSON schemas that editors use say what the readers accept, and every dictionary file keeps to them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coder.coding.rules import Place
from coder.dictionaries import actors, examples, verbs, yaml
from coder.dictionaries.nodes import Items, Node, Text
from coder.dictionaries.ontology import load_ontology
from coder.reading.clauses import Form, Modality

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "dictionaries").rglob("*.yaml"))
ROOMS = {"verbs": "rules", "actors": "actors", "agents": "agents", "words": "classes"}
SCHEMAS = sorted((ROOT / "schemas").glob("*.schema.json"))
OTHERS = ("feeds",)
"""Schemas of files that are no dictionaries; `tests/watch/` holds them to their reader."""


@functools.cache
def schema(name: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


def schema_of(file: Path) -> str:
    """A file's schema goes by its folder; in the ontology each file has its own."""
    room, *rest = file.relative_to(ROOT / "dictionaries").parts
    return rest[0].removesuffix(".yaml") if room == "ontology" else room


def plain(node: Node) -> Any:
    """The node as a schema sees it: texts, lists and mappings."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def keys(name: str, definition: str) -> set[str]:
    return set(schema(name)["definitions"][definition]["properties"])


def choices(name: str, *path: str) -> set[str]:
    found = schema(name)["definitions"]
    for step in path:
        found = found[step]
    return {value for value in found["enum"] if isinstance(value, str)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT / "dictionaries").as_posix())
def test_every_file_keeps_to_its_schema(file: Path) -> None:
    validator = jsonschema.Draft7Validator(schema(schema_of(file)))
    errors = list(validator.iter_errors(plain(yaml.read(file))))
    assert not errors, "\n".join(f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors[:5])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT / "dictionaries").as_posix())
def test_every_file_names_its_schema_in_the_first_line(file: Path) -> None:
    with file.open(encoding="utf-8") as lines:
        first = lines.readline()
    up = "../" * len(file.relative_to(ROOT).parent.parts)
    assert first == f"# yaml-language-server: $schema={up}schemas/{schema_of(file)}.schema.json\n"


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_schema_is_one_and_is_used(path: Path) -> None:
    name = path.name.removesuffix(".schema.json")
    jsonschema.Draft7Validator.check_schema(schema(name))
    assert schema(name)["$schema"].endswith("draft-07/schema#")
    assert name in OTHERS or any(schema_of(file) == name for file in FILES)


@pytest.mark.parametrize(
    ("name", "definition", "expected"),
    [
        ("verbs", "rule", verbs.KEYS),
        ("verbs", "conditions", verbs._SLOT_KEYS),
        ("verbs", "veto", (*verbs._PLACES, "with")),
        ("verbs", "example", examples.EXAMPLE_KEYS),
        ("actors", "example", examples.PHRASE_EXAMPLE_KEYS),
        ("agents", "example", examples.PHRASE_EXAMPLE_KEYS),
        ("actors", "actor", actors._ENTRY_KEYS),
        ("actors", "office", actors._OFFICE_KEYS),
        ("agents", "agent", actors._AGENT_KEYS),
    ],
)
def test_keys_are_those_of_the_reader(name: str, definition: str, expected: Collection[str]) -> None:
    assert keys(name, definition) == {str(key) for key in expected}
    assert not schema(name)["definitions"][definition]["additionalProperties"]


def test_closed_lists_are_those_of_the_reader() -> None:
    ontology = load_ontology(ROOT / "dictionaries" / "ontology")
    rule = ("rule", "properties")
    assert choices("verbs", *rule, "operator") == set(ontology.operators), "run make docs"
    assert choices("verbs", *rule, "code") == {"none", *ontology.codes}, "run make docs"
    assert choices("verbs", *rule, "modality") == {"", *Modality}
    assert choices("verbs", "role") == set(ontology.roles)
    assert choices("verbs", "form") == set(Form)
    assert set(schema("verbs")["definitions"]["place"]["anyOf"][0]["enum"]) == set(Place)
    assert choices("actors", "actor", "properties", "kind") == set(actors._KINDS)


def properties(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that a schema knows, at whatever depth."""
    if isinstance(node, list):
        for each in node:
            yield from properties(each, path)
    elif isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            yield f"{path}.{key}", value
        for key, value in node.items():
            if key not in {"examples", "defaultSnippets"}:
                yield from properties(value, f"{path}/{key}")


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_key_is_explained(path: Path) -> None:
    name = path.name.removesuffix(".schema.json")
    for where, value in properties(schema(name)):
        shared = schema(name)["definitions"][value["$ref"].rpartition("/")[2]] if "$ref" in value else {}
        assert len(value.get("description") or shared.get("description", "")) > 10, where


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_no_key_stands_twice(path: Path) -> None:
    def refuse(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert sorted(keys) == sorted(set(keys))
        return dict(pairs)

    json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=refuse)


@pytest.mark.parametrize(
    ("name", "definition"), [("verbs", "rule"), ("actors", "actor"), ("agents", "agent"), ("words", "class")]
)
def test_what_editors_offer_to_fill_in_is_an_entry(name: str, definition: str) -> None:
    """With its first suggestions taken, a snippet keeps to the schema and has every key that must be there."""
    room = ROOMS[name]
    for snippet in schema(name)["definitions"][definition]["defaultSnippets"]:
        text = json.dumps(snippet["body"])
        taken = json.loads(re.sub(r"\$\{\d+[:|]([^},|]*)[^}]*\}", r"\1", text))
        jsonschema.Draft7Validator(schema(name)).validate({room: [taken]})


@pytest.mark.parametrize("name", ["verbs", "actors", "agents", "words"])
def test_values_shown_as_examples_are_allowed(name: str) -> None:
    for where, value in properties(schema(name)):
        for example in value.get("examples", ()):
            whole = {"allOf": [value], "definitions": schema(name)["definitions"]}
            assert jsonschema.Draft7Validator(whole).is_valid(example), (where, example)


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"id": "a", "verb": "go", "examples": [{"not": "A."}]}, []),
        ({"id": "a", "code": "1", "verb": "go", "examples": [{"not": "A."}]}, ["code"]),
        ({"id": "a", "code": "010", "examples": [{"not": "A."}]}, []),
        ({"id": "A b", "code": "010", "verb": "go", "examples": [{"not": "A."}]}, ["id"]),
        ({"id": "a", "operator": "halt", "verb": "go", "examples": [{"not": "A."}]}, []),
        ({"id": "a", "code": "010", "verb": "go", "target": ['"on"'], "examples": [{"not": "A."}]}, ["target"]),
        ({"id": "a", "code": "010", "verb": "go", "examples": [{"text": "A.", "not": "B."}]}, ["examples", 0]),
        (
            {"id": "a", "code": "010", "verb": "go", "examples": [{"text": "A.", "events": ["A 010"]}]},
            ["examples", 0, "events"],
        ),
    ],
)
def test_what_a_rule_may_not_be(entry: dict[str, Any], place: list[object]) -> None:
    (error,) = jsonschema.Draft7Validator(schema("verbs")).iter_errors({"rules": [entry]})
    assert list(error.absolute_path) == ["rules", 0, *place]
