"""Named repairs of what the parser gets wrong on newswire in a systematic way, in their order.

Each repair looks at one kind of slip and changes heads or bonds before anything else reads the tree.
"""

from __future__ import annotations

from coder.parsing.sentences import Sentence
from coder.reading.repairs import attachment, complements, headlines, modals, passives, words
from coder.reading.repairs.change import Repair, changed
from coder.reading.tree import Tree, plain_tree


def repaired_tree(sentence: Sentence) -> Tree:
    """The sentence's tree after all repairs, each seeing the result of those before it."""
    tree = plain_tree(words.headline_verb(words.right_lemmas(sentence)))
    for repair in REPAIRS:
        changes = repair(tree)
        if changes:
            tree = changed(tree, changes)
    return tree


REPAIRS: tuple[Repair, ...] = (
    attachment.day_of_the_verb,
    attachment.preposition_of_the_name,
    attachment.finite_conjunct,
    attachment.stray_particle,
    attachment.out_of,
    attachment.fronted_pronoun,
    attachment.time_clause,
    attachment.contact_clause,
    attachment.partner_of_the_titled,
    attachment.apposed_pair,
    headlines.headline_infinitive,
    headlines.headline_series,
    headlines.headline_vocative,
    headlines.headline_names,
    passives.active_subject,
    passives.named_agent,
    passives.time_after_by,
    attachment.loose_participle,
    attachment.subject_participle,
    attachment.bare_oblique,
    complements.given_thing,
    complements.given_person,
    passives.agent_on_noun,
    complements.warned_person,
    complements.accused_of_doing,
    complements.asked_to_do,
    complements.person_with_infinitive,
    modals.modal_verb,
    complements.lone_indirect,
    complements.reported_on_noun,
    complements.trailing_report,
)
