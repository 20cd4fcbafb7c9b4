"""Writes the tables of columns in docs/formats.md from coder/layouts/ (`--check` only compares)."""

from __future__ import annotations

import sys
from pathlib import Path

from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import Layout

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"


def table(layout: Layout) -> str:
    """A line for each column: its number, its name, what it holds."""
    lines = ["| | column | holds |", "| --- | --- | --- |"]
    lines += [f"| {place} | `{each.name}` | {each.meaning} |" for place, each in enumerate(layout.columns, 1)]
    return "\n".join(lines)


def rendered(page: str) -> str:
    """The page with the tables between its marks written anew: `<!-- gdelt -->` to `<!-- end -->`."""
    for name, layout in LAYOUTS.items():
        head, mark, rest = page.partition(f"<!-- {name} -->\n")
        if mark:
            page = head + mark + table(layout) + "\n" + rest[rest.index("<!-- end -->") :]
    return page


def main() -> None:
    """Write the page, or end with 1 if it is not up to date."""
    before = PAGE.read_text(encoding="utf-8")
    after = rendered(before)
    if "--check" in sys.argv:
        sys.exit(0 if before == after else "docs/formats.md is not up to date: python -m tools.render_formats")
    PAGE.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
