"""Words that the model's dictionary does not know are inflected as their last part, or regularly."""

from __future__ import annotations

import pytest

from coder.article import Article
from coder.parsing.lemmas import unknown_lemma
from coder.parsing.stanza_parser import StanzaParser

KNOWN = {
    ("strikes", "NOUN"): "strike", ("attacks", "NOUN"): "attack", ("men", "NOUN"): "man", ("streamed", "VERB"): "stream",
    ("species", "NOUN"): "species", ("formed", "VERB"): "form", ("strikes", "VERB"): "strike", ("rises", "VERB"): "rise",
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("airstrikes", "NNS", "airstrike"),
        ("Airstrikes", "NNS", "airstrike"),
        ("Strikes", "NNS", "strike"),
        ("cyberattacks", "NNS", "cyberattack"),
        ("spokesmen", "NNS", "spokesman"),
        ("livestreamed", "VBD", "livestream"),
        ("re-formed", "VBN", "re-form"),
        ("corgis", "NNS", "corgi"),
        ("vuvuzelas", "NNS", "vuvuzela"),
        ("quangoes", "NNS", "quango"),
        ("walkabies", "NNS", "walkaby"),
        ("wrenches", "NNS", "wrench"),
        ("killboxes", "NNS", "killbox"),
        ("strikes", "NNS", None),
        ("airstrike", "NN", None),
        ("subspecies", "NNS", "subspecies"),
        ("zorbus", "NNS", None),
        ("doxxed", "VBD", None),
        ("Airstrikes", "NNPS", None),
        ("s", "NNS", None),
        ("x" * 50_000 + "strikes", "NNS", "x" * 50_000 + "strike"),
        ("", "NNS", None),
    ],
)
def test_unknown_forms(form: str, tag: str, lemma: str | None) -> None:
    assert unknown_lemma(form, tag, lambda word, kind: KNOWN.get((word, kind))) == lemma


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Israel launched airstrikes on Syria.", "airstrikes", "airstrike"),
        ("Airstrikes killed two Syrian soldiers.", "Airstrikes", "airstrike"),
        ("Iran launched cyberattacks against Albania.", "cyberattacks", "cyberattack"),
        ("Norwegian troops left Mali.", "troops", "troops"),
    ],
)
def test_the_parser_guesses_what_it_does_not_know(parser: StanzaParser, text: str, form: str, lemma: str) -> None:
    (parsed,) = parser.parse([Article(text=text)])
    assert [token.lemma for token in parsed.sentences[0].tokens if token.text == form] == [lemma]
