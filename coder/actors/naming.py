"""Phrases that are names: listed ones, people by surname, and names nobody lists."""

from __future__ import annotations

from dataclasses import replace

from coder.actors.actor import Ground
from coder.actors.composition import agent_referent, community_roles, compose, located, owners_in_words
from coder.actors.cues import acts, is_within, tells_role
from coder.actors.dictionary import Entry, EntryKind, Use
from coder.actors.merging import people_of
from coder.actors.names import AgentMatch, NameMatch
from coder.actors.people import NameContext, NameRun, has_honorific, honorific_gender, surname_entry, without_initials
from coder.actors.referents import Referent, Sort, title_nouns
from coder.actors.scene import Scene, agents_in, names_in, possessors
from coder.actors.spelling import phrase_words
from coder.actors.standing import entry_referent
from coder.actors.story import Referents, Story
from coder.actors.vocabulary import PAST, THINGS, TIMES
from coder.reading.phrases import NounPhrase, PhraseKind


def full_name(match: NameMatch, phrase: NounPhrase, scene: Scene, story: Story) -> Referent:
    """A listed person, in the office of the day."""
    former = any(word.text.lower() in PAST for word in phrase.words)
    context = name_context(phrase, scene, match.first)
    entries = [scene.dictionary.entries[naming.entry] for naming in match.namings]
    entry = next((entry for entry in entries if entry.country in context.countries), entries[0])
    story.memory.expect_name(phrase.key, phrase_words(entry.name))
    return _titled(entry, context, scene, "name", former)


