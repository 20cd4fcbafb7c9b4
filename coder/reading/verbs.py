"""Clauses from a tree: verbs, predicate adjectives and event nouns with syntax undone."""

from __future__ import annotations

from coder.parsing.sentences import Token
from coder.reading.clauses import Category, Clause, Form, Status
from coder.reading.control import completes, is_passive, surface_subjects
from coder.reading.grammar import ASKING, AWAITING, PARTICLES, TIMES
from coder.reading.labels import CLAUSAL, SUBJECTS, Bond, is_verb
from coder.reading.nouns import NounReader, preposition_of
from coder.reading.phrases import Attached, NounPhrase, PhraseKind
from coder.reading.status import is_negated, status_of
from coder.reading.tree import Tree

NO_CLAUSE = Clause(0, -1, "", Category.VERB, Form.MAIN, 0, 0, "")

_PREDICATE = (*SUBJECTS, Bond.COPULA)
_CONTENT = frozenset({Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT, Bond.CLAUSAL_SUBJECT})
_GOVERNED = _CONTENT | {Bond.ADNOMINAL}
_COMPLETING = (Bond.OPEN_COMPLEMENT, Bond.COMPLEMENT, Bond.ADVERBIAL, Bond.CLAUSAL_SUBJECT)


class ClauseReader:
    """Builds each clause of one sentence once."""

    def __init__(self, tree: Tree, nouns: NounReader) -> None:
        self._tree = tree
        self._nouns = nouns
        self._memo: dict[int, Clause] = {}

    def clause(self, head: int) -> Clause:
        """The clause whose act is named by the word at `head`, a verb or predicate."""
        found = self._memo.get(head)
        if found is None:
            found = self._memo[head] = self._build(head)
        return found

    def top_clauses(self) -> tuple[Clause, ...]:
        """The clauses that no other clause takes as its complement, in text order."""
        tree = self._tree
        return tuple(
            self.clause(token.index)
            for token in tree.tokens
            if is_clause_head(tree, token.index) and not is_complement(tree, token.index)
        )

    def nominal(self, phrase: NounPhrase) -> Clause:
        """The act a noun names, with those it names around itself: `Israel's bombing of Gaza`."""
        tree, head = self._tree, phrase.head
        by = tuple(a.phrase for a in phrase.attached if a.preposition == "by")
        made = self._makers(head)
        word = tree.tokens[head]
        return Clause(
            sentence=phrase.sentence,
            head=head,
            lemma=phrase.lemma,
            category=Category.NOUN,
            form=Form.MAIN,
            start=word.start,
            end=word.end,
            trigger=word.text,
            subject=phrase.possessors + by or made.subject,
            object=tuple(a.phrase for a in phrase.attached if a.preposition == "of"),
            prepositions=phrase.attached + made.prepositions,
            premodifiers=self._nouns.premodifiers(head),
            complements=self._complements(head, Bond.ADNOMINAL, Bond.COMPLEMENT, Bond.OPEN_COMPLEMENT),
            modifiers=_forms(phrase.words, head),
            status=Status(negated=is_negated(tree, head)),
        )

    def _makers(self, head: int) -> Clause:
        """The participle that says who made it: `an offer made by France`, `sanctions imposed on Iran`."""
        participles = self._tree.under(head, Bond.ADNOMINAL, Bond.RELATIVE)
        passive = (self.clause(i) for i in participles if is_passive(self._tree, i))
        return next(passive, NO_CLAUSE)

    def _build(self, head: int) -> Clause:
        tree = self._tree
        passive = is_passive(tree, head)
        particle = _particle(tree, head)
        category = _category(tree, head)
        complements = self._complements(head, *_COMPLETING, *((Bond.ADNOMINAL,) if category is Category.NOUN else ()))
        subject, objects, person = self._roles(head, passive, any(map(_tells_a_person, complements)))
        span = [head, *([particle] if particle is not None else [])]
        return Clause(
            sentence=tree.sentence.index,
            head=head,
            lemma=tree.tokens[head].lemma.lower(),
            category=category,
            form=form_of(tree, head),
            start=min(tree.tokens[i].start for i in span),
            end=max(tree.tokens[i].end for i in span),
            trigger=" ".join(tree.tokens[i].text for i in sorted(span)),
            particle=tree.tokens[particle].lemma.lower() if particle is not None else "",
            passive=passive,
            subject=subject,
            object=objects,
            person=person,
            prepositions=self._prepositions(head),
            complements=complements,
            modifiers=tuple(lemma.lower() for lemma in tree.lemmas(tree.under(head, Bond.ADVERB))),
            marker=_marker(tree, head),
            status=status_of(tree, head),
        )

    def _roles(
        self, head: int, passive: bool, completed: bool
    ) -> tuple[tuple[NounPhrase, ...], tuple[NounPhrase, ...], tuple[NounPhrase, ...]]:
        """Subject, object and person, the way an active clause would have them."""
        tree, phrases = self._tree, self._nouns.phrases
        surface = phrases(surface_subjects(tree, head))
        objects = phrases(self._objects(head))
        indirect = phrases(tree.under(head, Bond.INDIRECT))
        if not passive:
            return surface, objects, indirect or (objects if completed else ())
        agent = phrases(self._agents(head))
        if objects:
            return agent, objects, surface
        return agent, surface, surface if completed else ()

    def _objects(self, head: int) -> tuple[int, ...]:
        """The verb's own object, the gap of its relative clause, or the object it shares with a later verb."""
        tree = self._tree
        own = tree.under(head, Bond.OBJECT)
        if own:
            return own
        if self._is_object_gap(head):
            return (tree.heads[head],)
        later = self._joined(head)
        if later is not None:
            return tree.under(later, Bond.OBJECT)
        first = tree.heads[head]
        if tree.bonds[head] is Bond.CONJUNCT and self._joined(first) == head:
            return tuple(i for i in tree.under(first, Bond.OBJECT) if i > head)
        return ()

    def _agents(self, head: int) -> tuple[int, ...]:
        """Who acts in a passive, also where a later verb names them: `was attacked and burned by gunmen`."""
        tree = self._tree
        later = self._joined(head)
        return tree.under(head, Bond.BY_AGENT) or (() if later is None else tree.under(later, Bond.BY_AGENT))

    def _joined(self, head: int) -> int | None:
        """The next verb where only `and` or `or` stands between: `attacked and looted`."""
        tree = self._tree
        later = tree.first(head, Bond.CONJUNCT)
        if later is None or later - head > 2 or not is_verb(tree.tokens[later]):
            return None
        return None if "but" in tree.lemmas(tree.under(later, Bond.COORDINATOR)) else later

    def _is_object_gap(self, head: int) -> bool:
        """`the village rebels seized`, not `the day they fled`: a relative clause with a subject and no pronoun."""
        tree = self._tree
        if tree.bonds[head] is not Bond.RELATIVE or tree.tokens[tree.heads[head]].lemma in TIMES:
            return False
        subjects = tree.under(head, *SUBJECTS)
        pronouns = [i for i in tree.subtree(head) if self._nouns.antecedent(i) == tree.heads[head] != i]
        return bool(subjects) and not pronouns and not tree.under(head, Bond.COPULA, Bond.OPEN_COMPLEMENT)

    def _prepositions(self, head: int) -> tuple[Attached, ...]:
        tree = self._tree
        found = (i for i in tree.under(head, Bond.OBLIQUE, Bond.NOMINAL, Bond.BY_AGENT))
        return tuple(
            Attached(preposition, phrase)
            for index in found
            if (preposition := preposition_of(tree, index))
            for phrase in self._nouns.phrases((index,))
        ) + self._awaited(head)

    def _awaited(self, head: int) -> tuple[Attached, ...]:
        """Whose act is waited for: `will keep its envoy at home until Chad says sorry` waits for Chad."""
        tree = self._tree
        clauses = ((_marker(tree, i), i) for i in tree.under(head, Bond.ADVERBIAL))
        return tuple(
            Attached(marker, phrase)
            for marker, index in clauses
            if marker in AWAITING
            for phrase in self._nouns.phrases(tree.under(index, *SUBJECTS))
        )

    def _complements(self, head: int, *bonds: Bond) -> tuple[Clause, ...]:
        tree = self._tree
        heads = [i for i in tree.under(head, *bonds) if is_complement(tree, i)]
        return tuple(
            self.clause(conjunct)
            for index in heads
            for conjunct in tree.conjuncts(index)
            if conjunct == index or is_clause_head(tree, conjunct)
        )


