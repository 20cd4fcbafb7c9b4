"""What the article named before: the memory that pronouns and short descriptions reach back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from coder.actors.actor import Ground
from coder.actors.names import AgentMatch
from coder.actors.referents import Referent, Sort, distinct
from coder.actors.vocabulary import CLASSES, PERSONAL_PAIRS, POSSESSIVES
from coder.reading.phrases import Function, NounPhrase

_REACH = 3
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "'em"})
_REFLEXIVE = ("self", "selves")
_OPEN = Referent(Sort.UNKNOWN, how="open: two candidates")

Fits = Callable[["Mention"], bool]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that named somebody; `group` is the head of the coordination it stands in."""

    phrase: NounPhrase
    referent: Referent
    group: int

    @property
    def head(self) -> int:
        return self.phrase.head

    @property
    def plural(self) -> bool:
        """Whether a pronoun would be plural; the United States are one."""
        single = bool(self.referent.entry) and self.referent.sort in {Sort.COUNTRY, Sort.BODY}
        return self.phrase.plural and not single

    @property
    def pointed(self) -> Referent:
        """The referent as a later phrase points to it: by way of this mention or of the one it points to."""
        earlier = self.referent.mention
        there = earlier is not None and earlier.sentence == self.phrase.sentence
        return self.referent if there else replace(self.referent, mention=self.phrase)

    def around(self, phrase: NounPhrase) -> bool:
        """Whether the mention's text contains the phrase."""
        return self.phrase.start <= phrase.start and phrase.end <= self.phrase.end


@dataclass(slots=True)
class Memory:
    """The mentions of an article so far, sentence by sentence, and the parts of people's names."""

    mentions: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, list[Referent]] = field(default_factory=lambda: defaultdict(list))
    _pending: dict[tuple[int, int], Sequence[str]] = field(default_factory=dict)

    def add(self, phrase: NounPhrase, referents: Iterable[Referent]) -> None:
        """Remember what a phrase named."""
        group = phrase.head if phrase.coordinate is None else phrase.coordinate
        here = self.mentions[phrase.sentence]
        here.extend(Mention(phrase, referent, group) for referent in referents)

    def expect_name(self, key: tuple[int, int], forms: Sequence[str]) -> None:
        """Note the full name that a phrase holds until all is known of whom it names."""
        self._pending[key] = forms

    def settle_name(self, key: tuple[int, int], referent: Referent) -> None:
        """Remember the parts of a phrase's full name, each of which may come back alone."""
        for form in self._pending.pop(key, ()):
            known = self.people[form]
            if len(form) > 1 and all(other.name != referent.name for other in known):
                known.append(referent)

    def person(self, forms: tuple[str, ...]) -> Referent | None:
        """The one person whose full name had these words before; the last one named of several."""
        shared = list(self.people.get(forms[-1], ()))
        for form in forms[:-1]:
            shared = [other for other in shared if other in self.people.get(form, ())]
        return shared[-1] if shared else None

    def before(self, phrase: NounPhrase, reach: int = _REACH) -> Iterator[list[Mention]]:
        """Mentions before a phrase, one list per sentence: its own (nearest first), then earlier ones."""
        here = [m for m in self.mentions.get(phrase.sentence, ()) if m.head < phrase.head and not m.around(phrase)]
        yield sorted(here, key=lambda m: -m.head)
        for sentence in range(phrase.sentence - 1, max(-1, phrase.sentence - 1 - reach), -1):
            yield sorted(self.mentions.get(sentence, ()), key=lambda m: m.head)


def pronoun_referents(phrase: NounPhrase, memory: Memory, speaker: int | None = None) -> tuple[Referent, ...]:
    """Whom a pronoun means: who acts in its clause, else the nearest fitting subject, else the nearest fitting mention.

    `speaker` heads the phrase that says the pronoun, who would say `I`.
    """
    word = phrase.words[-1].text.lower()
    fits = _pronoun_fits(word, phrase)
    if fits is None:
        return ()
    free = word in POSSESSIVES or word.endswith(_REFLEXIVE) or phrase.function is Function.SUBJECT
    barred = None if free else _clause_subject(phrase, memory)
    for mentions in memory.before(phrase):
        fitting = [m for m in mentions if m is not barred and m.head != speaker and fits(m)]
        if fitting:
            return _told(_choose(fitting, mentions, phrase), f"pronoun: {word}", Ground.PRONOUN)
    return ()


def _pronoun_fits(word: str, phrase: NounPhrase) -> Fits | None:
    if word in _HE:
        return lambda m: _is_person(m, "m")
    if word in _SHE:
        return lambda m: _is_person(m, "f")
    if word in _IT:
        return lambda m: not m.plural and m.referent.sort in {Sort.COUNTRY, Sort.BODY}
    if word in _THEY:
        # a body is `they` within a sentence (`the ministry said they ...`), rarely beyond it
        return lambda m: m.plural or m.referent.sort is Sort.PEOPLE or _is_grouped(m) or _is_near_body(m, phrase)
    return None