def listed_name(match: NameMatch, phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """A listed country, place, organisation or people; a capital only where it stands for a government."""
    if is_within(match, phrase, scene):
        return ()
    match = _disambiguated(match, phrase, scene)
    referent, use = scene.referent(match), match.naming.use
    if use is Use.CAPITAL and not acts(phrase, scene):
        return ()
    if referent.kind is EntryKind.PARTY:
        referent = _namesake(referent, name_context(phrase, scene, match.first).countries)
    core = range(match.first, match.last + 1)
    if referent.kind in {EntryKind.ETHNIC, EntryKind.RELIGIOUS}:
        return _community(referent, phrase, scene, core, story)
    if use in {Use.DEMONYM, Use.ADJECTIVE}:
        return _people(referent, phrase, scene, core)
    if match.first < match.last:
        referent = replace(referent, titles=_called(match, scene))
    return (referent,) if referent.country else compose(referent, phrase, scene, core, story.resolve)


def _called(match: NameMatch, scene: Scene) -> frozenset[str]:
    """What a listed name is called after its first mention: `the Syrian army` is `the army`."""
    words = (token.text.lower() for token in scene.tokens[match.first : match.last + 1])
    return frozenset(title_nouns(" ".join(words)))


def _community(referent: Referent, phrase: NounPhrase, scene: Scene, core: range, story: Story) -> Referents:
    """`Iraqi Shiites`, `Kurds in Syria`: a country's ethnic or religious group, or the group at large."""
    own = replace(referent, country="", roles=community_roles(referent))
    found = compose(own, phrase, scene, core, story.resolve)
    if any(other.country for other in found):
        return found
    return (located(own, phrase, scene, core, story.resolve) or referent,)


def unlisted_name(run: NameRun, phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """A name in part or unknown: named before, a surname, or what title and country tell of a stranger."""
    if not has_honorific(phrase) and (run.forms[-1] in TIMES | THINGS or phrase.lemma in THINGS):
        return ()
    context = name_context(phrase, scene, run.first)
    before = story.memory.person(run.forms)
    if before is not None and (not context.countries or before.country in context.countries):
        return (before.told(f"named before: {before.name}"),)
    entry, how = without_initials(run, scene) or surname_entry(run, context, story.named, scene)
    if entry is None:
        return _stranger(run, context, phrase, scene, story)
    story.memory.expect_name(phrase.key, run.forms)
    return (_titled(entry, context, scene, f"{how}: {entry.name}"),)


def name_context(phrase: NounPhrase, scene: Scene, first: int) -> NameContext:
    """Titles and countries around a name: in the words before it, possessors and appositions."""
    agents = [match for match in agents_in(phrase, scene) if match.last < first]
    matches = [match for match in names_in(phrase, scene) if match.last < first]
    for apposition in (*phrase.appositions, *possessors(phrase, scene)):
        agents.extend(agents_in(apposition, scene))
        matches.extend(names_in(apposition, scene))
        for possessor in possessors(apposition, scene):
            matches.extend(names_in(possessor, scene))
    nouns = tuple(part for match in agents for part in title_nouns(match.noun))
    roles = tuple(role for match in agents for role in agent_referent(match, phrase, scene).roles)
    return NameContext(nouns, roles, _countries(matches, scene))


def _countries(matches: list[NameMatch], scene: Scene) -> frozenset[str]:
    namings = (naming for match in matches if not scene.is_person(match) for naming in match.namings)
    return frozenset(scene.dictionary.entries[naming.entry].country for naming in namings)


def _titled(entry: Entry, context: NameContext, scene: Scene, how: str, former: bool = False) -> Referent:
    referent = entry_referent(entry, scene.day, how, former)
    return replace(referent, titles=referent.titles.union(context.nouns))


def _disambiguated(match: NameMatch, phrase: NounPhrase, scene: Scene) -> NameMatch:
    """Of several entries with one name, that of the country named around it."""
    if len(match.namings) < 2:
        return match
    countries = name_context(phrase, scene, match.first).countries
    fitting = tuple(n for n in match.namings if scene.dictionary.entries[n.entry].country in countries)
    return replace(match, namings=fitting) if fitting else match


def _people(referent: Referent, phrase: NounPhrase, scene: Scene, core: range) -> Referents:
    """`the Germans`; `Ecuadorean Indians` are Ecuador's, not India's."""
    others = [o for o in owners_in_words(phrase, scene, core) if o.kind is EntryKind.COUNTRY]
    if others and phrase.plural:
        how = f"{referent.name} of {others[0].name}"
        return (Referent(Sort.PEOPLE, others[0].country, ("CVL",), name=referent.name, how=how),)
    return (people_of(referent, phrase),)


def _namesake(party: Referent, countries: frozenset[str]) -> Referent:
    """Kenya's Liberal Democratic Party where only Japan's is listed: a party, whatever that one is."""
    if len(countries) != 1 or party.country in countries:
        return party
    return replace(party, country=next(iter(countries)), roles=("PTY",), entry="", how="party of the same name")


def _stranger(run: NameRun, context: NameContext, phrase: NounPhrase, scene: Scene, story: Story) -> Referents:
    """A name nobody lists: the title's role and the country around it, or an honest blank."""
    own = Referent(
        sort=Sort.PERSON if context.nouns or has_honorific(phrase) else Sort.UNKNOWN,
        name=run.text,
        how="unknown name",
        ground=Ground.STRANGER,
        gender=honorific_gender(phrase),
        titles=frozenset(context.nouns),
    )
    titles = [m for m in agents_in(phrase, scene) if m.last < run.first and tells_role(m, scene)]
    if titles:
        own = _with_title(own, titles[-1], run, phrase, scene, story)
    elif phrase.kind is PhraseKind.NAME:
        own = compose(own, phrase, scene, range(run.first, run.last + 1), story.resolve)[0]
    else:
        return ()
    story.memory.expect_name(phrase.key, run.forms)
    return (own,)


def _with_title(
    own: Referent, title: AgentMatch, run: NameRun, phrase: NounPhrase, scene: Scene, story: Story
) -> Referent:
    """`Kenyan President Peter Otieno`: the title tells the role, what stands around it the country."""
    role = agent_referent(title, phrase, scene)
    told = compose(role, phrase, scene, range(title.first, run.last + 1), story.resolve)[0]
    if not told.country and told.roles[:1] == ("GOV",) and (country := story.country_around(phrase)):
        told = replace(told, country=country, how=f"{told.how} of the only country named")
    own = own.told(f"title and unknown name: {told.how}")
    return replace(own, country=told.country, roles=told.roles, undated=told.undated)
