"""Runs the examples inside dictionary entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coder.article import Article
from coder.coder import EVERYTHING, CodedArticle, Coder, Options, wanted
from coder.coding.events import Event
from coder.dictionaries.examples import Example, PhraseExample
from coder.explaining import Explanation

BATCH = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one example: `failure` says what was expected and what came, empty if all is well."""

    example: Example | PhraseExample
    failure: str = ""

    @property
    def passed(self) -> bool:
        """Whether the example did as its entry says; a known gap (`xfail`) must still fail."""
        return bool(self.failure) == bool(self.example.xfail)


def run_examples(coder: Coder, examples: Sequence[Example]) -> Iterator[Verdict]:
    """Codes every example and compares; in batches, so that sentences are parsed together."""
    for start in range(0, len(examples), BATCH):
        batch = examples[start : start + BATCH]
        coded = coder.code([Article(text=e.text, date=e.date) for e in batch], EVERYTHING)
        for example, article in zip(batch, coded, strict=True):
            yield Verdict(example, _failure(example, article))


def run_phrase_examples(coder: Coder, examples: Sequence[PhraseExample]) -> Iterator[Verdict]:
    """Resolves the phrases of every example and compares."""
    for start in range(0, len(examples), BATCH):
        batch = examples[start : start + BATCH]
        explained = coder.explain([Article(text=e.text, date=e.date) for e in batch], EVERYTHING)
        for example, explanation in zip(batch, explained, strict=True):
            yield Verdict(example, _mistaken(example, explanation))


def _mistaken(example: PhraseExample, explanation: Explanation) -> str:
    phrases = [phrase for sentence in explanation.sentences for phrase in sentence.phrases]
    found = {f"{phrase.text} = {actor.code}" for phrase in phrases for actor in phrase.actors}
    missing = [line for line in example.actors if line not in found]
    wrong = [line for line in example.wrong if line in found]
    return f"missing {missing}, wrong {wrong}, found {sorted(found)}" if missing or wrong else ""


def line_of(event: Event) -> str:
    """An event as examples write it: `FRA > SYR 0256`, flags behind."""
    return event.line


def _failure(example: Example, coded: CodedArticle) -> str:
    if example.hit:
        return _difference(example.events, coded.events)
    fired = [event for event in coded.events if example.entry in _rules(event)]
    return f"{example.entry} fired: {_lines(fired)}" if fired else ""


def _rules(event: Event) -> set[str]:
    return {event.rule.id, *(rule.id for rule in event.via)}


def _difference(expected: tuple[str, ...], events: tuple[Event, ...]) -> str:
    """All lines listed must come, and nothing else that a default answer would hold."""
    found = {line_of(event) for event in events}
    default = {line_of(event) for event in events if wanted(event, Options())}
    missing = [line for line in expected if line not in found]
    extra = sorted(default - set(expected))
    if not missing and not extra:
        return ""
    return f"missing {missing}, not expected {extra}, all events: {_lines(events)}"


def _lines(events: Iterable[Event]) -> str:
    return "; ".join(f"{line_of(event)} [{event.rule.id}]" for event in events) or "none"
