"""Composing an actor from country and role: `Turkish police`, `leaders of France`, `Hamas fighters`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from coder.actors.cues import is_stray, stays
from coder.actors.dictionary import Agent, EntryKind, Use
from coder.actors.names import AgentMatch, NameMatch
from coder.actors.referents import (
    Referent,
    Sort,
    distinct,
    is_international,
    is_primary,
    ordered_roles,
    title_nouns,
)
from coder.actors.scene import Scene, agents_in, names_in, possessors
from coder.actors.vocabulary import (
    ASSETS,
    BACKING,
    BASING,
    BODIES,
    FEMALE,
    FIGHTING,
    LOCATING,
    OWNING,
    SENT,
    SPEAKING,
    STANCES,
)
from coder.reading.phrases import NounPhrase

Resolve = Callable[[NounPhrase], tuple[Referent, ...]]
_JOINING = frozenset({"and", "or", ",", "&", "-", "–", "/"})


def agent_roles(agent: Agent, match: AgentMatch, phrase: NounPhrase) -> tuple[str, ...]:
    """The agent's roles, or its `otherwise` where a word before it says so: `former minister`."""
    if not agent.unless:
        return agent.roles
    before = (word.text.lower() for word in phrase.words if word.index < match.first)
    parts = {part for text in before for part in (text, *text.split("-"))}
    return agent.roles if agent.unless.isdisjoint({*parts, match.lead}) else agent.otherwise


def agent_referent(match: AgentMatch, phrase: NounPhrase, scene: Scene) -> Referent:
    """An agent noun by itself, without a country."""
    noun = match.noun
    agent = scene.dictionary.agents[match.agent]
    roles = agent_roles(agent, match, phrase)
    last = noun.rsplit(" ", 1)[-1]
    body = last in BODIES or last in ASSETS
    sort = Sort.BODY if body else Sort.PEOPLE if phrase.plural else Sort.PERSON
    return Referent(
        sort=sort,
        country=agent.country,
        roles=roles,
        name=noun,
        how=f"agent {noun}",
        gender=noun_gender(last),
        titles=frozenset(title_nouns(noun)),
        past=roles != agent.roles,
    )


def noun_gender(noun: str) -> str:
    """`spokeswoman` is a she; most nouns do not tell."""
    if noun.endswith("woman") or noun in FEMALE:
        return "f"
    return "m" if noun.endswith("man") and noun not in {"human", "german"} else ""


def with_owner(own: Referent, owner: Referent, compound: bool) -> Referent:
    """A role with the one it belongs to; `compound` when the owner stands right before the noun."""
    how = f"{own.how} of {owner.name or owner.country or 'an unknown actor'}"
    roles = _roles_with(own, owner, compound)
    return replace(own, country=owner.country or own.country, roles=roles, how=how, undated=owner.undated)


def _roles_with(own: Referent, owner: Referent, compound: bool) -> tuple[str, ...]:
    noun = own.name.rsplit(" ", 1)[-1]
    if own.past:
        return own.roles
    if is_international(owner.country):
        is_one = owner.country.startswith("NGO") or (noun in FIGHTING and owner.country.startswith("IMG"))
        if noun in SPEAKING or not own.roles or is_one:
            return owner.roles
        return tuple(role for role in own.roles if role not in {"GOV", "LEG"} and not is_international(role))
    if not owner.roles:
        return own.roles
    if not own.roles or (own.name in SPEAKING and is_primary(owner.roles[0])):
        return owner.roles
    if noun in FIGHTING and is_primary(owner.roles[0]) and owner.roles[0] != "GOV":
        return owner.roles
    if owner.sort is Sort.PERSON or not compound:
        return own.roles
    return ordered_roles(*own.roles, *(role for role in owner.roles if role != "GOV"))


def owners_in_words(phrase: NounPhrase, scene: Scene, core: range) -> tuple[Referent, ...]:
    """Whom the words around the core name: `Russian`, `US and Chinese`, `rebel`, `Hamas`."""
    names = [
        m for m in names_in(phrase, scene) if m.last not in core and m.first not in core and _owns(m, phrase, scene)
    ]
    roles = _modifying_roles(phrase, scene, core)
    if not names:
        return (Referent(Sort.UNKNOWN, roles=roles, how="modifier"),) if roles else ()
    chosen = [referent for match in _coordinated(names, scene) if (referent := _modifier(match, scene))]
    chosen = _with_ethnic(chosen, names, scene)
    return distinct(_add_roles(referent, roles) for referent in chosen)


def _owns(match: NameMatch, phrase: NounPhrase, scene: Scene) -> bool:
    return match.bound not in BACKING and match.lead not in STANCES and not is_stray(match, phrase, scene)


def _modifier(match: NameMatch, scene: Scene) -> Referent:
    """A name before a noun: a capital there tells the country only."""
    referent = scene.referent(match)
    return replace(referent, roles=()) if match.naming.use is Use.CAPITAL else referent


def _coordinated(names: list[NameMatch], scene: Scene) -> list[NameMatch]:
    """The first name with those coordinated to it: `US and Chinese diplomats`, not `US Iran envoy`."""
    chosen = names[:1]
    for match in names[1:]:
        between = scene.tokens[chosen[-1].last + 1 : match.first]
        if between and all(token.text.lower() in _JOINING for token in between):
            chosen.append(match)
    return chosen


