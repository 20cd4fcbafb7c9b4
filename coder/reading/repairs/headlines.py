"""Repairs of headlines, which leave auxiliaries and conjunctions out."""

from __future__ import annotations

from coder.reading.labels import SUBJECTS, Bond, is_name, is_nominal, is_verb
from coder.reading.repairs.change import is_infinitive
from coder.reading.tree import Change, Tree


def headline_infinitive(tree: Tree) -> list[Change]:
    """`Russia to withdraw troops`, `Japan, India to confer`: the infinitive is the sentence's verb."""
    wanted = {Bond.ADNOMINAL, Bond.OPEN_COMPLEMENT, Bond.ADVERBIAL, Bond.PARATAXIS}
    for index in tree.bound(*wanted):
        noun = tree.heads[index]
        if noun < 0 or noun > index or not is_infinitive(tree, index):
            continue
        headed = tree.bonds[noun] is Bond.ROOT and is_nominal(tree.tokens[noun])
        if headed and not tree.under(noun, Bond.COPULA, *SUBJECTS):
            named = [i for i in tree.under(noun, Bond.APPOSITION) if i < index]
            joined = [Change(i, noun, Bond.CONJUNCT) for i in named]
            return [Change(index, -1, Bond.ROOT), Change(noun, index, Bond.SUBJECT), *joined]
    return []


def headline_series(tree: Tree) -> list[Change]:
    """`China confers on Ukraine, urges calm`: a second verb without a subject shares the first one's."""
    return [
        Change(index, tree.heads[index], Bond.CONJUNCT)
        for index in tree.bound(Bond.PARATAXIS)
        if tree.bonds[tree.heads[index]] is Bond.ROOT
        and tree.tokens[index].xpos in {"VB", "VBP", "VBZ"}
        and is_verb(tree.tokens[tree.heads[index]])
        and not tree.under(index, *SUBJECTS)
        and tree.heads[index] < index
    ]


def headline_vocative(tree: Tree) -> list[Change]:
    """`Japan, India confer`: a name set before the subject by a comma shares the verb."""
    changes = []
    for index in tree.bound(Bond.VOCATIVE):
        verb = tree.heads[index]
        if verb < 0 or not is_verb(tree.tokens[verb]):
            continue
        subject = next((i for i in tree.under(verb, *SUBJECTS) if index < i < verb), None)
        if subject is not None:
            changes.append(Change(index, subject, Bond.CONJUNCT))
        elif index < verb and not tree.under(verb, *SUBJECTS):
            changes.append(Change(index, verb, Bond.SUBJECT))
    return changes


def headline_names(tree: Tree) -> list[Change]:
    """`France, Germany, Poland hold talks`: a name between commas in a series of names is one of them."""
    return [
        Change(index, tree.heads[index], Bond.CONJUNCT)
        for index in tree.bound(Bond.UNMARKED, Bond.APPOSITION)
        if is_name(tree.tokens[index]) and _goes_on(tree, index)
    ]


def _goes_on(tree: Tree, index: int) -> bool:
    """Whether a bare comma stands before the word and before a later conjunct of its governor."""
    later = (i for i in tree.under(tree.heads[index], Bond.CONJUNCT) if i > index)
    return tree.tokens[index - 1].text == "," and any(tree.tokens[i - 1].text == "," for i in later)
