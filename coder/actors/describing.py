"""Deciding what each noun phrase stands for: the order in which the ways of naming are tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from coder.actors.dictionary import EntryKind, Use
from coder.actors.discourse import Memory, follow_agent, follow_class, follow_pair, pronoun_referents
from coder.actors.names import AgentMatch, NameMatch
from coder.actors.people import (
    NameContext,
    NameRun,
    has_honorific,
    honorific_gender,
    name_run,
    run_before,
    surname_entry,
)
from coder.actors.referents import Referent, Sort, is_international, standing_alone
from coder.actors.scene import Scene, agents_in, names_in, preposition_before
from coder.actors.spelling import normal, phrase_words
from coder.actors.standing import entry_referent
from coder.actors.vocabulary import (
    ASSETS,
    CLASSES,
    FOLLOWING,
    LOCATING,
    PAIRED,
    PAST,
    PERSON_LIKE,
    PLACES,
    QUANTITIES,
    SPEAKER_PRONOUNS,
    SPEAKING,
    THINGS,
    TIMES,
)
from coder.reading.phrases import Function, NounPhrase, PhraseKind

Key = tuple[int, int]
Referents = tuple[Referent, ...]
_ACTING = frozenset({Function.SUBJECT, Function.OBJECT, Function.POSSESSOR, Function.ROOT})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
# Roles that a dateline may place: everybody has a police, but a rebel may be anyone's.
_LOCAL = frozenset({"COP", "JUD", "HLH", "CVL", "LEG", "EDU", "MED", "BUS", "LAB"})


class Describer:
    """Finds what phrases stand for, each once, inner phrases before outer ones."""

    def __init__(
        self, scenes: Mapping[int, Scene], memory: Memory, named: frozenset[str], dateline_country: str
    ) -> None:
        self._scenes = scenes
        self._memory = memory
        self._named = named
        self._dateline_country = dateline_country
        self._found: dict[Key, Referents] = {}
        self._full_names: dict[Key, Sequence[str]] = {}
        self._places: dict[int, Referent | None] = {}

    def referents(self, phrase: NounPhrase) -> Referents:
        """What a phrase stands for: nothing, one actor, or several."""
        key = phrase.key
        found = self._found.get(key)
        if found is None:
            self._found[key] = ()  # a phrase met again inside itself names nobody
            found = self._found[key] = tuple(map(standing_alone, self._merged(phrase)))
            self._memory.add(phrase, found)
            self._remember_name(key, found)
        return found

    def owners(self, phrase: NounPhrase) -> Referents:
        """Who is behind a thing: its possessor, its maker, the country before it, then `of`."""
        scene = self._scenes[phrase.sentence]
        core = range(phrase.head, phrase.head + 1)
        return (
            self._known(possessing(phrase, self.referents))
            or self._known(attached_owners(phrase, core, self.referents, frozenset({"by"})))
            or self._known(owners_in_words(phrase, scene, core))
            or self._known(_single(self._person_before(phrase, scene, core)))
            or self._known(attached_owners(phrase, core, self.referents, frozenset({"of", "from"})))
        )

    def place(self, phrase: NounPhrase) -> Referents:
        """The country of a place that the phrase names."""
        scene = self._scenes[phrase.sentence]
        match = scene.name_at(phrase.head)
        if match is None or scene.is_person(match):
            return tuple(r for r in self.referents(phrase) if r.sort in {Sort.PLACE, Sort.COUNTRY})[:1]
        referent = scene.referent(match)
        return (replace(referent, roles=(), how="place"),) if referent.country else ()

    @staticmethod
    def _known(referents: Referents) -> Referents:
        return tuple(referent for referent in referents if referent.country or referent.roles)

    # --- one phrase ------------------------------------------------------------------------------

    def _merged(self, phrase: NounPhrase) -> Referents:
        """The phrase's own words with its appositions: `Sergey Lavrov, the Russian foreign minister`."""
        own = self._described(phrase)
        if not phrase.appositions or len(own) > 1:
            return own
        merged = own
        for apposition in phrase.appositions:
            other = self._found.get(apposition.key) or self._described(apposition)
            if len(other) == 1 and merged:
                merged = (_merge(merged[0], other[0]),)
                self._found[apposition.key] = merged
                self._remember_name(apposition.key, merged)
        return merged

    def _remember_name(self, key: Key, found: Referents) -> None:
        """A full name, once all that its phrase tells is known, may come back in parts."""
        forms = self._full_names.pop(key, None)
        if forms and found:
            self._memory.add_person(forms, found[0])

    def _described(self, phrase: NounPhrase) -> Referents:
        if phrase.kind is PhraseKind.PRONOUN:
            return self._pronoun(phrase)
        scene = self._scenes[phrase.sentence]
        name, agent = scene.name_at(phrase.head), scene.agent_at(phrase.head)
        if (person := _person_in(phrase, scene)) is not None:
            return (self._person(person, phrase, scene),)
        if name is not None and _wins(name, agent) and not _is_stray(name, phrase, scene):
            return self._name(name, phrase, scene)
        if _is_pair(phrase):
            roles = scene.dictionary.agents[agent.agent].roles if agent else ()
            if pair := follow_pair(phrase, self._memory, roles):
                return pair
        run = name_run(phrase, scene)
        if run is not None and phrase.kind is not PhraseKind.NUMBER:
            return self._unlisted(run, phrase, scene)
        if agent is not None and (agent.first != agent.last or not self._is_quantity(phrase)):
            return self._agent(agent, phrase, scene)
        return self._noun(phrase, scene)

    def _pronoun(self, phrase: NounPhrase) -> Referents:
        word = phrase.words[-1].text.lower()
        if word not in SPEAKER_PRONOUNS:
            quoted = _in_quotes(phrase, self._scenes[phrase.sentence])
            return pronoun_referents(phrase, self._memory, phrase.speaker if quoted else None)
        scene = self._scenes[phrase.sentence]
        speaker = scene.phrases.get(phrase.speaker) if phrase.speaker is not None else None
        if speaker is None:
            return ()
        return tuple(r.told(f"speaker: {word} = {r.name or r.country}") for r in self.referents(speaker))

    # --- listed names ------------------------------------------------------------------------------

    def _person(self, match: NameMatch, phrase: NounPhrase, scene: Scene) -> Referent:
        former = any(word.text.lower() in PAST for word in phrase.words)
        entries = [scene.dictionary.entries[naming.entry] for naming in match.namings]
        context = self._context(phrase, scene, match.first)
        fitting = [entry for entry in entries if entry.country in context.countries] or entries
        referent = entry_referent(fitting[0], scene.day, "name", former)
        referent = replace(referent, titles=referent.titles | frozenset(context.nouns))
        self._full_names[phrase.key] = phrase_words(fitting[0].name)
        return referent

    def _name(self, match: NameMatch, phrase: NounPhrase, scene: Scene) -> Referents:
        if _is_within(match, phrase, scene):
            return ()
        match = self._disambiguated(match, phrase, scene)
        referent, use = scene.referent(match), match.naming.use
        if use is Use.CAPITAL and not _acts(phrase, scene):
            return ()
        if use in {Use.DEMONYM, Use.ADJECTIVE}:
            return (_people_of(referent, phrase, scene),)
        if not referent.country:
            core = range(match.first, match.last + 1)
            return compose(referent, phrase, scene, core, self.referents)
        return (referent,)

    def _disambiguated(self, match: NameMatch, phrase: NounPhrase, scene: Scene) -> NameMatch:
        """Of several entries with one name, that of the country named around it."""
        if len(match.namings) < 2:
            return match
        countries = self._context(phrase, scene, match.first).countries
        fitting = tuple(n for n in match.namings if scene.dictionary.entries[n.entry].country in countries)
        return replace(match, namings=fitting) if fitting else match

    # --- names not listed ----------------------------------------------------------------------------

    def _unlisted(self, run: NameRun, phrase: NounPhrase, scene: Scene) -> Referents:
        last = run.forms[-1]
        if not has_honorific(phrase) and (last in TIMES or last in THINGS or phrase.lemma in THINGS):
            return ()
        context = self._context(phrase, scene, run.first)
        before = self._memory.person(run.forms)
        if before is not None and (not context.countries or before.country in context.countries):
            return (before.told(f"named before: {before.name}"),)
        entry, how = surname_entry(run, context, self._named, scene)
        if entry is not None:
            referent = entry_referent(entry, scene.day, f"{how}: {entry.name}")
            referent = replace(referent, titles=referent.titles | frozenset(context.nouns))
            self._full_names[phrase.key] = run.forms
            return (referent,)
        return self._stranger(run, context, phrase, scene)

    def _stranger(self, run: NameRun, context: NameContext, phrase: NounPhrase, scene: Scene) -> Referents:
        """A name nobody lists: the title's role and the country around it, or an honest blank."""
        core = range(run.first, run.last + 1)
        is_person = bool(context.nouns) or has_honorific(phrase)
        own = Referent(
            sort=Sort.PERSON if is_person else Sort.UNKNOWN,
            name=run.text,
            how="unknown name",
            gender=honorific_gender(phrase),
            titles=frozenset(context.nouns),
        )
        titles = [
            match
            for match in agents_in(phrase, scene)
            if match.last < run.first and _tells_role(match, scene)
        ]
        if titles:
            title = titles[-1]
            role = agent_referent(title, phrase, scene)
            core = range(title.first, run.last + 1)
            composed = compose(role, phrase, scene, core, self.referents)[:1]
            found = tuple(
                replace(
                    own,
                    country=r.country,
                    roles=r.roles,
                    how=f"title and unknown name: {r.how}",
                    undated=r.undated,
                )
                for r in composed
            )
        else:
            found = compose(own, phrase, scene, core, self.referents)[:1]
        if phrase.kind is PhraseKind.NAME or titles:
            self._full_names[phrase.key] = run.forms
            return found
        return ()

    def _context(self, phrase: NounPhrase, scene: Scene, first: int) -> NameContext:
        """Titles and countries around a name: in the words before it, possessors and appositions."""
        agents = [match for match in agents_in(phrase, scene) if match.last < first]
        matches = [match for match in names_in(phrase, scene) if match.last < first]
        for apposition in (*phrase.appositions, *phrase.possessors):
            agents.extend(agents_in(apposition, scene))
            matches.extend(names_in(apposition, scene))
            for possessor in apposition.possessors:
                matches.extend(names_in(possessor, scene))
        nouns = tuple(part for match in agents for part in _title_nouns(match.noun))
        roles = tuple(role for match in agents for role in agent_referent(match, phrase, scene).roles)
        countries = frozenset(
            scene.dictionary.entries[n.entry].country
            for match in matches
            if not scene.is_person(match)
            for n in match.namings
        )
        return NameContext(nouns, roles, countries)

    # --- nouns ------------------------------------------------------------------------------------------

    def _agent(self, match: AgentMatch, phrase: NounPhrase, scene: Scene) -> Referents:
        core = range(match.first, match.last + 1)
        if match.first == match.last and (found := self._class(phrase)):
            return found
        return self._placed(match, agent_referent(match, phrase, scene), phrase, scene, core)

    def _placed(
        self, match: AgentMatch, own: Referent, phrase: NounPhrase, scene: Scene, core: range
    ) -> Referents:
        """A role with its country, from the phrase, the article before, the sentence or the dateline."""
        composed = compose(own, phrase, scene, core, self.referents)
        if any(referent.country for referent in composed):
            return composed
        own = composed[0]
        if (person := self._person_before(phrase, scene, core)) is not None:
            return (with_owner(own, person, compound=True),)
        if (there := located(own, phrase, scene, core, self.referents)) is not None:
            return (there,)
        if _is_definite(phrase) and (found := follow_agent(match, phrase, self._memory)):
            return found
        if not _is_local(own) or not _is_free(phrase, scene, core):
            return composed
        if (place := self._only_place(phrase.sentence, scene)) is not None:
            return (
                replace(own, country=place.country, how=f"{own.how} in {place.name}, the sentence's place"),
            )
        if self._dateline_country and own.roles[0] in _LOCAL:
            return (replace(own, country=self._dateline_country, how=f"{own.how} of the dateline's country"),)
        return composed

    def _person_before(self, phrase: NounPhrase, scene: Scene, core: range) -> Referent | None:
        """The person whose bare surname stands before a noun: `the Obama administration`."""
        run = run_before(phrase, scene, core.start)
        if run is None:
            return None
        if (before := self._memory.person(run.forms)) is not None:
            return before
        entry, how = surname_entry(run, NameContext(), self._named, scene)
        return entry_referent(entry, scene.day, how) if entry is not None else None

    def _only_place(self, sentence: int, scene: Scene) -> Referent | None:
        """The one country that the sentence's place phrases are in."""
        if sentence not in self._places:
            found: dict[str, Referent] = {}
            for phrase in scene.phrases.values():
                match = scene.name_at(phrase.head)
                if match is None or scene.is_person(match) or phrase.function is not Function.OBLIQUE:
                    continue
                if preposition_before(phrase, scene) in LOCATING:
                    referent = scene.referent(match)
                    if referent.sort in {Sort.PLACE, Sort.COUNTRY} or match.naming.use is Use.CAPITAL:
                        found[referent.country] = referent
            self._places[sentence] = next(iter(found.values())) if len(found) == 1 else None
        return self._places[sentence]

    def _is_quantity(self, phrase: NounPhrase) -> bool:
        is_number = phrase.kind is PhraseKind.NUMBER or phrase.lemma in QUANTITIES
        return is_number and any(attached.preposition == "of" for attached in phrase.attached)

    def _noun(self, phrase: NounPhrase, scene: Scene) -> Referents:
        """Nouns that are no agents but may stand for their owner, a number of actors, or one named before."""
        if self._is_quantity(phrase):
            core = range(phrase.head, phrase.head + 1)
            found = attached_owners(phrase, core, self.referents, frozenset({"of"}))
            if found:
                return tuple(_counted(referent) for referent in found)
        if found := self._class(phrase):
            return found
        if phrase.lemma == "counterpart":
            return self._counterpart(phrase, scene)
        if phrase.lemma in SPEAKING or phrase.lemma in ASSETS:
            return self._belonging(phrase, scene)
        return ()

    def _class(self, phrase: NounPhrase) -> Referents:
        """`the group`, `the kingdom`: the last thing of that kind, where nothing else tells which."""
        follows = phrase.lemma in CLASSES and phrase.determiner in FOLLOWING and _is_bare(phrase)
        return follow_class(phrase, self._memory) if follows else ()

    def _counterpart(self, phrase: NounPhrase, scene: Scene) -> Referents:
        """`his Chinese counterpart` holds the office that he holds, in China."""
        core = range(phrase.head, phrase.head + 1)
        theirs = possessing(phrase, self.referents)
        roles = theirs[0].roles if theirs else ()
        own = Referent(Sort.PERSON, roles=roles, name="counterpart", how="counterpart")
        named = tuple(owner for owner in owners_in_words(phrase, scene, core) if owner.country)
        return tuple(
            replace(
                own, country=owner.country, how=f"counterpart of {theirs[0].name if theirs else 'somebody'}"
            )
            for owner in named
        )

    def _belonging(self, phrase: NounPhrase, scene: Scene) -> Referents:
        """What stands for its owner: `the Russian side`, `a Nigerian army base`."""
        core = range(phrase.head, phrase.head + 1)
        is_place = phrase.lemma in PLACES
        sort = Sort.PLACE if is_place else Sort.PEOPLE if phrase.plural else Sort.BODY
        own = Referent(sort, name=phrase.lemma, how=phrase.lemma)
        found = self._known(compose(own, phrase, scene, core, self.referents))
        if any(referent.country for referent in found):
            return found
        own = found[0] if found else own
        there = located(own, phrase, scene, core, self.referents)
        return (there,) if there is not None and (is_place or phrase.lemma in ASSETS) else found


