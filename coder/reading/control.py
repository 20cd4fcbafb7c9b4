"""Who is understood as the subject where the sentence leaves it out."""

from __future__ import annotations

from coder.reading.grammar import (
    CALLED,
    CALLING,
    COMPLEMENT_PREPOSITIONS,
    DOCUMENTS,
    ISSUING,
    SUBJECT_CONTROL,
    SUBJECT_GERUND,
    TIMES,
)
from coder.reading.labels import SUBJECTS, Bond, is_verb
from coder.reading.tree import Tree

_LOOSE = frozenset({Bond.ADVERBIAL, Bond.COMPLEMENT})
_REDUCED = frozenset({Bond.ADNOMINAL, Bond.ADVERBIAL, Bond.OPEN_COMPLEMENT})


def surface_subjects(tree: Tree, head: int) -> tuple[int, ...]:
    """The heads of the grammatical subject of a verb, its own or understood; empty where none is.

    `Syria agreed to withdraw and sign`: Syria for all three verbs.  `troops backing rebels`: troops.
    `their decision to withdraw`: they.
    """
    own = tree.under(head, *SUBJECTS)
    if own:
        return own
    governor, tie = tree.heads[head], tree.bonds[head]
    if governor < 0:
        return ()
    if tie is Bond.CONJUNCT:
        return surface_subjects(tree, governor)
    if tie is Bond.OPEN_COMPLEMENT:
        return _controller(tree, governor)
    if tie is Bond.RELATIVE:
        return (governor,)
    if tie is Bond.ADNOMINAL:
        return tree.under(governor, Bond.POSSESSOR) if _has_to(tree, head) else _described(tree, governor)
    if tie in _LOOSE and not _is_finite(tree, head):
        controlled = (completes(tree, head) and not _joins(tree, head)) or (
            tie is Bond.COMPLEMENT and _has_to(tree, head)
        )
        return _controller(tree, governor) if controlled else surface_subjects(tree, governor)
    return ()


def understood_subject(tree: Tree, index: int) -> int | None:
    """The head of who acts in the clause of a word, where that clause leaves its subject out.

    `urged Syria to withdraw its troops`: Syria for `its`.  None for `said Syria withdrew its troops`.
    """
    verb = next((above for above in tree.ancestors(index) if is_verb(tree.tokens[above])), None)
    if verb is None or tree.under(verb, *SUBJECTS):
        return None
    subjects = surface_subjects(tree, verb)
    return subjects[0] if subjects and subjects[0] < index else None


def completes(tree: Tree, head: int) -> bool:
    """Whether an adverbial is really a complement: `accused Russia of sending`, `stopped it from voting`."""
    if tree.bonds[head] is not Bond.ADVERBIAL or tree.tokens[head].xpos != "VBG":
        return False
    marks = tree.lemmas(tree.under(head, Bond.MARK, Bond.CASE))
    return any(lemma.lower() in COMPLEMENT_PREPOSITIONS for lemma in marks)


def _joins(tree: Tree, head: int) -> bool:
    """`followed France in closing its border`: with `in` the subject acts, unless it helps the object to."""
    marks = tree.lemmas(tree.under(head, Bond.MARK, Bond.CASE))
    return "in" in marks and tree.tokens[tree.heads[head]].lemma not in {"help", "assist", "aid"}


def is_passive(tree: Tree, head: int) -> bool:
    """Whether the clause is passive: `was shelled`, `troops backed by`, `was seized and burned`."""
    if tree.under(head, Bond.PASSIVE_AUXILIARY, Bond.PASSIVE_SUBJECT, Bond.BY_AGENT):
        return True
    token, tie = tree.tokens[head], tree.bonds[head]
    if token.xpos != "VBN" or tree.under(head, Bond.AUXILIARY):
        return False
    if tie is Bond.CONJUNCT and not tree.under(head, *SUBJECTS):
        return is_passive(tree, tree.heads[head])
    return tie in _REDUCED and not tree.under(head, Bond.OBJECT)


def _controller(tree: Tree, governor: int) -> tuple[int, ...]:
    objects = tree.under(governor, Bond.INDIRECT) or tree.under(governor, Bond.OBJECT)
    lemma = tree.tokens[governor].lemma.lower()
    if objects and lemma not in SUBJECT_CONTROL and lemma not in SUBJECT_GERUND:
        return objects
    addressed = called_on(tree, governor)
    return addressed or surface_subjects(tree, governor)


def _described(tree: Tree, noun: int) -> tuple[int, ...]:
    """The noun a participle describes, or who issued it: `issued a leaflet blaming the army`."""
    if tree.tokens[noun].lemma.lower() not in DOCUMENTS or tree.bonds[noun] is not Bond.OBJECT:
        return (noun,)
    if tree.tokens[tree.heads[noun]].lemma.lower() not in ISSUING:
        return (noun,)
    return surface_subjects(tree, tree.heads[noun]) or (noun,)


def called_on(tree: Tree, governor: int) -> tuple[int, ...]:
    """`called on Syria to withdraw`, `appealed to both sides to stop`: the one called on withdraws."""
    if tree.tokens[governor].lemma.lower() not in CALLING:
        return ()
    return tuple(
        index
        for index in tree.under(governor, Bond.OBLIQUE)
        if any(lemma.lower() in CALLED for lemma in tree.lemmas(tree.under(index, Bond.CASE)))
        and tree.tokens[index].lemma.lower() not in TIMES
    )


def _has_to(tree: Tree, head: int) -> bool:
    return any(lemma.lower() == "to" for lemma in tree.lemmas(tree.under(head, Bond.MARK)))


def _is_finite(tree: Tree, head: int) -> bool:
    words = (head, *tree.under(head, Bond.AUXILIARY, Bond.PASSIVE_AUXILIARY, Bond.COPULA))
    return any(tree.tokens[i].xpos in {"VBD", "VBZ", "VBP", "MD"} for i in words)
