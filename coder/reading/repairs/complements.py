"""Repairs of what completes a verb: the one asked and what they are asked, what is reported, what is given."""

from __future__ import annotations

from coder.reading.control import called_on
from coder.reading.grammar import ACCUSING, ADDRESSING, GIVING, OBJECT_CONTROL, REPORT
from coder.reading.labels import SUBJECTS, Bond, is_name, is_nominal
from coder.reading.repairs.change import is_infinitive
from coder.reading.tree import Change, Tree


def warned_person(tree: Tree) -> list[Change]:
    """`warned Russia not to invade`: the parser gives `Russia` to `invade`; it is the one warned."""
    changes = []
    for index in tree.bound(*SUBJECTS):
        verb = tree.heads[index]
        if verb < 0 or not is_infinitive(tree, verb):
            continue
        governor = tree.heads[verb]
        asks = governor >= 0 and tree.tokens[governor].lemma in OBJECT_CONTROL and governor < index < verb
        if asks and not tree.under(governor, Bond.OBJECT, Bond.INDIRECT):
            changes.append(Change(index, governor, Bond.OBJECT))
            changes.append(Change(verb, governor, Bond.OPEN_COMPLEMENT))
    return changes


def accused_of_doing(tree: Tree) -> list[Change]:
    """`accused the security forces of beating students`: what they are accused of hangs on the verb."""
    changes = []
    for index in tree.bound(Bond.ADNOMINAL):
        noun = tree.heads[index]
        verb = tree.heads[noun]
        if verb < 0 or tree.tokens[index].xpos != "VBG" or tree.tokens[verb].lemma.lower() not in ACCUSING:
            continue
        marks = tree.lemmas(tree.under(index, Bond.MARK, Bond.CASE))
        if tree.bonds[noun] in {Bond.OBJECT, Bond.PASSIVE_SUBJECT} and {"of", "from"} & set(marks):
            changes.append(Change(index, verb, Bond.ADVERBIAL))
    return changes


def asked_to_do(tree: Tree) -> list[Change]:
    """`urged Syria to withdraw`: an infinitive after such a verb and its person completes the verb."""
    return [
        Change(index, tree.heads[index], Bond.OPEN_COMPLEMENT)
        for index in tree.bound(Bond.ADVERBIAL)
        if is_infinitive(tree, index)
        and _addresses(tree, tree.heads[index])
        and tree.heads[index] < index
        and not tree.under(tree.heads[index], Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT)
    ]


def _addresses(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].lemma in OBJECT_CONTROL or bool(called_on(tree, verb))


def person_with_infinitive(tree: Tree) -> list[Change]:
    """`urged Syria to withdraw` with the infinitive hung on `Syria`: it belongs to the verb."""
    changes = []
    for index in tree.bound(Bond.ADNOMINAL):
        noun = tree.heads[index]
        if noun < 0 or not is_infinitive(tree, index):
            continue
        verb = tree.heads[noun]
        asked = verb >= 0 and tree.bonds[noun] in {Bond.OBJECT, Bond.INDIRECT, Bond.PASSIVE_SUBJECT}
        if asked and tree.tokens[verb].lemma in OBJECT_CONTROL:
            changes.append(Change(index, verb, Bond.OPEN_COMPLEMENT))
    return changes


def trailing_report(tree: Tree) -> list[Change]:
    """`The talks failed, the ministry said`, `The king, it said, would come`: the report governs what it reports."""
    for index in tree.bound(Bond.PARATAXIS, Bond.ADVERBIAL):
        told = tree.heads[index]
        if told < 0 or tree.bonds[told] is not Bond.ROOT:
            continue
        reports = tree.tokens[index].lemma in REPORT and tree.under(index, *SUBJECTS)
        if reports and not tree.under(index, Bond.COMPLEMENT, Bond.OBJECT, Bond.MARK, Bond.ADVERB):
            return [Change(index, -1, Bond.ROOT), Change(told, index, Bond.COMPLEMENT)]
    return []


def reported_on_noun(tree: Tree) -> list[Change]:
    """`said in a statement that it would pay`: what is said is hung on the noun between."""
    changes = []
    for index in tree.bound(Bond.ADNOMINAL, Bond.RELATIVE):
        noun = tree.heads[index]
        if not _hears_a_report(tree, noun):
            continue
        that = _conjunction(tree, index, noun)
        if that is not None:
            changes.append(Change(index, tree.heads[noun], Bond.COMPLEMENT))
            changes.append(Change(that, index, Bond.MARK))
    return changes


def _hears_a_report(tree: Tree, noun: int) -> bool:
    """Whether the noun stands after a verb of saying that lacks what is said."""
    verb, tie = tree.heads[noun], tree.bonds[noun]
    if verb < 0 or tree.tokens[verb].lemma not in REPORT or tree.under(verb, Bond.COMPLEMENT):
        return False
    if tie is Bond.OBJECT:
        return tree.tokens[verb].lemma in OBJECT_CONTROL
    return tie is Bond.INDIRECT or (tie is Bond.OBLIQUE and not tree.under(verb, Bond.OBJECT))


def _conjunction(tree: Tree, verb: int, noun: int) -> int | None:
    """`that` as a conjunction; after a preposition phrase the parser may take it for a pronoun."""
    mark = next((i for i in tree.under(verb, Bond.MARK) if tree.tokens[i].lemma == "that"), None)
    if mark is not None or tree.bonds[noun] is not Bond.OBLIQUE or not tree.under(verb, *SUBJECTS):
        return mark
    return next((i for i in tree.under(verb, Bond.OBJECT) if noun < i < verb and tree.tokens[i].lemma == "that"), None)


def given_thing(tree: Tree) -> list[Change]:
    """`denied the banker a visa`: the second object is not what the first one is."""
    changes = []
    for index in tree.bound(Bond.OPEN_COMPLEMENT):
        verb = tree.heads[index]
        if tree.tokens[verb].lemma not in GIVING:
            continue
        if is_nominal(tree.tokens[index]) and not tree.under(index, Bond.MARK, Bond.COPULA, Bond.CASE):
            changes += [Change(i, verb, Bond.INDIRECT) for i in tree.under(verb, Bond.OBJECT)]
            changes.append(Change(index, verb, Bond.OBJECT))
    return changes


def given_person(tree: Tree) -> list[Change]:
    """`gave Albania patrol boats`: a name right after a verb of giving is no part of the gift."""
    changes = []
    for index in tree.bound(Bond.COMPOUND):
        gift = tree.heads[index]
        if tree.bonds[gift] is not Bond.OBJECT or is_name(tree.tokens[gift]):
            continue
        verb = tree.heads[gift]
        first = is_name(tree.tokens[index]) and tree.subtree(index)[0] == verb + 1
        if first and tree.tokens[verb].lemma in GIVING and not tree.under(verb, Bond.INDIRECT):
            changes.append(Change(index, verb, Bond.INDIRECT))
    return changes


def lone_indirect(tree: Tree) -> list[Change]:
    """`thanked the soldiers`: who is neither told, asked nor given anything is the object."""
    return [
        Change(index, tree.heads[index], Bond.OBJECT)
        for index in tree.bound(Bond.INDIRECT)
        if not _is_addressed(tree, tree.heads[index])
    ]


def _is_addressed(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].lemma in ADDRESSING:
        return True
    return bool(tree.under(verb, Bond.OBJECT, Bond.COMPLEMENT, Bond.OPEN_COMPLEMENT))
