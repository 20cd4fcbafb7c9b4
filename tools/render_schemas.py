"""Writes the closed lists of schemas/verbs.schema.json (codes, operators, roles) from dictionaries/ontology/."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from coder.coding.ontology import Ontology
from coder.dictionaries.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas" / "verbs.schema.json"
WIDTH = 116


def render(schema: str, ontology: Ontology) -> str:
    """The schema with its lists written anew, all else as it stands."""
    lists = {"code": ("none", *ontology.codes), "operator": ontology.operators, "role": ontology.roles}
    for key, values in lists.items():
        schema = with_list(schema, key, values)
    return schema


def with_list(schema: str, key: str, values: Iterable[str]) -> str:
    """The schema with other values in the list of `key`."""
    found = re.search(
        rf'^( *)"{key}": {{\n *"description": .*\n *"enum": \[\n(?P<values>[^\]]*?)\n *\]', schema, re.MULTILINE
    )
    if found is None:
        raise ValueError(f"no list of {key} in the schema")
    lines = textwrap.fill(
        ", ".join(f'"{value}"' for value in values),
        width=WIDTH,
        initial_indent=found[1] + "    ",
        subsequent_indent=found[1] + "    ",
        break_on_hyphens=False,
    )
    return schema[: found.start("values")] + lines + schema[found.end("values") :]


def main() -> int:
    """Brings the schema up to date."""
    ontology = load_ontology(ROOT / "dictionaries" / "ontology")
    SCHEMA.write_text(render(SCHEMA.read_text(encoding="utf-8"), ontology), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
