"""Who speaks: the subject of the report a word stands in."""

from __future__ import annotations

from coder.reading.grammar import REPORT
from coder.reading.labels import SUBJECTS, Bond
from coder.reading.tree import Tree


def speakers(tree: Tree) -> tuple[int | None, ...]:
    """For each word the head of the phrase that is said to have said it, None outside reports.

    `"We ask both sides to stop," the minister told his guest`: minister, for every word of the quote.
    """
    return tuple(_speaker(tree, token.index) for token in tree.tokens)


def _speaker(tree: Tree, index: int) -> int | None:
    for above in (index, *tree.ancestors(index)):
        verb = tree.heads[above]
        if tree.bonds[above] is Bond.COMPLEMENT and tree.tokens[verb].lemma.lower() in REPORT:
            return _subject(tree, verb)
    return None


def _subject(tree: Tree, verb: int) -> int | None:
    while verb >= 0:
        found = tree.first(verb, *SUBJECTS)
        if found is not None:
            return found
        if tree.bonds[verb] not in {Bond.CONJUNCT, Bond.OPEN_COMPLEMENT, Bond.ADVERBIAL}:
            return None
        verb = tree.heads[verb]
    return None
