"""How the dictionaries reach each CAMEO code, and which of their rules fire on a corpus.

A code is reached by a rule that names it, by a stance over an act (`halt` over 194 is 087), or as the
other side of an act that two do together (043 by 042).  No parser is needed for that: the rules say it all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.coder import EVERYTHING, Coder, Options, wanted
from coder.coding.ontology import CameoCode, Ontology
from coder.coding.rules import Rule
from coder.dictionaries.examples import Example
from coder.explaining import ExplainedClause, ExplainedSentence
from coder.workshop.corpus import CorpusArticle
from coder.workshop.reference import BUILT_IN, PERFORM

BATCH = 50
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How each code is reached: rules that name it, (stance, act) pairs, mirrors, and examples that show it.

    `size` is the number of all rules.
    """

    size: int
    rules: Mapping[str, tuple[str, ...]]
    ways: Mapping[str, tuple[tuple[str, str], ...]]
    mirrored: frozenset[str]
    examples: Mapping[str, int]

    def reaches(self, code: str) -> bool:
        """Whether any rule can lead to the code."""
        return bool(self.rules.get(code) or self.ways.get(code)) or code in self.mirrored

    def unreached(self, ontology: Ontology) -> tuple[CameoCode, ...]:
        """The codes below a root that nothing leads to."""
        return tuple(code for code in leaves(ontology) if not self.reaches(code.code))


def leaves(ontology: Ontology) -> tuple[CameoCode, ...]:
    """All codes but the roots."""
    return tuple(code for code in ontology.codes.values() if code.parent)


def measure(rules: Iterable[Rule], examples: Iterable[Example], ontology: Ontology) -> Coverage:
    """Follows the rules through the operators' tables until nothing new comes."""
    rules = tuple(rules)
    naming = _naming(rules, ontology)
    stances = sorted({rule.operator for rule in rules if rule.operator} | BUILT_IN.keys() & ontology.operators.keys())
    ways: dict[str, list[tuple[str, str]]] = defaultdict(list)
    mirrored: set[str] = set()
    reached: set[str] = set()
    fresh = set(naming)
    while fresh:
        reached |= fresh
        for code, stance, act in _steps(fresh, stances, ontology):
            ways[code].append((stance, act))
        mirrored |= {other for code in fresh if (other := ontology.mirror(code)) and other != code}
        fresh = (ways.keys() | mirrored) - reached
    sorted_ways = {code: tuple(sorted(found)) for code, found in ways.items()}
    return Coverage(len(rules), naming, sorted_ways, frozenset(mirrored), Counter(_shown(examples)))


def _naming(rules: Iterable[Rule], ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The ids of the rules that name each code."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        if rule.code in ontology.codes:
            found[rule.code].append(rule.id)
    return {code: tuple(sorted(ids)) for code, ids in found.items()}


def _steps(acts: Iterable[str], stances: Iterable[str], ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """The code, stance and act of every stance that makes another code of an act."""
    for act in sorted(acts):
        for stance in stances:
            code = None if stance == PERFORM else ontology.compose(stance, act)
            if code is not None and code != act:
                yield code, stance, act


def _shown(examples: Iterable[Example]) -> Iterator[str]:
    """The codes of all events in the examples."""
    for example in examples:
        yield from (line.split()[3] for line in example.events)


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences there are, and how many of them have an event in a default answer."""

    sentences: int
    coded: int

    @property
    def part(self) -> float:
        """From 0 to 1."""
        return self.coded / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True)
class Practice:
    """What a corpus shows: events of a default answer by code, and in how many sentences each rule fired.

    A rule fires when it wins at a clause, also where it codes nothing (`code: none`) or no event comes of it.
    """

    news: Share
    quiet: Share
    events: Mapping[str, int]
    fired: Mapping[str, int]


def practise(coder: Coder, corpus: Sequence[CorpusArticle], progress: Progress) -> Practice:
    """Code the corpus and count; `progress` is told how many more articles are done."""
    sentences: Counter[bool] = Counter()
    coded: Counter[bool] = Counter()
    events: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    for start in range(0, len(corpus), BATCH):
        batch = corpus[start : start + BATCH]
        explained = coder.explain([place.article for place in batch], EVERYTHING)
        for place, explanation in zip(batch, explained, strict=True):
            for sentence in explanation.sentences:
                default = [event for event in sentence.events if wanted(event, Options())]
                sentences[place.quiet] += 1
                coded[place.quiet] += bool(default)
                events.update(event.code.code for event in default)
                fired.update(_rules(sentence))
        progress(len(batch))
    news, quiet = (Share(sentences[which], coded[which]) for which in (False, True))
    return Practice(news, quiet, events, fired)


def silent(rules: Iterable[Rule], practice: Practice) -> dict[str, tuple[str, ...]]:
    """The rules that never fired, by their file."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        if rule.status != "deprecated" and not practice.fired.get(rule.id):
            found[rule.reference.file].append(rule.id)
    return {file: tuple(ids) for file, ids in sorted(found.items())}


def _rules(sentence: ExplainedSentence) -> set[str]:
    """The rules that won at a clause of the sentence, or had a part in an event."""
    won = {rule for clause in sentence.clauses for rule in _winners(clause)}
    return won | {rule.id for event in sentence.events for rule in (event.rule, *event.via)}


def _winners(clause: ExplainedClause) -> Iterator[str]:
    if clause.won:
        yield clause.won
    for inner in clause.complements:
        yield from _winners(inner)