def _single(referent: Referent | None) -> Referents:
    return () if referent is None else (referent,)


def _merge(own: Referent, other: Referent) -> Referent:
    """Two descriptions of one actor: the listed one leads, what it lacks comes from the other."""
    first, second = (
        (other, own) if other.entry and not own.entry and other.sort is Sort.PERSON else (own, other)
    )
    if second.sort is Sort.PLACE and first.country:
        return first
    if first.entry:
        return replace(first, titles=first.titles | second.titles)
    return replace(
        first,
        country=first.country or second.country,
        roles=first.roles or second.roles,
        name=_proper(first.name, second.name),
        entry=first.entry or second.entry,
        titles=first.titles | second.titles,
        sort=second.sort if first.sort is Sort.UNKNOWN else first.sort,
        gender=first.gender or second.gender,
        how=f"{first.how}; apposition: {second.how}",
    )


def _proper(first: str, second: str) -> str:
    """The name of the two that is a proper one."""
    return second if second[:1].isupper() and not first[:1].isupper() else first or second


def _person_in(phrase: NounPhrase, scene: Scene) -> NameMatch | None:
    """The listed person whom the phrase names, not one whose aides or forces it names."""
    people = [match for match in names_in(phrase, scene) if scene.is_person(match)]
    if not people or people[-1].last < phrase.head:
        return None
    covering = [match for match in people if match.first <= phrase.head <= match.last]
    return (covering or people)[0]


