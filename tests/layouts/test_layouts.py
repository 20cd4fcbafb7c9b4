"""Rows as the loaders of published event data expect them."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import replace

import pytest

from coder.actors.referents import thirds
from coder.article import Article
from coder.batch import Answer, code_articles, without_duplicates
from coder.coder import CodedArticle, Coder, Options
from coder.dedupe import Dedupe
from coder.layouts.catalogue import LAYOUTS
from coder.layouts.columns import Layout, header_line, row_line
from coder.layouts.columns import records as records_of
from coder.layouts.names import CodeNames, code_names
from coder.offsets import Offsets
from coder.settings import Settings
from schemas.writing import layout_text
from tools.render_formats import PAGE, rendered

DAY = datetime.date(2021, 6, 15)
TEXT = "Germany criticized the United Nations. Turkish police shot Kurdish rebels."
STORY = Article(TEXT, "a1", DAY, "Norway visits Kenya", "https://example.org/1", "The Example")

GDELT_HEAD = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate"
GDELT_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
)
GDELT_ACT = "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
GDELT_PLACE = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"


def rows(text: str, layout: Layout) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator))


def records(text: str, layout: Layout) -> list[dict[str, str]]:
    body = rows(text, layout)
    return [dict(zip((each.name for each in layout.columns), row, strict=True)) for row in body]


@pytest.fixture(scope="module")
def names(coder: Coder) -> CodeNames:
    return code_names(coder.dictionaries.ontology, coder.dictionaries.actors, coder.dictionaries.places)


def coded(coder: Coder, *articles: Article, include: str = "unresolved") -> Answer[CodedArticle]:
    return code_articles(coder, articles, Options(frozenset([include])), Settings())


def laid_out(coder: Coder, name: str, *articles: Article) -> list[dict[str, str]]:
    layout = LAYOUTS[name]
    names = code_names(coder.dictionaries.ontology, coder.dictionaries.actors, coder.dictionaries.places)
    return records(layout_text(coded(coder, *articles), layout, names), layout)


def test_the_page_lists_every_column() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert rendered(page) == page, "run python -m tools.render_formats"
    for name, layout in LAYOUTS.items():
        assert f"| `{name}` | `{layout.media_type}` |" in page
    for layout in (LAYOUTS["csv"], LAYOUTS["gdelt"], LAYOUTS["icews"], LAYOUTS["phoenix"]):
        assert all(f"| `{each.name}` | {each.meaning} |" in page for each in layout.columns)


def test_gdelt_has_the_columns_of_its_codebook() -> None:
    heads = [f"Actor{n}{part}" for n in (1, 2) for part in GDELT_ACTOR.split()]
    places = [f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in GDELT_PLACE.split()]
    expected = [*GDELT_HEAD.split(), *heads, *GDELT_ACT.split(), *places, "DATEADDED", "SOURCEURL"]
    assert [each.name for each in LAYOUTS["gdelt"].columns] == expected
    assert len(expected) == 61
    without = [name for name in expected if not name.endswith("ADM2Code")]
    assert [each.name for each in LAYOUTS["gdelt1"].columns] == without
    assert len(without) == 58


def test_icews_and_phoenix_have_as_many_columns_as_their_files() -> None:
    assert [len(LAYOUTS[name].columns) for name in ("icews", "phoenix")] == [20, 26]


@pytest.mark.parametrize(("name", "header"), [(n, n in ("csv", "tsv", "icews")) for n in LAYOUTS])
def test_only_files_that_have_a_header_get_one(name: str, header: bool) -> None:
    assert bool(header_line(LAYOUTS[name])) is header


def test_gdelt_takes_codes_apart(coder: Coder) -> None:
    visit, host, criticism, shooting = laid_out(coder, "gdelt", STORY)
    assert (visit["Actor1Code"], visit["EventCode"], visit["Actor2Code"]) == ("NOR", "042", "KEN")
    assert (host["Actor1Code"], host["EventCode"], host["EventBaseCode"], host["EventRootCode"]) == (
        "KEN",
        "043",
        "043",
        "04",
    )
    assert (criticism["Actor1CountryCode"], criticism["Actor1Name"]) == ("DEU", "GERMANY")
    assert [criticism[f"Actor2{part}"] for part in ("Code", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        "IGOUNO",
        "",
        "UNO",
        "IGO",
    ]
    assert [shooting[f"Actor1{part}"] for part in ("CountryCode", "Type1Code")] == ["TUR", "COP"]
    assert [shooting[f"Actor2{part}"] for part in ("CountryCode", "EthnicCode", "Type1Code")] == ["", "KUR", "REB"]
    assert [each["IsRootEvent"] for each in (visit, criticism, shooting)] == ["1", "1", "0"]
    assert (visit["SQLDATE"], visit["MonthYear"], visit["Year"], visit["FractionDate"]) == (
        "20210615",
        "202106",
        "2021",
        "2021.4521",
    )
    assert (visit["DATEADDED"], visit["SOURCEURL"]) == ("20210615000000", "https://example.org/1")
    assert 0 <= int(visit["GLOBALEVENTID"]) < 2**63


def test_gdelt_1_dates_have_days_alone(coder: Coder) -> None:
    assert {row["DATEADDED"] for row in laid_out(coder, "gdelt1", STORY)} == {"20210615"}


def test_icews_speaks_in_words(coder: Coder) -> None:
    *_, criticism, shooting = laid_out(coder, "icews", STORY)
    assert (criticism["Source Country"], criticism["Target Name"], criticism["Target Country"]) == (
        "Germany",
        "United Nations",
        "",
    )
    assert (shooting["Source Sectors"], shooting["Source Country"]) == ("Police and other law enforcement", "Turkey")
    assert (shooting["Story ID"], shooting["Sentence Number"], shooting["Event Date"]) == ("a1", "3", "2021-06-15")


def test_phoenix_splits_codes_by_threes(coder: Coder) -> None:
    *_, criticism, shooting = laid_out(coder, "phoenix", STORY)
    assert [criticism[f"TargetActor{part}"] for part in ("Full", "Entity", "Role", "Attribute")] == [
        "IGOUNO",
        "IGO",
        "UNO",
        "",
    ]
    assert (shooting["SentenceID"], shooting["URLs"], shooting["NewsSources"]) == (
        "a1_3",
        "https://example.org/1",
        "The Example",
    )
    assert (shooting["Date"], shooting["Month"], shooting["Day"]) == ("20210615", "06", "15")


HAPPENING = (
    "Turkish police shot two Germans near Mosul on Friday. Russia shelled Ukraine in March. Chad criticized Sudan."
)


def test_events_are_laid_out_with_their_own_day_and_place(coder: Coder) -> None:
    article = Article(HAPPENING, "a1", DAY)
    shot, shelled, said = laid_out(coder, "gdelt", article)
    assert [each["SQLDATE"] for each in (shot, shelled, said)] == ["20210611", "20210615", "20210615"]
    assert {each["DATEADDED"] for each in (shot, shelled, said)} == {"20210615000000"}
    places = [[each[f"ActionGeo_{part}"] for part in GDELT_PLACE.split()] for each in (shot, shelled, said)]
    assert [place[:4] for place in places] == [["4", "Mosul, Iraq", "IZ", ""], ["1", "Ukraine", "UP", "UP"], [""] * 4]
    assert places[0][5:] == ["36.34", "43.12", ""]
    shot, shelled, said = laid_out(coder, "icews", article)
    assert (shot["Event Date"], shot["City"], shot["Country"], shot["Latitude"]) == (
        "2021-06-11",
        "Mosul",
        "Iraq",
        "36.34",
    )
    assert (shelled["City"], shelled["Province"], shelled["Country"], said["Country"]) == ("", "", "Ukraine", "")
    shot, shelled, said = laid_out(coder, "phoenix", article)
    assert (shot["Date"], shot["LocationName"], shot["CountryCode"], shot["Lon"]) == (
        "20210611",
        "Mosul",
        "IRQ",
        "43.12",
    )
    assert (shelled["LocationName"], said["LocationName"], said["CountryCode"]) == ("Ukraine", "", "")


def test_the_flat_table_has_the_words_that_tell_when_and_where(coder: Coder) -> None:
    text = f"🦊 {HAPPENING}"
    shot, shelled, said = laid_out(coder, "csv", Article(text, "a1", DAY))
    assert [shot[f"when_{each}"] for each in ("first", "last", "precision", "text")] == [
        "2021-06-11",
        "2021-06-11",
        "day",
        "on Friday",
    ]
    assert [shot[f"where_{each}"] for each in ("name", "country", "nearness", "dateline")] == [
        "Mosul",
        "IRQ",
        "place",
        "0",
    ]
    for row, what in ((shot, "when"), (shot, "where"), (shelled, "when"), (shelled, "where")):
        assert text[int(row[f"{what}_start"]) : int(row[f"{what}_end"])] == row[f"{what}_text"]
    assert {value for name, value in said.items() if name.startswith(("when_", "where_"))} == {""}


def test_spans_of_time_and_place_are_counted_as_asked_for(coder: Coder, names: CodeNames) -> None:
    answer = coded(coder, Article(f"🦊 {HAPPENING}", "a1", DAY))
    starts = [
        [row["when_start"], row["where_start"]]
        for offsets in Offsets
        for row in records(layout_text(answer, LAYOUTS["csv"], names, 1, offsets), LAYOUTS["csv"])[:1]
    ]
    assert [int(wide) - int(plain) for plain, wide in zip(*starts, strict=True)] == [1, 1]


def test_an_article_without_date_id_or_address_leaves_those_cells_empty(coder: Coder) -> None:
    bare = Article("Germany criticized France.")
    (gdelt,), (phoenix,), (icews,) = (laid_out(coder, name, bare) for name in ("gdelt", "phoenix", "icews"))
    assert {gdelt[name] for name in ("SQLDATE", "MonthYear", "Year", "FractionDate", "DATEADDED", "SOURCEURL")} == {""}
    assert {phoenix[name] for name in ("Date", "Year", "Month", "Day", "URLs", "NewsSources")} == {""}
    assert (phoenix["SentenceID"], icews["Story ID"], icews["Event Date"]) == ("1_1", "1", "")


def test_an_actor_without_a_country_keeps_its_role(coder: Coder) -> None:
    (row,) = laid_out(coder, "gdelt", Article("Germany criticized the rebels."))
    assert [row[f"Actor2{part}"] for part in ("Code", "CountryCode", "Type1Code")] == ["REB", "", "REB"]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize(
    "id", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "a\tb\nc\r\nd\x0b\u2028e\x00", 'say "no", he said', "\"'"]
)
def test_words_are_neither_formulas_nor_line_ends(coder: Coder, names: CodeNames, name: str, id: str) -> None:
    layout = LAYOUTS[name]
    text = '"We will not sign,\nand not pay", Germany told France. Germany criticized France.'
    answer = coded(coder, Article(text, id, DAY, url=id, publisher=id))
    written = layout_text(answer, layout, names)
    assert written.count(layout.line_end) == written.count("\n") == len(rows(written, layout)) > 0
    cells = [cell for row in rows(written, layout) for cell in row]
    assert {len(row) for row in rows(written, layout)} == {len(layout.columns)}
    assert not any(cell.lstrip().startswith(("=", "@", "+")) for cell in cells)
    assert not any(character in cell for cell in cells for character in "\t\r\n\x00\x0b\u2028")


def test_numbers_and_codes_are_not_touched(coder: Coder) -> None:
    (row,) = laid_out(coder, "csv", Article("Germany criticized the rebels."))
    assert (row["target_code"], row["goldstein"]) == ("---REB", "-2.0")


def test_mentions_are_counted(coder: Coder, names: CodeNames) -> None:
    other = replace(
        STORY, id="a2", url="https://example.org/2", publisher="Another", title="", text="Norway visited Kenya."
    )
    answer = without_duplicates(coded(coder, STORY, other), Dedupe.ONE_A_DAY)
    (gdelt, *_), (phoenix, *_), (flat, *_) = (
        records(layout_text(answer, LAYOUTS[name], names), LAYOUTS[name]) for name in ("gdelt", "phoenix", "csv")
    )
    assert [gdelt[f"Num{what}"] for what in ("Mentions", "Sources", "Articles")] == ["2", "2", "2"]
    assert (phoenix["SentenceID"], phoenix["NewsSources"]) == ("a1_1;a2_1", "The Example;Another")
    assert phoenix["URLs"] == "https://example.org/1;https://example.org/2"
    assert (flat["mentions"], flat["mention_articles"]) == ("2", "a1;a2")
    assert flat["mention_ids"].split(";")[0] == flat["event_id"]


def test_rows_are_made_one_by_one(coder: Coder, names: CodeNames) -> None:
    answer = coded(coder, STORY)
    layout = LAYOUTS["tsv"]
    assert "".join(row_line(layout, each) for each in records_of(answer, names)) == layout_text(answer, layout, names)


def test_every_code_part_of_the_dictionary_has_a_name(coder: Coder, names: CodeNames) -> None:
    entries = coder.dictionaries.actors.entries.values()
    codes = {(each.country, part) for each in entries for part in thirds(each.country)[:1]}
    assert {first for _, first in codes if first not in names.first} == set()
    later = {part for each in entries for part in (*thirds(each.country)[1:], *each.roles)}
    assert {part for role in later for part in thirds(role) if part not in names.behind} == set()


def test_a_country_is_called_by_the_state_that_exists(names: CodeNames) -> None:
    found = {code: names.first[code].label for code in ("DEU", "COD", "ZWE", "CYP", "YEM", "IRQ", "SOM")}
    assert found == {
        "DEU": "Germany",
        "COD": "Democratic Republic of the Congo",
        "ZWE": "Zimbabwe",
        "CYP": "Cyprus",
        "YEM": "Yemen",
        "IRQ": "Iraq",
        "SOM": "Somalia",
    }
