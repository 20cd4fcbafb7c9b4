"""Who speaks to whom: the subject and the addressee of the report a word stands in."""

from __future__ import annotations

from coder.reading.grammar import QUOTING
from coder.reading.labels import SUBJECTS, Bond
from coder.reading.tree import Tree


def speaker(tree: Tree, index: int) -> int | None:
    """The head of the phrase that is said to have said a word, None outside reports.

    `"We ask both sides to stop," the minister told his guest`: minister, for every word of the quote.
    """
    verb = _report(tree, index)
    return _subject(tree, verb) if verb is not None else None


def addressees(tree: Tree) -> dict[int, int]:
    """Each `you` in a report with the head of the phrase that is spoken to: `he told France that you ...`."""
    found = {}
    for token in tree.tokens:
        verb = _report(tree, token.index) if token.lemma.lower() == "you" else None
        heard = _addressee(tree, verb) if verb is not None else None
        if heard is not None:
            found[token.index] = heard
    return found


def _report(tree: Tree, index: int) -> int | None:
    """The verb that reports what the word is part of."""
    heads, bonds, complement = tree.heads, tree.bonds, Bond.COMPLEMENT
    while index >= 0:
        verb = heads[index]
        if bonds[index] is complement and tree.tokens[verb].lemma.lower() in QUOTING:
            return verb
        index = verb
    return None


def _addressee(tree: Tree, verb: int) -> int | None:
    for index in tree.under(verb, Bond.INDIRECT, Bond.OBJECT, Bond.OBLIQUE):
        cases = tree.lemmas(tree.under(index, Bond.CASE))
        if not cases or "to" in cases:
            return index
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
