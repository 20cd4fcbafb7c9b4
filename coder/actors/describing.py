"""Deciding what each noun phrase stands for: the order in which the ways of naming are tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coder.actors.cues import in_quotes, is_pair, is_quantity, is_stray, is_vague_party, person_in, wins
from coder.actors.dictionary import EntryKind
from coder.actors.discourse import Memory, follow_pair, pronoun_referents
from coder.actors.merging import merged
from coder.actors.naming import full_name, listed_name, unlisted_name
from coder.actors.nouns import agent_noun, other_noun, owners
from coder.actors.pairs import pair_after
from coder.actors.people import name_run
from coder.actors.referents import Sort, standing_alone
from coder.actors.scene import Scene
from coder.actors.story import Referents, Story
from coder.actors.vocabulary import GROUPS, SPEAKER_PRONOUNS
from coder.reading.phrases import NounPhrase, PhraseKind


class Describer:
    """Finds what phrases stand for, each once, inner phrases before outer ones."""

    def __init__(self, scenes: Mapping[int, Scene], named: frozenset[str], dateline_country: str) -> None:
        self._scenes = scenes
        self._memory = Memory()
        self._story = Story(scenes, self._memory, named, dateline_country, self.referents, _only_country(scenes))
        self._found: dict[tuple[int, int], Referents] = {}

    def referents(self, phrase: NounPhrase) -> Referents:
        """What a phrase stands for: nothing, one actor, or several."""
        found = self._found.get(phrase.key)
        if found is None:
            self._found[phrase.key] = ()  # a phrase met again inside itself names nobody
            found = self._found[phrase.key] = tuple(map(standing_alone, self._with_appositions(phrase)))
            self._memory.add(phrase, found)
        return found

    def owners(self, phrase: NounPhrase) -> Referents:
        """Who is behind a thing: `Iran's decision`."""
        return owners(phrase, self._scenes[phrase.sentence], self._story)

    def place(self, phrase: NounPhrase) -> Referents:
        """The country of a place that the phrase names."""
        scene = self._scenes[phrase.sentence]
        match = scene.name_at(phrase.head)
        if match is None or scene.is_person(match):
            return tuple(r for r in self.referents(phrase) if r.sort in {Sort.PLACE, Sort.COUNTRY})[:1]
        referent = scene.referent(match)
        return (replace(referent, roles=(), how="place"),) if referent.country else ()

    def _with_appositions(self, phrase: NounPhrase) -> Referents:
        """The phrase's own words with its appositions: `Sergey Lavrov, the Russian foreign minister`."""
        if members := self._members(phrase):
            return members
        found = self._described(phrase)
        if len(found) == 1:
            for apposition in phrase.appositions:
                other = self._found.get(apposition.key) or self._described(apposition)
                both = merged(found[0], other[0]) if len(other) == 1 else None
                if both is not None:
                    found = self._found[apposition.key] = (both,)
                    self._memory.settle_name(apposition.key, both)
            self._memory.settle_name(phrase.key, found[0])
        return found

    def _members(self, phrase: NounPhrase) -> Referents:
        """Those whom a list behind a plural names: `the two neighbours, Chad and Sudan`."""
        several = phrase.lemma in GROUPS or (phrase.plural and phrase.kind is not PhraseKind.NAME)
        if not several or not phrase.appositions:
            return ()
        first = phrase.appositions[0]
        others = self._scenes[phrase.sentence].phrases.values()
        listed = (first, *(other for other in others if other.coordinate == first.head and other.head > first.head))
        found = [(self.referents(other), other) for other in listed]
        if len(found) < 2 or any(len(named) != 1 or not named[0].entry for named, _ in found):
            return ()
        return tuple(replace(named[0], mention=other) for named, other in found)

    def _described(self, phrase: NounPhrase) -> Referents:
        scene, story = self._scenes[phrase.sentence], self._story
        if phrase.kind is PhraseKind.PRONOUN:
            return self._pronoun(phrase, scene)
        if (person := person_in(phrase, scene)) is not None:
            return (full_name(person, phrase, scene, story),)
        name, agent = scene.name_at(phrase.head), scene.agent_at(phrase.head)
        if name is not None and wins(name, agent) and not is_stray(name, phrase, scene):
            return listed_name(name, phrase, scene, story)
        if is_pair(phrase):
            roles = scene.dictionary.agents[agent.agent].roles if agent else ()
            if pair := follow_pair(phrase, self._memory, roles) or pair_after(phrase, scene):
                return pair
        if is_vague_party(phrase):
            return ()
        if phrase.kind is not PhraseKind.NUMBER and (run := name_run(phrase, scene)) is not None:
            return unlisted_name(run, phrase, scene, story)
        if agent is not None and scene.tokens[agent.first].start < phrase.start:
            return ()  # a part of a title: `State` in `Secretary of State`
        if agent is not None and (agent.first != agent.last or not is_quantity(phrase)):
            return agent_noun(agent, phrase, scene, story)
        return other_noun(phrase, scene, story)

    def _pronoun(self, phrase: NounPhrase, scene: Scene) -> Referents:
        word = phrase.words[-1].text.lower()
        if word not in SPEAKER_PRONOUNS:
            return pronoun_referents(phrase, self._memory, phrase.speaker if in_quotes(phrase, scene) else None)
        speaker = scene.phrases.get(phrase.speaker) if phrase.speaker is not None else None
        if speaker is None:
            return ()
        said = (r.told(f"speaker: {word} = {r.name or r.country}") for r in self.referents(speaker))
        return tuple(replace(r, mention=r.mention or speaker) for r in said)


def _only_country(scenes: Mapping[int, Scene]) -> str:
    """The country that an article is about because it names no other."""
    found = {
        entry.country
        for scene in scenes.values()
        for match in scene.matches.names.values()
        if (entry := scene.dictionary.entries[match.naming.entry]).kind is not EntryKind.PARTY
    }
    return next(iter(found)) if len(found) == 1 and len(min(found)) == 3 else ""
