"""Whether an act is to come or has been, as its verb says."""

from __future__ import annotations

from coder.reading.clauses import Modality
from coder.reading.grammar import ASPECT, FAILING, FUTURE_AUXILIARIES, MANAGING, SCHEDULING
from coder.reading.labels import SUBJECTS, Bond, is_verb
from coder.reading.status import status_of
from coder.reading.tree import Tree

_AUXILIARIES = (Bond.AUXILIARY, Bond.PASSIVE_AUXILIARY, Bond.COPULA)
_SAME_TENSE = ASPECT | FAILING | MANAGING
_PRESENT = frozenset({"VBZ", "VBP"})


def is_to_come(tree: Tree, head: int) -> bool:
    """Whether the act at a word is to come at the time of writing: `will meet`, `agreed to meet`, `meets on Friday`.

    A noun has the tense of the verb it stands with: `held talks`, `talks will be held`.
    """
    if not _is_predicate(tree, head):
        return _noun_to_come(tree, head)
    helpers = tree.under(head, *_AUXILIARIES)
    lemmas = {lemma.lower() for lemma in tree.lemmas(helpers)}
    if "have" in lemmas and not lemmas & FUTURE_AUXILIARIES:
        return False
    modality = status_of(tree, head).modality
    if modality in {Modality.FUTURE, Modality.OBLIGATION}:
        return True
    form = tree.tokens[head].xpos
    if form == "VBN" and tree.tokens[head].lemma.lower() in SCHEDULING:
        return True
    if modality is Modality.HYPOTHETICAL:
        return form != "VBD"
    if _is_infinitive(tree, head):
        return _of_governor(tree, head) if _shares_tense(tree, head) else True
    if not helpers and form in {"VBG", "VBN", "VB"} and tree.heads[head] >= 0:
        return _of_governor(tree, head)
    present = form in _PRESENT or any(tree.tokens[i].xpos in _PRESENT for i in helpers)
    return present and not _is_headline(tree)


def _is_predicate(tree: Tree, head: int) -> bool:
    return is_verb(tree.tokens[head]) or tree.first(head, Bond.COPULA, *SUBJECTS) is not None


def _noun_to_come(tree: Tree, head: int) -> bool:
    for index in tree.under(head, Bond.ADNOMINAL, Bond.ADJECTIVE):
        if tree.tokens[index].lemma.lower() in SCHEDULING:
            return True
    above = next((i for i in tree.ancestors(head) if _is_predicate(tree, i)), None)
    return above is not None and is_to_come(tree, above)


def _of_governor(tree: Tree, head: int) -> bool:
    return is_to_come(tree, tree.heads[head])


def _is_infinitive(tree: Tree, head: int) -> bool:
    return "to" in {lemma.lower() for lemma in tree.lemmas(tree.under(head, Bond.MARK))}


def _shares_tense(tree: Tree, head: int) -> bool:
    """`failed to meet`, `managed to seize`: what the infinitive names was or was not done then."""
    return tree.heads[head] >= 0 and tree.tokens[tree.heads[head]].lemma.lower() in _SAME_TENSE


def _is_headline(tree: Tree) -> bool:
    """In headlines the present tells of what has happened: `Rebels attack village on Monday`."""
    return tree.sentence.headline
