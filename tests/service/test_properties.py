"""What holds for any text at all."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PLAIN = (
    "Germany France Russia the U.S. president ministers police rebels said that will not met with urged to attack "
    "withdraw criticized , . ; : \" ' ( ) - -- ? ! \u201c \u201d \u2014 Mr. he it and of in Paris by 12 \ud83d"
)
WORDS = st.sampled_from([*PLAIN.split(), "\n", "\n\n"])
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join) | st.text(min_size=1, max_size=200)


def coded(app: Flask, body: Any) -> Any:
    answer = app.test_client().post(
        "/v1/events?include=unresolved,negated,hypothetical",
        data=json.dumps(body),
        content_type="application/json",
    )
    assert answer.status_code in (200, 422), answer.text
    return answer.get_json() if answer.status_code == 200 else {"articles": []}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_every_piece_is_what_stands_at_its_span(app: Flask, text: str) -> None:
    sent = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    for article in coded(app, {"text": text})["articles"]:
        assert article["status"] == "coded"
        for piece in (event[key] for event in article["events"] for key in ("source", "target", "trigger", "sentence")):
            assert sent[slice(*piece["span"])] == piece["text"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_an_article_is_coded_the_same_alone_and_in_company(app: Flask, texts: list[str]) -> None:
    together = coded(app, [{"text": text} for text in texts])["articles"]
    for article, text in zip(together, texts, strict=False):
        assert coded(app, {"text": text})["articles"] == [article]
