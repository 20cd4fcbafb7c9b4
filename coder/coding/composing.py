"""From clauses to readings: rules name acts, operators compose over them, to any depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coder.coding.ends import Ends
from coder.coding.matching import Fit, Misfit, fit, has_modality, reason
from coder.coding.ontology import Ontology
from coder.coding.ranking import Rank
from coder.coding.recorder import Recorder
from coder.coding.rules import Candidate, Place, Rule, RuleBook
from coder.coding.views import Actors, Phrases, View, Views, heads
from coder.reading.clauses import ASSERTED, Category, Clause, Form, Modality, Status
from coder.reading.grammar import FAILING, REPORT
from coder.reading.phrases import NounPhrase, PhraseKind
from coder.reading.reader import SentenceReading

PERFORM = "perform"
NO_CODE = "none"

AIMED_AT_DOER = frozenset({"appeal", "demand", "accuse", "criticise", "praise", "investigate", "permit"})
"""Operators whose target is the one whose act it is; the others pass on the act's own target."""

DOER_FIRST = AIMED_AT_DOER | {"oppose", "refuse", "accept", "deny"}
"""Operators that aim at the act's doer where he is somebody else: `rejected Israel's offer`."""

OWN_DOER = frozenset({PERFORM, "halt", "intend", "future"})
"""Operators whose source, where none is named, is the act's own: `Israel's bombing of Gaza stopped`."""

SAME_TIME = frozenset({PERFORM, "halt"})
"""Operators that stand at the time and place of their act: `carried out an attack`, `stopped shelling`."""

OWN_ACT = frozenset({"threaten"})
"""Operators that only stand over what their own subject would do."""

ABOUT_ACT = frozenset({"accuse", "criticise", "praise", "investigate"})
"""Operators that aim at the act itself where its doer is not known, never at who suffers it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An act with the phrases that fill its ends, not yet actors.

    `clause` is the outermost clause, whose words are the event's trigger; `rule` named the act, `via`
    are the operators over it, innermost first.  `same` are the heads of what names the act with it (`carried
    out an attack`), `others` those of acts within it that have their own time and place.
    """

    code: str
    clause: Clause
    rule: Rule
    source: Phrases
    target: Phrases
    via: tuple[Rule, ...] = ()
    status: Status = ASSERTED
    joint: bool = False
    same: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Acts:
    """What a clause says happened: its readings, and the heads of the words they have used up."""

    readings: tuple[Reading, ...] = ()
    used: frozenset[int] = frozenset()


NOTHING = Acts()


