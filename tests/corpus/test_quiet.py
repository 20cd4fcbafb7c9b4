"""News from other desks gives no events, and vetoes against it leave political sentences alone."""

from __future__ import annotations

import datetime

from coder.article import Article
from coder.coder import Coder, Options
from coder.coding.events import Event
from coder.resources import corpus_directory

DATE = datetime.date(2024, 6, 1)
KNOWN_GAP = "? "
MOST_FALSE = 0.02
MOST_MISSED = 0.10


def lines(name: str) -> list[str]:
    """The sentences of a corpus file without blank lines, comments and marks of known gaps."""
    text = (corpus_directory() / name).read_text(encoding="utf-8")
    return [line.removeprefix(KNOWN_GAP) for line in text.splitlines() if line and not line.startswith("#")]


def events_of(coder: Coder, sentences: list[str]) -> list[tuple[Event, ...]]:
    """The default events of each sentence, all coded in one batch, each as an article of its own."""
    articles = [Article(text=sentence, date=DATE) for sentence in sentences]
    return [article.events for article in coder.code(articles, Options())]


def test_other_desks_stay_quiet(coder: Coder) -> None:
    sentences = lines("quiet.txt")
    offenders = [
        f"{sentence} -> {event.line} [{event.rule.id}]"
        for sentence, events in zip(sentences, events_of(coder, sentences), strict=True)
        # wars of the past are events too, returned with a flag
        for event in [event for event in events if "historical" not in event.flags][:1]
    ]
    assert len(sentences) >= 330
    assert len(offenders) <= MOST_FALSE * len(sentences), "\n".join(offenders)


def test_political_sentences_keep_their_events(coder: Coder) -> None:
    pairs = [line.split("\t") for line in lines("political.txt")]
    coded = events_of(coder, [sentence for sentence, _ in pairs])
    missed = [
        f"{sentence} -> wanted {wanted}, found {[event.line for event in events]}"
        for (sentence, wanted), events in zip(pairs, coded, strict=True)
        if wanted not in [event.line for event in events]
    ]
    assert len(pairs) >= 60
    assert len(missed) <= MOST_MISSED * len(pairs), "\n".join(missed)
