"""Repairs of words that hang on the wrong word."""

from __future__ import annotations

from coder.reading.grammar import DAYS, LEAVING, PARTICLES, TIMES
from coder.reading.labels import SUBJECTS, Bond, is_verb
from coder.reading.repairs.change import is_infinitive
from coder.reading.tree import Change, Tree

FINITE = frozenset({"VBD", "VBZ", "VBP"})


def day_of_the_verb(tree: Tree) -> list[Change]:
    """`President Sata on Thursday announced`: the day belongs to the verb, not to the name."""
    changes = []
    for index in tree.bound(Bond.NOMINAL):
        noun = tree.heads[index]
        if tree.tokens[index].lemma.lower() not in DAYS or tree.bonds[noun] not in SUBJECTS:
            continue
        if any(lemma in {"on", "in"} for lemma in tree.lemmas(tree.under(index, Bond.CASE))):
            changes.append(Change(index, tree.heads[noun], Bond.OBLIQUE))
    return changes


def preposition_of_the_name(tree: Tree) -> list[Change]:
    """`with the Somali President Ali`: preposition and article are those of the whole name."""
    return [
        Change(index, tree.heads[tree.heads[index]], tie)
        for index, tie in enumerate(tree.bonds)
        if tie in {Bond.CASE, Bond.DETERMINER}
        and tree.heads[index] >= 0
        and tree.bonds[tree.heads[index]] is Bond.TITLE
    ]


def finite_conjunct(tree: Tree) -> list[Change]:
    """`agreed to disarm but linked it to talks`: a finite verb is coordinated with the finite one."""
    changes = []
    for index in tree.bound(Bond.CONJUNCT):
        first, form = tree.heads[index], tree.tokens[index].xpos
        if form not in FINITE | {"VBN"} or not is_infinitive(tree, first):
            continue
        alike = FINITE if form in FINITE else FINITE | {"VBN"}
        above = next((i for i in tree.ancestors(first) if tree.tokens[i].xpos in alike), None)
        if above is not None and not tree.under(first, *SUBJECTS):
            changes.append(Change(index, above, Bond.CONJUNCT))
    return changes


def loose_participle(tree: Tree) -> list[Change]:
    """`launched an attack on the minister, calling him a liar`: after a comma the participle is the verb's."""
    changes = []
    for index in tree.bound(Bond.ADNOMINAL):
        noun = tree.heads[index]
        if tree.tokens[index].xpos != "VBG" or tree.bonds[noun] in SUBJECTS:
            continue
        verb = next((i for i in tree.ancestors(noun) if is_verb(tree.tokens[i])), None)
        if verb is not None and _after_comma(tree, index) and verb < noun < index:
            changes.append(Change(index, verb, Bond.ADVERBIAL))
    return changes


def _after_comma(tree: Tree, index: int) -> bool:
    """Whether a comma opens a clause, be it parsed as part of it or not."""
    first = tree.subtree(index)[0]
    return "," in {tree.tokens[first].text, tree.tokens[first - 1].text}


def subject_participle(tree: Tree) -> list[Change]:
    """`Leaders of the parties, meeting in Harare, called`: after a comma the participle is the whole subject's."""
    changes = []
    for index in tree.bound(Bond.ADNOMINAL):
        noun = tree.heads[index]
        if tree.bonds[noun] is not Bond.NOMINAL or not _after_comma(tree, index):
            continue
        top = next((i for i in tree.ancestors(noun) if tree.bonds[i] is not Bond.NOMINAL), noun)
        if tree.bonds[top] in SUBJECTS and top < noun < index:
            changes.append(Change(index, top, Bond.ADNOMINAL))
    return changes


def stray_particle(tree: Tree) -> list[Change]:
    """`fight on`, `hand over` with the particle parsed as a phrase of its own."""
    return [
        Change(index, tree.heads[index], Bond.PARTICLE)
        for index in tree.bound(Bond.OBLIQUE)
        if tree.tokens[index].xpos in {"IN", "RP"}
        and not tree.dependents[index]
        and tree.tokens[index].lemma in PARTICLES | {"on"}
    ]


