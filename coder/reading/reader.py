"""The reading stage: from a parsed sentence to clauses and noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from coder.parsing.sentences import Sentence
from coder.reading.clauses import Clause
from coder.reading.nouns import NounReader
from coder.reading.phrases import NounPhrase
from coder.reading.placing import Placing
from coder.reading.repairs.repairing import repaired_tree
from coder.reading.timing import Timing
from coder.reading.verbs import ClauseReader, nominal_kinds


class Nominals:
    """The acts that a sentence's nouns may name, each read when it is first asked for.

    Most nouns name none, so whoever knows which words do asks for those alone.
    """

    __slots__ = ("_found", "_read", "phrases")

    def __init__(self, phrases: tuple[NounPhrase, ...], read: Callable[[NounPhrase], Clause]) -> None:
        self.phrases = {phrase.head: phrase for phrase in phrases}
        self._read = read
        self._found: dict[int, Clause] = {}

    def at(self, head: int) -> Clause | None:
        """What the noun at `head` says as an act, None where no noun stands there."""
        found = self._found.get(head)
        if found is None and head in self.phrases:
            found = self._found[head] = self._read(self.phrases[head])
        return found

    def __iter__(self) -> Iterator[Clause]:
        return (clause for head in self.phrases if (clause := self.at(head)) is not None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nominals) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.phrases))


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence as acts and participants.

    `clauses` are those that stand on their own, their complements inside them; `nominals` the acts
    that nouns may name; `phrases` every noun phrase in order of its head; `timing` what tells
    when, `placing` what tells where.
    """

    sentence: Sentence
    clauses: tuple[Clause, ...]
    nominals: Nominals
    phrases: tuple[NounPhrase, ...]
    timing: Timing = field(compare=False, repr=False)
    placing: Placing = field(compare=False, repr=False)


def read_sentence(sentence: Sentence) -> SentenceReading:
    """Undoes the syntax of one sentence: `Aleppo was shelled by rebels` reads as rebels shell Aleppo."""
    tree = repaired_tree(sentence)
    nouns = NounReader(tree)
    verbs = ClauseReader(tree, nouns)
    clauses = verbs.top_clauses()
    phrases = nouns.all_phrases()
    named = tuple(phrase for phrase in phrases if nominal_kinds(phrase))
    return SentenceReading(
        sentence, clauses, Nominals(named, verbs.nominal), phrases, Timing(tree), Placing(tree, nouns)
    )
