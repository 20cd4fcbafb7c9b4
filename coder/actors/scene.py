"""One sentence as the actor stage sees it: tokens, phrases and what the dictionary names in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coder.actors.dictionary import ActorDictionary, EntryKind
from coder.actors.names import AgentMatch, Matches, NameMatch
from coder.actors.referents import Referent
from coder.actors.standing import naming_referent
from coder.parsing.sentences import Token
from coder.reading.phrases import NounPhrase

_SKIPPED = frozenset({"DET", "ADJ", "PROPN", "NUM", "PUNCT", "CCONJ", "NOUN", "PART"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What is fixed about a sentence before any of its phrases is resolved."""

    tokens: tuple[Token, ...]
    phrases: Mapping[int, NounPhrase]
    matches: Matches
    dictionary: ActorDictionary
    day: str

    def name_at(self, index: int) -> NameMatch | None:
        """The name that covers a token."""
        return self.matches.names.get(index)

    def agent_at(self, index: int) -> AgentMatch | None:
        """The agent noun that covers a token."""
        return self.matches.agents.get(index)

    def is_person(self, match: NameMatch) -> bool:
        """Whether a name is a person's."""
        return self.dictionary.entries[match.naming.entry].kind is EntryKind.PERSON

    def referent(self, match: NameMatch) -> Referent:
        """What a name stands for by itself."""
        naming = match.naming
        return naming_referent(self.dictionary.entries[naming.entry], naming, self.day)


def names_in(phrase: NounPhrase, scene: Scene) -> tuple[NameMatch, ...]:
    """The names among a phrase's own words, in text order."""
    names = scene.matches.names
    if not names:
        return ()
    return tuple(dict.fromkeys(names[word.index] for word in phrase.words if word.index in names))


def agents_in(phrase: NounPhrase, scene: Scene) -> tuple[AgentMatch, ...]:
    """The agent nouns among a phrase's own words, in text order."""
    agents = scene.matches.agents
    if not agents:
        return ()
    return tuple(dict.fromkeys(agents[word.index] for word in phrase.words if word.index in agents))


def possessors(phrase: NounPhrase, scene: Scene) -> tuple[NounPhrase, ...]:
    """The phrase's possessors, also one that the parser ties to a title inside it: `Iceland's President X`."""
    before = phrase.words[0].index - 1
    if phrase.possessors or before < 1 or scene.tokens[before].xpos != "POS":
        return phrase.possessors
    ending = (other for other in scene.phrases.values() if other.words[-1].index in {before, before - 1})
    return tuple(other for other in ending if other.head < before)[:1]


def preposition_before(phrase: NounPhrase, scene: Scene) -> str:
    """The preposition that governs a phrase, looked for over its article and earlier conjuncts."""
    for index in range(phrase.words[0].index - 1, max(-1, phrase.words[0].index - 7), -1):
        token = scene.tokens[index]
        if token.upos == "ADP" or token.xpos in {"IN", "TO"}:
            return token.text.lower()
        if token.upos not in _SKIPPED:
            return ""
    return ""