def _is_person(mention: Mention, gender: str) -> bool:
    referent = mention.referent
    if mention.plural or referent.sort not in {Sort.PERSON, Sort.UNKNOWN}:
        return False
    return referent.gender in {"", gender}


def _is_near_body(mention: Mention, phrase: NounPhrase) -> bool:
    return mention.referent.sort is Sort.BODY and mention.phrase.sentence == phrase.sentence


def _is_grouped(mention: Mention) -> bool:
    """Later conjuncts tell that a coordination is meant."""
    return mention.phrase.coordinate is not None and mention.referent.sort is not Sort.PLACE


def _clause_subject(phrase: NounPhrase, memory: Memory) -> Mention | None:
    """An object pronoun is not its own clause's subject: `Lavrov met him`, `urged Syria to leave it alone`."""
    here = next(memory.before(phrase))
    if phrase.doer is not None:
        return next((m for m in here if m.head == phrase.doer), None)
    return next((m for m in here if m.phrase.function is Function.SUBJECT), None)


def _choose(fitting: list[Mention], mentions: list[Mention], pronoun: NounPhrase) -> tuple[Referent, ...]:
    """Who acts, else the first fitting subject, else the first mention; for `they` with all it is coordinated to."""
    word = pronoun.words[-1].text.lower()
    acting = (m for m in fitting if m.group == pronoun.doer and m.phrase.sentence == pronoun.sentence)
    subjects = (m for m in fitting if m.phrase.function is Function.SUBJECT)
    best = next(chain(acting, subjects), fitting[0])
    among = mentions if word in _THEY else fitting
    group = sorted((m for m in among if m.group == best.group), key=lambda m: m.head)
    referents = distinct(m.pointed for m in group)
    if word in _THEY:
        return referents
    return (best.pointed,) if len(referents) == 1 or word in _IT else (_OPEN,)


def _told(referents: tuple[Referent, ...], how: str, ground: Ground = Ground.KNOWN) -> tuple[Referent, ...]:
    return tuple(r if r is _OPEN else r.told(f"{how} = {r.name or r.country or 'unknown'}", ground) for r in referents)


def follow_class(phrase: NounPhrase, memory: Memory) -> tuple[Referent, ...]:
    """Whom `the group`, `the kingdom` or `the alliance` means: the last mention of that kind."""
    kinds = CLASSES.get(phrase.lemma)
    if kinds is None or phrase.plural:
        return ()

    def fits(mention: Mention) -> bool:
        referent = mention.referent
        return referent.kind in kinds and referent.sort in {Sort.COUNTRY, Sort.BODY}

    return _told(_last(phrase, memory, fits), f"the {phrase.lemma}")


def follow_agent(match: AgentMatch, phrase: NounPhrase, memory: Memory) -> tuple[Referent, ...]:
    """Whom `the minister` or `the rebels` means: the last mention of that title or noun with a country."""

    def fits(mention: Mention) -> bool:
        referent = mention.referent
        same = match.noun in referent.titles
        return same and bool(referent.country) and mention.phrase.plural == phrase.plural

    return _told(_last(phrase, memory, fits), f"the {match.noun}")


def _last(phrase: NounPhrase, memory: Memory, fits: Fits) -> tuple[Referent, ...]:
    for mentions in memory.before(phrase, reach=phrase.sentence):
        fitting = [m for m in mentions if fits(m)]
        if fitting:
            subjects = [m for m in fitting if m.phrase.function is Function.SUBJECT]
            return ((subjects or fitting)[0].pointed,)
    return ()


def follow_pair(phrase: NounPhrase, memory: Memory, roles: tuple[str, ...]) -> tuple[Referent, ...]:
    """Whom `both sides` or `the two presidents` means: the two countries named last, if just two were."""
    is_personal = phrase.lemma in PERSONAL_PAIRS
    barred = None if phrase.function is Function.SUBJECT else _clause_subject(phrase, memory)
    for mentions in memory.before(phrase):
        found: dict[str, Referent] = {}
        for mention in sorted((m for m in mentions if m is not barred), key=lambda m: m.head):
            referent = mention.referent
            fits = referent.sort is Sort.PERSON if is_personal else not roles or _share(roles, referent.roles)
            if referent.country and fits:
                found.setdefault(referent.country, mention.pointed)
        if len(found) == 2:
            return _told(tuple(found.values()), phrase.text.lower())
        if len(found) > 2:
            break
    return ()


def _share(roles: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """A bare country fits every role."""
    return not others or not set(roles).isdisjoint(others)
