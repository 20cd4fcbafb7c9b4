"""An explanation as text for a terminal: parse, actors, clauses with all rules tried, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coder.coder import Options, wanted
from coder.coding.events import Event, RuleReference
from coder.explaining import (
    ExplainedClause,
    ExplainedPhrase,
    ExplainedPlace,
    ExplainedSentence,
    ExplainedWinner,
    Explanation,
)
from coder.workshop.trying.layout import EMPTY, Ink, Line, Sheet, Tone, indented, paragraph, section, table
from coder.workshop.trying.trees import draw_tree

ENDS = ("source", "target")
LONGEST = 72
"""As many characters of a failure are shown beside the rules that had it."""

Row = tuple[Ink, ...]
Codes = Mapping[tuple[int, int], str]
"""The actor codes of a sentence's phrases, by where they stand."""


def show_explanation(explanation: Explanation, sheet: Sheet) -> Iterator[Line]:
    """Every step from the sentences to their events."""
    if explanation.article.date is None:
        yield (Ink("no --date: offices are those last known", Tone.FAINT),)
    for sentence in explanation.sentences:
        yield EMPTY
        yield from show_sentence(sentence, sheet)
    yield from _left_out(explanation, sheet)


def show_sentence(sentence: ExplainedSentence, sheet: Sheet) -> Iterator[Line]:
    """One sentence, from its parse to its events."""
    inner = sheet.narrower(2)
    codes = {(phrase.start, phrase.end): _codes(phrase) for phrase in sentence.phrases}
    clauses = (line for clause in sentence.clauses for line in _clause(clause, codes, inner))
    yield from sentence_heading(sentence, sheet)
    yield from section("Parse", draw_tree(sentence.tokens, inner))
    yield from section("Actors", table(list(_actors(sentence.phrases)), inner))
    yield from section("Clauses", clauses)
    yield from section("Dropped", table(list(_dropped(sentence)), inner))
    yield from section("Events", _events(sentence.events, inner))


def sentence_heading(sentence: ExplainedSentence, sheet: Sheet) -> Iterator[Line]:
    """The number and the words of a sentence."""
    number = Ink(f"{sentence.number}", Tone.FAINT)
    return table([(number, Ink(" ".join(sentence.text.split()), Tone.HEADING))], sheet)


def reference(rule: RuleReference | ExplainedWinner) -> str:
    """Where a rule is written: `dictionaries/verbs/06-cooperate.yaml:12`."""
    return f"{rule.file}:{rule.line}"


# --- actors -----------------------------------------------------------------------------------------


def _codes(phrase: ExplainedPhrase) -> str:
    return " ".join(dict.fromkeys(actor.code for actor in phrase.actors))


def _actors(phrases: Iterable[ExplainedPhrase]) -> Iterator[Row]:
    """Every noun phrase with its codes and how they were found; things are nobody."""
    for phrase in phrases:
        text = phrase.text
        for actor in phrase.actors:
            how = f"{actor.entry}: {actor.how}" if actor.entry else actor.how
            yield Ink(text), Ink(actor.code, Tone.CODE), Ink(how, Tone.FAINT)
            text = ""
        if not phrase.actors:
            yield Ink(text), Ink("-", Tone.FAINT), Ink("no actor", Tone.FAINT)


# --- clauses ----------------------------------------------------------------------------------------


def _clause(clause: ExplainedClause, codes: Codes, sheet: Sheet) -> Iterator[Line]:
    """The act, its participants, the rules tried at it, then the clauses within it."""
    inner = sheet.narrower(3)
    yield from table([(Ink(clause.words, Tone.WORD), Ink(", ".join(_traits(clause)), Tone.FAINT))], inner)
    yield from indented(table([_place(place, codes) for place in clause.places], inner), 3)
    yield from indented(_rules(clause, inner), 3)
    for complement in clause.complements:
        first, *others = _clause(complement, codes, inner)
        yield (Ink(sheet.glyphs.last, Tone.FAINT), *first)
        yield from indented(others, 3)


def _traits(clause: ExplainedClause) -> Iterator[str]:
    yield f"{clause.lemma}, {clause.category}"
    yield f"{clause.form} clause" if clause.category == "verb" else clause.form
    flags = {"passive": clause.passive, "negated": clause.negated, "reported": clause.reported}
    yield from (name for name, holds in flags.items() if holds)
    if clause.modality != "asserted":
        yield clause.modality


def _place(place: ExplainedPlace, codes: Codes) -> Row:
    code = codes.get((place.start, place.end), "")
    return Ink(place.place, Tone.FAINT), Ink(place.text), Ink(code, Tone.CODE)


