"""The look-up tables of the actor dictionary, made from entries and their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from coder.actors.dictionary import Entry, EntryKind, Naming, Use
from coder.actors.lexicon import Lexicon
from coder.actors.spelling import phrase_words, singular
from coder.actors.vocabulary import PARTICLES
from coder.errors import EntryError

_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "MAC"})
_SUFFIXES = frozenset(
    {"jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xvi", "xiv"}
)
_RANK = {use: rank for rank, use in enumerate(Use)}


class Noun(Protocol):
    """A text of a dictionary file that can say where it stands."""

    @property
    def value(self) -> str: ...

    def error(self, message: str, hint: str = "") -> EntryError: ...


def names_table(namings: Iterable[Naming], entries: Mapping[str, Entry]) -> Lexicon[tuple[Naming, ...]]:
    """Phrases to what they name, the use that wins first; plural demonyms added."""
    found: dict[str, dict[tuple[str, Use], Naming]] = defaultdict(dict)
    longest: dict[str, int] = {}
    for naming in namings:
        for words in _variants(naming):
            if words:
                found[" ".join(words)].setdefault((naming.entry, naming.use), naming)
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
    phrases = {phrase: _ranked(list(uses.values())) for phrase, uses in found.items()}
    return Lexicon(phrases, longest)


def _ranked(namings: list[Naming]) -> tuple[Naming, ...]:
    return tuple(sorted(namings, key=lambda naming: _RANK[naming.use]))


def _variants(naming: Naming) -> Iterator[list[str]]:
    words = phrase_words(naming.written)
    yield words
    if naming.use is Use.DEMONYM and words and not words[-1].endswith(("s", "sh", "ch", "men", "women", "ese")):
        yield [*words[:-1], words[-1] + "s"]


def nouns_table(nouns: Iterable[tuple[Noun, str]]) -> Lexicon[str]:
    """Agent nouns, in a rough singular, to their agents; a noun in two agents is an EntryError."""
    phrases: dict[str, str] = {}
    longest: dict[str, int] = {}
    for noun, agent in nouns:
        words = [singular(word) for word in phrase_words(noun.value)]
        phrase = " ".join(words)
        if phrases.setdefault(phrase, agent) != agent:
            raise noun.error(f"`{noun.value}` is already a noun of `{phrases[phrase]}`", "keep it in one of the two")
        longest[words[-1]] = max(longest.get(words[-1], 0), len(words))
    return Lexicon(phrases, longest)


def surname_tables(
    entries: Mapping[str, Entry], namings: Iterable[Naming]
) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Bare surnames with the people who bear them, and the words that are given names."""
    surnames: dict[str, dict[str, None]] = defaultdict(dict)
    given: set[str] = set()
    for naming in namings:
        entry = entries[naming.entry]
        words = phrase_words(naming.written)
        while words and words[-1] in _SUFFIXES:
            words.pop()
        if entry.kind is not EntryKind.PERSON or len(words) < 2:
            continue
        own = list(_surnames(words, entry.country in _FAMILY_FIRST))
        for surname in own:
            surnames[surname][entry.id] = None
        given.update(word for word in words[:1] if word not in own)
    return {surname: tuple(ids) for surname, ids in surnames.items()}, frozenset(given)


def _surnames(words: Sequence[str], family_first: bool) -> Iterator[str]:
    """The forms a surname takes: `Assad` and `al-Assad`, `Obrador` and `López Obrador`; `Xi` of `Xi Jinping`."""
    if family_first:
        yield words[0]
        return
    yield words[-1]
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
        yield " ".join(words[at:])
    if len(words) > 2 and at == len(words) - 1:
        yield " ".join(words[-2:])
