"""When events took place, in sentences through the real parser; the tables are occasions/when.txt and the docs page."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.coding.dating import Calendar
from coder.coding.events import Event, Precision, When
from coder.parsing.sentences import Part, Sentence, Token
from coder.reading.times.scanning import TimeWords, find_times
from coder.reading.timing import Bound, TimePhrase
from tests.coding.occasions.cases import Case, cases, page_table

DAY = datetime.date(2011, 5, 4)
CASES = cases("when")
ROWS = [(words, past, to_come) for words, past, to_come in page_table("when")]


def coded(coder: Coder, text: str, date: datetime.date | None = DAY, title: str = "") -> tuple[Event, ...]:
    (article,) = coder.code([Article(text=text, date=date, title=title)], EVERYTHING)
    return article.events


def days(when: When | None, until: str = "..", before: str = " ") -> str:
    if when is None:
        return "-"
    stretch = str(when.first) if when.first == when.last else f"{when.first}{until}{when.last}"
    return f"{stretch}{before}{when.precision}"


def told(when: When | None) -> str:
    return "-" if when is None else f"{days(when)} | {when.evidence.text}"


def words(text: str) -> tuple[TimeWords, ...]:
    """The expressions of a text whose words stand between blanks."""
    tokens, start = [], 0
    for index, word in enumerate(text.split(" ")):
        tokens.append(Token(index, word, word.lower(), "X", "", "", -1, "root", start, start + len(word)))
        start += len(word) + 1
    return find_times(Sentence(0, text, 0, len(text), tuple(tokens)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence[:70])
def test_acts_have_the_days_that_their_words_say(coder: Coder, case: Case) -> None:
    found = {event.trigger.text: told(event.when) for event in reversed(coded(coder, case.sentence))}
    assert [(act, found.get(act)) for act, _ in case.acts] == list(case.acts)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_page_says_what_phrases_mean(coder: Coder, row: tuple[str, str, str]) -> None:
    phrase, past, to_come = row
    has = "has " if phrase.startswith("since") else ""
    sentences = (f"Chad {has}attacked Sudan {phrase}.", f"Chad will attack Sudan {phrase}.")
    assert [days(coded(coder, each)[0].when, " to ", ", ") for each in sentences] == [past, to_come]


def test_there_are_enough_of_both() -> None:
    assert len(ROWS) >= 70
    assert sum(" | " in said for case in CASES for _, said in case.acts) >= 90


def test_evidence_is_the_text_at_its_span(coder: Coder) -> None:
    text = "🦊 Prologue. " + " ".join(case.sentence for case in CASES)
    found = [event.when.evidence for event in coded(coder, text) if event.when]
    assert len(found) > 90
    assert all(text[each.start : each.end] == each.text and each.part is Part.TEXT for each in found)


def test_a_headline_has_its_own_offsets(coder: Coder) -> None:
    title = "Rebels attack Turkish troops on Monday"
    event = coded(coder, "Nothing else is known.", title=title)[0]
    assert event.when is not None
    assert event.when.evidence.part is Part.TITLE
    assert title[event.when.evidence.start : event.when.evidence.end] == "on Monday"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_without_a_date_only_what_names_its_year_is_placed(coder: Coder, row: tuple[str, str, str]) -> None:
    (event, *_) = coded(coder, f"Chad attacked Sudan {row[0]}.", None)
    absolute = row[0] in {
        "in March 2009", "on May 3, 2011", "on 2011-05-02", "in 1979", "in mid-2009", "in the spring of 2006",
        "in the first quarter of 2010", "in the 1990s", "from 2003 to 2005",
    }  # fmt: skip
    assert (event.when is not None) is absolute


def test_an_event_keeps_its_id_and_is_counted_on_its_own_day(coder: Coder) -> None:
    dated, undated = (coded(coder, "Chad attacked Sudan on Monday.", date)[0] for date in (DAY, None))
    assert dated.id == undated.id
    assert (dated.date, dated.day, undated.day) == (DAY, datetime.date(2011, 5, 2), None)
    assert coded(coder, "Chad attacked Sudan last month.")[0].day == DAY


@given(
    st.sampled_from(
        [(found, row[0]) for row in ROWS for found in words(f"Chad attacked Sudan {row[0]}")]
        + [(found, "") for found in words("the day before , two days later and the same week")]
    ),
    st.sampled_from(Bound),
    st.booleans(),
    st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)),
)
def test_days_are_in_order_whatever_the_article_s_date(
    found: tuple[TimeWords, str], bound: Bound, to_come: bool, today: datetime.date | None
) -> None:
    phrase = TimePhrase(0, 0, "", found[0].value, bound, to_come)
    first, again = (Calendar(today, lambda: None).days(phrase) for _ in range(2))
    assert first == again
    if first is not None:
        assert first.first <= first.last
        assert (first.first == first.last) >= (first.precision is Precision.DAY)


@given(st.text(alphabet="Mondaylst 0123,.-–’weekMarchfromtoinby\n", max_size=80))
def test_any_text_may_be_looked_through(text: str) -> None:
    found = words(text)
    assert all(0 <= each.start <= each.core < each.end <= len(text) for each in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
