"""The tables of when and where: sentences with what their acts' words say, and those of the docs page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent.parent / "docs" / "when-and-where.md"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its acts, and what it tells of each."""

    sentence: str
    acts: tuple[tuple[str, str], ...]


def cases(table: str) -> list[Case]:
    """The blocks of a table: a sentence, and below it a line for each act, `words: what is told`."""
    found = []
    for block in (Path(__file__).parent / f"{table}.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        pairs = (act.strip().partition(": ") for act in lines[1:])
        if lines:
            found.append(Case(lines[0], tuple((words, told) for words, _, told in pairs)))
    return found


def page_table(mark: str) -> list[list[str]]:
    """The rows of a table of the docs page, without its head."""
    table = PAGE.read_text("utf-8").partition(f"<!-- {mark} -->\n")[2].partition("<!-- end -->")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
