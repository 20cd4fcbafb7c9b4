"""Coverage as one HTML page that stands by itself: no script, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from coder.coding.ontology import CameoCode, Ontology
from coder.workshop.coverage.coverage import leaves
from coder.workshop.coverage.pages import Findings, by_file, by_root
from coder.workshop.reference import title


@dataclass(frozen=True, slots=True)
class Bars:
    """A code, or a root with all below it, and how long its bars are."""

    code: CameoCode
    title: str
    rules: int
    ways: int
    examples: int
    corpus: int
    reached: bool


def html_page(findings: Findings, ontology: Ontology, version: str) -> str:
    """The page; `version` is that of the dictionaries."""
    families = tuple(
        (_root_bars(findings, root, codes), tuple(_all_bars(findings, codes))) for root, codes in by_root(ontology)
    )
    rows = [bars for _, below in families for bars in below]
    roots = [bars for bars, _ in families]
    return (
        _environment()
        .get_template("coverage.html")
        .render(
            findings=findings,
            version=version,
            families=families,
            most=_most(rows),
            most_of_roots=_most(roots),
            codes=len(leaves(ontology)),
            unreached=findings.coverage.unreached(ontology),
            stale=tuple(by_file(findings.stale)),
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("coder.workshop"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _all_bars(findings: Findings, codes: tuple[CameoCode, ...]) -> Iterator[Bars]:
    coverage, events = findings.coverage, findings.practice.events
    for code in codes:
        yield Bars(
            code=code,
            title=code.label,
            rules=len(coverage.rules.get(code.code, ())),
            ways=len(coverage.ways.get(code.code, ())),
            examples=coverage.examples.get(code.code, 0),
            corpus=events.get(code.code, 0),
            reached=coverage.reaches(code.code),
        )


def _root_bars(findings: Findings, root: CameoCode, codes: tuple[CameoCode, ...]) -> Bars:
    below = tuple(_all_bars(findings, codes))
    return Bars(
        code=root,
        title=title(root),
        rules=sum(bars.rules for bars in below),
        ways=sum(bars.ways for bars in below),
        examples=sum(bars.examples for bars in below),
        corpus=sum(bars.corpus for bars in below),
        reached=all(bars.reached for bars in below),
    )


def _most(rows: list[Bars]) -> dict[str, int]:
    """The longest bar of each kind, at least 1."""
    return {kind: max(1, *(getattr(bars, kind) for bars in rows)) for kind in ("rules", "examples", "corpus")}
