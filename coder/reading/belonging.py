"""Which act of a sentence a circumstance belongs to: when and where it was done."""

from __future__ import annotations

from dataclasses import dataclass

from coder.reading.control import is_passive
from coder.reading.grammar import ASPECT, FAILING, MANAGING, QUOTING, SCHEDULING, SPEAKING
from coder.reading.labels import OBLIQUES, SUBJECTS, Bond, is_verb
from coder.reading.nouns import preposition_of
from coder.reading.tree import Tree

_WITHIN = frozenset({Bond.OBJECT, Bond.INDIRECT, Bond.NOMINAL, Bond.APPOSITION, Bond.CONJUNCT, Bond.FLAT, *OBLIQUES})
"""How nouns hang in a clause: what follows one of them may be the verb's (`imposed sanctions on Iran on Monday`)."""

_THERE_AND_THEN = frozenset({"in", "during", "by", "through", "amid"})
_CONTENT = frozenset({Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT, Bond.PARATAXIS})
_SAME_TIME = ASPECT | FAILING | MANAGING
_LATER = frozenset({"after", "before", "since", "until", "despite"})


@dataclass(frozen=True, slots=True)
class Hung:
    """Words in the tree: the uppermost of them, the word that governs it, and how."""

    top: int
    governor: int
    bond: Bond


def hung_at(tree: Tree, top: int) -> Hung:
    """The words whose uppermost is `top`, as they hang in the tree."""
    return Hung(top, tree.heads[top], tree.bonds[top])


@dataclass(frozen=True, slots=True)
class Belonging:
    """What belongs to one act.

    `same` are the words that name it (`carried out an attack`), `others` those of acts within it that have their
    own time and place (`urged troops to leave by Friday`).
    """

    tree: Tree
    same: frozenset[int]
    others: frozenset[int]

    def is_within(self, hung: Hung) -> bool:
        """Whether words stand in an object or other phrase of the act: `shelled a market in Homs`."""
        return self._climbs(hung.governor, _WITHIN)

    def is_of_subject(self, hung: Hung) -> bool:
        """Whether they stand in its subject: `police in Homs arrested`."""
        return self._climbs(hung.governor, _WITHIN | {Bond.SUBJECT})

    def _climbs(self, index: int, bonds: frozenset[Bond]) -> bool:
        tree = self.tree
        while index >= 0 and index not in self.others and not is_verb(tree.tokens[index]):
            if tree.bonds[index] not in bonds:
                return False
            index = tree.heads[index]
            if index in self.same:
                return True
        return False

    def is_said_of(self, hung: Hung) -> bool:
        """`the meeting is on Friday`, `talks held in Oslo`, `talks scheduled for Friday`."""
        tree = self.tree
        for head in self.same:
            if tree.heads[head] == hung.top and tree.bonds[head] in SUBJECTS:
                return True
            if hung.governor in tree.under(head, Bond.ADNOMINAL, Bond.RELATIVE) and not is_verb(tree.tokens[head]):
                return is_passive(tree, hung.governor) or self.is_scheduled(hung)
        return False

    def is_scheduled(self, hung: Hung) -> bool:
        """Whether what governs the words puts an act on the calendar."""
        return hung.governor >= 0 and self.tree.tokens[hung.governor].lemma.lower() in SCHEDULING

    def is_of_happening(self, noun: int) -> bool:
        """What is done by or in a happening is done at its time: `Monday's raid killed`, `died in a Sunday raid`."""
        return self.tree.heads[noun] in self.same and noun not in self.others and _happens(self.tree, noun)

    def is_shared(self, hung: Hung) -> bool:
        """Whether the act shares what is told of another: `On Monday, they shelled one town and seized another`."""
        return any(self._shares(head, hung) for head in self.same)

    def _shares(self, head: int, hung: Hung) -> bool:
        tree, governor, tie = self.tree, self.tree.heads[head], self.tree.bonds[head]
        if governor < 0:
            return self._of_later(head, hung)
        if not is_verb(tree.tokens[head]):
            return hung.governor == governor and _happens(tree, head)
        if tie is Bond.ADVERBIAL and self._goes_along(head):
            along = Belonging(tree, frozenset({governor}), self.others | self.same)
            return hung.governor == governor or along.is_within(hung)
        if hung.governor != governor:
            return self._of_later(head, hung)
        if tie is Bond.CONJUNCT:
            return hung.top < governor and not tree.under(head, *SUBJECTS)
        if tie in _CONTENT:
            return tree.tokens[governor].lemma.lower() in _SAME_TIME or self._is_said_then(head)
        return False

    def _is_said_then(self, head: int) -> bool:
        """`"We condemn this," she said on Monday`: what is said in so many words is done by saying it."""
        tree = self.tree
        speakers = {lemma.lower() for lemma in tree.lemmas(tree.under(head, *SUBJECTS))}
        governor = tree.tokens[tree.heads[head]].lemma.lower()
        return bool(speakers & {"we", "i"}) and tree.tokens[head].xpos == "VBP" and governor in QUOTING

    def _of_later(self, head: int, hung: Hung) -> bool:
        """`attacked a village and burned homes on Monday`: verbs alike with one subject have one time at their end.

        So have `speaking in Cairo on Monday` and what is said there.
        """
        tree, later = self.tree, hung.governor
        if later < 0 or tree.heads[later] not in {head, *tree.under(head, *SUBJECTS)}:
            return False
        if tree.tokens[later].xpos == "VBG" and tree.tokens[later].lemma.lower() in SPEAKING:
            return True
        if tree.bonds[later] is not Bond.CONJUNCT:
            return False
        alike = tree.tokens[later].xpos == tree.tokens[head].xpos and is_verb(tree.tokens[head])
        return alike and hung.top > later and not tree.under(later, *SUBJECTS)

    def _goes_along(self, head: int) -> bool:
        """A participle that tells how or with what result: `attacked the village, killing three`."""
        tree = self.tree
        marks = {lemma.lower() for lemma in tree.lemmas(tree.under(head, Bond.MARK, Bond.CASE, Bond.ADVERB))}
        return tree.tokens[head].xpos in {"VBG", "VBN"} and not marks & _LATER and not tree.under(head, *SUBJECTS)


def _happens(tree: Tree, noun: int) -> bool:
    """Whether a noun's happening is that of its verb: it does it, or it is where and how it was done."""
    if tree.bonds[noun] is Bond.SUBJECT:
        return True
    return tree.bonds[noun] is Bond.OBLIQUE and preposition_of(tree, noun) in _THERE_AND_THEN
