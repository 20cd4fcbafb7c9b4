"""Polarity, modality and time of a clause."""

from __future__ import annotations

from coder.reading.clauses import Modality, Status
from coder.reading.grammar import (
    AWAITING,
    FUTURE_AUXILIARIES,
    HYPOTHETICAL_AUXILIARIES,
    HYPOTHETICAL_MARKERS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_MARKERS,
    NEGATORS,
    OBLIGATION_AUXILIARIES,
    PAST_MARKERS,
    PAST_PHRASES,
    REPORT,
    WAR_MARKERS,
    WISHES,
)
from coder.reading.labels import OBLIQUES, SUBJECTS, Bond
from coder.reading.tree import Tree

_TIME_BONDS = (*OBLIQUES, Bond.ADVERB)
_DENIERS = frozenset({Bond.ADVERB, Bond.COORDINATOR, Bond.OTHER})
_EXCLUDERS = frozenset({Bond.MARK, Bond.CASE, Bond.COORDINATOR})
_ZEROS = SUBJECTS | {Bond.OBJECT, Bond.DETERMINER}
_SHARING = frozenset({Bond.OPEN_COMPLEMENT, Bond.CONJUNCT})
_TOLD_ALONG = _SHARING | {Bond.COMPLEMENT, Bond.PARATAXIS}
_YEAR_BONDS = (Bond.NUMBER, Bond.UNMARKED, Bond.NOMINAL, Bond.FLAT, Bond.COMPOUND, Bond.CONJUNCT)


def status_of(tree: Tree, head: int) -> Status:
    """What the sentence says about the reality of the act at `head`."""
    return Status(
        negated=is_negated(tree, head),
        modality=_modality(tree, head),
        reported=_is_reported(tree, head),
        past=_is_past(tree, head),
        years=_years(tree, head),
    )


def is_negated(tree: Tree, head: int) -> bool:
    """Whether `not`, `never`, `no` or the like denies the word: `did not attack`, `no country attacked`."""
    for child in tree.dependents[head]:
        lemma, tie = tree.tokens[child].lemma.lower(), tree.bonds[child]
        if tie in _DENIERS and (lemma in NEGATORS or _no_longer(tree, child)):
            return True
        if lemma == "yet" and tree.lemmas(range(child + 1, head))[:1] == ("to",):
            return True
        if tie in _EXCLUDERS and tree.words(child) in NEGATIVE_MARKERS:
            return True
        if tie in _ZEROS and _is_none(tree, child):
            return True
    return tree.bonds[head] is Bond.CONJUNCT and _after_nor(tree, head)


def _no_longer(tree: Tree, child: int) -> bool:
    return tree.tokens[child].text == "longer" and "no" in tree.lemmas(tree.dependents[child])


def _is_none(tree: Tree, child: int) -> bool:
    """`no country`, `none of them`, `neither France nor Spain`."""
    words = (child, *tree.under(child, Bond.DETERMINER, Bond.COORDINATOR))
    return any(tree.tokens[i].lemma.lower() in NEGATIVE_DETERMINERS for i in words)


def _after_nor(tree: Tree, head: int) -> bool:
    return any(lemma.lower() in {"nor", "not"} for lemma in tree.lemmas(tree.under(head, Bond.COORDINATOR)))


def _modality(tree: Tree, head: int) -> Modality:
    auxiliaries = {lemma.lower() for lemma in tree.lemmas(_auxiliaries(tree, head))}
    if _under_condition(tree, head) or _is_inverted(tree, head):
        return Modality.HYPOTHETICAL
    if auxiliaries & OBLIGATION_AUXILIARIES or tree.under(head, Bond.DUTY) or _is_subjunctive(tree, head):
        return Modality.OBLIGATION
    if auxiliaries & FUTURE_AUXILIARIES or tree.under(head, Bond.PROSPECT) or _is_headline_future(tree, head):
        return Modality.FUTURE
    if auxiliaries & HYPOTHETICAL_AUXILIARIES and not (tree.tokens[head].lemma in WISHES and "would" in auxiliaries):
        # `said it would withdraw` is the past of `will withdraw`
        shifted = auxiliaries & {"would", "'d"} and _is_reported(tree, head)
        return Modality.FUTURE if shifted else Modality.HYPOTHETICAL
    return Modality.ASSERTED


