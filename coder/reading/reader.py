"""The reading stage: from a parsed sentence to clauses and noun phrases."""

from __future__ import annotations

from dataclasses import dataclass

from coder.parsing.sentences import Sentence
from coder.reading.clauses import Clause
from coder.reading.nouns import NounReader
from coder.reading.phrases import NounPhrase
from coder.reading.repairs.repairing import repaired_tree
from coder.reading.verbs import ClauseReader, nominal_kinds


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence as acts and participants.

    `clauses` are those that stand on their own, their complements inside them; `nominals` the acts
    that nouns may name; `phrases` every noun phrase in order of its head.
    """

    sentence: Sentence
    clauses: tuple[Clause, ...]
    nominals: tuple[Clause, ...]
    phrases: tuple[NounPhrase, ...]


def read_sentence(sentence: Sentence) -> SentenceReading:
    """Undoes the syntax of one sentence: `Aleppo was shelled by rebels` reads as rebels shell Aleppo."""
    tree = repaired_tree(sentence)
    nouns = NounReader(tree)
    verbs = ClauseReader(tree, nouns)
    clauses = verbs.top_clauses()
    phrases = nouns.all_phrases()
    nominals = tuple(verbs.nominal(phrase) for phrase in phrases if nominal_kinds(phrase))
    return SentenceReading(sentence, clauses, nominals, phrases)