def _with_ethnic(chosen: list[Referent], names: list[NameMatch], scene: Scene) -> list[Referent]:
    """`Iraqi Kurdish` is one actor: a country with an ethnic group, whichever comes first."""
    if len(chosen) != 1 or len(names) < 2:
        return chosen
    first, second = chosen[0], _modifier(names[1], scene)
    ethnic = {EntryKind.ETHNIC, EntryKind.RELIGIOUS}
    if second.kind in ethnic and first.kind is EntryKind.COUNTRY:
        return [replace(first, roles=ordered_roles(*first.roles, *community_roles(second)))]
    if first.kind in ethnic and second.kind is EntryKind.COUNTRY:
        return [replace(second, roles=ordered_roles(*second.roles, *community_roles(first)))]
    return chosen


def community_roles(referent: Referent) -> tuple[str, ...]:
    """A people or faith as roles behind another country: `KUR`, and `TAM` of `LKATAM`."""
    return referent.roles or (referent.country,)


def _add_roles(referent: Referent, roles: tuple[str, ...]) -> Referent:
    return replace(referent, roles=ordered_roles(*referent.roles, *roles)) if roles else referent


def _modifying_roles(phrase: NounPhrase, scene: Scene, core: range) -> tuple[str, ...]:
    """Roles of agent nouns that stand before the core: `rebel` in `rebel forces`."""
    found: list[str] = []
    for match in agents_in(phrase, scene):
        outside = match.last < core.start and scene.name_at(match.first) is None
        if outside and match.lead not in STANCES and match.bound not in BACKING:
            found.extend(agent_roles(scene.dictionary.agents[match.agent], match, phrase))
    return tuple(found)


def attached_owners(phrase: NounPhrase, core: range, resolve: Resolve, wanted: frozenset[str]) -> tuple[Referent, ...]:
    """Whom the first fitting preposition phrase names, with its conjuncts: `of France and Spain`."""
    found: list[Referent] = []
    first = None
    for attached in phrase.attached:
        if attached.preposition not in wanted or attached.phrase.head in core:
            continue
        if first is not None and attached.phrase.coordinate != first:
            continue
        referents = [referent for referent in resolve(attached.phrase) if referent.country or referent.roles]
        if referents:
            first = attached.phrase.head if first is None else first
            found.extend(referents)
    return distinct(found)


def possessing(phrase: NounPhrase, scene: Scene, resolve: Resolve) -> tuple[Referent, ...]:
    """The possessors: `Iran's`, `his`, `Israel's and Egypt's`."""
    return distinct(referent for possessor in possessors(phrase, scene) for referent in resolve(possessor))


def based_in(phrase: NounPhrase, scene: Scene) -> Referent | None:
    """Where the phrase's words place it: `Damascus-based`, `Russian-held`."""
    for match in names_in(phrase, scene):
        if match.bound in BASING:
            return replace(scene.referent(match), roles=())
    return None


def compose(own: Referent, phrase: NounPhrase, scene: Scene, core: range, resolve: Resolve) -> tuple[Referent, ...]:
    """A role with its country, from the nearest place that tells it; the bare role if none does."""
    for owners, compound in _sources(phrase, scene, core, resolve):
        told = [owner for owner in owners if owner.country]
        if told:
            return distinct(with_owner(own, owner, compound) for owner in told)
        for owner in owners:  # a role alone: rebel forces
            own = replace(own, roles=_roles_with(own, owner, compound))
    return (own,)


def _sources(
    phrase: NounPhrase, scene: Scene, core: range, resolve: Resolve
) -> Iterator[tuple[tuple[Referent, ...], bool]]:
    """Where an owner may be named, nearest first, and whether it stands right before the noun."""
    yield owners_in_words(phrase, scene, core), True
    yield possessing(phrase, scene, resolve), True
    yield attached_owners(phrase, core, resolve, OWNING - LOCATING), False


def located(own: Referent, phrase: NounPhrase, scene: Scene, core: range, resolve: Resolve) -> Referent | None:
    """The role with the country of the place it is said to be in: `police in Nairobi`."""
    if own.name.rsplit(" ", 1)[-1] in SENT or possessors(phrase, scene):
        return None
    for attached in phrase.attached:
        if attached.phrase.head not in core and stays(attached.preposition, attached.phrase, scene):
            place = _country_in(attached.phrase, scene, resolve)
            if place is not None:
                return replace(own, country=place.country, how=f"{own.how} in {place.name}")
    base = based_in(phrase, scene)
    if base is None:
        return None
    return replace(own, country=base.country, how=f"{own.how} based in {base.name}")


def _country_in(phrase: NounPhrase, scene: Scene, resolve: Resolve) -> Referent | None:
    """The country that a place phrase tells: by a name in it, by its possessor, or by what it stands for.

    An embassy stands in another country than its own: `the Israeli embassy in London`.
    """
    if phrase.lemma in SENT:
        places = [a.phrase for a in phrase.attached if stays(a.preposition, a.phrase, scene)]
        return next(filter(None, (_country_in(place, scene, resolve) for place in places)), None)
    for match in names_in(phrase, scene):
        place = scene.referent(match)
        if place.country and not scene.is_person(match):
            return place
    return next((r for inner in (*possessors(phrase, scene), phrase) for r in resolve(inner) if r.country), None)
