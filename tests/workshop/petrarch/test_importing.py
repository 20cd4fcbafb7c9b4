"""What is taken over means what it meant; what is not is reported, line by line."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.actors.dictionary import ActorDictionary
from coder.actors.standing import entry_referent
from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.dictionaries import yaml
from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.examples import load_phrase_examples
from coder.dictionaries.lints.findings import Severity
from coder.dictionaries.load import compile_dictionaries
from coder.errors import ImportingError
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory
from coder.workshop.petrarch.importing import Import, import_petrarch
from coder.workshop.petrarch.names import same_as
from coder.workshop.testing.examples import run_phrase_examples
from tests.workshop.petrarch.samples import (
    ACTORS,
    AGENTS,
    BROKEN_ACTORS,
    BROKEN_AGENTS,
    BROKEN_LINES,
    VERBS,
    write,
)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped dictionaries, less their people, with both samples taken over."""
    place = tmp_path_factory.mktemp("joined")
    folder = place / "dictionaries"
    shutil.copytree(dictionary_directory(), folder, ignore=shutil.ignore_patterns("people"))
    for path, content in import_petrarch(write(place, nordic=ACTORS, roles=AGENTS), folder).files:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def dictionary(joined: Path) -> ActorDictionary:
    return compile_dictionaries(joined, "joined").actors


def imported(folder: Path, **texts: str) -> Import:
    return import_petrarch(write(folder, **texts), dictionary_directory())


def reported(found: Import) -> dict[int, str]:
    return {each.line: str(each) for each in reversed(found.unread)}