class Composer:
    """Reads the acts of one sentence."""

    def __init__(
        self, book: RuleBook, ontology: Ontology, actors: Actors, reading: SentenceReading, recorder: Recorder
    ) -> None:
        self._book = book
        self._ontology = ontology
        self._views = Views(actors)
        self._ends = Ends(actors, self._views)
        self._recorder = recorder
        self._reading = reading
        self._phrases = {phrase.head: phrase for phrase in reading.phrases}
        self._memo: dict[int, tuple[Clause, Acts]] = {}
        self._heirs: dict[tuple[int, ...], Clause] = {}

    def readings(self) -> Iterator[Reading]:
        """Every act of the sentence that stands for itself, clauses first, then nouns that name both ends."""
        used: set[int] = set()
        for clause in self._reading.clauses:
            yield from self._standing(clause, used)
        for head, phrase in self._reading.nominals.phrases.items():
            nominal = self._nominal(phrase) if head not in used else None
            if nominal is not None:
                acts = self._acts(nominal)
                used |= acts.used
                yield from (reading for reading in acts.readings if self._names_both_ends(reading))

    def _nominal(self, phrase: NounPhrase) -> Clause | None:
        """The act a phrase's head may name; a proper name names none, but for headlines' capitals (`Talks Fail`)."""
        name = phrase.kind is PhraseKind.NAME and phrase.head > 0 and not self._reading.sentence.headline
        if name or not self._book.for_word(Category.NOUN, phrase.lemma):
            return None
        return self._reading.nominals.at(phrase.head)

    def _standing(self, clause: Clause, used: set[int]) -> Iterator[Reading]:
        """The clause's own acts, then those of its complements that no operator took up."""
        acts = self._acts(clause)
        used |= acts.used
        yield from (reading for reading in acts.readings if reading.via or not reading.rule.embedded)
        for inner in clause.complements:
            if inner.head not in used:
                yield from (self._under(clause, inner, reading) for reading in self._standing(inner, used))

    def _acts(self, clause: Clause) -> Acts:
        """What the rule says that fits the clause best; each clause is looked at once."""
        known = self._memo.get(id(clause))
        if known is None:
            known = self._memo[id(clause)] = (clause, self._best(clause))
        return known[1]

    def _best(self, clause: Clause) -> Acts:
        best: tuple[Rank, Rule, Acts] | None = None
        view = self._views.of(clause)
        for candidate in self._candidates(view):
            found, rule = fit(candidate, view), candidate.rule
            acts = NOTHING if isinstance(found, Misfit) else self._acts_of(rule, view)
            if isinstance(found, Misfit) or _is_empty(rule, acts):
                self._failed_at(view, candidate, found)
                continue
            rank = _rank(found, acts)
            self._recorder.fitted(clause, rule, rank)
            best = (rank, rule, acts) if best is None or rank > best[0] else best
        if best is None:
            return NOTHING
        self._recorder.won(clause, best[1], best[2].readings)
        return best[2]

    def _candidates(self, view: View) -> Iterable[Candidate]:
        """The rules worth trying: all that the act's word may trigger if somebody wants to know why they fail."""
        found = self._book.for_word(view.clause.category, view.clause.lemma)
        if self._recorder.listens or not found:
            return found
        words = view.vocabulary
        return [each for each in found if not each.needs or not each.needs.isdisjoint(words)]

    def _failed_at(self, view: View, candidate: Candidate, found: Fit | Misfit) -> None:
        """Says why, if anybody listens: words for a failure take longer than the failure."""
        if self._recorder.listens:
            empty = f"no act found as {' or '.join(candidate.rule.event)}"
            why = reason(found, candidate, view) if isinstance(found, Misfit) else empty
            self._recorder.failed(view.clause, candidate.rule, why)

    def _acts_of(self, rule: Rule, view: View) -> Acts:
        """The rule's readings, with the words that are then not to be read again by themselves."""
        clause = view.clause
        used = {clause.head} | _limited_heads(rule, view)
        if rule.code == NO_CODE:
            told = _heads_below(clause) if Place.CLAUSE in rule.event else set()
            return Acts((), frozenset(used | told | {phrase.head for phrase in clause.object}))
        if not rule.operator:
            return Acts((self._plain(rule, clause),), frozenset(used))
        inner = self._inner(rule, clause)
        readings = (reading for acts in inner for reading in acts.readings)
        composed = tuple(found for reading in readings if (found := self._compose(rule, clause, reading)))
        if composed:
            return Acts(composed, frozenset(used.union(*(acts.used for acts in inner))))
        return Acts((self._plain(rule, clause),), frozenset(used)) if rule.code else NOTHING

    def _plain(self, rule: Rule, clause: Clause) -> Reading:
        """The act that the rule itself names, with its ends as the rule places them."""
        source = self._ends.source(rule, clause)
        target = self._ends.target(rule, clause, apart_from=source)
        between = _between(clause) if not source or not target else ()
        if between:
            source, target = between[:1], between[1:]
        status = clause.status
        if status.negated and _asks_for_no(rule):
            status = replace(status, negated=False)
        joint, same = rule.joint or bool(between), frozenset({clause.head})
        return Reading(rule.code, clause, rule, source, target, status=status, joint=joint, same=same)

    def _inner(self, rule: Rule, clause: Clause) -> list[Acts]:
        """The acts that stand where the operator looks for them: the first place that has any."""
        for place in rule.event:
            found = [self._acts(inner) for inner in self._inner_clauses(rule, clause, place)]
            if any(acts.readings for acts in found):
                return found
        return []

    def _inner_clauses(self, rule: Rule, clause: Clause, place: str) -> tuple[Clause, ...]:
        if place == Place.CLAUSE:
            return _completing(rule, clause)
        phrases = (head for phrase in self._views.of(clause).at(place) for head in heads(phrase))
        nominals = (self._nominal(phrase) for phrase in phrases if phrase.head != clause.head)
        return tuple(self._inherit(rule, clause, nominal) for nominal in nominals if nominal is not None)

    def _inherit(self, rule: Rule, clause: Clause, nominal: Clause) -> Clause:
        """An event noun with the ends it shares with its verb: `imposed sanctions on Iran`."""
        doers = tuple(p for p in self._doers(rule, clause, nominal) if p.head != nominal.head)
        key = (clause.head, nominal.head, *(phrase.head for phrase in doers))
        if key not in self._heirs:
            self._heirs[key] = _heir(clause, nominal, doers)
        return self._heirs[key]

    def _doers(self, rule: Rule, clause: Clause, nominal: Clause) -> Phrases:
        """Who does what the noun names, if it does not say so itself: the verb's subject, or the one addressed.

        What is rejected or welcomed is another's: `rejected U.S. calls for talks`, `a request from Chad`.
        """
        if rule.operator in DOER_FIRST:
            own = self._ends.pick(nominal, (), ("from", Place.BEFORE))
            if own:
                return own
        return self._ends.pick(clause, rule.target if rule.operator in AIMED_AT_DOER else rule.source)

    def _compose(self, rule: Rule, clause: Clause, inner: Reading) -> Reading | None:
        if rule.operator in OWN_ACT and _is_done_by(inner, clause.person):
            # `warned Russia not to invade`: what Russia might do is not what is threatened
            return None
        act: str | None = inner.code
        if inner.status.negated:
            # `urged Syria not to attack` asks for an end of it
            act = self._ontology.compose("halt", inner.code)
        code = act if rule.operator == PERFORM or act is None else self._ontology.compose(rule.operator, act)
        if code is None:
            return None
        source = self._ends.source(rule, clause)
        if rule.operator in OWN_DOER:
            source = source or inner.source
        target = self._target_over(rule, clause, inner, source)
        status = replace(clause.status, years=clause.status.years + inner.status.years)
        if rule.operator == PERFORM and inner.status.modality is not Modality.ASSERTED:
            status = replace(status, modality=max(status.modality, inner.status.modality, key=_weight))
        own, within = frozenset({clause.head}), inner.same | inner.others
        one = rule.operator in SAME_TIME
        return Reading(
            code,
            clause,
            inner.rule,
            source,
            target,
            (*inner.via, rule),
            status,
            inner.joint and rule.operator in OWN_DOER,
            same=own | inner.same if one else own,
            others=inner.others if one else within - own,
        )

    def _target_over(self, rule: Rule, clause: Clause, inner: Reading, source: Phrases) -> Phrases:
        """Whom a composed event aims at: the one addressed, else the act's doer, or the act's own target."""
        taken = {inner.clause.head} | {phrase.head for phrase in source}
        places = (place for place in rule.target if place not in rule.event)
        named = _apart(self._ends.pick(clause, places, (Place.PERSON, Place.OBJECT)), taken)
        doers = self._ends.others(_apart(inner.source, taken), source)
        if rule.operator in ABOUT_ACT:
            act = self._phrases.get(inner.clause.head)
            aimed = (named, doers, (act,) if act is not None else inner.target)
        elif rule.operator in DOER_FIRST or rule.target[0] == Place.SUBJECT:
            both = (*doers, *inner.target) if inner.joint else doers
            asks = rule.operator in AIMED_AT_DOER
            aimed = (named, both, self._ends.abroad(inner.target, source) if asks else inner.target)
        else:
            aimed = (inner.target, named, doers)
        return self._ends.best(aimed)

    def _under(self, clause: Clause, inner: Clause, reading: Reading) -> Reading:
        """A complement's act as its governor leaves it: reported, failed, or only thought of."""
        if inner.form is Form.THAT and clause.lemma in REPORT:
            told = replace(reading, status=replace(reading.status, reported=True))
            return self._told(clause, told)
        if clause.lemma in FAILING:
            return self._failed(clause, reading)
        return replace(reading, status=replace(reading.status, modality=Modality.HYPOTHETICAL))

    def _told(self, clause: Clause, reading: Reading) -> Reading:
        """`"We ask all sides to stop," he told France`: an appeal to nobody known is made to the one spoken to."""
        asks = reading.code.startswith(("02", "10")) and not self._ends.any_known(reading.target)
        return replace(reading, target=clause.person) if asks and self._ends.any_resolved(clause.person) else reading

    def _failed(self, clause: Clause, reading: Reading) -> Reading:
        """`failed to withdraw` did not withdraw; who failed to reach an agreement has rejected one (127)."""
        refused = self._ontology.compose("refuse", reading.code) if reading.code.startswith("057") else None
        if refused is not None:
            return replace(reading, code=refused, joint=not reading.target)
        return replace(reading, status=replace(reading.status, negated=not clause.status.negated))

    def _names_both_ends(self, reading: Reading) -> bool:
        return self._ends.any_known(reading.source) and self._ends.any_known(reading.target)