def _wins(name: NameMatch, agent: AgentMatch | None) -> bool:
    return agent is None or name.last - name.first >= agent.last - agent.first


def _is_within(match: NameMatch, phrase: NounPhrase, scene: Scene) -> bool:
    """Whether the phrase is a later part of a longer name: `Syria` in `Islamic State of Iraq and Syria`."""
    if scene.tokens[match.first].start < phrase.start:
        return True
    return phrase.function is Function.POSSESSOR and match.last > phrase.words[-1].index


def _is_stray(name: NameMatch, phrase: NounPhrase, scene: Scene) -> bool:
    """`Michael Jordan` is not Jordan."""
    if name.first != name.last or name.first == phrase.words[0].index:
        return False
    form = normal(scene.tokens[name.first].text)
    before = scene.tokens[name.first - 1]
    if form not in PERSON_LIKE or before.upos != "PROPN":
        return False
    return scene.name_at(before.index) is None and scene.agent_at(before.index) is None


def _in_quotes(phrase: NounPhrase, scene: Scene) -> bool:
    """Whether a quotation was opened and not closed before the phrase."""
    is_open = False
    for token in scene.tokens[: phrase.head]:
        if token.text in _QUOTES:
            is_open = token.text in {"“", "``"} or (token.text == '"' and not is_open)
    return is_open


