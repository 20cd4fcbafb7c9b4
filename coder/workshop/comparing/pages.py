"""A comparison of two versions of the dictionaries, written for a pull request, the terminal or a program."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coder.coding.events import Event
from coder.coding.ontology import CameoCode, Ontology
from coder.workshop.comparing.comparing import Change, Comparison, Kind
from coder.workshop.reference import PENTA_CLASSES, QUAD_CLASSES, title

SENTENCES = 10
"""How many sentences a rule shows; the JSON has all."""

LONGEST = 60_000
"""Characters of Markdown: a comment on a pull request takes 65,536."""

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~@])")


@dataclass(frozen=True, slots=True)
class Row:
    """Events of a root or a class before and after."""

    name: str
    label: str
    before: int
    after: int


def by_rule(changes: Iterable[Change]) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """The changes by the rule that made the event, or made it last; the rule with most of them first."""
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.rule.id].append(change)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple((rule, tuple(group)) for rule, group in ordered)


def by_root(comparison: Comparison, ontology: Ontology) -> tuple[Row, ...]:
    """Events by CAMEO root."""
    labels = {code.code: title(code) for code in ontology.codes.values() if not code.parent}
    return tuple(_rows(comparison, ontology, lambda code: code.root, labels))


def by_class(comparison: Comparison, ontology: Ontology) -> tuple[Row, ...]:
    """Events by GDELT's class, then by Phoenix's."""
    quad = _rows(comparison, ontology, lambda code: str(code.quad), _named_by_text(QUAD_CLASSES))
    penta = _rows(comparison, ontology, lambda code: str(code.penta), _named_by_text(PENTA_CLASSES))
    named = ((f"{name} {row.name}", row) for name, rows in (("quad", quad), ("penta", penta)) for row in rows)
    return tuple(Row(name, row.label, row.before, row.after) for name, row in named)


def _named_by_text(classes: Mapping[int, str]) -> dict[str, str]:
    return {str(number): name for number, name in classes.items()}


def _rows(
    comparison: Comparison, ontology: Ontology, key: Callable[[CameoCode], str], labels: Mapping[str, str]
) -> Iterator[Row]:
    sides: list[Counter[str]] = []
    for counts in (comparison.before, comparison.after):
        side: Counter[str] = Counter()
        for code, number in counts.items():
            side[key(ontology.codes[code]) if code in ontology.codes else code] += number
        sides.append(side)
    for name in sorted({*labels, *sides[0], *sides[1]}):
        yield Row(name, labels.get(name, "(no longer a code)"), sides[0][name], sides[1][name])


def text_page(comparison: Comparison, ontology: Ontology, base: str) -> str:
    """For the terminal: everything, by rule."""
    lines = [_summary(comparison, base), ""]
    if comparison.false:
        lines.append(f"new false events, in news of other desks: {len(comparison.false)}")
        lines += (f"  {line}" for change in comparison.false for line in _text_lines(change))
        lines.append("")
    for rule, changes in by_rule(comparison.changes):
        lines.append(f"{rule}  {_counted(changes)}")
        lines += (f"  {line}" for change in changes for line in _text_lines(change))
        lines.append("")
    for row in _differing(comparison, ontology):
        lines.append(f"{row.name:8} {row.label:55.55} {row.before:6} {row.after:6} {row.after - row.before:+5}")
    return "\n".join(lines).rstrip() + "\n"


def _text_lines(change: Change) -> tuple[str, str]:
    return (f"{change.kind:8} {_what(change)}", f"         {change.event.sentence.text}  ({_place(change)})")


def markdown_page(comparison: Comparison, ontology: Ontology, base: str) -> str:
    """For a comment on a pull request: the figures first, then what can be unfolded."""
    lines = [f"### Dictionaries: what changes against `{base}`", "", _summary(comparison, base), ""]
    lines += _false(comparison)
    lines += _figures(comparison, ontology)
    room = LONGEST - sum(len(line) + 1 for line in lines)
    return "\n".join([*lines, *_folded_rules(comparison, room)]).rstrip() + "\n"


def _summary(comparison: Comparison, base: str) -> str:
    """The figures in a sentence or two."""
    kinds = {kind: len(comparison.of(kind)) for kind in Kind}
    before, after = comparison.before.total(), comparison.after.total()
    corpus = f"{_number(comparison.sentences, 'sentence')} of {_number(comparison.articles, 'article')}"
    if not comparison.changes:
        return f"Nothing changes against {base}; events: {after:,} in {corpus}."
    changes = f"{kinds[Kind.GAINED]} gained, {kinds[Kind.LOST]} lost, {kinds[Kind.RECODED]} recoded"
    moved = f", {kinds[Kind.MOVED]} the same by another rule" if kinds[Kind.MOVED] else ""
    false = f" New false events in news of other desks: {len(comparison.false)}." if comparison.false else ""
    return f"Events: {changes}{moved}; {before:,} before, {after:,} now in {corpus}.{false}"


def _number(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _false(comparison: Comparison) -> Iterator[str]:
    if comparison.false:
        yield f"**New false events** ({len(comparison.false)}), in sentences that should give none:"
        yield ""
        yield from (_item(change) for change in comparison.false[:SENTENCES])
        yield from _more(len(comparison.false) - SENTENCES)
        yield ""


def _figures(comparison: Comparison, ontology: Ontology) -> Iterator[str]:
    rows = tuple(_differing(comparison, ontology))
    if rows:
        yield from ("<details><summary>Events by CAMEO root and class</summary>", "")
        yield from ("| | | before | now | |", "| --- | --- | ---: | ---: | ---: |")
        for row in rows:
            yield f"| {row.name} | {row.label} | {row.before} | {row.after} | {row.after - row.before:+} |"
        yield from ("", "</details>", "")


def _differing(comparison: Comparison, ontology: Ontology) -> Iterator[Row]:
    for row in (*by_root(comparison, ontology), *by_class(comparison, ontology)):
        if row.before != row.after:
            yield row


def _folded_rules(comparison: Comparison, room: int) -> Iterator[str]:
    """Rules with their sentences, as many as the comment has room for."""
    groups = by_rule(comparison.changes)
    for number, (rule, changes) in enumerate(groups):
        lines = [
            f"<details><summary><code>{rule}</code>: {_counted(changes)}</summary>",
            "",
            *(_item(change) for change in changes[:SENTENCES]),
            *_more(len(changes) - SENTENCES),
            "",
            "</details>",
        ]
        room -= sum(len(line) + 1 for line in lines)
        if room < 0:
            yield f"\nAnd {len(groups) - number} more rules; `--format json` has all."
            return
        yield from lines


def _counted(changes: Sequence[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]} {_named(kind)}" for kind in Kind if counts[kind])


def _named(kind: Kind) -> str:
    return "the same by another rule" if kind is Kind.MOVED else kind.value


def _item(change: Change) -> str:
    """One change as an item of a list, the trigger in bold."""
    return f"- {change.kind} {_what(change, '`')}<br>{_marked(change.event)} <sub>{_place(change)}</sub>"


def _more(number: int) -> tuple[str, ...]:
    return (f"- and {number} more",) if number > 0 else ()


def _what(change: Change, quote: str = "") -> str:
    """`IRN > IRQ 190 by fight, was IRN > IRQ 112 by accuse`: what is now, and what was."""
    now, was = change.after, change.before
    what = f"{_event(change.event, quote)} ({change.event.code.label})"
    return f"{what}, was {_event(was, quote)}" if now and was else what


def _event(event: Event, quote: str) -> str:
    rules = " < ".join((event.rule.id, *(rule.id for rule in event.via)))
    return f"{quote}{event.line}{quote} by {quote}{rules}{quote}"


def _marked(event: Event) -> str:
    """The sentence with its trigger in bold, safe for Markdown."""
    text, begin = event.sentence.text, event.sentence.start
    start, end = event.trigger.start - begin, event.trigger.end - begin
    parts = (_SIGNS.sub(r"\\\1", part) for part in (text[:start], text[start:end], text[end:]))
    before, trigger, after = (part.replace("\n", " ") for part in parts)
    return f"{before}**{trigger}**{after}" if trigger.strip() else before + trigger + after


def _place(change: Change) -> str:
    return f"{change.place.file}:{change.place.line}"


def json_body(comparison: Comparison, ontology: Ontology, base: str) -> dict[str, Any]:
    """For programs: every change, and all counts."""
    return {
        "base": base,
        "articles": comparison.articles,
        "sentences": comparison.sentences,
        "events": {"before": comparison.before.total(), "after": comparison.after.total()},
        "counts": {kind.value: len(comparison.of(kind)) for kind in Kind},
        "false": len(comparison.false),
        "roots": [asdict(row) for row in by_root(comparison, ontology)],
        "classes": [asdict(row) for row in by_class(comparison, ontology)],
        "changes": [_change_body(change) for change in comparison.changes],
    }


def _change_body(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "rule": change.rule.id,
        "file": change.place.file,
        "line": change.place.line,
        "article": change.place.article.id,
        "quiet": change.place.quiet,
        "sentence": change.event.sentence.text,
        "before": _event_body(change.before),
        "after": _event_body(change.after),
    }


def _event_body(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {
        "source": event.source.code,
        "target": event.target.code,
        "code": event.code.code,
        "flags": list(event.flags),
        "trigger": event.trigger.text,
        "rule": event.rule.id,
        "via": [rule.id for rule in event.via],
    }
