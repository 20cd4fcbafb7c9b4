"""Verbs that are auxiliaries in all but grammar: `had to withdraw`, `is going to attack`, `is to visit`."""

from __future__ import annotations

from coder.reading.labels import SUBJECTS, Bond
from coder.reading.tree import Change, Tree

_KEPT = frozenset({Bond.AUXILIARY, Bond.COPULA, Bond.PARTICLE, Bond.FIXED})


def modal_verb(tree: Tree) -> list[Change]:
    """`Syria had to withdraw`: `withdraw` is the clause's verb, `had` says that it is a duty."""
    for verb in tree.bound(Bond.OPEN_COMPLEMENT):
        governor = tree.heads[verb]
        if governor < 0 or governor > verb:
            continue
        sense = _sense(tree, governor)
        if sense is not None and "to" in tree.lemmas(tree.under(verb, Bond.MARK)):
            return _swap(tree, governor, verb, sense)
    return []


def _sense(tree: Tree, governor: int) -> Bond | None:
    """Whether a verb makes its infinitive a duty or a prospect; `has yet to comment` is neither."""
    token = tree.tokens[governor]
    lemma = token.lemma.lower()
    if tree.under(governor, Bond.OBJECT, Bond.INDIRECT):
        return None
    if lemma in {"have", "need", "ought"} and token.xpos.startswith(("VB", "MD")):
        return Bond.OTHER if tree.tokens[governor + 1].lemma == "yet" else Bond.DUTY
    if lemma == "go" and token.xpos == "VBG" and tree.under(governor, Bond.AUXILIARY):
        return Bond.PROSPECT
    if lemma == "be" or (lemma == "about" and tree.under(governor, Bond.COPULA)):
        return Bond.PROSPECT
    return None


def _swap(tree: Tree, governor: int, verb: int, sense: Bond) -> list[Change]:
    """The infinitive takes its governor's place and what hangs on it."""
    changes = [Change(verb, tree.heads[governor], tree.bonds[governor]), Change(governor, verb, sense)]
    changes += [Change(mark, verb, Bond.OTHER) for mark in tree.under(verb, Bond.MARK)]
    passive = bool(tree.under(verb, Bond.PASSIVE_AUXILIARY))
    for child in tree.dependents[governor]:
        tie = tree.bonds[child]
        if child != verb and tie not in _KEPT:
            changes.append(Change(child, verb, Bond.PASSIVE_SUBJECT if passive and tie in SUBJECTS else tie))
    return changes
