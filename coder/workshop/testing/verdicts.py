"""The verdicts on examples, counted by family and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coder.dictionaries.examples import Example
from coder.workshop.testing.examples import Verdict


@dataclass(frozen=True, slots=True)
class Count:
    """How the examples of a family, or of a file, fared; `gaps` are known to fail and do."""

    name: str
    entries: int
    examples: int
    passed: int
    failed: int
    gaps: int


def family(verdict: Verdict) -> str:
    """What an example's file belongs to: `11-disapprove`, `operators`, `actors/people`, `agents`."""
    room, *rest = Path(verdict.example.location.file).parts[1:]
    if room == "verbs":
        return "-".join(rest[0].removesuffix(".yaml").split("-")[:2])
    return f"{room}/{rest[0]}" if len(rest) > 1 else room


def counts(verdicts: Iterable[Verdict]) -> tuple[Count, ...]:
    """A count for every family, in the order of their files; for every file, where all are of one family."""
    ordered = sorted(verdicts, key=lambda verdict: verdict.example.location.file)
    alone = len({family(verdict) for verdict in ordered}) == 1
    key = _file if alone else family
    return tuple(_count(name, tuple(group)) for name, group in groupby(ordered, key))


def total(verdicts: Sequence[Verdict]) -> Count:
    """All of them together."""
    return _count("all", verdicts)


def problem(verdict: Verdict) -> str:
    """What is wrong with an example that did not pass, in a line."""
    example = verdict.example
    if verdict.holds:
        return f"the known gap is closed ({example.xfail}): drop `xfail`"
    if isinstance(example, Example) and not example.hit:
        return f"`{example.entry}` must leave the sentence alone and fired"
    return "; ".join(_differences(verdict))


def expected(verdict: Verdict) -> tuple[str, ...]:
    """What the example says must come, or must not."""
    example = verdict.example
    if not isinstance(example, Example):
        return (*example.actors, *(f"not {line}" for line in example.wrong))
    return (example.events or ("no event",)) if example.hit else (f"nothing by {example.entry}",)


def found(verdict: Verdict) -> tuple[str, ...]:
    """What came, each with what made it."""
    return tuple(str(each) for each in verdict.found) or ("nothing",)


def _differences(verdict: Verdict) -> Iterator[str]:
    if verdict.missing:
        yield f"missing {', '.join(verdict.missing)}"
    if verdict.unexpected:
        yield f"not expected {', '.join(verdict.unexpected)}"


def _file(verdict: Verdict) -> str:
    return verdict.example.location.file


def _count(name: str, verdicts: Sequence[Verdict]) -> Count:
    passed = sum(verdict.passed for verdict in verdicts)
    return Count(
        name=name,
        entries=len({verdict.example.entry for verdict in verdicts}),
        examples=len(verdicts),
        passed=passed,
        failed=len(verdicts) - passed,
        gaps=sum(verdict.passed and bool(verdict.example.xfail) for verdict in verdicts),
    )
