"""Named repairs of what the parser gets wrong on newswire in a systematic way.

Each repair looks at one kind of slip and changes heads or bonds before anything else reads the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from coder.parsing.sentences import Sentence, Token
from coder.reading.control import called_on
from coder.reading.grammar import DAYS, OBJECT_CONTROL, REPORT, TIMES
from coder.reading.labels import SUBJECTS, Bond, bond, is_nominal, is_verb
from coder.reading.tree import Tree, build_tree, plain_tree


@dataclass(frozen=True, slots=True)
class Change:
    """A new head or bond for one word."""

    index: int
    head: int
    bond: Bond


FINITE = frozenset({"VBD", "VBZ", "VBP"})

LEMMAS = {"flead": "flee", "fre": "free"}

Repair = Callable[[Tree], list[Change]]


def repaired_tree(sentence: Sentence) -> Tree:
    """The sentence's tree after all repairs, each seeing the result of those before it."""
    tree = plain_tree(headline_verb(right_lemmas(sentence)))
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
    if tree.tokens[verb].xpos != "VBN" or tree.under(verb, Bond.OBJECT):
        return True
    return _is_main(tree, verb) and not tree.under(verb, Bond.AUXILIARY) and _is_running_text(tree)


def _is_main(tree: Tree, verb: int) -> bool:
    return tree.bonds[verb] in {Bond.ROOT, Bond.COMPLEMENT, Bond.PARATAXIS}


def _is_running_text(tree: Tree) -> bool:
    """`Qatar mediated between both sides.` is active, the headline `Two held over plot` passive."""
    return not tree.sentence.headline and tree.tokens[-1].text in {".", '"', "”", "’", "'"}


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
        asks = governor >= 0 and tree.tokens[governor].lemma in OBJECT_CONTROL and governor < index < verb
        if asks and not tree.under(governor, Bond.OBJECT, Bond.INDIRECT):
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
        and _addresses(tree, tree.heads[index])
        and tree.heads[index] < index
        and not tree.under(tree.heads[index], Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT)
    ]


def _addresses(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].lemma in OBJECT_CONTROL or bool(called_on(tree, verb))


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


def time_after_by(tree: Tree) -> list[Change]:
    """`must be signed by Sunday night`: a time or an amount after `by` is no agent."""
    return [
        Change(index, tree.heads[index], Bond.OBLIQUE)
        for index, tie in enumerate(tree.bonds)
        if tie is Bond.BY_AGENT and (tree.tokens[index].lemma.lower() in TIMES or tree.tokens[index].xpos == "CD")
    ]


def loose_participle(tree: Tree) -> list[Change]:
    """`launched an attack on the minister, calling him a liar`: after a comma the participle is the verb's."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        noun = tree.heads[index]
        if tie is not Bond.ADNOMINAL or tree.tokens[index].xpos != "VBG" or tree.bonds[noun] in SUBJECTS:
            continue
        first = tree.subtree(index)[0]
        verb = next((i for i in tree.ancestors(noun) if is_verb(tree.tokens[i])), None)
        if verb is not None and "," in {tree.tokens[first].text, tree.tokens[first - 1].text} and verb < noun < index:
            changes.append(Change(index, verb, Bond.ADVERBIAL))
    return changes


def agent_on_object(tree: Tree) -> list[Change]:
    """`was given weapons by Poland`: the agent is hung on the object that stands between."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        noun = tree.heads[index]
        if tie is not Bond.NOMINAL or tree.bonds[noun] is not Bond.OBJECT or not _is_by_phrase(tree, index):
            continue
        verb = tree.heads[noun]
        if tree.under(verb, Bond.PASSIVE_AUXILIARY) and not tree.under(verb, Bond.BY_AGENT):
            changes.append(Change(index, verb, Bond.BY_AGENT))
    return changes


def headline_infinitive(tree: Tree) -> list[Change]:
    """`Russia to withdraw troops`, `Japan, India to confer`: the infinitive is the sentence's verb."""
    wanted = {Bond.ADNOMINAL, Bond.OPEN_COMPLEMENT, Bond.ADVERBIAL, Bond.PARATAXIS}
    for index, tie in enumerate(tree.bonds):
        noun = tree.heads[index]
        if tie not in wanted or noun < 0 or noun > index or not _is_infinitive(tree, index):
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
        for index, tie in enumerate(tree.bonds)
        if tie is Bond.PARATAXIS
        and tree.bonds[tree.heads[index]] is Bond.ROOT
        and tree.tokens[index].xpos in {"VB", "VBP", "VBZ"}
        and is_verb(tree.tokens[tree.heads[index]])
        and not tree.under(index, *SUBJECTS)
        and tree.heads[index] < index
    ]


