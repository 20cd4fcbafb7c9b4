"""Actor dictionaries: merging, dates, and what is refused, each with its place."""

from __future__ import annotations

import textwrap

import pytest

from coder.actors.dictionary import ActorDictionary
from coder.coding.ontology import Ontology
from coder.dictionaries.actors import load_actors, read_actors
from coder.dictionaries.ontology import load_ontology
from coder.dictionaries.yaml import parse
from coder.errors import EntryError
from coder.resources import dictionary_directory

COUNTRY = "  - {id: country-kenya, kind: country, name: Kenya, adjectives: [Kenyan], code: KEN}\n"
PERSON = "  - {id: p, kind: person, name: Peter Otieno, country: KEN, roles: [%s]}\n"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(dictionary_directory() / "ontology")


def load(ontology: Ontology, actors: str = COUNTRY, agents: str = "") -> ActorDictionary:
    files = [parse(("actors:\n" + textwrap.indent(textwrap.dedent(actors), "  ")).encode(), "actors.yaml")]
    others = [parse(("agents:\n" + agents).encode(), "agents.yaml")] if agents else []
    return read_actors(files, others, ontology)


def test_extending_adds_to_lists_and_replaces_texts(ontology: Ontology) -> None:
    more = "  - {id: country-kenya, kind: country, extends: true, name: Kenya, aliases: [Republic of Kenya]}\n"
    dictionary = load(ontology, COUNTRY + more)
    assert {"kenya", "republic of kenya", "kenyan"} <= dictionary.names.phrases.keys()
    assert list(dictionary.entries) == ["country-kenya"]


def test_few_agents_have_a_country_of_their_own(ontology: Ontology) -> None:
    agents = "  - {id: pope, code: GOV, country: KEN, nouns: [pope]}\n  - {id: police, code: COP, nouns: [police]}\n"
    dictionary = load(ontology, agents=agents)
    assert [(agent.country, agent.roles) for agent in dictionary.agents.values()] == [("KEN", ("GOV",)), ("", ("COP",))]


def test_dates_stand_for_the_start_and_the_end_of_a_period(ontology: Ontology) -> None:
    dictionary = load(ontology, COUNTRY + PERSON % '{code: GOV, from: "2009", to: "2010-05"}')
    (office,) = dictionary.entries["p"].offices
    assert (office.start, office.end) == ("2009-01-01", "2010-05-31")


def test_people_out_of_office_are_elites(ontology: Ontology) -> None:
    dictionary = load(ontology, COUNTRY + PERSON % '{code: GOV, from: "2009"}')
    assert dictionary.entries["p"].roles == ("ELI",)


def test_an_office_may_be_international(ontology: Ontology) -> None:
    dictionary = load(ontology, COUNTRY + PERSON % '{code: IGOUNO, from: "2009"}')
    (office,) = dictionary.entries["p"].offices
    assert (office.country, office.roles) == ("IGOUNO", ())


@pytest.mark.parametrize(
    ("name", "country", "forms"),
    [
        ("Barack Obama", "KEN", {"obama"}),
        ("Bashar al-Assad", "KEN", {"assad", "al assad"}),
        ("Andrés Manuel López Obrador", "KEN", {"obrador", "lopez obrador"}),
        ("Xi Jinping", "CHN", {"xi"}),
    ],
)
def test_surnames(name: str, country: str, forms: set[str], ontology: Ontology) -> None:
    countries = COUNTRY + "  - {id: country-china, kind: country, name: China, code: CHN}\n"
    person = f"  - {{id: p, kind: person, name: {name}, country: {country}}}\n"
    assert set(load(ontology, countries + person).surnames) == forms


@pytest.mark.parametrize(
    ("actors", "message"),
    [
        (COUNTRY + COUNTRY, "actors.yaml:3:10: id `country-kenya` twice"),
        (COUNTRY + PERSON % "{code: XYZ}", "`XYZ` is neither a country nor a role"),
        (COUNTRY + PERSON.replace("KEN", "XXK") % "{code: GOV}", "unknown country `XXK`"),
        (COUNTRY + PERSON % '{code: GOV, from: "2010", to: "2009"}', "ends (2009-12-31) before it starts"),
        (COUNTRY + PERSON % '{code: GOV, from: "2010-13"}', "is no date"),
        (COUNTRY + PERSON % '{code: GOV, from: "yesterday"}', "is no date"),
        (COUNTRY + PERSON % '{code: GOV, from: "2009"}, {code: MIL, from: "2010"}', "two different roles at once"),
        (COUNTRY + PERSON.replace("kind: person", "kind: persn") % "", "did you mean `person`?"),
        (COUNTRY + "  - {id: x, kind: country, extends: true, name: X}\n", "`x` extends nothing"),
        (COUNTRY + "  - {id: x, kind: party, name: X}\n", "`x` has no code"),
        (COUNTRY + "  - {id: x, kind: party, name: X, code: KENOPP, titles: [Y]}\n", "unknown key `titles`"),
    ],
)
def test_refused_actors(actors: str, message: str, ontology: Ontology) -> None:
    with pytest.raises(EntryError) as caught:
        load(ontology, actors)
    assert message in str(caught.value)
    assert caught.value.location.file == "actors.yaml"


@pytest.mark.parametrize(
    ("agents", "message"),
    [
        ("  - {id: a, code: XYZ, nouns: [boss]}\n", "`XYZ` is neither a country nor a role"),
        ("  - {id: a, code: KENGOV, nouns: [boss]}\n", "an agent has no country"),
        ("  - {id: a, code: GOV, nouns: [boss]}\n  - {id: a, code: GOV, nouns: [chief]}\n", "id `a` twice"),
        (
            "  - {id: a, code: GOV, nouns: [boss]}\n  - {id: b, code: MIL, nouns: [boss]}\n",
            "`boss` is already a noun of `a`",
        ),
        ("  - {id: a, nouns: [boss]}\n", "`code` is missing"),
    ],
)
def test_refused_agents(agents: str, message: str, ontology: Ontology) -> None:
    with pytest.raises(EntryError) as caught:
        load(ontology, agents=agents)
    assert message in str(caught.value)


def test_touching_offices_are_no_overlap(ontology: Ontology) -> None:
    roles = '{code: GOV, from: "2009-01-20", to: "2010"}, {code: LEG, from: "2010-03-01"}'
    assert len(load(ontology, COUNTRY + PERSON % roles).entries["p"].offices) == 2


def test_shipped_dictionaries_hold_together(ontology: Ontology) -> None:
    dictionary = load_actors(dictionary_directory() / "actors", dictionary_directory() / "agents", ontology)
    assert len(dictionary.entries) > 200
