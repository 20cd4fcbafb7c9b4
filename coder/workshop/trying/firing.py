"""Why one rule did or did not fire: `dragoman dictionaries try --rule`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from coder.coding.ontology import Ontology
from coder.coding.rules import Rule
from coder.dictionaries import yaml
from coder.explaining import ExplainedClause, ExplainedSentence, ExplainedToken, Explanation, all_clauses
from coder.workshop.looking.wording import rule_in_words
from coder.workshop.trying.layout import EMPTY, Ink, Line, Sheet, Tone, indented, paragraph, table
from coder.workshop.trying.showing import made, reference, sentence_heading

Row = tuple[Ink, ...]


def show_rule(rule: Rule, says: Iterable[str], explanation: Explanation, sheet: Sheet) -> Iterator[Line]:
    """What one rule says, in words, and what became of it in every sentence: fired, beaten, failed, or never tried."""
    yield (Ink(rule.id, Tone.HEADING), Ink(f"  {reference(rule.reference)}", Tone.FAINT))
    for said in says:
        yield from indented(paragraph(Ink(said), sheet.narrower(2)), 2)
    for sentence in explanation.sentences:
        yield EMPTY
        yield from sentence_heading(sentence, sheet)
        rows = list(_outcomes(rule, sentence))
        inner = sheet.narrower(3)
        yield from indented(table(rows, inner) if rows else paragraph(_untried(rule, sentence), inner), 3)


def says_of_itself(rule: Rule, folder: Path, ontology: Ontology) -> tuple[str, ...]:
    """A rule of the dictionaries in `folder` in plain sentences.

    :raise DictionaryError: its file cannot be read any more.
    """
    file = yaml.read(folder.parent / rule.reference.file, rule.reference.file)
    return next((rule_in_words(each, ontology) for each in file.each("rules") if each.text("id") == rule.id), ())


def _kinds(rule: Rule) -> str:
    return " or ".join(dict.fromkeys(each.category.value for each in rule.triggers))


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
