"""A sentence's tree as the reading stage walks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.parsing.sentences import Sentence, Token
from coder.reading.labels import Bond, bond


@dataclass(frozen=True, slots=True)
class Tree:
    """Tokens with their (repaired) heads and bonds, each word's dependents and each bond's words in text order."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    heads: tuple[int, ...]
    bonds: tuple[Bond, ...]
    dependents: tuple[tuple[int, ...], ...]
    words_by_bond: Mapping[Bond, Sequence[int]]

    def bound(self, *wanted: Bond) -> list[int]:
        """All words with one of the wanted bonds, those of the first bond first."""
        return [index for tie in wanted for index in self.words_by_bond.get(tie, ())]

    def under(self, head: int, *wanted: Bond) -> tuple[int, ...]:
        """The dependents of `head` with one of the wanted bonds."""
        bonds, found = self.bonds, []
        for child in self.dependents[head]:
            if bonds[child] in wanted:
                found.append(child)
        return tuple(found)

    def first(self, head: int, *wanted: Bond) -> int | None:
        """The first dependent of `head` with one of the wanted bonds."""
        bonds = self.bonds
        for child in self.dependents[head]:
            if bonds[child] in wanted:
                return child
        return None

    def lemmas(self, indexes: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.tokens[index].lemma for index in indexes)

    def words(self, index: int) -> str:
        """A function word whole, in lower case: `instead of`, `because of`."""
        parts = (index, *self.under(index, Bond.FIXED))
        return " ".join(self.tokens[part].lemma.lower() for part in parts)

    def conjuncts(self, head: int) -> tuple[int, ...]:
        """`head` with everything coordinated to it, nested coordination included."""
        found = [head]
        for child in self.under(head, Bond.CONJUNCT):
            found.extend(self.conjuncts(child))
        return tuple(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of a word, nearest first."""
        while (index := self.heads[index]) >= 0:
            yield index

    def subtree(self, head: int) -> tuple[int, ...]:
        """All words at or below `head`, in text order."""
        found = [head]
        for child in self.dependents[head]:
            found.extend(self.subtree(child))
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Change:
    """A new head or bond for one word, as a repair wants it."""

    index: int
    head: int
    bond: Bond


def build_tree(sentence: Sentence, heads: Iterable[int], bonds: Iterable[Bond]) -> Tree:
    """A tree from one head and one bond per token; what has no governor is a root, whatever its label says."""
    fixed = tuple(heads)
    ties = tuple(tie if head >= 0 else Bond.ROOT for head, tie in zip(fixed, bonds, strict=True))
    dependents: list[list[int]] = [[] for _ in sentence.tokens]
    words_by_bond: dict[Bond, list[int]] = defaultdict(list)
    for index, (head, tie) in enumerate(zip(fixed, ties, strict=True)):
        words_by_bond[tie].append(index)
        if head >= 0:
            dependents[head].append(index)
    return Tree(sentence, sentence.tokens, fixed, ties, tuple(map(tuple, dependents)), words_by_bond)


def plain_tree(sentence: Sentence) -> Tree:
    """The tree just as the parser gave it."""
    tokens = sentence.tokens
    return build_tree(sentence, (token.head for token in tokens), map(bond, tokens))