def _rules(clause: ExplainedClause, sheet: Sheet) -> Iterator[Line]:
    """The winner, what it beat and what failed; without a winner the way to a new rule."""
    rows = list(_winner(clause.winner, sheet)) if clause.winner else []
    rows += [_told("beat", f"{rival.rule}: {rival.why}") for rival in clause.beat]
    rows += [_told("failed", f"{_shortened(why)}: {', '.join(ids)}", Tone.FAINT) for why, ids in _failures(clause)]
    yield from table(rows, sheet)
    if not clause.winner:
        why = "none of them fits" if clause.tried else f"no rule is triggered by the {clause.category} {clause.lemma!r}"
        yield from paragraph(Ink(f"{why}; --yaml prints a rule to fill in", Tone.BAD), sheet)


def _failures(clause: ExplainedClause) -> list[tuple[str, list[str]]]:
    """The rules that failed by what they failed at; what stopped the fewest comes first, as it tells most."""
    found: dict[str, list[str]] = {}
    for attempt in clause.tried:
        found.setdefault(attempt.failure, []).append(attempt.rule)
    return sorted(found.items(), key=lambda pair: len(pair[1]))


def _shortened(failure: str) -> str:
    """A failure that lists many words (`wants run away or run out or ...`) with the first; `--rule` shows all."""
    words, cut, _ = failure[:LONGEST].rpartition(" or ")
    return f"{words} or ..." if cut and len(failure) > LONGEST else failure


def _winner(winner: ExplainedWinner, sheet: Sheet) -> Iterator[Row]:
    """The rule with what came of it, its place, and the words that it took."""
    slots = ", ".join(f"{slot.place}: {slot.text}" for slot in winner.slots if slot.place not in ENDS)
    source, target = (" and ".join(slot.text for slot in winner.slots if slot.place == end) for end in ENDS)
    yield _told("won", f"{winner.rule}: {made(winner)}", Tone.GOOD)
    yield _told("at", reference(winner), Tone.FAINT)
    if slots:
        yield _told("filled", slots)
    if winner.codes:
        yield _told("ends", f"{source or 'nobody'} {sheet.glyphs.arrow} {target or 'nobody'}")


def _told(label: str, text: str, tone: Tone = Tone.PLAIN) -> Row:
    return Ink(label, Tone.FAINT), Ink(text, tone)


def made(winner: ExplainedWinner) -> str:
    """What came of the rule: its code, or what its stance made of another act."""
    if not winner.codes:
        return "codes nothing, so that no other rule does"
    codes = " ".join(winner.codes)
    return codes if winner.codes == (winner.code,) or not winner.operator else f"{codes} by {winner.operator}"


# --- what came of it --------------------------------------------------------------------------------


def _dropped(sentence: ExplainedSentence) -> Iterator[Row]:
    for loss in sentence.dropped:
        yield Ink(loss.words, Tone.WORD), Ink(loss.code, Tone.CODE), Ink(loss.rule), Ink(loss.reason, Tone.BAD)


def _events(events: Iterable[Event], sheet: Sheet) -> Iterator[Line]:
    rows = [row for event in events for row in _event(event)]
    return table(rows, sheet, firm=2) if rows else iter([(Ink("none", Tone.BAD),)])


def _event(event: Event) -> Iterator[Row]:
    """The dyad, what its code means, and the rules; below it why a default answer would leave it out."""
    source, target = event.source.code, event.target.code
    rules = " under ".join(rule.id for rule in (event.rule, *event.via))
    kept = wanted(event, Options())
    tone = Tone.CODE if kept else Tone.FAINT
    what = ", ".join((event.code.label, *event.flags))
    yield Ink(f"{source} > {target}", tone), Ink(event.code.code, tone), Ink(what), Ink(rules, Tone.FAINT)
    if not kept:
        yield Ink(""), Ink(""), Ink(f"only with include={','.join(_kinds(event))}", Tone.BAD), Ink("")


def _kinds(event: Event) -> Iterator[str]:
    """What must be included for an event to be returned."""
    if not event.resolved:
        yield "unresolved"
    yield from (flag for flag in ("negated", "hypothetical") if flag in event.flags)


def _left_out(explanation: Explanation, sheet: Sheet) -> Iterator[Line]:
    """What of the text was not read as sentences, and warnings."""
    rows = [
        *((Ink("dateline"), Ink(f"{each.text}: {each.place}".strip())) for each in explanation.datelines),
        *((Ink("skipped"), Ink(each.reason), Ink(" ".join(each.text.split()))) for each in explanation.skipped),
        *((Ink("warning", Tone.BAD), Ink(warning)) for warning in explanation.warnings),
    ]
    return section("Beside the sentences", table(rows, sheet.narrower(2)))
