"""Whatever tree a parser gives, the reading stage answers, stays inside the sentence and answers alike twice."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from coder.parsing.sentences import Sentence, Token
from coder.reading.clauses import Clause
from coder.reading.phrases import NounPhrase
from coder.reading.reader import SentenceReading, read_sentence

RELATIONS = (
    "nsubj nsubj:pass csubj csubj:pass obj iobj obl obl:agent obl:unmarked obl:tmod xcomp ccomp advcl advcl:relcl acl"
    " acl:relcl nmod nmod:poss nmod:desc nmod:unmarked compound compound:prt amod appos flat goeswith conj cc"
    " cc:preconj case mark aux aux:pass cop advmod det nummod parataxis vocative list fixed punct expl dep orphan"
    " discourse dislocated reparandum"
).split()
TAGS = (
    ("NOUN", "NN"),
    ("NOUN", "NNS"),
    ("PROPN", "NNP"),
    ("PROPN", "NNPS"),
    ("PRON", "PRP"),
    ("PRON", "PRP$"),
    ("PRON", "WP"),
    ("PRON", "WDT"),
    ("VERB", "VB"),
    ("VERB", "VBD"),
    ("VERB", "VBG"),
    ("VERB", "VBN"),
    ("VERB", "VBZ"),
    ("AUX", "MD"),
    ("AUX", "VBZ"),
    ("ADJ", "JJ"),
    ("ADV", "RB"),
    ("ADP", "IN"),
    ("ADP", "RP"),
    ("DET", "DT"),
    ("NUM", "CD"),
    ("PART", "TO"),
    ("PART", "POS"),
    ("SCONJ", "IN"),
    ("CCONJ", "CC"),
    ("SYM", "SYM"),
    ("PUNCT", ","),
    ("PUNCT", "HYPH"),
    ("INTJ", "UH"),
    ("X", "FW"),
)
WORDS = (
    "army Syria said urge you that who whose to by out of not no never longer yet , - . and but nor neither rather than"
    " will ought have go be about if should had ago war decade 1990 Monday give accuse call on with report tear gas"
).split()


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A sentence of up to 14 words with any tree over them, any labels and any tags."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for rank, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, rank - 1))]
    tokens: list[Token] = []
    start = draw(st.integers(0, 5))
    position = start
    for index, head in enumerate(heads):
        word = draw(st.sampled_from(WORDS))
        upos, xpos = draw(st.sampled_from(TAGS))
        relation = "root" if head < 0 and draw(st.booleans()) else draw(st.sampled_from(RELATIONS))
        end = position + len(word)
        tokens.append(Token(index, word, word.lower(), upos, xpos, "", head, relation, position, end))
        position = end + 1
    text = " ".join(token.text for token in tokens)
    return Sentence(0, text, start, start + len(text), tuple(tokens), headline=draw(st.booleans()))


@settings(max_examples=300)
@given(sentences())
def test_every_tree_is_read(sentence: Sentence) -> None:
    read_sentence(sentence)


@settings(max_examples=300)
@given(sentences())
def test_spans_stay_inside_the_sentence(sentence: Sentence) -> None:
    for clause in _clauses(read_sentence(sentence)):
        assert sentence.start <= clause.start < clause.end <= sentence.end
        assert 0 <= clause.head < len(sentence.tokens)


@settings(max_examples=300)
@given(sentences())
def test_a_phrase_is_the_stretch_of_text_it_spans(sentence: Sentence) -> None:
    for phrase in _phrases(read_sentence(sentence)):
        assert sentence.start <= phrase.start < phrase.end <= sentence.end
        assert phrase.text == sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
        assert all(phrase.start <= word.start and word.end <= phrase.end for word in phrase.words)


@settings(max_examples=300)
@given(sentences())
def test_reading_twice_gives_the_same(sentence: Sentence) -> None:
    assert read_sentence(sentence) == read_sentence(sentence)


@settings(max_examples=300)
@given(sentences())
def test_each_clause_is_read_once(sentence: Sentence) -> None:
    keys = [clause.key for clause in read_sentence(sentence).clauses]
    assert keys == sorted(set(keys))


def _clauses(reading: SentenceReading) -> Iterator[Clause]:
    stack = [*reading.clauses, *reading.nominals]
    while stack:
        clause = stack.pop()
        yield clause
        stack.extend(clause.complements)


def _phrases(reading: SentenceReading) -> Iterator[NounPhrase]:
    """Every phrase of the sentence, those only found in a clause included."""
    yield from reading.phrases
    for clause in _clauses(reading):
        yield from (*clause.subject, *clause.object, *clause.person, *clause.premodifiers)
        yield from (attached.phrase for attached in clause.prepositions)