def headline_vocative(tree: Tree) -> list[Change]:
    """`Japan, India confer`: a name set before the subject by a comma shares the verb."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        verb = tree.heads[index]
        if tie is not Bond.VOCATIVE or verb < 0 or not is_verb(tree.tokens[verb]):
            continue
        subject = next((i for i in range(index + 1, verb) if tree.bonds[i] in SUBJECTS), None)
        if subject is not None:
            changes.append(Change(index, subject, Bond.CONJUNCT))
        elif index < verb and not tree.under(verb, *SUBJECTS):
            changes.append(Change(index, verb, Bond.SUBJECT))
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


def right_lemmas(sentence: Sentence) -> Sentence:
    """`fled` and `freed` come with lemmas that are no words."""
    if not any(token.lemma in LEMMAS for token in sentence.tokens):
        return sentence
    return replace(sentence, tokens=tuple(replace(t, lemma=LEMMAS.get(t.lemma, t.lemma)) for t in sentence.tokens))


def headline_verb(sentence: Sentence) -> Sentence:
    """`Police arrest 20 protesters`: in a line without a verb, a noun between two phrases is the verb."""
    tokens = sentence.tokens
    if any(is_verb(token) or token.upos == "AUX" for token in tokens):
        return sentence
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in {"NOUN", "PROPN"} or root.index == 0:
        return sentence
    subject = tokens[root.index - 1]
    object_ = next((t for t in tokens[root.index + 1 :] if _is_bare_phrase(t, root, tokens)), None)
    if object_ is None or subject.head != root.index or bond(subject) is not Bond.COMPOUND:
        return sentence
    changed = {
        root.index: replace(root, upos="VERB", xpos="VBP"),
        subject.index: replace(subject, relation="nsubj"),
        object_.index: replace(object_, relation="obj"),
    }
    return replace(sentence, tokens=tuple(changed.get(t.index, t) for t in tokens))


def _is_bare_phrase(token: Token, root: Token, tokens: tuple[Token, ...]) -> bool:
    """A noun after the root that hangs on it without preposition, comma or coordinator."""
    between = tokens[root.index + 1 : token.index]
    plain = all(t.upos not in {"PUNCT", "CCONJ", "ADP"} for t in between)
    return token.head == root.index and token.upos in {"NOUN", "PROPN"} and plain and bond(token) not in {Bond.FLAT}


def day_of_the_verb(tree: Tree) -> list[Change]:
    """`President Sata on Thursday announced`: the day belongs to the verb, not to the name."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        noun = tree.heads[index]
        if tie is not Bond.NOMINAL or tree.tokens[index].lemma.lower() not in DAYS or tree.bonds[noun] not in SUBJECTS:
            continue
        if any(lemma in {"on", "in"} for lemma in tree.lemmas(tree.under(index, Bond.CASE))):
            changes.append(Change(index, tree.heads[noun], Bond.OBLIQUE))
    return changes


def finite_conjunct(tree: Tree) -> list[Change]:
    """`agreed to disarm but linked it to talks`: a finite verb is coordinated with the finite one."""
    changes = []
    for index, tie in enumerate(tree.bonds):
        first, form = tree.heads[index], tree.tokens[index].xpos
        if tie is not Bond.CONJUNCT or form not in FINITE | {"VBN"} or not _is_infinitive(tree, first):
            continue
        alike = FINITE if form in FINITE else FINITE | {"VBN"}
        above = next((i for i in tree.ancestors(first) if tree.tokens[i].xpos in alike), None)
        if above is not None and not tree.under(first, *SUBJECTS):
            changes.append(Change(index, above, Bond.CONJUNCT))
    return changes


REPAIRS: tuple[Repair, ...] = (
    day_of_the_verb,
    finite_conjunct,
    headline_infinitive,
    headline_series,
    headline_vocative,
    active_subject,
    named_agent,
    time_after_by,
    loose_participle,
    agent_on_object,
    warned_person,
    asked_to_do,
    person_with_infinitive,
    trailing_report,
)
