"""Copies have nearly the same fingerprint, other reports have not."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations

import pytest

from bench.wording import TOPICS, Report, agency_lines, cut, longer, new_lead, other_headline, report, reworded
from coder.article import Article
from coder.watch.sameness import BITS, distance, fingerprint

COUNT = 60


def near(edit: Callable[[Report, random.Random], Report], sentences: int) -> float:
    """The share of copies that are told as such."""
    found = 0
    for number in range(COUNT):
        given = report(number, number % len(TOPICS), sentences)
        copy = edit(given, random.Random(number))
        one, other = (fingerprint(Article(each.text, title=each.title)) for each in (given, copy))
        found += one.is_near(other.bits)
    return found / COUNT


@pytest.mark.parametrize("sentences", [1, 2, 4, 10, 25])
@pytest.mark.parametrize("edit", [other_headline, agency_lines])
def test_what_is_not_the_report_does_not_count(edit: Callable[[Report, random.Random], Report], sentences: int) -> None:
    assert near(edit, sentences) == 1


@pytest.mark.parametrize(
    ("edit", "sentences", "least"),
    [
        (cut(0.1), 25, 0.95),
        (cut(0.3), 25, 0.9),
        (cut(0.5), 25, 0.7),
        (cut(0.3), 10, 0.6),
        (reworded(0.02), 25, 0.8),
        (reworded(0.02), 10, 0.8),
        (longer, 25, 0.9),
        (longer, 10, 0.6),
    ],
)
def test_most_copies_that_were_worked_over_are_found(
    edit: Callable[[Report, random.Random], Report], sentences: int, least: float
) -> None:
    assert near(edit, sentences) >= least


@pytest.mark.parametrize(("edit", "sentences"), [(reworded(0.05), 1), (cut(0.2), 1), (new_lead, 2), (reworded(0.1), 2)])
def test_of_a_few_words_each_one_matters(edit: Callable[[Report, random.Random], Report], sentences: int) -> None:
    assert near(edit, sentences) <= 0.05


@pytest.mark.parametrize("sentences", [1, 2, 4, 10, 25])
def test_other_reports_on_the_same_topic_are_no_copies(sentences: int) -> None:
    texts = {report(number, number % 3, sentences).text for number in range(150)}
    prints = [fingerprint(Article(text)) for text in sorted(texts)]
    assert not [pair for pair in combinations(prints, 2) if pair[0].is_near(pair[1].bits)]


def test_a_fingerprint_is_a_signed_number_of_64_bits_in_four_bands() -> None:
    for number in range(20):
        found = fingerprint(Article(report(number, 1, 5).text))
        assert -(1 << BITS - 1) <= found.bits < 1 << BITS - 1
        assert sum(band << 16 * place for place, band in enumerate(found.bands)) == found.bits % (1 << BITS)
    assert distance(-1, 0) == BITS
    assert distance(-1, 1) == BITS - 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Article("Norway met Peru."), Article("NORWAY  met  Peru!"), True),
        (Article("Norway met Peru."), Article("Peru met Norway."), False),
        (Article("", title="Norway met Peru"), Article("", title="Norway met Peru"), True),
        (Article("", title="Norway met Peru"), Article("", title="Norway left Peru"), False),
        (Article("Advertisement"), Article("Share this on Facebook"), False),
    ],
)
def test_short_texts_are_the_same_word_by_word(one: Article, other: Article, same: bool) -> None:
    assert fingerprint(one).is_near(fingerprint(other).bits) is same


def test_on_another_day_hardly_a_word_may_differ() -> None:
    given = report(1, 1, 25)
    one = fingerprint(Article(given.text))
    near = [fingerprint(Article(cut(0.1)(given, random.Random(1)).text)), one]
    assert [one.is_near(each.bits, days=0) for each in near] == [True, True]
    assert [one.is_near(one.bits, days=days) for days in (1, 7, 8)] == [True, True, False]
    for number in range(COUNT):
        given = report(number, 1, 25)
        bulletin = fingerprint(Article(reworded(0.1)(given, random.Random(number)).text))
        assert not fingerprint(Article(given.text)).is_near(bulletin.bits, days=1)


def test_a_text_without_words_has_a_fingerprint_too() -> None:
    assert fingerprint(Article("...")).bits == fingerprint(Article("")).bits == 0
