"""Looking entries up: what is told of one, and what a search finds."""

from __future__ import annotations

import shutil

import pytest

from coder.dictionaries.load import compile_dictionaries
from coder.errors import EntryError
from coder.resources import dictionary_directory
from coder.workshop.looking.catalogue import Catalogue, Kind, read_catalogue
from coder.workshop.looking.entries import find_entry, find_listings, search_entries
from coder.workshop.looking.entry import ActorEntry, AgentEntry, RuleEntry, SharedEntry, UnknownEntryError

FILES = {
    "verbs/11-scold.yaml": """\
rules:
  # How one scolds.
  - id: scold-plain
    code: "111"
    verb: [scold, chide]
    by: A. Writer
    refs: [talk 12, talk 13]
    note: Words alone.
    examples:
      - text: Norway scolds Sweden.
        events: ["NOR > SWE 111"]
      - not: Norway scolds itself.

  # What it is about.
  - id: scold-police
    code: "111"
    verb: scold
    object: {lemma: "@squads", modifier: [riot]}
    with: {for: {kind: thing, optional: true}}
    unless: [{subject: [mother, father]}]
    status: experimental
    examples:
      - not: Norway scolds the police.
  - id: scold-off
    code: "112"
    verb: scold away
    examples: [{not: Norway scolds.}]
  - id: scold-cats
    code: none
    verb: scold
    object: [cat]
    examples: [{not: Norway scolds.}]
""",
    "verbs/operators/appeal.yaml": """\
rules:
  - id: appeal-scold
    operator: appeal
    code: "020"
    verb: "@asking"
    event: [clause]
    forms: [to, ing]
    target: [person, to]
    examples: [{not: Norway asks.}]
""",
    "words/some.yaml": """\
classes:
  - {id: squads, words: [squad, riot squad], note: Units of the police.}
  - {id: asking, words: [plead, beg]}
""",
    "actors/some.yaml": """\
actors:
  - {id: country-kenya, kind: country, name: Kenya, code: KEN, adjectives: [Kenyan], capitals: [Nairobi]}
  - id: person-ann-lee
    kind: person
    name: Ann Lee
    aliases: [Añn Leé Smith]
    country: KEN
    roles:
      - {code: GOV, from: "2001", to: "2003-05", office: minister}
    otherwise: ELI
    checked: "2020-01-01"
    source: The gazette
  - {id: person-bob-lee, kind: person, name: Bob Lee, country: KEN}
  - {id: group-front, kind: armed-group, name: Red Front, code: KENREB, from: "1999", to: "2001"}
""",
    "actors/zz.yaml": """\
actors:
  - {id: country-kenya, extends: true, aliases: [Republic of Kenya], note: East.}
""",
    "agents/some.yaml": """\
agents:
  - id: squads
    code: COP
    nouns: [squad, police chief]
    unless: [former]
    otherwise: ELI
    examples: [{text: Kenyan squads left., actors: ["Kenyan squads = KENCOP"]}]
  - {id: chief, code: ELI, nouns: [chief, clan chief], examples: [{text: A chief left.}]}
""",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("entries") / "dictionaries"
    shutil.copytree(dictionary_directory() / "ontology", folder / "ontology")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_catalogue(folder, compile_dictionaries(folder, "test"))


def rule(catalogue: Catalogue, id: str) -> RuleEntry:
    entry = find_entry(catalogue, id)
    assert isinstance(entry, RuleEntry)
    return entry


def test_a_rule_is_shown_as_it_stands(catalogue: Catalogue) -> None:
    entry = rule(catalogue, "scold-plain")
    (written,) = entry.written
    assert (written.source.file, written.source.line, written.source.last) == (
        "dictionaries/verbs/11-scold.yaml",
        3,
        12,
    )
    assert written.yaml == "\n".join(FILES["verbs/11-scold.yaml"].splitlines()[2:12])
    assert entry.code == "111"
    assert "riticize" in entry.label
    assert (entry.provenance.by, entry.provenance.refs) == ("A. Writer", ("talk 12", "talk 13"))
    assert entry.provenance.notes == ("Words alone.",)
    assert [(example.hit, example.text) for example in entry.examples] == [
        (True, "Norway scolds Sweden."),
        (False, "Norway scolds itself."),
    ]


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("scold-plain", "Who acts: the subject."),
        ("scold-plain", "Who is acted upon: the object, else the one addressed."),
        ("scold-police", "The object is `@squads` and has before it `riot`."),
        ("scold-police", "What follows `for` names no actor, if it is there at all."),
        ("scold-police", "Not where the subject is `mother` or `father`."),
        ("scold-police", "The rule is on trial: it loses against stable rules that fit as well."),
        ("scold-cats", "Codes nothing at the verb `scold`, and so keeps more general rules out."),
        ("appeal-scold", "The act's clause is to + verb or verb + ing."),
        ("appeal-scold", "Who is acted upon: the one addressed, else what follows `to`."),
    ],
)
def test_a_rule_is_told_in_words(catalogue: Catalogue, id: str, sentence: str) -> None:
    assert sentence in rule(catalogue, id).meaning


