"""The explanation says what won, over what and why, and where every word stands."""

from __future__ import annotations

import pytest

from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.coding.ranking import Rank, why_beaten
from coder.explaining import ExplainedClause, ExplainedSentence, all_clauses

URGED = "On Monday France urged Syria to withdraw its troops from Lebanon."


def explained(coder: Coder, text: str, title: str = "") -> tuple[ExplainedSentence, ...]:
    (explanation,) = coder.explain([Article(text=text, title=title)], EVERYTHING)
    return explanation.sentences


def clause(coder: Coder, text: str, lemma: str) -> ExplainedClause:
    return next(c for sentence in explained(coder, text) for c in all_clauses(sentence.clauses) if c.lemma == lemma)


def test_every_span_is_where_its_words_stand(coder: Coder) -> None:
    texts = {
        "text": f"Norway praised Sweden. {URGED} Talks between Iran and Iraq failed.",
        "title": "Iran, Iraq to meet",
    }
    found = 0
    for sentence in explained(coder, **texts):
        for each in all_clauses(sentence.clauses):
            part = texts[sentence.part]
            assert part[each.start : each.end].split()[0] == each.words.split()[0]
            for place in (*each.places, *(each.winner.slots if each.winner else ())):
                assert part[place.start : place.end] == place.text
                found += 1
    assert found > 10


def test_places_are_the_participants_as_they_are_listed(coder: Coder) -> None:
    withdraw = clause(coder, URGED, "withdraw")
    assert [(each.place, each.text) for each in withdraw.places] == [
        ("subject", "Syria"),
        ("object", "its troops"),
        ("from", "Lebanon"),
    ]
    assert withdraw.object == ("its troops",)
    assert withdraw.prepositions == ("from Lebanon",)


def test_the_winner_says_what_filled_its_slots_and_what_came_of_it(coder: Coder) -> None:
    urge, withdraw = (clause(coder, URGED, lemma) for lemma in ("urge", "withdraw"))
    assert urge.winner is not None
    assert (urge.winner.operator, urge.winner.codes, urge.winner.rule) == ("appeal", ("0256",), urge.won)
    assert urge.winner.file.startswith("dictionaries/verbs/")
    assert urge.winner.line > 0
    assert ("target", "Syria") in [(slot.place, slot.text) for slot in urge.winner.slots]
    assert withdraw.winner is not None
    assert (withdraw.winner.code, withdraw.winner.codes) == ("0874", ("0874",))
    assert ("object", "its troops") in [(slot.place, slot.text) for slot in withdraw.winner.slots]


def test_what_fitted_and_lost_is_told_apart_from_what_failed(coder: Coder) -> None:
    urge = clause(coder, URGED, "urge")
    assert urge.beat
    assert all(rival.why and rival.line > 0 for rival in urge.beat)
    assert all(attempt.failure for attempt in urge.tried)
    named = [urge.won, *(rival.rule for rival in urge.beat), *(attempt.rule for attempt in urge.tried)]
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("loser", "winner", "why"),
    [
        (Rank(1, 5, 5, 5, True, 9), Rank(2, 1, 1, 1, True, 1), "fewer limits met (1 against 2)"),
        (Rank(1, 1, 5, 5, True, 9), Rank(1, 2, 1, 1, True, 1), "fewer words met its limits (1 against 2)"),
        (Rank(1, 1, 2, 5, True, 9), Rank(1, 1, 3, 1, True, 1), "fewer places filled (2 against 3)"),
        (
            Rank(1, 1, 2, 0, True, 9),
            Rank(1, 1, 2, 1, True, 1),
            "fewer places that ask for an actor or a thing (0 against 1)",
        ),
        (Rank(1, 1, 2, 1, False, 9), Rank(1, 1, 2, 1, True, 1), "experimental, the winner is stable"),
        (Rank(1, 1, 2, 1, True, 1), Rank(1, 1, 2, 1, True, 3), "takes in less of the sentence (1 against 3)"),
        (Rank(1, 1, 2, 1, True, 3), Rank(1, 1, 2, 1, True, 3), "same weights, its id comes later"),
    ],
)
def test_why_a_rule_lost_is_the_first_weight_that_decides(loser: Rank, winner: Rank, why: str) -> None:
    assert winner >= loser
    assert why_beaten(loser, winner) == why


def test_an_event_noun_has_the_ends_that_its_verb_lent_it(coder: Coder) -> None:
    sanctions = clause(coder, "The European Union imposed sanctions on Belarus.", "sanction")
    assert (sanctions.category, sanctions.subject) == ("noun", ("The European Union",))


@pytest.mark.parametrize(
    "text",
    [URGED, "Norway harangued Sweden.", "France was shelled.", "Talks.", "Iran's attack on Iraq was a threat to Oman."],
)
def test_a_stub_is_there_just_where_no_rule_won(text: str, coder: Coder) -> None:
    for sentence in explained(coder, text):
        for each in all_clauses(sentence.clauses):
            assert bool(each.stub) == (not each.won) == (each.winner is None)
            assert each.won or not each.beat