def read_apart(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Names with their codes and restrictions, read in the plainest way."""
    codes: list[tuple[str, str]] = []
    for line in re.sub("<!.*?-->", "", text, flags=re.DOTALL).splitlines():
        body = re.split("[#;]", line)[0].strip()
        name = body.partition("[")[0].strip()
        if name and not name.startswith("+"):
            codes = []
        if name:
            yield name.lstrip("+"), codes
        for code in re.findall(r"\[(.*?)\]", body):
            codes.append((code.split()[0], "".join(code.split()[1:])))


def as_petrarch_decides(codes: list[tuple[str, str]], day: str) -> str:
    """The first code whose restriction fits; days as YYYYMMDD."""
    for code, restriction in codes:
        low, high = "00000000", "99999999"
        dates = ["", *(_whole_year(date) for date in re.findall(r"\d+", restriction))]
        if restriction.startswith("<"):
            high = dates[1]
        elif restriction.startswith(">"):
            low = dates[1]
        elif restriction:
            low, high = dates[1:]
        if low <= day < high:
            return "" if code == "---" else code
    return ""


def _whole_year(date: str) -> str:
    return date if len(date) == 8 else ("20" if date[:2] <= "30" else "19") + date


def days_around(codes: list[tuple[str, str]]) -> set[datetime.date]:
    """A day before, at and after every date of a restriction."""
    dates = [_whole_year(date) for _, restriction in codes for date in re.findall(r"\d+", restriction)]
    days = [datetime.date(int(date[:4]), int(date[4:6]), int(date[6:])) for date in dates]
    near = {day + datetime.timedelta(step) for day in days for step in (-1, 0, 1)}
    return near | {datetime.date(1900, 1, 1), datetime.date(2026, 1, 1)}


def test_every_name_has_its_code_on_every_day(dictionary: ActorDictionary) -> None:
    compared = 0
    for name, codes in list(read_apart(ACTORS)):
        (naming,) = (n for n in dictionary.names.phrases[same_as(name)] if n.entry.startswith("petrarch-"))
        for day in days_around(codes):
            referent = entry_referent(dictionary.entries[naming.entry], day.isoformat(), "name")
            found = referent.country + "".join(referent.roles)
            assert found.removeprefix("ELI") == as_petrarch_decides(codes, day.strftime("%Y%m%d")), (name, day)
            compared += 1
    assert compared > 50


@pytest.mark.parametrize(
    ("name", "date", "code"),
    [
        ("Ada Trondal", "1997-12-31", "NORELI"),
        ("Ada Trondal", "1998-01-01", "NORGOV"),
        ("Ada Trondal", "2005-06-29", "NORGOV"),
        ("Ada Trondal", "2005-06-30", "NORLEG"),
        ("Ada Trondal", "2012-03-01", "NOROPP"),
        ("Clo de la Fuente", "2004-06-01", "ESPGOV"),
        ("the Front of the Fjords", "2004-06-01", "NORREB"),
    ],
)
def test_names_are_found_in_sentences(name: str, date: str, code: str, joined: Path, parser: StanzaParser) -> None:
    coder = Coder(parser, compile_dictionaries(joined, "joined"))
    article = Article(f"Sweden praised {name} on Monday.", date=datetime.date.fromisoformat(date))
    (explanation,) = coder.explain([article], EVERYTHING)
    assert code in [actor.code for phrase in explanation.sentences[0].phrases for actor in phrase.actors]


def test_what_is_written_passes_the_check_and_its_examples(joined: Path, parser: StanzaParser) -> None:
    ours = [each for each in check_dictionaries(joined) if "imported" in each.location.file]
    assert [str(each) for each in ours if each.severity is not Severity.NOTE] == []
    examples = [each for each in load_phrase_examples(joined) if each.entry.startswith("petrarch-")]
    assert len(examples) == 10
    verdicts = run_phrase_examples(Coder(parser, compile_dictionaries(joined, "joined")), examples)
    assert [verdict for verdict in verdicts if not verdict.passed] == []


def test_kinds_are_guessed_with_care(dictionary: ActorDictionary) -> None:
    kinds = {id_: entry.kind.value for id_, entry in dictionary.entries.items() if id_.startswith("petrarch-")}
    assert kinds == {
        "petrarch-norwayland": "country",
        "petrarch-ada-trondal": "person",
        "petrarch-ben-ohara": "person",
        "petrarch-clo-de-la-fuente": "person",
        "petrarch-dora-trondal": "person",
        "petrarch-front-of-the-fjords": "armed-group",
        "petrarch-relief-of-the-fjords": "organisation",
        "petrarch-twice-named": "organisation",
    }


def test_remarks_and_sources_are_kept(tmp_path: Path) -> None:
    found = imported(tmp_path, nordic=ACTORS)
    (content,) = (content for _, content in found.files)
    entries = {each.text("id"): each for each in yaml.parse(content.encode(), "nordic.yaml").each("actors")}
    ada = entries["petrarch-ada-trondal"]
    assert (ada.text("note"), ada.text("source")) == ("party leader", "nordic.txt:9")
    assert [role.text("note", "") for role in ada.each("roles")] == ["", "prime minister", "", ""]


@pytest.mark.parametrize(
    ("texts", "converted", "comments", "reported_lines"),
    [
        ({"nordic": ACTORS}, 24, 5, 0),
        ({"broken": BROKEN_ACTORS}, 9, 0, 16),
        ({"roles": AGENTS}, 7, 2, 0),
        ({"worse": BROKEN_AGENTS}, 1, 0, 9),
    ],
)
def test_every_line_is_accounted_for(
    texts: dict[str, str], converted: int, comments: int, reported_lines: int, tmp_path: Path
) -> None:
    (count,) = imported(tmp_path, **texts).counts
    assert (count.converted, count.comments, count.reported) == (converted, comments, reported_lines)
    assert count.lines == converted + comments + reported_lines == len(next(iter(texts.values())).splitlines())


def test_every_line_that_is_not_understood_is_reported_with_the_reason(tmp_path: Path) -> None:
    found = reported(imported(tmp_path, broken=BROKEN_ACTORS))
    assert set(found) == set(BROKEN_LINES)
    assert [line for line, words in BROKEN_LINES.items() if words not in found[line]] == []
    assert found[5].startswith("broken.txt:5 ")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (1, "`police` is a noun of the agent"),
        (2, "there is no list !PERSON! above"),
        (3, "not a noun with one code"),
        (4, "not a noun with one code"),
        (5, "a brace that is not closed"),
        (6, "ends in a word that is no noun"),
        (7, "`XYZ` is neither a country nor a role"),
        (8, "stands in a country's place"),
        (10, "has the code BUS at worse.txt:9"),
    ],
)
def test_every_agent_that_is_not_understood_is_reported(line: int, words: str, tmp_path: Path) -> None:
    assert words in reported(imported(tmp_path, worse=BROKEN_AGENTS))[line]


def test_nouns_are_filled_in_and_those_known_left_alone(tmp_path: Path) -> None:
    found = imported(tmp_path, roles=AGENTS)
    ((_, content),) = found.files
    agents = {each.text("code"): each for each in yaml.parse(content.encode(), "roles.yaml").each("agents")}
    assert agents["BUS"].texts("nouns") == ("ferryman", "ferrywoman")
    assert agents["CRM"].texts("nouns") == ("harbour thief", "harbour thieves")
    assert "COP" not in agents
    assert found.counts[0].known == 1


def test_the_last_of_several_files_counts_and_ids_stay_apart(tmp_path: Path) -> None:
    found = imported(
        tmp_path, first="KNUT_MOE_ [NORGOV]\nT.I.P._ [NORBUS]\n", second="KNUT_MOE_ [NORREB]\nTI.P_X [NOR]\n"
    )
    entries = [each for _, text in found.files for each in yaml.parse(text.encode(), "x.yaml").each("actors")]
    assert [(each.text("name"), each.text("code")) for each in entries] == [
        ("T.I.P.", "NORBUS"),
        ("Knut Moe", "NORREB"),
        ("TI.P X", "NOR"),
    ]
    assert len({each.text("id") for each in entries}) == 3
    assert reported(found) == {1: str(found.unread[0])}
    assert "see second.txt:1" in str(found.unread[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [(VERBS, "a dictionary of verbs"), ("Dear reader,\n", "no line has a code"), ("", "no line has a code")],
)
def test_what_is_no_such_dictionary_is_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match=words):
        imported(tmp_path, file=text)


def test_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    paths = write(tmp_path, nordic=ACTORS) + write(tmp_path / "other", nordic=ACTORS)
    with pytest.raises(ImportingError, match="two files of this name"):
        import_petrarch(paths, dictionary_directory())


def test_latin_1_and_odd_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("ÅSE_ØSTBY_ [NORGOV]\r\n\r\nKNUT_MOE_ [NORGOV]\r".encode("latin-1"))
    found = import_petrarch([tmp_path / "old.txt"], dictionary_directory())
    assert (found.counts[0].lines, found.counts[0].converted) == (3, 2)
    assert "name: Åse Østby" in found.files[0][1]


PIECES = st.sampled_from(
    ["ADA_", "+BEN", "[NOR]", "[NORGOV >010101]", "[NORELI 980101-20010101]", "[XYZ]", "[---]", "\t", " ", "#", ";",
     "]", "[", "(", "~", "{", "}", "!A!", "=", ",", "'", '"', "\u200b", "\x00", "é", "-", "+", "_", "<!--", "-->"]
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=12))
def test_no_line_is_lost_whatever_it_holds(small: Path, tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join(["KNUT_MOE_ [NORGOV]", *lines]) + "\n"
    try:
        found = import_petrarch(write(tmp_path, odd=text), small)
    except ImportingError:
        return
    (count,) = found.counts
    assert count.lines == count.converted + count.comments + count.reported == text.count("\n")
    for path, content in found.files:
        assert yaml.parse(content.encode(), str(path)).keys() == (path.parts[0],)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ontology, with countries alone."""
    folder = tmp_path_factory.mktemp("small") / "dictionaries"
    shutil.copytree(dictionary_directory() / "ontology", folder / "ontology")
    (folder / "actors").mkdir()
    (folder / "agents").mkdir()
    countries = "actors:\n  - {id: country-norway, kind: country, name: Norway, code: NOR}\n"
    (folder / "actors" / "countries.yaml").write_text(countries, encoding="utf-8")
    return folder
