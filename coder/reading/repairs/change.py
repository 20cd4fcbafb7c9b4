"""What a repair of a tree is made of, and what several repairs ask of it."""

from __future__ import annotations

from collections.abc import Callable

from coder.reading.labels import Bond
from coder.reading.tree import Change, Tree, build_tree

Repair = Callable[[Tree], list[Change]]
"""Looks for one kind of slip and says what to change."""


def changed(tree: Tree, changes: list[Change]) -> Tree:
    """The tree with the changes made."""
    heads, bonds = list(tree.heads), list(tree.bonds)
    for change in changes:
        heads[change.index], bonds[change.index] = change.head, change.bond
    return build_tree(tree.sentence, heads, bonds)


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands after `to`: `to withdraw`."""
    return any(tree.tokens[i].lemma == "to" for i in tree.under(verb, Bond.MARK))


def is_by_phrase(tree: Tree, index: int) -> bool:
    """Whether a phrase stands after `by`: `by rebels`."""
    return any(tree.tokens[i].lemma == "by" for i in tree.under(index, Bond.CASE))
