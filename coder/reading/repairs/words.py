"""Repairs of single words, made before there is a tree."""

from __future__ import annotations

from dataclasses import replace

from coder.parsing.sentences import Sentence, Token
from coder.reading.labels import Bond, bond, is_verb

LEMMAS = {"flead": "flee", "fre": "free"}


def right_lemmas(sentence: Sentence) -> Sentence:
    """`fled` and `freed` come with lemmas that are no words, the noun `lifting` with that of its verb."""
    changed = {
        token.index: replace(token, lemma=_right_lemma(token))
        for token in sentence.tokens
        if token.lemma in LEMMAS or (token.xpos == "NN" and token.text.endswith("ing"))
    }
    return _with_tokens(sentence, changed) if changed else sentence


def _right_lemma(token: Token) -> str:
    return LEMMAS.get(token.lemma) or token.text.lower()


def _with_tokens(sentence: Sentence, changed: dict[int, Token]) -> Sentence:
    return replace(sentence, tokens=tuple(changed.get(token.index, token) for token in sentence.tokens))


def headline_verb(sentence: Sentence) -> Sentence:
    """`Police arrest 20 protesters`: in a line without a verb, a noun between two phrases is the verb."""
    tokens = sentence.tokens
    if any(is_verb(token) or token.upos == "AUX" for token in tokens):
        return sentence
    root = next((token for token in tokens if token.head < 0), None)
    if root is None or root.upos not in {"NOUN", "PROPN"} or root.index == 0:
        return sentence
    subject = tokens[root.index - 1]
    object_ = next((t for t in tokens[root.index + 1 :] if _is_bare_phrase(t, root, tokens)), None)
    if object_ is None or subject.head != root.index or bond(subject) is not Bond.COMPOUND:
        return sentence
    changed = {
        root.index: replace(root, upos="VERB", xpos="VBP"),
        subject.index: replace(subject, relation="nsubj"),
        object_.index: replace(object_, relation="obj"),
    }
    return _with_tokens(sentence, changed)


def _is_bare_phrase(token: Token, root: Token, tokens: tuple[Token, ...]) -> bool:
    """A noun after the root that hangs on it without preposition, comma or coordinator."""
    between = tokens[root.index + 1 : token.index]
    plain = all(t.upos not in {"PUNCT", "CCONJ", "ADP"} for t in between)
    return token.head == root.index and token.upos in {"NOUN", "PROPN"} and plain and bond(token) not in {Bond.FLAT}
