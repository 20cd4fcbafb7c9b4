"""From the trace of a sentence to its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from coder.actors.resolver import ArticleActors
from coder.coding.events import Event
from coder.coding.ranking import why_beaten
from coder.coding.recorder import Trace, Won
from coder.coding.rules import Place, Rule
from coder.coding.views import View, completing
from coder.explaining import (
    ExplainedActor,
    ExplainedAttempt,
    ExplainedClause,
    ExplainedLoss,
    ExplainedPhrase,
    ExplainedPlace,
    ExplainedRival,
    ExplainedSentence,
    ExplainedToken,
    ExplainedWinner,
)
from coder.parsing.sentences import Sentence
from coder.reading.clauses import Category, Clause
from coder.reading.phrases import NounPhrase
from coder.reading.reader import SentenceReading
from coder.workshop.trying.stubs import rule_stub


def explain_sentence(
    reading: SentenceReading, actors: ArticleActors, trace: Trace, events: tuple[Event, ...]
) -> ExplainedSentence:
    """What the trace of one sentence says, in a shape for people."""
    sentence = reading.sentence
    return ExplainedSentence(
        number=sentence.index + 1,
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        part=sentence.part,
        tokens=tuple(_tokens(sentence)),
        phrases=tuple(_phrase(phrase, actors) for phrase in reading.phrases),
        clauses=_Retracing(reading, actors, trace, events).clauses(),
        dropped=tuple(
            ExplainedLoss(loss.clause.trigger, loss.rule.id, loss.code, loss.reason) for loss in trace.losses
        ),
        events=events,
    )


class _Retracing:
    """Tells the clauses of one sentence, each with what was tried at it."""

    def __init__(
        self, reading: SentenceReading, actors: ArticleActors, trace: Trace, events: tuple[Event, ...]
    ) -> None:
        self._reading = reading
        self._actors = actors
        self._trace = trace
        self._events = events
        self._won = {id(won.clause): won for won in trace.winners}
        self._tried = _by_word(trace)
        self._told: set[int] = set()

    def clauses(self) -> tuple[ExplainedClause, ...]:
        """The clauses of the sentence with those inside them, then the nouns that rules were tried at."""
        clauses = [self._clause(clause) for clause in self._reading.clauses]
        nouns = (tried[0] for word, tried in sorted(self._tried.items()) if word[1] is Category.NOUN)
        return (*clauses, *(self._clause(noun) for noun in nouns if id(noun) not in self._told))

    def _clause(self, read: Clause) -> ExplainedClause:
        clause = self._as_tried(read)
        self._told.add(id(clause))
        won = self._won.get(id(clause))
        return ExplainedClause(
            words=clause.trigger,
            start=clause.start,
            end=clause.end,
            lemma=clause.lemma,
            category=clause.category,
            form=clause.form,
            passive=clause.passive,
            subject=_texts(clause.subject),
            object=_texts(clause.object),
            person=_texts(clause.person),
            prepositions=tuple(f"{a.preposition} {a.phrase.text}" for a in clause.prepositions),
            places=tuple(_places(clause)),
            negated=clause.status.negated,
            modality=clause.status.modality,
            reported=clause.status.reported,
            tried=tuple(self._attempts(clause)),
            beat=tuple(self._rivals(clause, won)) if won else (),
            won=won.rule.id if won else "",
            winner=self._winner(won) if won else None,
            stub="" if won else self._stub(clause),
            complements=tuple(self._clause(inner) for inner in clause.complements),
        )

    def _as_tried(self, clause: Clause) -> Clause:
        """The clause itself if rules were tried at it, else as a verb lent it its ends, if one did."""
        tried = self._tried.get((clause.head, clause.category), [])
        return clause if not tried or any(each is clause for each in tried) else tried[0]

    def _attempts(self, clause: Clause) -> Iterator[ExplainedAttempt]:
        for failed in self._trace.failures:
            if failed.clause is clause:
                yield ExplainedAttempt(*_where(failed.rule), failed.failure)

    def _rivals(self, clause: Clause, won: Won) -> Iterator[ExplainedRival]:
        fits = [fitted for fitted in self._trace.fits if fitted.clause is clause]
        best = next(fitted.rank for fitted in fits if fitted.rule is won.rule)
        for fitted in fits:
            if fitted.rule is not won.rule:
                yield ExplainedRival(*_where(fitted.rule), why_beaten(fitted.rank, best))

    def _winner(self, won: Won) -> ExplainedWinner:
        codes = tuple(dict.fromkeys(act.code for act in won.acts))
        return ExplainedWinner(*_where(won.rule), won.rule.code, won.rule.operator, codes, tuple(self._slots(won)))

    def _slots(self, won: Won) -> Iterator[ExplainedPlace]:
        """What met each slot of the rule, then what it took for its ends."""
        view = View(won.clause, self._actors)
        for slot in won.rule.slots:
            if slot.place == Place.CLAUSE:
                for inner in completing(slot, won.clause):
                    yield ExplainedPlace(slot.place, inner.trigger, inner.start, inner.end)
            else:
                yield from _placed(slot.place, view.filling(slot))
        for end in ("source", "target"):
            yield from dict.fromkeys(each for act in won.acts for each in _placed(end, getattr(act, end)))

    def _stub(self, clause: Clause) -> str:
        return rule_stub(clause, self._reading.sentence.text, self._actors, self._events)


def _by_word(trace: Trace) -> dict[tuple[int, Category], list[Clause]]:
    """The clauses that rules were tried at, by the word that names the act; those where one won come first."""
    found: dict[tuple[int, Category], list[Clause]] = {}
    tried = chain((won.clause for won in trace.winners), (failed.clause for failed in trace.failures))
    for clause in tried:
        same_word = found.setdefault((clause.head, clause.category), [])
        if not any(known is clause for known in same_word):
            same_word.append(clause)
    return found


def _where(rule: Rule) -> tuple[str, str, int]:
    return rule.id, rule.reference.file, rule.reference.line


def _tokens(sentence: Sentence) -> Iterator[ExplainedToken]:
    for token in sentence.tokens:
        yield ExplainedToken(
            token.index + 1, token.text, token.lemma, token.xpos or token.upos, token.head + 1, token.relation
        )


def _phrase(phrase: NounPhrase, actors: ArticleActors) -> ExplainedPhrase:
    found = tuple(ExplainedActor(a.code, a.entry, a.how) for a in actors.all_of(phrase))
    return ExplainedPhrase(phrase.text, phrase.start, phrase.end, found)


def _places(clause: Clause) -> Iterator[ExplainedPlace]:
    yield from _placed(Place.SUBJECT, clause.subject)
    yield from _placed(Place.OBJECT, clause.object)
    yield from _placed(Place.PERSON, clause.person)
    yield from _placed(Place.BEFORE, clause.premodifiers)
    for attached in clause.prepositions:
        yield from _placed(attached.preposition, (attached.phrase,))


def _placed(place: str, phrases: Iterable[NounPhrase]) -> Iterator[ExplainedPlace]:
    return (ExplainedPlace(str(place), phrase.text, phrase.start, phrase.end) for phrase in phrases)


def _texts(phrases: tuple[NounPhrase, ...]) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in phrases)