def out_of(tree: Tree) -> list[Change]:
    """`pulled out of Myanmar`, `drove the militia out of the town`: `out` is the verb's, `of` the phrase's."""
    changes = []
    for index in tree.bound(Bond.CASE):
        place = tree.heads[index]
        if tree.tokens[index].lemma != "out" or tree.bonds[place] is not Bond.OBLIQUE:
            continue
        verb = tree.heads[place]
        leaves = tree.tokens[verb].lemma in LEAVING and verb < index and tree.tokens[index + 1].lemma == "of"
        if leaves and not tree.under(verb, Bond.PARTICLE):
            changes.append(Change(index, verb, Bond.PARTICLE))
    return changes


def bare_oblique(tree: Tree) -> list[Change]:
    """`hand over the suspects`: a phrase after the verb without a preposition is its object."""
    return [
        Change(index, tree.heads[index], Bond.OBJECT)
        for index in tree.bound(Bond.OBLIQUE)
        if 0 <= tree.heads[index] < index
        and tree.tokens[index].upos in {"NOUN", "PROPN"}
        and is_verb(tree.tokens[tree.heads[index]])
        and not tree.under(index, Bond.CASE, Bond.MARK, Bond.FIXED)
        and not tree.under(tree.heads[index], Bond.OBJECT)
        and tree.tokens[index].lemma.lower() not in TIMES
    ]


def fronted_pronoun(tree: Tree) -> list[Change]:
    """`the leaders with whom he met`: the pronoun with its preposition belongs to the relative clause."""
    changes = []
    for index in tree.bound(Bond.NOMINAL):
        if tree.tokens[index].lemma.lower() not in {"whom", "which"}:
            continue
        clause = next((i for i in tree.under(tree.heads[index], Bond.RELATIVE) if i > index), None)
        if clause is not None:
            changes.append(Change(index, clause, Bond.OBLIQUE))
    return changes


def time_clause(tree: Tree) -> list[Change]:
    """`the first time that Chad apologised`: after a time `that` is no object."""
    return [
        Change(that, index, Bond.MARK)
        for index in tree.bound(Bond.RELATIVE)
        if tree.tokens[tree.heads[index]].lemma in TIMES
        for that in tree.under(index, Bond.OBJECT)
        if tree.tokens[that].lemma == "that" and that < index
    ]


def contact_clause(tree: Tree) -> list[Change]:
    """`the town the Serbs shelled`: a second noun at once after the first is the clause's subject."""
    changes = []
    for index in tree.bound(Bond.APPOSITION):
        noun = tree.heads[index]
        if noun > index or tree.subtree(index)[0] != noun + 1:
            continue
        clause = next((i for i in tree.under(noun, Bond.RELATIVE) if i > index), None)
        if clause is not None and not tree.under(clause, *SUBJECTS):
            changes.append(Change(index, clause, Bond.SUBJECT))
    return changes


def partner_of_the_titled(tree: Tree) -> list[Change]:
    """`Foreign Minister Wang and Secretary Blinken`: coordinated with the minister, not with his name alone."""
    changes = []
    for index in tree.bound(Bond.CONJUNCT):
        name = tree.heads[index]
        titled = tree.heads[name]
        if tree.bonds[name] is Bond.APPOSITION and name == titled + 1:
            changes.append(Change(index, titled, Bond.CONJUNCT))
    return changes


def apposed_pair(tree: Tree) -> list[Change]:
    """`took two hostages, a nurse and a pilot`: the pilot is one of the two, not a third."""
    changes = []
    for index in tree.bound(Bond.CONJUNCT):
        noun = tree.heads[index]
        if tree.tokens[noun].xpos not in {"NNS", "NNPS"}:
            continue
        apposed = next((i for i in tree.under(noun, Bond.APPOSITION) if i < index), None)
        joint = tree.first(index, Bond.COORDINATOR)
        if apposed is not None and joint is not None and tree.tokens[joint - 1].text != ",":
            changes.append(Change(index, apposed, Bond.CONJUNCT))
    return changes
