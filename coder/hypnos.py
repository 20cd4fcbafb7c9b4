"""Events as hypnos answered them: by story and sentence, dyads as triples, with the words they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coder.coder import Options, wanted
from coder.coding.events import Event
from coder.explaining import ExplainedPhrase, ExplainedSentence, ExplainedToken, Explanation

Triple = tuple[str, str, str]
Noun = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]
"""Words, codes, and the codes again, each with a list that hypnos had for its history."""


@dataclass(frozen=True, slots=True)
class SentenceMeta:
    """The words that events rest on; all but `nouns` run along the sentence's events."""

    actortext: tuple[tuple[str, str], ...]
    actorroot: tuple[tuple[str, str], ...]
    eventtext: tuple[str, ...]
    rules: tuple[str, ...]
    nouns: tuple[Noun, ...]


@dataclass(frozen=True, slots=True)
class StorySentence:
    """A sentence with its events: source, target and code. `meta` is there where events are."""

    content: str
    parsed: str
    events: tuple[Triple, ...]
    meta: SentenceMeta | None


@dataclass(frozen=True, slots=True)
class StoryMeta:
    """What concerns a story as a whole; its date is the one that was sent, in the letters in which it was."""

    date: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article, with its sentences under `0`, `1`, ..."""

    meta: StoryMeta
    sents: Mapping[str, StorySentence]


def story_of(explanation: Explanation, meta: StoryMeta, options: Options) -> Story:
    """The story that an explained article is."""
    sents = {str(number): _sentence(each, options) for number, each in enumerate(explanation.sentences)}
    skipped = (f"not coded ({each.reason}): {each.text}" for each in explanation.skipped)
    return Story(replace(meta, warnings=(*meta.warnings, *explanation.warnings, *skipped)), sents)


def _sentence(sentence: ExplainedSentence, options: Options) -> StorySentence:
    found = {_triple(each): each for each in reversed(sentence.events) if wanted(each, options)}
    events = tuple(reversed(found.values()))
    return StorySentence(
        content=" ".join(token.text for token in sentence.tokens),
        parsed=f"(ROOT {' '.join(map(_leaf, sentence.tokens))} )",
        events=tuple(map(_triple, events)),
        meta=_meta(events, sentence.phrases) if events else None,
    )


def _triple(event: Event) -> Triple:
    return event.source.code, event.target.code, event.code.code


def _leaf(token: ExplainedToken) -> str:
    """A word as a leaf of a Penn tree.

    >>> _leaf(ExplainedToken(1, "Germany", "Germany", "NNP", 2, "nsubj"))
    '(NNP GERMANY )'
    """
    word = token.text.upper().replace("(", "-LRB-").replace(")", "-RRB-").replace(" ", "")
    return f"({token.tag} {word} )"


def _meta(events: tuple[Event, ...], phrases: tuple[ExplainedPhrase, ...]) -> SentenceMeta:
    return SentenceMeta(
        actortext=tuple((each.source.text, each.target.text) for each in events),
        actorroot=tuple((each.source.name.upper(), each.target.name.upper()) for each in events),
        eventtext=tuple(each.trigger.text for each in events),
        rules=tuple(each.rule.id for each in events),
        nouns=tuple(_nouns(phrases)),
    )


def _nouns(phrases: tuple[ExplainedPhrase, ...]) -> Iterator[Noun]:
    for phrase in phrases:
        if phrase.actors:
            codes = tuple(dict.fromkeys(actor.code for actor in phrase.actors))
            yield (f" {phrase.text.upper()}",), codes, tuple((code, ()) for code in codes)
