"""The duplicate filter: equal events once, with every telling of them, always the same."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from coder.article import Article
from coder.coder import EVERYTHING, CodedArticle, Coder, Options
from coder.dedupe import Dedupe, deduplicate, distinct, mentions_of

DAY = datetime.date(2021, 6, 15)
OTHER = datetime.date(2021, 6, 16)
ACT = "Germany criticized France."
AGAIN = "France was criticized by Germany."


def code(coder: Coder, *articles: Article, options: Options = EVERYTHING) -> tuple[CodedArticle, ...]:
    return coder.code(articles, options)


def told(articles: Sequence[CodedArticle | None]) -> list[list[tuple[str, str, str, list[int]]]]:
    """Each article's events as source, code, target and the numbers of the articles that mention them."""
    return [
        [
            (e.source.code, e.code.code, e.target.code, [mention.number for mention in mentions_of(e)])
            for e in (article.events if article else ())
        ]
        for article in articles
    ]


def test_nothing_is_filtered_unless_asked(coder: Coder) -> None:
    coded = code(coder, Article(f"{ACT} {AGAIN}", date=DAY))
    assert deduplicate(coded, Dedupe.NONE) == coded
    assert len(coded[0].events) == 2


def test_within_a_story_the_first_telling_is_kept(coder: Coder) -> None:
    coded = code(coder, Article(f"{ACT} {AGAIN}", date=DAY), Article(ACT, date=DAY))
    kept = deduplicate(coded, Dedupe.STORY)
    assert told(kept) == [[("DEU", "111", "FRA", [1, 1])], [("DEU", "111", "FRA", [2])]]
    first = kept[0].events[0] if kept[0] else None
    assert first is not None
    assert first.id == coded[0].events[0].id
    assert [each.event.id for each in mentions_of(first)] == [each.id for each in coded[0].events]


def test_one_a_day_looks_over_all_articles(coder: Coder) -> None:
    articles = [Article(ACT, "a", DAY), Article(AGAIN, "b", DAY), Article(ACT, "c", OTHER)]
    kept = deduplicate(code(coder, *articles), Dedupe.ONE_A_DAY)
    assert told(kept) == [[("DEU", "111", "FRA", [1, 2])], [], [("DEU", "111", "FRA", [3])]]


def test_articles_without_a_date_are_of_no_known_day(coder: Coder) -> None:
    kept = deduplicate(code(coder, Article(f"{ACT} {AGAIN}"), Article(ACT)), Dedupe.ONE_A_DAY)
    assert told(kept) == [[("DEU", "111", "FRA", [1, 1])], [("DEU", "111", "FRA", [2])]]


def test_an_article_that_was_not_coded_keeps_its_place(coder: Coder) -> None:
    coded = code(coder, Article(ACT, date=DAY), Article(ACT, date=DAY))
    kept = deduplicate([coded[0], None, coded[1]], Dedupe.ONE_A_DAY)
    assert kept[1] is None
    assert told(kept) == [[("DEU", "111", "FRA", [1, 3])], [], []]


@pytest.mark.parametrize("by", [Dedupe.STORY, Dedupe.ONE_A_DAY])
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Germany criticized France. Germany praised France.", 2),
        ("Germany criticized France. France criticized Germany.", 2),
        ("Germany criticized France. Germany did not criticize France.", 2),
        ("Germany criticized the rebels. Germany criticized the gunmen.", 2),
        ("Germany criticized the rebels. Germany criticized The Rebels.", 1),
        ("Germany criticized France. Germany criticized France. Germany criticized France.", 1),
    ],
)
def test_what_differs_stays(coder: Coder, by: Dedupe, text: str, left: int) -> None:
    (kept,) = deduplicate(code(coder, Article(text, date=DAY)), by)
    assert kept is not None
    assert len(kept.events) == left


def test_every_event_is_told_of_once(coder: Coder) -> None:
    texts = [ACT, AGAIN, "France met Germany. Germany met France.", "Norway urged Kenya to leave.", ACT]
    coded = code(coder, *(Article(text, str(n), DAY) for n, text in enumerate(texts)))
    everything = [event.id for article in coded for event in article.events]
    for by in (Dedupe.STORY, Dedupe.ONE_A_DAY):
        kept = [event for article in deduplicate(coded, by) if article for event in article.events]
        mentioned = [mention.event.id for event in kept for mention in mentions_of(event)]
        assert sorted(mentioned) == sorted(everything)
        assert deduplicate(coded, by) == deduplicate(coded, by)


def test_texts_come_once_and_in_order() -> None:
    assert distinct(["b", "", "a", "b"]) == ("b", "a")
