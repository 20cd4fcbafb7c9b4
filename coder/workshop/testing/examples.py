"""Runs the examples inside dictionary entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coder.article import Article
from coder.coder import EVERYTHING, Coder, Options, wanted
from coder.coding.events import Event
from coder.dictionaries.examples import Example, PhraseExample
from coder.explaining import Explanation

BATCH = 100

AnyExample = TypeVar("AnyExample", Example, PhraseExample)


@dataclass(frozen=True, slots=True)
class Found:
    """What a sentence gave: an event with the rules that made it, or a phrase with the code it got."""

    line: str
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.line} by {' < '.join(self.rules)}" if self.rules else self.line


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one example: the lines that should have come and did not, and those that should not have."""

    example: Example | PhraseExample
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the sentence gave what the example says."""
        return not self.missing and not self.unexpected

    @property
    def passed(self) -> bool:
        """Whether the example did as its entry says; a known gap (`xfail`) must still fail."""
        return self.holds != bool(self.example.xfail)


def run_examples(coder: Coder, examples: Sequence[Example]) -> Iterator[Verdict]:
    """Codes every example and compares; in batches, so that sentences are parsed together."""
    for batch, articles in _batches(examples):
        for example, coded in zip(batch, coder.code(articles, EVERYTHING), strict=True):
            yield _judged(example, coded.events)


def run_phrase_examples(coder: Coder, examples: Sequence[PhraseExample]) -> Iterator[Verdict]:
    """Resolves the phrases of every example and compares."""
    for batch, articles in _batches(examples):
        for example, explanation in zip(batch, coder.explain(articles, EVERYTHING), strict=True):
            yield _judged_phrases(example, explanation)


def _batches(examples: Sequence[AnyExample]) -> Iterator[tuple[Sequence[AnyExample], list[Article]]]:
    for start in range(0, len(examples), BATCH):
        batch = examples[start : start + BATCH]
        yield batch, [Article(text=example.text, date=example.date) for example in batch]


def _judged(example: Example, events: tuple[Event, ...]) -> Verdict:
    """A hit: all lines listed must come, and nothing else that a default answer would hold.  A miss: not its entry."""
    found = tuple(Found(event.line, _rules(event)) for event in events)
    if not example.hit:
        return Verdict(example, (), tuple(each.line for each in found if example.entry in each.rules), found)
    lines = {each.line for each in found}
    default = {event.line for event in events if wanted(event, Options())}
    missing = tuple(line for line in example.events if line not in lines)
    return Verdict(example, missing, tuple(sorted(default - set(example.events))), found)


def _judged_phrases(example: PhraseExample, explanation: Explanation) -> Verdict:
    phrases = [phrase for sentence in explanation.sentences for phrase in sentence.phrases]
    found = {f"{phrase.text} = {actor.code}": actor.entry for phrase in phrases for actor in phrase.actors}
    return Verdict(
        example,
        tuple(line for line in example.actors if line not in found),
        tuple(line for line in example.wrong if line in found),
        tuple(Found(line, (entry,) if entry else ()) for line, entry in sorted(found.items())),
    )


def _rules(event: Event) -> tuple[str, ...]:
    """The rule that named the act, then the operators over it."""
    return (event.rule.id, *(rule.id for rule in event.via))
