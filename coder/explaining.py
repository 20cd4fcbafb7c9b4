"""What `/v1/explain` tells: the steps of coding as the recorder kept them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.actors.resolver import ArticleActors
from coder.article import Article
from coder.coding.events import Event
from coder.coding.recorder import Attempt, Trace
from coder.parsing.sentences import Dateline, Sentence, Skipped
from coder.reading.clauses import Clause
from coder.reading.phrases import NounPhrase
from coder.reading.reader import SentenceReading


@dataclass(frozen=True, slots=True)
class ExplainedToken:
    """One word of the parse; `head` counts from 1 in the sentence, 0 for the root, as CoNLL-U has it."""

    id: int
    text: str
    lemma: str
    tag: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class ExplainedActor:
    """A code a phrase was given, and how."""

    code: str
    entry: str
    how: str


@dataclass(frozen=True, slots=True)
class ExplainedPhrase:
    """A noun phrase; `actors` is empty for things."""

    text: str
    start: int
    end: int
    actors: tuple[ExplainedActor, ...]


@dataclass(frozen=True, slots=True)
class ExplainedAttempt:
    """A rule that was tried; `failure` is the first condition that failed."""

    rule: str
    file: str
    line: int
    failure: str


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """A clause as it was read, the rules tried at it and the one that won."""

    words: str
    lemma: str
    category: str
    form: str
    passive: bool
    subject: tuple[str, ...]
    object: tuple[str, ...]
    person: tuple[str, ...]
    prepositions: tuple[str, ...]
    negated: bool
    modality: str
    reported: bool
    tried: tuple[ExplainedAttempt, ...]
    won: str
    complements: tuple[ExplainedClause, ...]


@dataclass(frozen=True, slots=True)
class ExplainedLoss:
    """A reading that did not become an event."""

    words: str
    rule: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence from its parse to its events."""

    number: int
    text: str
    start: int
    end: int
    part: str
    tokens: tuple[ExplainedToken, ...]
    phrases: tuple[ExplainedPhrase, ...]
    clauses: tuple[ExplainedClause, ...]
    dropped: tuple[ExplainedLoss, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article's explanation; its events are those of every kind, as with all includes."""

    article: Article
    sentences: tuple[ExplainedSentence, ...]
    datelines: tuple[Dateline, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


def explain_sentence(
    reading: SentenceReading, actors: ArticleActors, trace: Trace, events: tuple[Event, ...]
) -> ExplainedSentence:
    """What the trace of one sentence says, in a shape for people."""
    sentence = reading.sentence
    triggered = (*reading.clauses, *(n for n in reading.nominals if any(a.clause == n for a in trace.attempts)))
    return ExplainedSentence(
        number=sentence.index + 1,
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        part=sentence.part,
        tokens=tuple(_tokens(sentence)),
        phrases=tuple(_phrase(phrase, actors) for phrase in reading.phrases),
        clauses=tuple(_clause(clause, trace.attempts) for clause in triggered),
        dropped=tuple(
            ExplainedLoss(loss.clause.trigger, loss.rule.id, loss.code, loss.reason) for loss in trace.losses
        ),
        events=events,
    )


def _tokens(sentence: Sentence) -> Iterator[ExplainedToken]:
    for token in sentence.tokens:
        yield ExplainedToken(
            token.index + 1, token.text, token.lemma, token.xpos or token.upos, token.head + 1, token.relation
        )


def _phrase(phrase: NounPhrase, actors: ArticleActors) -> ExplainedPhrase:
    found = tuple(ExplainedActor(a.code, a.entry, a.how) for a in actors.all_of(phrase))
    return ExplainedPhrase(phrase.text, phrase.start, phrase.end, found)


def _clause(clause: Clause, attempts: Iterable[Attempt]) -> ExplainedClause:
    attempts = tuple(attempts)
    own = [attempt for attempt in attempts if attempt.clause.key == clause.key]
    tried = {
        attempt.rule.id: ExplainedAttempt(
            attempt.rule.id, attempt.rule.reference.file, attempt.rule.reference.line, attempt.failure
        )
        for attempt in own
        if not attempt.won
    }
    return ExplainedClause(
        words=clause.trigger,
        lemma=clause.lemma,
        category=clause.category,
        form=clause.form,
        passive=clause.passive,
        subject=_texts(clause.subject),
        object=_texts(clause.object),
        person=_texts(clause.person),
        prepositions=tuple(f"{a.preposition} {a.phrase.text}" for a in clause.prepositions),
        negated=clause.status.negated,
        modality=clause.status.modality,
        reported=clause.status.reported,
        tried=tuple(tried.values()),
        won=next((attempt.rule.id for attempt in own if attempt.won), ""),
        complements=tuple(_clause(inner, attempts) for inner in clause.complements),
    )


def _texts(phrases: tuple[NounPhrase, ...]) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in phrases)