def _forms(words: tuple[Token, ...], head: int) -> tuple[str, ...]:
    """The words before a noun by lemma and as written: `closer ties` has both `close` and `closer`."""
    before = [token for token in words if token.index < head]
    return tuple(dict.fromkeys(form for token in before for form in (token.lemma.lower(), token.text.lower())))


def is_clause_head(tree: Tree, index: int) -> bool:
    """Whether a word is a clause's predicate: a verb in a clause's place, or anything with a subject."""
    token, tie = tree.tokens[index], tree.bonds[index]
    if tree.first(index, *_PREDICATE) is not None:
        return True
    if tie is Bond.CONJUNCT:
        return is_verb(token) and is_clause_head(tree, tree.heads[index])
    return (is_verb(token) and (tie in CLAUSAL or tie is Bond.ROOT)) or tie is Bond.OPEN_COMPLEMENT


def is_complement(tree: Tree, index: int) -> bool:
    """Whether a clause completes its governor (`agreed to go`), rather than standing beside it."""
    tie = tree.bonds[index]
    if tie is Bond.CONJUNCT:
        return is_clause_head(tree, index) and is_complement(tree, tree.heads[index])
    if tie in _CONTENT:
        return True
    if tie is Bond.ADVERBIAL:
        return form_of(tree, index) in {Form.PURPOSE, Form.TO} or completes(tree, index)
    if tie is Bond.ADNOMINAL:
        return form_of(tree, index) in {Form.TO, Form.ING, Form.THAT} and _is_marked(tree, index)
    return False


