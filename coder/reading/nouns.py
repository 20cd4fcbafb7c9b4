"""Noun phrases from a tree."""

from __future__ import annotations

from collections.abc import Sequence

from coder.parsing.sentences import Token
from coder.reading.control import understood_subject
from coder.reading.labels import OBLIQUES, PREMODIFIERS, SUBJECTS, Bond, is_name, is_nominal
from coder.reading.phrases import Attached, Function, NounPhrase, PhraseKind
from coder.reading.quotes import addressees, speaker
from coder.reading.tree import Tree

_FUNCTIONS = {
    **dict.fromkeys(SUBJECTS, Function.SUBJECT),
    **dict.fromkeys(OBLIQUES, Function.OBLIQUE),
    Bond.VOCATIVE: Function.SUBJECT,
    Bond.OBJECT: Function.OBJECT,
    Bond.INDIRECT: Function.OBJECT,
    Bond.POSSESSOR: Function.POSSESSOR,
    Bond.COMPOUND: Function.MODIFIER,
    Bond.ADJECTIVE: Function.MODIFIER,
    Bond.TITLE: Function.MODIFIER,
    Bond.APPOSITION: Function.APPOSITION,
    Bond.ROOT: Function.ROOT,
}

SETTING_ASIDE = frozenset({"not", "rather than", "instead of"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$", "IN", "DT"})

_PARTS = frozenset(
    {
        Bond.FLAT,
        Bond.NUMBER,
        Bond.DETERMINER,
        Bond.FIXED,
        Bond.TITLE,
        Bond.CASE,
        Bond.MARK,
        Bond.COMPOUND,
        Bond.ADJECTIVE,
    }
)
_MODIFIERS = (Bond.ADJECTIVE, Bond.COMPOUND, Bond.TITLE)
_APART = frozenset({Bond.POSSESSOR, Bond.RELATIVE, Bond.APPOSITION, Bond.ADNOMINAL})
_BEFORE = tuple(PREMODIFIERS)
_JOINTS = frozenset({Bond.PUNCTUATION, Bond.COORDINATOR})


class NounReader:
    """Builds each noun phrase of one sentence once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._memo: dict[int, NounPhrase] = {}
        self._relatives = _antecedents(tree)
        self._standins = self._relatives | addressees(tree)

    def antecedent(self, index: int) -> int:
        """What a pronoun stands for in the sentence, else the word itself.

        `groups, which ...` gives groups; `"You must stop," she told France` gives France.
        """
        return self._standins.get(index, index)

    def phrase(self, index: int) -> NounPhrase:
        """The phrase headed by the word (by its antecedent, for a relative pronoun)."""
        index = self.antecedent(index)
        found = self._memo.get(index)
        if found is None:
            found = self._memo[index] = self._build(index)
        return found

    def phrases(self, indexes: Sequence[int]) -> tuple[NounPhrase, ...]:
        """The phrases of the given heads with all their conjuncts."""
        if not indexes:
            return ()
        heads = (conjunct for index in indexes for conjunct in self._conjuncts(index))
        return tuple(self.phrase(head) for head in dict.fromkeys(heads))

    def all_phrases(self) -> tuple[NounPhrase, ...]:
        """Every noun phrase of the sentence, in order of its head."""
        tree = self._tree
        return tuple(
            self.phrase(token.index)
            for token in tree.tokens
            if is_phrase_head(tree, token.index) and token.index not in self._relatives
        )

    def premodifiers(self, head: int) -> tuple[NounPhrase, ...]:
        """Adjectives and nouns before a noun, as phrases: `Russian` and `rebel` in `Russian rebel attack`."""
        tree = self._tree
        wanted = tree.under(head, Bond.COMPOUND, Bond.ADJECTIVE)
        heads = [conjunct for index in wanted for conjunct in tree.conjuncts(index)]
        inner = [below for index in heads for below in tree.under(index, Bond.COMPOUND)]
        heads += [below for below in inner if _capital(tree.tokens[below])]
        return tuple(self.phrase(index) for index in dict.fromkeys(heads) if self._may_be_somebody(index))

    def _may_be_somebody(self, index: int) -> bool:
        """A name or a noun, but not the second half of `in-person`; that of `US-China` is a name."""
        token = self._tree.tokens[index]
        if token.text.lower().startswith(("anti-", "pro-", "non-")):
            return False
        if _capital(token):
            return True
        hyphened = token.text.startswith("-") or (index > 0 and self._tree.tokens[index - 1].text == "-")
        return is_nominal(token) and not hyphened

    def _conjuncts(self, index: int) -> tuple[int, ...]:
        tree, index = self._tree, self.antecedent(index)
        return tuple(
            i
            for i in tree.conjuncts(index)
            if i == index or (is_nominal(tree.tokens[i]) and not _is_set_aside(tree, i))
        )

    def _build(self, head: int) -> NounPhrase:
        tree, token = self._tree, self._tree.tokens[head]
        words = tuple([tree.tokens[i] for i in _own_words(tree, head)])
        # phrases may hang on a later part of the name: `Qasem Soleimani, Tehran's pointman`
        parts = (head, *tree.under(head, Bond.FLAT))
        attached = self._attached(head, parts)
        owners = tree.under(head, Bond.POSSESSOR)
        start = min([words[0].start, *map(self._owner_start, owners)])
        end = max([words[-1].end, *[a.phrase.end for a in attached]])
        kind = _kind(token)
        return NounPhrase(
            sentence=tree.sentence.index,
            head=head,
            start=start,
            end=end,
            text=_stretch(tree, start, end),
            lemma=token.lemma.lower(),
            kind=kind,
            words=words,
            plural=_plural(token),
            function=self._function(head),
            determiner=_determiner(tree, head),
            modifiers=tuple([tree.tokens[i] for i in tree.under(head, *_MODIFIERS)]),
            possessors=self.phrases(owners),
            attached=attached,
            appositions=tuple([self.phrase(i) for part in parts for i in tree.under(part, Bond.APPOSITION)]),
            coordinate=tree.heads[head] if tree.bonds[head] is Bond.CONJUNCT else None,
            speaker=speaker(tree, head),
            doer=understood_subject(tree, head) if kind is PhraseKind.PRONOUN else None,
        )

    def _owner_start(self, index: int) -> int:
        """Where a possessor starts; `whose` starts at itself, not at its antecedent."""
        return self._tree.tokens[index].start if index in self._standins else self.phrase(index).start

    def _attached(self, head: int, parts: tuple[int, ...]) -> tuple[Attached, ...]:
        tree = self._tree
        found = [i for part in parts for i in tree.under(part, Bond.NOMINAL, Bond.OBLIQUE) if i > head]
        if not found:
            return ()
        return tuple(
            Attached(preposition, phrase)
            for index in found
            if (preposition := preposition_of(tree, index))
            for phrase in self.phrases((index,))
        )

    def _function(self, head: int) -> Function:
        tree = self._tree
        while tree.bonds[head] is Bond.CONJUNCT and is_nominal(tree.tokens[tree.heads[head]]):
            head = tree.heads[head]
        return _FUNCTIONS.get(tree.bonds[head], Function.OBLIQUE)


def is_phrase_head(tree: Tree, index: int) -> bool:
    """Whether a word heads a noun phrase of its own, rather than being part of a name or a number."""
    return tree.bonds[index] not in _PARTS and is_nominal(tree.tokens[index])


def _is_set_aside(tree: Tree, index: int) -> bool:
    """Whether a conjunct is named only to say that it is not meant: `batons, not bullets`."""
    words = {tree.words(i) for i in tree.under(index, Bond.COORDINATOR, Bond.ADVERB)}
    return bool(words & SETTING_ASIDE)


def preposition_of(tree: Tree, index: int) -> str:
    """The preposition before a phrase, whole (`because of`), empty if there is none.

    A later conjunct without a preposition of its own has that of the first: `with France and Spain`.
    """
    cases = [i for i in tree.under(index, Bond.CASE) if i < index and tree.tokens[i].xpos != "POS"]
    if not cases:
        return preposition_of(tree, tree.heads[index]) if tree.bonds[index] is Bond.CONJUNCT else ""
    if len(cases) > 1 and tree.tokens[cases[0]].lemma.lower() == "out":
        return "out of"
    return tree.words(cases[0])


def _antecedents(tree: Tree) -> dict[int, int]:
    """Relative pronouns with the noun their clause hangs on."""
    found = {}
    for token in tree.tokens:
        if token.xpos in RELATIVE_TAGS and token.lemma.lower() in RELATIVE_PRONOUNS:
            for above in tree.ancestors(token.index):
                if tree.bonds[above] is Bond.RELATIVE:
                    found[token.index] = tree.heads[above]
                    break
    return {pronoun: noun for pronoun, noun in found.items() if tree.bonds[pronoun] is not Bond.MARK}


def _own_words(tree: Tree, head: int) -> list[int]:
    """Head, words before it and parts of its name, in text order and without gaps at the borders."""
    found = {head}
    for child in tree.under(head, *_BEFORE):
        if child < head or tree.bonds[child] is Bond.FLAT or _close_name(tree, head, child):
            found.update(_premodifier_words(tree, child))
    if len(found) == 1:
        return [head]
    words = sorted(found)
    while words[0] != head and tree.bonds[words[0]] is Bond.PUNCTUATION:
        words.pop(0)
    return _contiguous(tree, words)


def _contiguous(tree: Tree, found: list[int]) -> list[int]:
    """Fills hyphens and coordinators between words that belong together: `U.S.-backed`."""
    whole = set(found)
    for i in range(found[0], found[-1]):
        if i not in whole and tree.bonds[i] in _JOINTS and tree.heads[i] in whole:
            whole.add(i)
    return sorted(whole)


def _premodifier_words(tree: Tree, child: int) -> list[int]:
    """A premodifier with what hangs on it, clauses and possessors apart."""
    found = [child]
    for below in tree.dependents[child]:
        if tree.bonds[below] in _APART:
            continue
        found.extend(_premodifier_words(tree, below))
    return found


def _close_name(tree: Tree, head: int, child: int) -> bool:
    """A name part that follows its head at once: `Flight 17`, `Route 66`."""
    return child == head + 1 and tree.bonds[child] in {Bond.NUMBER, Bond.COMPOUND}


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _stretch(tree: Tree, start: int, end: int) -> str:
    sentence = tree.sentence
    return sentence.text[start - sentence.start : end - sentence.start]


def _kind(token: Token) -> PhraseKind:
    if token.upos == "PRON" or token.xpos.startswith(("PRP", "WP")):
        return PhraseKind.PRONOUN
    if token.upos == "NUM" or token.xpos == "CD":
        return PhraseKind.NUMBER
    return PhraseKind.NAME if is_name(token) else PhraseKind.NOUN


def _plural(token: Token) -> bool:
    return token.xpos in {"NNS", "NNPS"} or "Number=Plur" in token.features


def _determiner(tree: Tree, head: int) -> str:
    found = tree.first(head, Bond.DETERMINER)
    return tree.tokens[found].text.lower() if found is not None else ""