def _heir(clause: Clause, nominal: Clause, doers: Phrases) -> Clause:
    """The noun's clause with what its verb lends it: doers, person and preposition phrases."""
    subject = nominal.subject or doers
    own = tuple(a for a in clause.prepositions if a.phrase.head != nominal.head)
    return replace(
        nominal,
        subject=subject,
        complements=tuple(_done_by(subject, inner) for inner in nominal.complements),
        prepositions=nominal.prepositions + own,
        person=nominal.person or clause.person,
    )


def _done_by(subject: Phrases, clause: Clause) -> Clause:
    """A noun's infinitive with its doer: `France's decision to send aid`, `announced plans to send aid`."""
    return clause if clause.subject else replace(clause, subject=subject)


def _apart(phrases: Phrases, taken: set[int]) -> Phrases:
    return tuple(phrase for phrase in phrases if phrase.head not in taken)


def _rank(found: Fit, acts: Acts) -> Rank:
    """The weights of a rule that fits.

    An act found by an operator counts as a limit; an operator that found none is the last resort.
    """
    composed = any(found.rule in reading.via for reading in acts.readings)
    limited = 0 if found.rule.operator and not composed else found.limited + composed
    words, places = found.words + composed, found.filled + composed
    return Rank(limited, words, places, found.kinds, found.rule.status == "stable", len(acts.used))