def _acts(phrase: NounPhrase, scene: Scene) -> bool:
    """Whether a capital stands for its government: not after `in`, `at` or `near`."""
    if phrase.function in _ACTING:
        return True
    preposition = preposition_before(phrase, scene)
    return bool(preposition) and preposition not in LOCATING


def _people_of(referent: Referent, phrase: NounPhrase, scene: Scene) -> Referent:
    """`the Russians` are Russia, `two Russians` are Russian civilians."""
    counted = phrase.determiner in {"a", "an", "some", "another"} or any(
        w.upos == "NUM" for w in phrase.words
    )
    if counted and referent.kind is EntryKind.COUNTRY:
        return replace(
            referent, sort=Sort.PEOPLE if phrase.plural else Sort.PERSON, roles=("CVL",), how="demonym"
        )
    return referent


def _counted(referent: Referent) -> Referent:
    if referent.sort is Sort.PEOPLE and not referent.roles and referent.kind is EntryKind.COUNTRY:
        return replace(referent, roles=("CVL",))
    return referent


def _is_pair(phrase: NounPhrase) -> bool:
    if not phrase.plural or phrase.lemma not in PAIRED:
        return False
    words = {word.text.lower() for word in phrase.words}
    both = "both" in words or phrase.determiner == "both" or (phrase.determiner == "the" and "two" in words)
    return (both and len(words) <= 4) or (
        phrase.lemma == "side" and phrase.determiner == "the" and len(words) == 2
    )