def test_rivals_come_in_the_order_in_which_they_win(catalogue: Catalogue) -> None:
    rivals = rule(catalogue, "scold-plain").rivals
    assert [(rival.reference.id, rival.wins, rival.why) for rival in rivals] == [
        ("scold-police", True, "1 limited places to 0"),
        ("scold-cats", True, "1 limited places to 0"),
        ("scold-off", True, "1 limited places to 0"),
    ]


def test_rules_that_ask_for_different_words_are_no_rivals(catalogue: Catalogue) -> None:
    assert "scold-police" not in [rival.reference.id for rival in rule(catalogue, "scold-cats").rivals]


def test_an_actor_has_all_its_places_and_its_time(catalogue: Catalogue) -> None:
    kenya = find_entry(catalogue, "country-kenya")
    assert isinstance(kenya, ActorEntry)
    assert [written.source.file.rpartition("/")[2] for written in kenya.written] == ["some.yaml", "zz.yaml"]
    assert [naming.written for naming in kenya.names] == ["Kenya", "Kenyan", "Nairobi", "Republic of Kenya"]
    front = find_entry(catalogue, "group-front")
    assert front.meaning[:2] == (
        "Red Front: an armed group that existed from 1999-01-01 until 2001-12-31.",
        "Always: KENREB (Rebels).",
    )


def test_a_person_has_offices_and_namesakes(catalogue: Catalogue) -> None:
    ann = find_entry(catalogue, "person-ann-lee")
    assert isinstance(ann, ActorEntry)
    assert "Minister from 2001-01-01 until 2003-05-31: KENGOV (Government)." in ann.meaning
    assert "At any other time: KENELI (Elites)." in ann.meaning
    assert [(other.id, other.phrase, other.how) for other in ann.namesakes] == [("person-bob-lee", "lee", "surname")]
    assert (ann.provenance.checked, ann.provenance.sources) == ("2020-01-01", ("The gazette",))


def test_an_agent_has_the_nouns_it_competes_with(catalogue: Catalogue) -> None:
    agent = find_entry(catalogue, "squads")
    assert isinstance(agent, AgentEntry)
    assert [(other.id, other.noun, other.own, other.wins) for other in agent.overlaps] == [
        ("chief", "chief", "police chief", False)
    ]


@pytest.mark.parametrize(
    ("id", "kind", "uses"),
    [
        ("@squads", Kind.CLASS, ["scold-police"]),
        ("111", Kind.CODE, ["scold-plain", "scold-police"]),
        ("appeal", Kind.OPERATOR, ["appeal-scold"]),
        ("COP", Kind.ROLE, ["squads"]),
    ],
)
def test_what_is_shared_names_its_users(catalogue: Catalogue, id: str, kind: Kind, uses: list[str]) -> None:
    entry = find_entry(catalogue, id)
    assert isinstance(entry, SharedEntry)
    assert (entry.kind, [use.id for use in entry.uses]) == (kind, uses)


def test_one_id_may_name_several_kinds(catalogue: Catalogue) -> None:
    assert [listing.kind for listing in find_listings(catalogue, "squads")] == [Kind.AGENT, Kind.CLASS]
    assert find_entry(catalogue, "squads", Kind.CLASS).kind is Kind.CLASS


@pytest.mark.parametrize(
    ("id", "nearest"),
    [("scold-plane", "scold-plain"), ("@squad", "squads"), ("Red Front", "group-front"), ("zzz", None)],
)
def test_an_unknown_id_names_the_nearest(catalogue: Catalogue, id: str, nearest: str | None) -> None:
    with pytest.raises(UnknownEntryError) as caught:
        find_entry(catalogue, id)
    assert caught.value.nearest[:1] == ((nearest,) if nearest else ())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("squads", [("agent", "squads", 0), ("class", "squads", 0), ("rule", "scold-police", 5)]),
        ("ann lee", [("actor", "person-ann-lee", 0)]),
        ("ANN LEE SMITH", [("actor", "person-ann-lee", 0)]),
        ("Lee", [("actor", "person-ann-lee", 2), ("actor", "person-bob-lee", 2)]),
        ("nairobi", [("actor", "country-kenya", 0)]),
        ("plead", [("class", "asking", 0), ("rule", "appeal-scold", 4)]),
        ("minis", [("actor", "person-ann-lee", 5)]),
        ("mother", [("rule", "scold-police", 5)]),
        ("", []),
        ("xyzzy", []),
    ],
)
def test_searches(catalogue: Catalogue, query: str, found: list[tuple[str, str, int]]) -> None:
    kinds = (Kind.RULE, Kind.ACTOR, Kind.AGENT, Kind.CLASS)
    hits = search_entries(catalogue, query, kinds)
    assert [(hit.listing.kind, hit.listing.id, hit.rank) for hit in hits] == found


def test_the_entry_of_that_id_comes_first(catalogue: Catalogue) -> None:
    assert [hit.listing.id for hit in search_entries(catalogue, "111", limit=2)] == ["111", "scold-plain"]


def test_an_entry_of_a_file_that_changed_is_refused(catalogue: Catalogue) -> None:
    path = catalogue.folder / "words" / "some.yaml"
    path.write_text("classes:\n\n" + FILES["words/some.yaml"].partition("\n")[2], encoding="utf-8")
    try:
        with pytest.raises(EntryError, match="`asking` does not begin on line 3 any more"):
            find_entry(catalogue, "@asking")
    finally:
        path.write_text(FILES["words/some.yaml"], encoding="utf-8")