def form_of(tree: Tree, index: int) -> Form:
    """The form of a clause, as its governor sees it."""
    tie = tree.bonds[index]
    if tie is Bond.CONJUNCT and tree.heads[index] >= 0:
        return form_of(tree, tree.heads[index])
    infinitive = "to" in tree.lemmas(tree.under(index, Bond.MARK))
    gerund = tree.tokens[index].xpos == "VBG" and not tree.under(index, Bond.AUXILIARY)
    if tie in _GOVERNED:
        if infinitive:
            return Form.TO
        if gerund:
            return Form.ING
        # `a demand that Iran withdraw` hangs on its noun
        content = tie in {Bond.COMPLEMENT, Bond.CLAUSAL_SUBJECT} or _marker(tree, index) == "that"
        return Form.THAT if content else Form.BARE
    if tie is Bond.ADVERBIAL:
        if completes(tree, index):
            return Form.ING
        if infinitive and "for" in tree.lemmas(tree.under(index, Bond.MARK)):
            # `called for Syria to withdraw`
            return Form.TO if tree.tokens[tree.heads[index]].lemma.lower() in ASKING else Form.PURPOSE
        return Form.PURPOSE if infinitive and not _subordinator(tree, index) else Form.ADVERBIAL
    return Form.RELATIVE if tie is Bond.RELATIVE else Form.MAIN


def _tells_a_person(clause: Clause) -> bool:
    """Whether a complement says what somebody does (`sent troops to help`), not what they are (`elected speaker`)."""
    return clause.category is Category.VERB or clause.form is not Form.BARE


def _is_marked(tree: Tree, index: int) -> bool:
    return bool(tree.under(index, Bond.MARK, Bond.CASE))


def _subordinator(tree: Tree, index: int) -> str:
    marks = (lemma.lower() for lemma in tree.lemmas(tree.under(index, Bond.MARK)))
    return next((mark for mark in marks if mark not in {"to", "in", "order"}), "")


def _marker(tree: Tree, index: int) -> str:
    found = tree.first(index, Bond.MARK, Bond.CASE)
    return tree.tokens[found].lemma.lower() if found is not None else ""


def _particle(tree: Tree, head: int) -> int | None:
    found = tree.first(head, Bond.PARTICLE)
    if found is not None:
        return found
    near = (i for i in tree.under(head, Bond.ADVERB) if 0 < i - head <= 2 and tree.tokens[i].lemma.lower() in PARTICLES)
    return next(near, None)


def _category(tree: Tree, head: int) -> Category:
    token = tree.tokens[head]
    if is_verb(token):
        return Category.VERB
    return Category.ADJECTIVE if token.upos in {"ADJ", "ADV"} else Category.NOUN


def nominal_kinds(phrase: NounPhrase) -> bool:
    """Whether a phrase's head may name an act: any noun, names included (`Talks` in a headline)."""
    return phrase.kind in {PhraseKind.NOUN, PhraseKind.NAME}