def _is_bare(phrase: NounPhrase) -> bool:
    """`the group`, without anything that would tell which."""
    return len(phrase.words) <= 2 and not phrase.possessors and not phrase.attached


def _is_definite(phrase: NounPhrase) -> bool:
    return phrase.determiner in FOLLOWING or (not phrase.determiner and not phrase.possessors)


def _is_local(own: Referent) -> bool:
    """Whether a role may be given to the country that its sentence plays in: no travelling ministers."""
    if not own.roles or is_international(own.roles[0]):
        return False
    return own.roles[0] != "GOV" or own.sort is Sort.BODY


def _is_free(phrase: NounPhrase, scene: Scene, core: range) -> bool:
    """Whether nothing unknown in the phrase tells whose it is, as in `the Foo Front's fighters`."""
    before = phrase.words[1:] if phrase.words[0].index == 0 else phrase.words
    unknown = any(
        w.text[0].isupper() and w.index not in core and scene.name_at(w.index) is None for w in before
    )
    return not unknown and not phrase.possessors and not any(a.preposition == "of" for a in phrase.attached)


def _tells_role(match: AgentMatch, scene: Scene) -> bool:
    """Courtesy titles tell no role."""
    return bool(scene.dictionary.agents[match.agent].roles)


def _title_nouns(noun: str) -> tuple[str, ...]:
    words = noun.split(" ")
    return tuple(" ".join(words[at:]) for at in range(len(words)))
