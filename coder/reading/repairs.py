"""Named repairs of what the parser gets wrong on newswire in a systematic way.

Each repair looks at one kind of slip and changes heads or bonds before anything else reads the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coder.parsing.sentences import Sentence
from coder.reading.grammar import OBJECT_CONTROL, REPORT
from coder.reading.labels import SUBJECTS, Bond, is_nominal, is_verb
from coder.reading.tree import Tree, build_tree, plain_tree


@dataclass(frozen=True, slots=True)
class Change:
    """A new head or bond for one word."""

    index: int
    head: int
    bond: Bond


Repair = Callable[[Tree], list[Change]]


def repaired_tree(sentence: Sentence) -> Tree:
    """The sentence's tree after all repairs, each seeing the result of those before it."""
    tree = plain_tree(sentence)
    for repair in REPAIRS:
        changes = repair(tree)
        if changes:
            tree = _apply(tree, changes)
    return tree


def _apply(tree: Tree, changes: list[Change]) -> Tree:
    heads, bonds = list(tree.heads), list(tree.bonds)
    for change in changes:
        heads[change.index], bonds[change.index] = change.head, change.bond
    return build_tree(tree.sentence, heads, bonds)


def active_subject(tree: Tree) -> list[Change]:
    """`nsubj:pass` in a clause that shows no passive: `The army shelled the town` has a plain subject."""
    return [
        Change(index, tree.heads[index], Bond.SUBJECT)
        for index, tie in enumerate(tree.bonds)
        if tie is Bond.PASSIVE_SUBJECT and _plainly_active(tree, tree.heads[index])
    ]


def _plainly_active(tree: Tree, verb: int) -> bool:
    if tree.under(verb, Bond.PASSIVE_AUXILIARY, Bond.BY_AGENT):
        return False
    return tree.tokens[verb].xpos != "VBN" or bool(tree.under(verb, Bond.OBJECT))


def named_agent(tree: Tree) -> list[Change]:
    """An oblique with `by` under a passive is its agent: `was shelled by rebels`, a place or time is not."""
    return [
        Change(index, tree.heads[index], Bond.BY_AGENT)
        for index, tie in enumerate(tree.bonds)
        if tie is Bond.OBLIQUE and _is_by_phrase(tree, index) and _is_passive(tree, tree.heads[index])
    ]


def _is_by_phrase(tree: Tree, index: int) -> bool:
    return any(tree.tokens[i].lemma == "by" for i in tree.under(index, Bond.CASE))


def _is_passive(tree: Tree, verb: int) -> bool:
    return bool(tree.under(verb, Bond.PASSIVE_AUXILIARY, Bond.PASSIVE_SUBJECT)) or tree.tokens[verb].xpos == "VBN"


def warned_person(tree: Tree) -> list[Change]:
    """`warned Russia not to invade`: the parser gives `Russia` to `invade`; it is the one warned."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        verb = tree.heads[index]
        if tie not in SUBJECTS or verb < 0 or not _is_infinitive(tree, verb):
            continue
        governor = tree.heads[verb]
        if governor >= 0 and tree.tokens[governor].lemma in OBJECT_CONTROL and governor < index < verb:
            if not tree.under(governor, Bond.OBJECT, Bond.INDIRECT):
                changes.append(Change(index, governor, Bond.OBJECT))
                changes.append(Change(verb, governor, Bond.OPEN_COMPLEMENT))
    return changes


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[i].lemma == "to" for i in tree.under(verb, Bond.MARK))


def asked_to_do(tree: Tree) -> list[Change]:
    """`urged Syria to withdraw`: an infinitive after such a verb and its person completes the verb."""
    return [
        Change(index, tree.heads[index], Bond.OPEN_COMPLEMENT)
        for index, tie in enumerate(tree.bonds)
        if tie is Bond.ADVERBIAL
        and _is_infinitive(tree, index)
        and tree.tokens[tree.heads[index]].lemma in OBJECT_CONTROL
        and tree.heads[index] < index
        and not tree.under(tree.heads[index], Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT)
    ]


def person_with_infinitive(tree: Tree) -> list[Change]:
    """`urged Syria to withdraw` with the infinitive hung on `Syria`: it belongs to the verb."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        noun = tree.heads[index]
        if tie is not Bond.ADNOMINAL or noun < 0 or not _is_infinitive(tree, index):
            continue
        verb = tree.heads[noun]
        asked = verb >= 0 and tree.bonds[noun] in {Bond.OBJECT, Bond.INDIRECT, Bond.PASSIVE_SUBJECT}
        if asked and tree.tokens[verb].lemma in OBJECT_CONTROL:
            changes.append(Change(index, verb, Bond.OPEN_COMPLEMENT))
    return changes


def headline_infinitive(tree: Tree) -> list[Change]:
    """`Russia to withdraw troops`: the infinitive under the noun is the sentence's verb."""
    for index, tie in enumerate(tree.bonds):
        noun = tree.heads[index]
        if tie not in {Bond.ADNOMINAL, Bond.OPEN_COMPLEMENT, Bond.ADVERBIAL} or noun < 0:
            continue
        if tree.bonds[noun] is Bond.ROOT and is_nominal(tree.tokens[noun]) and _is_infinitive(tree, index):
            if not tree.under(noun, Bond.COPULA, *SUBJECTS) and noun < index:
                return [Change(index, -1, Bond.ROOT), Change(noun, index, Bond.SUBJECT)]
    return []


def headline_vocative(tree: Tree) -> list[Change]:
    """`Japan, India confer`: a name set before the subject by a comma shares the verb."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        verb = tree.heads[index]
        if tie is not Bond.VOCATIVE or verb < 0 or not is_verb(tree.tokens[verb]):
            continue
        subject = tree.first(verb, *SUBJECTS)
        if subject is None:
            changes.append(Change(index, verb, Bond.SUBJECT))
        elif index < subject:
            changes.append(Change(index, subject, Bond.CONJUNCT))
    return changes


def trailing_report(tree: Tree) -> list[Change]:
    """`The talks failed, the ministry said.`: the report governs what it reports."""
    for index, tie in enumerate(tree.bonds):
        told = tree.heads[index]
        if tie is not Bond.PARATAXIS or told < 0 or tree.bonds[told] is not Bond.ROOT:
            continue
        reports = tree.tokens[index].lemma in REPORT and tree.under(index, *SUBJECTS)
        if reports and not tree.under(index, Bond.COMPLEMENT, Bond.OBJECT):
            return [Change(index, -1, Bond.ROOT), Change(told, index, Bond.COMPLEMENT)]
    return []


REPAIRS: tuple[Repair, ...] = (
    headline_infinitive,
    headline_vocative,
    active_subject,
    named_agent,
    warned_person,
    asked_to_do,
    person_with_infinitive,
    trailing_report,
)
