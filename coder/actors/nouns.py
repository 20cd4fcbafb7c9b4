"""Phrases that are common nouns: agents, what belongs to an actor, and numbers of actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coder.actors.composition import (
    agent_referent,
    attached_owners,
    compose,
    located,
    owners_in_words,
    possessing,
    with_owner,
)
from coder.actors.cues import is_bare, is_definite, is_driven, is_free, is_local, is_quantity, is_weapon, stays
from coder.actors.dictionary import EntryKind, Use
from coder.actors.discourse import follow_agent, follow_class
from coder.actors.merging import counted
from coder.actors.names import AgentMatch
from coder.actors.people import NameContext, run_before, surname_entry
from coder.actors.referents import Referent, Sort
from coder.actors.scene import Scene, preposition_before
from coder.actors.standing import entry_referent
from coder.actors.story import Referents, Story
from coder.actors.vocabulary import ASSETS, BODIES, CLASSES, FOLLOWING, PAST, PLACES, REGIONAL, SPEAKING
from coder.reading.phrases import Function, NounPhrase

# Roles that the story's place or a dateline may place: everybody has a police, but a rebel may be anyone's.
_LOCAL = frozenset({"COP", "JUD", "HLH", "CVL", "OPP", "LEG", "EDU", "MED", "BUS", "LAB"})


def agent_noun(match: AgentMatch, phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """A role with its country, from the phrase, the article before, the sentence or the dateline."""
    if match.first == match.last and (found := _class(phrase, story)):
        return found
    core, own = range(match.first, match.last + 1), agent_referent(match, phrase, scene)
    is_thing = is_weapon(own) and phrase.function is not Function.SUBJECT
    if is_thing and phrase.possessors:
        return ()
    composed = compose(own, phrase, scene, core, story.resolve)
    if any(referent.country for referent in composed):
        return composed
    own = composed[0]
    if is_thing:
        return ()
    if (person := person_before(phrase, scene, core, story)) is not None:
        return (with_owner(own, person, compound=True),)
    if not is_weapon(own) and (there := located(own, phrase, scene, core, story.resolve)) is not None:
        return (there,)
    if is_definite(phrase) and (found := follow_agent(match, phrase, story.memory)):
        return found
    return (_placed(own, phrase, core, story),)


def other_noun(phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """Nouns that are no agents but may stand for their owner, a number of actors, or one named before."""
    if is_quantity(phrase) and (found := attached_owners(phrase, _head(phrase), story.resolve, frozenset({"of"}))):
        return tuple(replace(counted(referent), mention=None) for referent in found)
    if found := _class(phrase, story):
        return found
    if phrase.lemma == "counterpart":
        return _counterpart(phrase, scene, story)
    if phrase.lemma in REGIONAL and phrase.plural:
        return tuple(o for o in owners_in_words(phrase, scene, _head(phrase)) if o.kind is EntryKind.REGION)
    if phrase.lemma in SPEAKING or phrase.lemma in ASSETS:
        return _belonging(phrase, scene, story)
    return ()


def owners(phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """Who is behind a thing: its possessor, its maker, the country before it, then `of`."""
    core = _head(phrase)
    return (
        _known(possessing(phrase, scene, story.resolve))
        or _known(attached_owners(phrase, core, story.resolve, frozenset({"by"})))
        or _known(owners_in_words(phrase, scene, core))
        or _known(filter(None, [person_before(phrase, scene, core, story)]))
        or _known(attached_owners(phrase, core, story.resolve, frozenset({"of", "from"})))
        or _behind(phrase, scene, story)
    )


def _behind(phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """Who is behind a thing that the thing is of or on: `a quota on purchases of Egyptian cotton`."""
    inner = (a.phrase for a in phrase.attached if a.preposition in {"of", "on", "from"})
    things = (found for found in inner if not _known(story.resolve(found)))
    return next(filter(None, (owners(thing, scene, story) for thing in things)), ())


def person_before(phrase: NounPhrase, scene: Scene, core: range, story: Story) -> Referent | None:
    """The person whose bare surname stands before a noun: `the Obama administration`."""
    run = run_before(phrase, scene, core.start)
    if run is None:
        return None
    if (before := story.memory.person(run.forms)) is not None:
        return before
    entry, how = surname_entry(run, NameContext(), story.named, scene)
    return entry_referent(entry, scene.day, how) if entry is not None else None


def _head(phrase: NounPhrase) -> range:
    return range(phrase.head, phrase.head + 1)


def _known(referents: Iterable[Referent]) -> Referents:
    return tuple(referent for referent in referents if referent.country or referent.roles)


def _placed(own: Referent, phrase: NounPhrase, core: range, story: Story) -> Referent:
    """A role that the phrase leaves without a country, with that of the story's place or the dateline."""
    scene = story.scenes[phrase.sentence]
    if not is_local(own) or is_driven(own) or not is_free(phrase, scene, core):
        return own
    if (place := _only_place(scene)) is not None:
        return replace(own, country=place.country, how=f"{own.how} in {place.name}, the sentence's place")
    if own.roles[0] not in _LOCAL:
        return own
    if not scene.matches.names and (place := _last_place(phrase.sentence, story)) is not None:
        return replace(own, country=place.country, how=f"{own.how} in {place.name}, the last place named")
    if story.dateline_country:
        return replace(own, country=story.dateline_country, how=f"{own.how} of the dateline's country")
    return own


