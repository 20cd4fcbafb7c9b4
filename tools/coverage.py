"""Writes docs/coverage.md: how the dictionaries reach each CAMEO code (`--check` only compares)."""

from __future__ import annotations

import sys
from pathlib import Path

from coder.dictionaries.load import load_dictionaries
from coder.workshop.coverage.coverage import measure
from coder.workshop.coverage.pages import reach_page

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"

HEAD = """\
# Coverage of the CAMEO codes

Generated from the dictionaries by `make docs`; do not edit.
"""


def page(folder: Path) -> str:
    """The page for the dictionaries in `folder`."""
    found = load_dictionaries(folder)
    return reach_page(measure(found.rules.rules, found.examples, found.ontology), found.ontology, HEAD)


def main(arguments: list[str]) -> int:
    rendered = page(ROOT / "dictionaries")
    if "--check" not in arguments:
        PAGE.write_text(rendered, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != rendered:
        print("docs/coverage.md is out of date: run make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
