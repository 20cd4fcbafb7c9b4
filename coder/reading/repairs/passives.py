"""Repairs of voice: passives that are none, agents that hang elsewhere."""

from __future__ import annotations

from coder.reading.grammar import TIMES
from coder.reading.labels import Bond
from coder.reading.repairs.change import is_by_phrase
from coder.reading.tree import Change, Tree


def active_subject(tree: Tree) -> list[Change]:
    """`nsubj:pass` in a clause that shows no passive: `The army shelled the town` has a plain subject."""
    return [
        Change(index, tree.heads[index], Bond.SUBJECT)
        for index in tree.bound(Bond.PASSIVE_SUBJECT)
        if _plainly_active(tree, tree.heads[index])
    ]


def _plainly_active(tree: Tree, verb: int) -> bool:
    if tree.under(verb, Bond.PASSIVE_AUXILIARY, Bond.BY_AGENT):
        return False
    if tree.tokens[verb].xpos != "VBN" or tree.under(verb, Bond.OBJECT) or _is_perfect(tree, verb):
        return True
    return _is_main(tree, verb) and not tree.under(verb, Bond.AUXILIARY) and _is_running_text(tree)


def _is_perfect(tree: Tree, verb: int) -> bool:
    """`they had kidnapped`: without `been` the perfect is active."""
    return "have" in tree.lemmas(tree.under(verb, Bond.AUXILIARY))


def _is_main(tree: Tree, verb: int) -> bool:
    return tree.bonds[verb] in {Bond.ROOT, Bond.COMPLEMENT, Bond.PARATAXIS}


def _is_running_text(tree: Tree) -> bool:
    """`Qatar mediated between both sides.` is active, the headline `Two held over plot` passive."""
    return not tree.sentence.headline and tree.tokens[-1].text in {".", '"', "”", "’", "'"}


def named_agent(tree: Tree) -> list[Change]:
    """An oblique with `by` under a passive is its agent: `was shelled by rebels`, a place or time is not."""
    return [
        Change(index, tree.heads[index], Bond.BY_AGENT)
        for index in tree.bound(Bond.OBLIQUE)
        if is_by_phrase(tree, index) and _is_passive(tree, tree.heads[index])
    ]


def _is_passive(tree: Tree, verb: int) -> bool:
    return bool(tree.under(verb, Bond.PASSIVE_AUXILIARY, Bond.PASSIVE_SUBJECT)) or tree.tokens[verb].xpos == "VBN"


def time_after_by(tree: Tree) -> list[Change]:
    """`must be signed by Sunday night`: a time or an amount after `by` is no agent."""
    return [
        Change(index, tree.heads[index], Bond.OBLIQUE)
        for index in tree.bound(Bond.BY_AGENT)
        if (tree.tokens[index].lemma.lower() in TIMES or tree.tokens[index].xpos == "CD")
    ]


def agent_on_noun(tree: Tree) -> list[Change]:
    """`was given weapons by Poland`, `was sent to Mali by Chad`: the agent is hung on the noun between."""
    changes = []
    for index in tree.bound(Bond.NOMINAL):
        noun = tree.heads[index]
        if tree.bonds[noun] not in {Bond.OBJECT, Bond.OBLIQUE}:
            continue
        verb = tree.heads[noun]
        if (
            is_by_phrase(tree, index)
            and tree.under(verb, Bond.PASSIVE_AUXILIARY)
            and not tree.under(verb, Bond.BY_AGENT)
        ):
            changes.append(Change(index, verb, Bond.BY_AGENT))
    return changes