def _last_place(sentence: int, story: Story) -> Referent | None:
    """The place of the sentence before, or of the one before that, if it names one country's places only."""
    for index in (sentence - 1, sentence - 2):
        scene = story.scenes.get(index)
        if scene is not None and scene.matches.names:
            return _only_place(scene)
    return None


def _only_place(scene: Scene) -> Referent | None:
    """The one country that the sentence's place phrases are in."""
    found: dict[str, Referent] = {}
    for phrase in scene.phrases.values():
        match = scene.name_at(phrase.head)
        if match is None or scene.is_person(match) or phrase.function is not Function.OBLIQUE:
            continue
        if stays(preposition_before(phrase, scene), phrase, scene):
            referent = scene.referent(match)
            if referent.sort in {Sort.PLACE, Sort.COUNTRY} or match.naming.use is Use.CAPITAL:
                found[referent.country] = referent
    return next(iter(found.values())) if len(found) == 1 else None


def _class(phrase: NounPhrase, story: Story) -> Referents:
    """`the group`, `the kingdom`: the last thing of that kind, where nothing else tells which."""
    kinds = CLASSES.get(phrase.lemma)
    if kinds is None or phrase.plural or phrase.attached:
        return ()
    if EntryKind.COUNTRY in kinds and phrase.possessors:
        return _own_country(phrase, story)
    if phrase.determiner not in FOLLOWING or not is_bare(phrase):
        return ()
    return follow_class(phrase, story.memory) or _named_last(phrase, kinds, story)


def _own_country(phrase: NounPhrase, story: Story) -> Referents:
    """`his country` is his, not the country he leads."""
    theirs = possessing(phrase, story.scenes[phrase.sentence], story.resolve)
    countries = (replace(owner, sort=Sort.COUNTRY, roles=(), entry="", mention=None) for owner in theirs)
    return tuple(country.told(f"country of {country.name}") for country in countries if country.country)


def _named_last(phrase: NounPhrase, kinds: frozenset[EntryKind], story: Story) -> Referents:
    """The last name of a kind, where it stood inside other phrases only: `EU officials ... the bloc`."""
    for index in range(phrase.sentence, -1, -1):
        scene = story.scenes.get(index)
        for at in sorted(scene.matches.names, reverse=True) if scene else ():
            referent = scene.referent(scene.matches.names[at]) if scene else None
            if referent and referent.kind in kinds and (index < phrase.sentence or at < phrase.head):
                roles = () if referent.kind is EntryKind.COUNTRY else referent.roles
                return (replace(referent, roles=roles, how=f"the {phrase.lemma} = {referent.name}"),)
    return ()


def _counterpart(phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """`his Chinese counterpart` holds the office that he holds, in China."""
    theirs = next(iter(possessing(phrase, scene, story.resolve)), Referent(Sort.UNKNOWN, name="somebody"))
    own = Referent(Sort.PERSON, roles=theirs.roles, name="counterpart", how=f"counterpart of {theirs.name}")
    named = [owner for owner in owners_in_words(phrase, scene, _head(phrase)) if owner.country]
    return tuple(replace(own, country=owner.country) for owner in named)


def _belonging(phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """What stands for its owner: `the Russian side`, `a Nigerian army base`."""
    is_place = phrase.lemma in PLACES
    sort = Sort.PLACE if is_place else Sort.PEOPLE if phrase.plural else Sort.BODY
    is_past = phrase.lemma not in BODIES and any(word.text.lower() in PAST for word in phrase.words)
    roles = ("ELI",) if is_past else ()
    own = Referent(sort, roles=roles, name=phrase.lemma, how=phrase.lemma, past=is_past)
    found = _known(compose(own, phrase, scene, _head(phrase), story.resolve))
    is_somewhere = phrase.lemma in ASSETS or (bool(found) and phrase.lemma in BODIES)
    if any(referent.country for referent in found) or not is_somewhere:
        return found
    there = located(found[0] if found else own, phrase, scene, _head(phrase), story.resolve)
    return found if there is None else (there,)
