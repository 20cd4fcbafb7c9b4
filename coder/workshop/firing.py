"""Why one rule did or did not fire: `dragoman dictionaries try --rule`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coder.coding.rules import Rule, Slot, Words
from coder.explaining import ExplainedClause, ExplainedSentence, ExplainedToken, Explanation, all_clauses
from coder.workshop.layout import EMPTY, Ink, Line, Sheet, Tone, indented, paragraph, table
from coder.workshop.showing import made, reference, sentence_heading

SHOWN_WORDS = 16

Row = tuple[Ink, ...]


def show_rule(rule: Rule, explanation: Explanation, sheet: Sheet) -> Iterator[Line]:
    """What became of one rule in every sentence: fired, beaten, failed, or never tried and why."""
    yield (Ink(rule.id, Tone.HEADING), Ink(f"  {reference(rule.reference)}", Tone.FAINT))
    yield from indented(table(list(_about(rule)), sheet.narrower(2)), 2)
    for sentence in explanation.sentences:
        yield EMPTY
        yield from sentence_heading(sentence, sheet)
        rows = list(_outcomes(rule, sentence))
        inner = sheet.narrower(3)
        yield from indented(table(rows, inner) if rows else paragraph(_untried(rule, sentence), inner), 3)


def _about(rule: Rule) -> Iterator[Row]:
    """What the rule asks for, a line a condition."""
    yield Ink("code", Tone.FAINT), Ink(" ".join(part for part in (rule.operator, rule.code) if part), Tone.CODE)
    words = dict.fromkeys(" ".join((each.lemma, *each.others)) for each in rule.triggers)
    yield Ink(_kinds(rule), Tone.FAINT), Ink(_listed(words))
    for slot in rule.slots:
        yield Ink(slot.place, Tone.FAINT), Ink(_asked(slot))
    for veto in rule.unless:
        yield Ink("unless", Tone.FAINT), Ink("; and ".join(f"{slot.place}: {_asked(slot)}" for slot in veto))
    if rule.operator:
        yield Ink("act in", Tone.FAINT), Ink(" or ".join(rule.event))


def _kinds(rule: Rule) -> str:
    return " or ".join(dict.fromkeys(each.category.value for each in rule.triggers))


def _asked(slot: Slot) -> str:
    """What a slot asks for, in words."""
    parts = (
        _named(slot.lemma),
        f"not {_named(slot.other_than)}" if slot.other_than else "",
        f"after {_named(slot.modifier)}" if slot.modifier else "",
        {"actor": "an actor", "thing": "a thing"}.get(slot.kind, ""),
        f"in the role of {_listed(sorted(slot.roles))}" if slot.roles else "",
    )
    asked = "; ".join(part for part in parts if part) or "anything"
    return asked if slot.required else f"{asked} (may be missing)"


def _named(words: Words) -> str:
    return _listed(sorted((*words.single, *(" ".join(phrase) for phrase in words.phrases))))


def _listed(words: Collection[str]) -> str:
    """The first words of a long list."""
    more = f" and {len(words) - SHOWN_WORDS} more" if len(words) > SHOWN_WORDS else ""
    return ", ".join(list(words)[:SHOWN_WORDS]) + more


def _outcomes(rule: Rule, sentence: ExplainedSentence) -> Iterator[Row]:
    """What came of the rule at each clause where it was tried, and of what it made there."""
    for clause in all_clauses(sentence.clauses):
        yield from _outcome(rule, clause)
    for loss in sentence.dropped:
        if loss.rule == rule.id:
            yield Ink(loss.words, Tone.WORD), Ink("no event", Tone.BAD), Ink(f"{loss.code}: {loss.reason}")
    for event in sentence.events:
        if rule.id in {event.rule.id, *(over.id for over in event.via)}:
            yield Ink(event.trigger.text, Tone.WORD), Ink("event", Tone.GOOD), Ink(event.line, Tone.CODE)


def _outcome(rule: Rule, clause: ExplainedClause) -> Iterator[Row]:
    word = Ink(clause.words, Tone.WORD)
    if clause.winner is not None and clause.won == rule.id:
        yield word, Ink("fired", Tone.GOOD), Ink(made(clause.winner))
    for rival in clause.beat:
        if rival.rule == rule.id:
            yield word, Ink("beaten", Tone.BAD), Ink(f"by {clause.won}: {rival.why}")
    for attempt in clause.tried:
        if attempt.rule == rule.id:
            yield word, Ink("failed", Tone.BAD), Ink(attempt.failure)


def _untried(rule: Rule, sentence: ExplainedSentence) -> Ink:
    """Why a rule was not even tried: it is retired, its words are missing, or they name no act here."""
    if rule.status == "deprecated":
        return Ink("not tried: the rule is deprecated", Tone.BAD)
    lemmas = {trigger.lemma for trigger in rule.triggers}
    here = [token for token in sentence.tokens if token.lemma.lower() in lemmas or token.text.lower() in lemmas]
    if not here:
        return Ink("not tried: none of its words stands in this sentence", Tone.BAD)
    kinds = " or ".join(dict.fromkeys(each.category.value for each in rule.triggers))
    return Ink(
        f"not tried: {' and '.join(map(_as_parsed, here))} names no act here; the rule wants a {kinds}", Tone.BAD
    )


def _as_parsed(token: ExplainedToken) -> str:
    return f"{token.text!r} ({token.tag}, {token.relation})"
