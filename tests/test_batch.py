"""A batch: order kept, no article at the cost of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coder.article import Article
from coder.batch import CHUNK, Status, run_batch
from coder.errors import ArticleError, ConlluError
from coder.settings import Settings


def lengths(articles: Sequence[Article]) -> list[int]:
    """Work that measures articles and fails on some."""
    for article in articles:
        if article.text == "conllu":
            raise ConlluError("no tabs", 3)
        if article.text == "refused":
            raise ArticleError("nothing to code")
        if article.text == "broken":
            raise ZeroDivisionError
    return [len(article.text) for article in articles]


def texts(*texts: str) -> list[Article]:
    return [Article(text=text) for text in texts]


def test_each_article_gets_its_own_result_in_order() -> None:
    outcomes = run_batch(lengths, texts("a", "bb", "ccc"), Settings())
    assert [(each.status, each.result) for each in outcomes] == [
        (Status.CODED, 1),
        (Status.CODED, 2),
        (Status.CODED, 3),
    ]


@pytest.mark.parametrize(
    ("text", "status", "detail"),
    [
        ("conllu", Status.BAD_PARSE, "line 3: no tabs"),
        ("refused", Status.FAILED, "nothing to code"),
        ("broken", Status.FAILED, "report"),
    ],
)
def test_an_article_that_fails_fails_alone(text: str, status: Status, detail: str) -> None:
    outcomes = run_batch(lengths, texts("a", text, "bb"), Settings())
    assert [each.result for each in outcomes] == [1, None, 2]
    assert outcomes[1].status is status
    assert detail in outcomes[1].detail


def test_articles_over_a_limit_are_not_begun() -> None:
    articles = [
        *texts("a" * 11),
        Article(text="a", title="t" * 11),
        Article(text="a", language="de"),
        *texts("a"),
    ]
    outcomes = run_batch(lengths, articles, replace(Settings(), max_characters=10))
    assert [each.status for each in outcomes] == ["too-long", "too-long", "unsupported-language", "coded"]


def test_a_spent_budget_leaves_the_rest_unreached_but_the_first_done() -> None:
    moments = iter([0.0, 31.0, 31.0])
    outcomes = run_batch(lengths, texts(*["a" * CHUNK] * 3), Settings(), clock=lambda: next(moments))
    assert [each.status for each in outcomes] == ["coded", "not-reached", "not-reached"]


def test_small_articles_are_worked_on_together_and_large_ones_apart() -> None:
    sizes: list[int] = []

    def count(articles: Sequence[Article]) -> list[int]:
        sizes.append(len(articles))
        return lengths(articles)

    run_batch(count, texts(*["a" * 5_000] * 6, "a" * CHUNK), Settings())
    assert sizes == [4, 2, 1]


def test_half_characters_are_replaced_one_for_one() -> None:
    (outcome,) = run_batch(lengths, [Article(text="a\ud800b", id="\udfff")], Settings())
    assert (outcome.article.text, outcome.article.id) == ("a\ufffdb", "\ufffd")
    assert outcome.mended == ("text", "id")