def _is_empty(rule: Rule, acts: Acts) -> bool:
    """Whether a rule that fits says nothing: an operator without an act to stand over."""
    return not acts.readings and rule.code != NO_CODE


def _limited_heads(rule: Rule, view: View) -> set[int]:
    """The heads of what fills the rule's limited slots: `held talks` has used up its `talks`."""
    slots = (slot for slot in rule.slots if slot.limited or rule.code == NO_CODE)
    return {head.head for slot in slots for phrase in view.at(slot.place) for head in heads(phrase)}


def _is_done_by(inner: Reading, phrases: Phrases) -> bool:
    return bool({phrase.head for phrase in phrases} & {phrase.head for phrase in inner.source})


def _heads_below(clause: Clause) -> set[int]:
    """The heads of all that completes a clause: what a film tells has not happened."""
    return {head for inner in clause.complements for head in ({inner.head} | _heads_below(inner))}


def _asks_for_no(rule: Rule) -> bool:
    """Whether the rule's own words hold the `no`: `had no comment on`."""
    return any("no" in trigger.others for trigger in rule.triggers) or any(
        "no" in words.single or any("no" in phrase for phrase in words.phrases)
        for slot in rule.slots
        for words in (slot.lemma, slot.modifier)
    )


def _weight(modality: Modality) -> int:
    return list(Modality).index(modality)


def _completing(rule: Rule, clause: Clause) -> tuple[Clause, ...]:
    """The complements in a form the operator takes; a purpose only where no other infinitive stands."""
    wanted = rule.forms or frozenset({Form.TO, Form.THAT, Form.ING, Form.BARE})
    found = tuple(
        inner
        for inner in clause.complements
        if inner.form in wanted and (not rule.modality or has_modality(inner, rule.modality))
    )
    if found or Form.TO not in wanted:
        return found
    return tuple(inner for inner in clause.complements if inner.form is Form.PURPOSE)


def _between(clause: Clause) -> Phrases:
    found = clause.preposition("between") or clause.preposition("among")
    return found if len(found) > 1 else ()
