"""The schemas say all that the coder's own objects say."""

from __future__ import annotations

import dataclasses

import pytest
from marshmallow import Schema

from coder import explaining
from coder.actors.actor import Actor
from coder.coding.events import Event, RuleReference, Span, When, Where
from coder.parsing.sentences import Dateline
from schemas import explanations, responses

SPANNED = {"start", "end"}

PAIRS: list[tuple[type, type[Schema], set[str]]] = [
    (Event, responses.EventSchema, set()),
    (Actor, responses.ActorSchema, {"undated"}),
    (Span, responses.TriggerSchema, set()),
    (When, responses.WhenSchema, set()),
    (Where, responses.WhereSchema, set()),
    (RuleReference, responses.RuleSchema, set()),
    (Dateline, explanations.DatelineSchema, set()),
    (explaining.ExplainedToken, explanations.TokenSchema, set()),
    (explaining.ExplainedActor, explanations.ExplainedActorSchema, set()),
    (explaining.ExplainedPhrase, explanations.PhraseSchema, set()),
    (explaining.ExplainedAttempt, explanations.AttemptSchema, set()),
    (explaining.ExplainedRival, explanations.RivalSchema, set()),
    (explaining.ExplainedPlace, explanations.PlaceSchema, set()),
    (explaining.ExplainedWinner, explanations.WinnerSchema, set()),
    (explaining.ExplainedClause, explanations.ClauseSchema, set()),
    (explaining.ExplainedLoss, explanations.LossSchema, set()),
    (explaining.ExplainedSentence, explanations.ExplainedSentenceSchema, set()),
    (explaining.Explanation, explanations.ExplainedSchema, {"article"}),
]


@pytest.mark.parametrize(("record", "schema", "left_out"), PAIRS, ids=[pair[0].__name__ for pair in PAIRS])
def test_every_field_is_answered(record: type, schema: type[Schema], left_out: set[str]) -> None:
    names = {each.name for each in dataclasses.fields(record)}
    spanned = names - SPANNED | {"span"} if names >= SPANNED else names
    assert spanned - left_out <= set(schema().fields)


def test_every_explaining_record_is_among_them() -> None:
    records = {
        each
        for each in vars(explaining).values()
        if dataclasses.is_dataclass(each) and each.__module__ == "coder.explaining"
    }
    assert records <= {record for record, _, _ in PAIRS}
