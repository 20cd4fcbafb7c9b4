"""Where events took place, in sentences through the real parser; the tables are occasions/where.txt and the docs page."""

from __future__ import annotations

import datetime
import json
import re

import pytest

from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.coding.events import Event, Nearness, Where
from coder.parsing.sentences import Part
from schemas.responses import EventSchema
from tests.coding.occasions.cases import PAGE, Case, cases, page_table

CASES = cases("where")
ROWS = page_table("where")


def coded(coder: Coder, text: str, title: str = "") -> tuple[Event, ...]:
    (article,) = coder.code([Article(text=text, title=title)], EVERYTHING)
    return article.events


def told(where: Where | None) -> str:
    if where is None:
        return "-"
    dateline = ", dateline" if where.dateline else ""
    return f"{where.name}, {where.country}, {where.nearness}{dateline} | {where.evidence.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence[:70])
def test_acts_have_the_place_that_their_words_say(coder: Coder, case: Case) -> None:
    found = {event.trigger.text: told(event.where) for event in reversed(coded(coder, case.sentence))}
    assert [(act, found.get(act)) for act, _ in case.acts] == list(case.acts)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_page_says_where_phrases_are(coder: Coder, row: list[str]) -> None:
    where = coded(coder, f"Gunmen shot two Germans {row[0]}.")[0].where
    if where is None:
        assert row[1:] == ["-", "", ""]
    else:
        point = "" if where.latitude is None else f"{where.latitude:.2f}, {where.longitude:.2f}"
        assert row[1:] == [f"{where.name}, {where.country}", where.nearness, point]


def test_there_are_enough_of_both() -> None:
    assert len(ROWS) >= 30
    assert sum(" | " in said for case in CASES for _, said in case.acts) >= 80


def test_evidence_is_the_text_at_its_span(coder: Coder) -> None:
    text = "🦊 Prologue. " + " ".join(case.sentence for case in CASES if " - " not in case.sentence)
    found = [event.where.evidence for event in coded(coder, text) if event.where]
    assert len(found) > 70
    assert all(text[each.start : each.end] == each.text and each.part is Part.TEXT for each in found)


def test_a_point_is_on_the_globe_or_not_known(coder: Coder) -> None:
    found = [event.where for case in CASES for event in coded(coder, case.sentence) if event.where]
    for where in found:
        assert (where.latitude is None) is (where.longitude is None)
        assert where.latitude is None or (abs(where.latitude) <= 90 and abs(where.longitude or 0) <= 180)
        assert where.latitude is not None or where.nearness is not Nearness.PLACE


def test_a_headline_has_no_dateline_and_its_own_offsets(coder: Coder) -> None:
    title = "Turkish police arrest two Germans in Izmir"
    (event, *_), (other, *_) = (
        coded(coder, "OSLO, May 3 - Nothing else is known.", title=each) for each in (title, "Norway criticizes Sweden")
    )
    assert event.where is not None
    assert title[event.where.evidence.start : event.where.evidence.end] == "Izmir"
    assert event.where.evidence.part is Part.TITLE
    assert other.where is None


def test_a_dateline_stands_for_the_words_below_it_alone(coder: Coder) -> None:
    text = (
        "OSLO, May 3 - Norway criticized Sweden.\n\nROME, May 4 - Italy criticized France. Italian police shot a Dane."
    )
    norwegian, italian, police = coded(coder, text)
    assert [each.where and (each.where.name, each.where.dateline) for each in (norwegian, italian, police)] == [
        ("Oslo", True),
        ("Rome", True),
        None,
    ]


def test_the_page_shows_an_answer(coder: Coder) -> None:
    page = PAGE.read_text("utf-8")
    sentence = re.search(r"For \*(.+?)\*", page, re.DOTALL)
    shown = re.search(r"<!-- example -->\n```json\n(.+?)```", page, re.DOTALL)
    assert sentence is not None
    assert shown is not None
    wanted = json.loads(shown[1])
    article = Article(text=" ".join(sentence[1].split()), date=datetime.date.fromisoformat(wanted["date"]))
    (coded_article,) = coder.code([article], EVERYTHING)
    answer = EventSchema().dump(coded_article.events[0])
    assert {name: answer[name] for name in wanted} == wanted