def _auxiliaries(tree: Tree, head: int) -> tuple[int, ...]:
    """The clause's own auxiliaries, or those it shares: `will meet and sign`."""
    own = tree.under(head, Bond.AUXILIARY)
    if own or tree.bonds[head] is not Bond.CONJUNCT or tree.under(head, *SUBJECTS):
        return own
    return _auxiliaries(tree, tree.heads[head]) if tree.heads[head] >= 0 else own


def _is_subjunctive(tree: Tree, head: int) -> bool:
    """`insisted that Iran withdraw`: a base verb with a subject of its own says what shall be."""
    bare = tree.tokens[head].xpos == "VB" and tree.bonds[head] is Bond.COMPLEMENT
    if not bare or tree.under(head, Bond.AUXILIARY, Bond.DUTY, Bond.PROSPECT):
        return False
    return bool(tree.under(head, *SUBJECTS)) and "to" not in tree.lemmas(tree.under(head, Bond.MARK))


def _is_inverted(tree: Tree, head: int) -> bool:
    """`should Iraq refuse`, `had Chad known`: an auxiliary before its subject makes a condition."""
    subject = tree.first(head, *SUBJECTS)
    first = tree.first(head, Bond.AUXILIARY)
    if subject is None or first is None or first > subject or tree.bonds[head] is Bond.ROOT:
        return False
    return tree.tokens[first].text.lower() in {"should", "had", "were"}


def _is_headline_future(tree: Tree, head: int) -> bool:
    if tree.bonds[head] is not Bond.ROOT or not tree.under(head, *SUBJECTS):
        return False
    return "to" in tree.lemmas(tree.under(head, Bond.MARK))


def _under_condition(tree: Tree, head: int) -> bool:
    for index in (head, *tree.ancestors(head)):
        marks = tree.under(index, Bond.MARK, Bond.ADVERB)
        words = {tree.tokens[i].lemma.lower() for i in marks if i < index}
        if words & HYPOTHETICAL_MARKERS or (words & AWAITING and _is_to_come(tree, tree.heads[index])):
            return True
        if tree.bonds[index] not in _SHARING:
            return False
    return False


def _is_to_come(tree: Tree, head: int) -> bool:
    """Whether what a condition hangs on is still to come: `will not ratify it until Oslo extradites them`."""
    auxiliaries = {lemma.lower() for lemma in tree.lemmas(_auxiliaries(tree, head))} if head >= 0 else set()
    return bool(auxiliaries & (FUTURE_AUXILIARIES | HYPOTHETICAL_AUXILIARIES))


def _is_reported(tree: Tree, head: int) -> bool:
    index = head
    while index >= 0:
        if _is_told(tree, index):
            return True
        if tree.bonds[index] not in _TOLD_ALONG:
            return False
        index = tree.heads[index]
    return False


def _is_told(tree: Tree, index: int) -> bool:
    """`said it withdrew` tells, `warned it to withdraw` does not."""
    if tree.bonds[index] is not Bond.COMPLEMENT or tree.tokens[tree.heads[index]].lemma.lower() not in REPORT:
        return False
    return "to" not in tree.lemmas(tree.under(index, Bond.MARK))


def _time_phrases(tree: Tree, head: int) -> tuple[int, ...]:
    return tree.under(head, *_TIME_BONDS)


def _is_past(tree: Tree, head: int) -> bool:
    return any(_puts_into_past(tree, phrase) for phrase in _time_phrases(tree, head))


def _puts_into_past(tree: Tree, phrase: int) -> bool:
    """`decades ago`, `during World War II`, `in the colonial era`."""
    words = {lemma.lower() for lemma in tree.lemmas((phrase, *tree.dependents[phrase]))}
    # `support in the war` may be about one that goes on
    return bool(words & PAST_PHRASES and words & PAST_MARKERS) or bool("war" in words and words & WAR_MARKERS)


def _years(tree: Tree, head: int) -> tuple[int, ...]:
    found = [int(tree.tokens[i].text) for phrase in _time_phrases(tree, head) for i in _year_words(tree, phrase)]
    return tuple(sorted(set(found)))


def _year_words(tree: Tree, phrase: int) -> list[int]:
    words = [phrase, *tree.under(phrase, *_YEAR_BONDS)]
    return [i for i in words if _is_year(tree.tokens[i].text)]


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and 1500 <= int(text) <= 2100
