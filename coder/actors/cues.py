"""What the form of a phrase tells of how it names: definite or not, in quotation marks, a pair, a place."""

from __future__ import annotations

from coder.actors.dictionary import EntryKind, Use
from coder.actors.names import AgentMatch, NameMatch
from coder.actors.referents import Referent, Sort, is_international
from coder.actors.scene import Scene, names_in, possessors, preposition_before
from coder.actors.spelling import normal
from coder.actors.vocabulary import (
    FOLLOWING,
    HONORIFICS,
    LOCATING,
    PAIRED,
    PERSON_LIKE,
    QUANTITIES,
    STAYING,
    VEHICLES,
    WEAPONS,
)
from coder.parsing.sentences import Token
from coder.reading.phrases import Function, NounPhrase, PhraseKind

_ACTING = frozenset({Function.SUBJECT, Function.OBJECT, Function.POSSESSOR, Function.ROOT})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_BODIES = frozenset({EntryKind.ORGANISATION, EntryKind.COMPANY, EntryKind.MEDIA, EntryKind.PARTY})
_NUMERALS = frozenset({"I", "II", "III", "IV"})
_MOST_PAIR_WORDS = 4


def person_in(phrase: NounPhrase, scene: Scene) -> NameMatch | None:
    """The listed person whom the phrase names, not one whose aides or forces it names."""
    people = [match for match in names_in(phrase, scene) if scene.is_person(match)]
    if not people or people[-1].last < phrase.head:
        return None
    covering = [match for match in people if match.first <= phrase.head <= match.last]
    return (covering or people)[0]


def wins(name: NameMatch, agent: AgentMatch | None) -> bool:
    """Whether a name rather than an agent noun that covers the same word decides."""
    return agent is None or name.last - name.first >= agent.last - agent.first


def is_within(match: NameMatch, phrase: NounPhrase, scene: Scene) -> bool:
    """Whether the phrase is a later part of a longer name: `Syria` in `Islamic State of Iraq and Syria`."""
    if scene.tokens[match.first].start < phrase.start:
        return True
    return phrase.function is Function.POSSESSOR and match.last > phrase.words[-1].index


def is_stray(name: NameMatch, phrase: NounPhrase, scene: Scene) -> bool:
    """Whether a name is but the end of a longer one that nobody lists.

    `Michael Jordan` is not Jordan, `Minsk II` no city, the National Security Council not the Security Council.
    """
    after = scene.tokens[name.last + 1] if name.last + 1 < len(scene.tokens) else None
    if after is not None and after.text in _NUMERALS and after.upos != "PRON":
        return True
    if after is not None and _is_given_name(name, after, scene):
        return True
    if name.first <= phrase.words[0].index:
        return False
    before = scene.tokens[name.first - 1]
    if not before.xpos.startswith("NNP") or scene.name_at(before.index) or scene.agent_at(before.index):
        return False
    if name.first == name.last and normal(scene.tokens[name.first].text) in PERSON_LIKE:
        return True
    kind = scene.dictionary.entries[name.naming.entry].kind
    return kind in _BODIES and normal(before.text) not in HONORIFICS


def _is_given_name(name: NameMatch, after: Token, scene: Scene) -> bool:
    """`Chad Smith`, `Paris Hilton`: a name that people bear, with a name nobody lists right behind it."""
    if name.first != name.last or normal(scene.tokens[name.first].text) not in PERSON_LIKE:
        return False
    unlisted = scene.name_at(after.index) is None and scene.agent_at(after.index) is None
    return unlisted and after.xpos == "NNP" and after.text[0].isupper() and not after.text.isupper()


def in_quotes(phrase: NounPhrase, scene: Scene) -> bool:
    """Whether a quotation was opened and not closed before the phrase."""
    is_open = False
    for token in scene.tokens[: phrase.head]:
        if token.text in _QUOTES:
            is_open = token.text in {"“", "``"} or (token.text == '"' and not is_open)
    return is_open


def acts(phrase: NounPhrase, scene: Scene) -> bool:
    """Whether a capital stands for its government: not after `in`, `at` or `near`."""
    if phrase.function in _ACTING:
        return True
    preposition = preposition_before(phrase, scene)
    return bool(preposition) and preposition not in LOCATING


def stays(preposition: str, phrase: NounPhrase, scene: Scene) -> bool:
    """Whether a preposition tells where somebody is: not `into Syria`, nor `at Israel` after `rockets`."""
    match = scene.name_at(phrase.head)
    is_aim = preposition == "at" and match is not None and match.naming.use is Use.NAME
    return preposition in STAYING and not is_aim


def is_weapon(own: Referent) -> bool:
    """Whether an agent noun is a weapon: `rockets`."""
    return own.name.rsplit(" ", 1)[-1] in WEAPONS


def is_driven(own: Referent) -> bool:
    """Whether an agent noun is a weapon or a vehicle, which comes from elsewhere."""
    return is_weapon(own) or own.name.rsplit(" ", 1)[-1] in VEHICLES


def is_pair(phrase: NounPhrase) -> bool:
    """Whether a phrase points to two actors: `both sides`, `the two presidents`."""
    if not phrase.plural or phrase.lemma not in PAIRED:
        return False
    words = {word.text.lower() for word in phrase.words}
    both = "both" in words or phrase.determiner == "both" or (phrase.determiner == "the" and "two" in words)
    return (both and len(words) <= _MOST_PAIR_WORDS) or (
        phrase.lemma == "side" and phrase.determiner == "the" and len(words) == 2
    )


def is_vague_party(phrase: NounPhrase) -> bool:
    """`all parties`, `a party to the conflict`: no political party is meant."""
    if phrase.lemma != "party" or phrase.possessors:
        return False
    counted = phrase.plural and phrase.determiner in {"all", "both", "the", "these", "those"}
    return (counted and len(phrase.words) <= _MOST_PAIR_WORDS) or any(a.preposition == "to" for a in phrase.attached)


def is_bare(phrase: NounPhrase) -> bool:
    """`the group`, without anything that would tell which."""
    return len(phrase.words) <= 2 and not phrase.possessors and not phrase.attached


def is_definite(phrase: NounPhrase) -> bool:
    """Whether a phrase may point back: `the rebels`, bare `police`, but not `a rebel`."""
    return phrase.determiner in FOLLOWING or (not phrase.determiner and not phrase.possessors)


def is_local(own: Referent) -> bool:
    """Whether a role may be given to the country that its sentence plays in: no travelling ministers."""
    if not own.roles or is_international(own.roles[0]):
        return False
    return own.roles[0] != "GOV" or own.sort is Sort.BODY


def is_free(phrase: NounPhrase, scene: Scene, core: range) -> bool:
    """Whether nothing unknown in the phrase tells whose it is, as in `the Foo Front's fighters`."""
    before = phrase.words[1:] if phrase.words[0].index == 0 else phrase.words
    unknown = any(w.text[0].isupper() and w.index not in core and scene.name_at(w.index) is None for w in before)
    return not unknown and not possessors(phrase, scene) and not any(a.preposition == "of" for a in phrase.attached)


def tells_role(match: AgentMatch, scene: Scene) -> bool:
    """Courtesy titles tell no role."""
    return bool(scene.dictionary.agents[match.agent].roles)


def is_quantity(phrase: NounPhrase) -> bool:
    """Whether a phrase counts or groups what its `of` names: `dozens of`, `a group of`."""
    is_number = phrase.kind is PhraseKind.NUMBER or phrase.lemma in QUANTITIES
    return is_number and any(attached.preposition == "of" for attached in phrase.attached)
