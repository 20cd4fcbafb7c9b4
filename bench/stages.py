"""How fast each stage of the coder is on stored parses, and how its cost grows with what it is given."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.actors.dictionary import ActorDictionary, Entry, EntryKind, Naming, Use
from coder.actors.lexicon import Lexicon
from coder.article import Article
from coder.coder import Coder, Options
from coder.coding.rules import Rule, RuleBook, Slot, Trigger, build_rulebook, words_of
from coder.dictionaries.load import Dictionaries
from coder.parsing.sentences import ParsedArticle
from coder.parsing.stored import StoredParses
from coder.timing import StageClock

PARTS = 12
ROUNDS = 5
STAGES = ("reading", "actors", "coding")


class Remembered:
    """Answers with parses made beforehand."""

    name = "stored"
    version = "parses"

    def __init__(self, parses: dict[Article, ParsedArticle]) -> None:
        self.parses = parses

    def parse(self, articles: Sequence[Article]) -> tuple[ParsedArticle, ...]:
        """The parses of articles that were given at the start."""
        return tuple(self.parses[article] for article in articles)


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured: parses, and the dictionaries to code them with."""

    parser: Remembered
    dictionaries: Dictionaries


@dataclass(frozen=True, slots=True)
class Costs:
    """Microseconds of the processor for a sentence, stage by stage."""

    reading: float
    actors: float
    coding: float

    @property
    def total(self) -> float:
        """All stages together."""
        return self.reading + self.actors + self.coding


def remembered(stored: StoredParses) -> Remembered:
    """All stored parses, read beforehand."""
    return Remembered({parse.article: parse.parsed for parse in stored})


def costs(cases: Sequence[Case], rounds: int = ROUNDS) -> list[Costs]:
    """What a sentence costs in each case.

    All cases take turns, part by part, and of each part the best round counts: so a busy neighbour troubles all
    alike, and little.
    """
    coders = [_timed(case) for case in cases]
    parts = [list(_parts(list(case.parser.parses))) for case in cases]
    totals = [dict.fromkeys(STAGES, 0.0) for _ in cases]
    sentences = [0] * len(cases)
    for part in range(PARTS):
        bests = [dict.fromkeys(STAGES, float("inf")) for _ in cases]
        for number in range(rounds * len(cases)):
            at = number % len(cases)
            count, seconds = _once(coders[at], parts[at][part])
            bests[at] = {stage: min(bests[at][stage], seconds[stage]) for stage in STAGES}
            sentences[at] += count if number < len(cases) else 0
        totals = [{s: total[s] + best[s] for s in STAGES} for total, best in zip(totals, bests, strict=True)]
    return [
        Costs(*(1e6 * total[stage] / count for stage in STAGES)) for total, count in zip(totals, sentences, strict=True)
    ]


def _timed(case: Case) -> Coder:
    coder = Coder(case.parser, case.dictionaries)
    coder.clock = StageClock(time.process_time)
    return coder


def _parts(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[part::PARTS] for part in range(PARTS))


def _once(coder: Coder, articles: Sequence[Article]) -> tuple[int, Mapping[str, float]]:
    coder.clock.take()
    coded = coder.code(articles, Options())
    return sum(article.sentences for article in coded), coder.clock.take()


def yardstick() -> float:
    """Microseconds of a fixed piece of plain Python, to compare machines and moods of a machine by."""
    best = float("inf")
    for _ in range(20):
        began = time.process_time()
        counts: dict[str, int] = {}
        for number in range(2_000):
            word = str(number % 97)
            counts[word] = counts.get(word, 0) + len(word)
        best = min(best, time.process_time() - began)
    return 1e6 * best


# --- larger dictionaries ------------------------------------------------------------------------------


def with_rules(dictionaries: Dictionaries, times: int) -> Dictionaries:
    """As many times the rules: half of the new ones at new verbs, half at the same verbs for other things."""
    words = _Invented(random.Random(times))
    rules = list(dictionaries.rules.rules)
    for copy in range(1, times):
        rules += [_varied(rule, copy, words) for rule in dictionaries.rules.rules]
    book: RuleBook = build_rulebook(tuple(rules))
    return replace(dictionaries, rules=book)


def _varied(rule: Rule, copy: int, words: _Invented) -> Rule:
    reference = replace(rule.reference, id=f"{rule.id}-{copy}")
    if copy % 2:
        triggers = tuple(Trigger(each.category, words.lower(), each.others) for each in rule.triggers)
        return replace(rule, reference=reference, triggers=triggers)
    asked = Slot("object", lemma=words_of([(words.lower(),) for _ in range(4)]))
    return replace(rule, reference=reference, slots=(*rule.slots, asked))


def with_names(dictionaries: Dictionaries, times: int) -> Dictionaries:
    """As many times the names: invented people who share given names with real ones."""
    actors, words = dictionaries.actors, _Invented(random.Random(times))
    given = sorted({name.split()[0] for name in actors.names.phrases if " " in name})
    more = (times - 1) * len(actors.names.phrases)
    people = [f"{words.choose(given)} {words.lower()}" for _ in range(more)]
    return replace(dictionaries, actors=_with_people(actors, people))


def _with_people(actors: ActorDictionary, people: Sequence[str]) -> ActorDictionary:
    phrases, longest, entries = dict(actors.names.phrases), dict(actors.names.longest), dict(actors.entries)
    for number, name in enumerate(people):
        id_ = f"invented-{number}"
        entries[id_] = Entry(id_, EntryKind.PERSON, name.title(), "SWE", ("GOV",))
        phrases.setdefault(name, (Naming(id_, Use.NAME, name.title()),))
        first = name.split()[0]
        longest[first] = max(longest.get(first, 0), 2)
    return replace(actors, entries=entries, names=Lexicon(phrases, longest))


class _Invented:
    """Words that no language has."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def lower(self) -> str:
        """A new word in small letters."""
        return "zx" + "".join(self._chance.choices(string.ascii_lowercase, k=8))

    def choose(self, words: Sequence[str]) -> str:
        """One of the words."""
        return self._chance.choice(words)
