"""Writes the tables of docs/ontology.md from dictionaries/ontology/ (`--check` only compares)."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from coder.coding.ontology import Ontology
from coder.dictionaries.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ontology.md"

COOPERATION = (
    ("cooperate", ("06",)),
    ("support diplomatically", ("050", "051", "052", "053", "054", "055", "056")),
    ("aid", ("07",)),
    ("reform", ("083",)),
    ("release", ("084",)),
    ("ease sanctions", ("085",)),
    ("ease restrictions", ("081",)),
    ("de-escalate, withdraw, cease fire", ("087",)),
    ("admit observers, peacekeepers, inspectors", ("086",)),
    ("meet, negotiate", ("040", "041", "042", "043", "044", "046")),
    ("sign an agreement, settle a dispute", ("057",)),
    ("mediate", ("045",)),
)
CONFLICT = (
    ("protest, strike, riot", ("14",)),
    ("show force", ("15",)),
    ("cut relations", ("160", "161")),
    ("cut aid", ("162",)),
    ("sanction, embargo", ("163",)),
    ("restrict, ban, curfew", ("172",)),
    ("coerce otherwise", ("170", "171", "173", "174", "175", "176")),
    ("assault", ("18",)),
    ("fight", ("19",)),
    ("mass violence", ("20",)),
)
STANCES_ON_COOPERATION = (
    ("do", ("perform",)),
    ("promise, or will", ("intend",)),
    ("accept", ("accept",)),
    ("appeal", ("appeal",)),
    ("demand", ("demand",)),
    ("refuse", ("refuse",)),
    ("halt", ("halt",)),
    ("threaten to halt", ("halt", "threaten")),
)
STANCES_ON_CONFLICT = (
    ("do", ("perform",)),
    ("threaten, or will", ("threaten",)),
    ("halt, lift", ("halt",)),
    ("appeal to halt", ("halt", "appeal")),
    ("demand to halt", ("halt", "demand")),
    ("promise to halt", ("halt", "intend")),
    ("refuse to halt", ("halt", "refuse")),
    ("accuse of", ("accuse",)),
)

Rows = tuple[tuple[str, tuple[str, ...]], ...]


def table(ontology: Ontology, acts: Rows, stances: Rows) -> str:
    """A table of acts by stances, each cell the codes that the algebra gives."""
    lines = [_line(["act", *(name for name, _ in stances)]), _line(["---"] * (len(stances) + 1))]
    for name, beginnings in acts:
        codes = [code for code in ontology.codes if code.startswith(beginnings)]
        cells = ({ontology.compose_all(chain, code) for code in codes} for _, chain in stances)
        lines.append(_line([name, *(abridge(code for code in cell if code) for cell in cells)]))
    return "\n".join(lines)


def abridge(codes: Iterable[str]) -> str:
    """Codes in short: `031, 0311, 0312` is `031x`, many of one root are `04x`, none is a dash."""
    by_root: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code in sorted(codes):
        by_root[code[:2]][code[:3]].append(code)
    parts: list[str] = []
    for root, groups in by_root.items():
        if len(groups) > 3:
            parts.append(f"{root}x")
        else:
            parts += [group[0] if len(group) == 1 else f"{head}x" for head, group in groups.items()]
    return ", ".join(parts) or "-"


def operators(ontology: Ontology) -> str:
    """The list of operators with what they mean."""
    rows = [f"- **{each.id}** ({each.label}): {each.note.strip()}" for each in ontology.operators.values()]
    return "\n".join(rows)


def render(page: str, ontology: Ontology) -> str:
    """The page with its generated parts written anew."""
    parts = {
        "cooperation": table(ontology, COOPERATION, STANCES_ON_COOPERATION),
        "conflict": table(ontology, CONFLICT, STANCES_ON_CONFLICT),
        "operators": operators(ontology),
    }
    for name, part in parts.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page = between.sub(lambda found, part=part: f"{found[1]}{part}\n{found[2]}", page)  # type: ignore[misc]
    return page


def main(arguments: list[str]) -> int:
    page = PAGE.read_text(encoding="utf-8")
    rendered = render(page, load_ontology(ROOT / "dictionaries" / "ontology"))
    if "--check" not in arguments:
        PAGE.write_text(rendered, encoding="utf-8")
    elif rendered != page:
        print("docs/ontology.md is out of date: run python -m tools.render_ontology")
        return 1
    return 0


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
