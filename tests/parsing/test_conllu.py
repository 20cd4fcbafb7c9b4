"""Parses that people bring, and parses written down."""

from __future__ import annotations

import pytest

from coder.article import Article
from coder.errors import ConlluError
from coder.parsing.conllu import ConlluParser, read_conllu, rebuild_text, write_conllu
from coder.parsing.mixed import MixedParser
from coder.parsing.sentences import Part, Sentence, Token
from coder.parsing.stanza_parser import StanzaParser

TEXT = "OSLO - Norway didn't sign.\n\nTroops of 10 000 men  left."


def word(number: int, form: str, head: int, relation: str = "dep", upos: str = "X", misc: str = "_") -> str:
    return "\t".join((str(number), form, form.lower(), upos, "_", "_", str(head), relation, "_", misc)) + "\n"


SIGNED = (
    "# sent_id = 1\n# text = Norway didn't sign.\n"
    + word(1, "Norway", 4, "nsubj", "PROPN")
    + "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    + word(2, "did", 4, "aux", "AUX")
    + word(3, "n't", 4, "advmod", "PART")
    + "3.1\tever\tever\tADV\t_\t_\t_\t_\t_\t_\n"
    + word(4, "sign", 0, "root", "VERB", "SpaceAfter=No")
    + word(5, ".", 4, "punct", "PUNCT")
)
LEFT = (
    word(1, "Troops", 5, "nsubj", "NOUN")
    + word(2, "of", 4, "case", "ADP")
    + word(3, "10 000", 4, "nummod", "NUM")
    + word(4, "men", 1, "nmod", "NOUN")
    + word(5, "left", 0, "root", "VERB", "SpaceAfter=No")
    + word(6, ".", 5, "punct", "PUNCT")
)


def test_sentences_are_found_in_the_text() -> None:
    signed, left = read_conllu(f"{SIGNED}\n{LEFT}", TEXT)
    assert (signed.text, signed.start, signed.index) == ("Norway didn't sign.", 7, 0)
    assert (left.text, left.end, left.index) == ("Troops of 10 000 men  left.", len(TEXT), 1)
    assert [(t.text, t.start, t.end, t.head) for t in signed.tokens] == [
        ("Norway", 7, 13, 3),
        ("did", 14, 17, 3),
        ("n't", 17, 20, 3),
        ("sign", 21, 25, -1),
        (".", 25, 26, 3),
    ]


def test_words_that_do_not_spell_their_token_share_its_place() -> None:
    parse = "1-2\twon't\t_\t_\t_\t_\t_\t_\t_\t_\n" + word(1, "will", 0, "root") + word(2, "not", 1)
    (sentence,) = read_conllu(parse, "I won't")
    assert [(token.text, token.start, token.end) for token in sentence.tokens] == [
        ("will", 2, 7),
        ("not", 2, 7),
    ]


def test_token_ranges_are_taken_at_their_word() -> None:
    parse = word(1, "No", 0, "root", misc="TokenRange=3:5")
    (sentence,) = read_conllu(parse, "No No")
    assert (sentence.start, sentence.end) == (3, 5)


def test_the_title_has_its_own_offsets() -> None:
    parse = "# part = title\n# headline = yes\n" + word(1, "Left", 0, "root") + "\n" + word(1, "Troops", 0, "root")
    title, text = read_conllu(parse, "Troops", "Left")
    assert (title.part, title.headline, title.start) == (Part.TITLE, True, 0)
    assert (text.part, text.headline, text.start) == (Part.TEXT, False, 0)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    parse = "\ufeff" + SIGNED.replace("\n", "\r\n")
    assert read_conllu(parse, TEXT) == read_conllu(SIGNED, TEXT)


def test_a_parse_without_its_text_can_be_spelt() -> None:
    assert rebuild_text(f"{SIGNED}\n{LEFT}") == "Norway didn't sign.\nTroops of 10 000 men left."


@pytest.mark.parametrize(
    ("parse", "line", "message"),
    [
        ("1\tTroops\n", 1, "2 columns"),
        ("1 Troops troops NOUN _ _ 0 root _ _\n", 1, "1 columns"),
        ("\n\n" + word(1, "Troops", 0).replace("1\t", "x\t", 1), 3, "ID is 'x'"),
        (word(2, "Troops", 0), 1, "ID is 2 where 1 is due"),
        (word(1, "Troops", 0) + word(3, "left", 1), 2, "ID is 3 where 2 is due"),
        (word(1, "Troops", 0) + word(2, "left", 7), 2, "HEAD is '7'"),
        (word(1, "Troops", 0) + word(2, "left", -1), 2, "HEAD is '-1'"),
        (word(1, "Troops", 0) + word(2, "left", 2), 2, "its own HEAD"),
        (word(1, "Troops", 2) + word(2, "left", 1), 1, "0 words have HEAD 0"),
        (word(1, "Troops", 0) + word(2, "left", 0), 1, "2 words have HEAD 0"),
        (word(1, "a", 0) + word(2, "b", 3) + word(3, "c", 2), 2, "form a cycle"),
        (word(1, " ", 0), 1, "FORM is empty"),
        (word(1, "Troops", 0, upos="_"), 1, "UPOS is empty"),
        (word(1, "Troops", 0, relation="_"), 1, "DEPREL is empty"),
        ("# a comment alone\n", 1, "without words"),
        ("# text = x\n" + word(1, "Tanks", 0), 1, "does not stand in the article's text"),
        (word(1, "Troops", 0, misc="TokenRange=0:99"), 1, "not within the text's 12 characters"),
        (word(1, "Troops", 0, misc="TokenRange=7:11"), 1, "the text has 'left'"),
    ],
)
def test_a_broken_parse_is_refused_with_its_line(parse: str, line: int, message: str) -> None:
    with pytest.raises(ConlluError, match=message) as refusal:
        read_conllu(parse, "Troops left.")
    assert refusal.value.line == line


def test_what_is_written_reads_the_same() -> None:
    tokens = (
        Token(0, "Wo", "will", "AUX", "MD", "VerbForm=Fin", 2, "aux", 4, 9),
        Token(1, "not", "", "PART", "", "", 2, "advmod", 4, 9),
        Token(2, "sign", "sign", "VERB", "VB", "", -1, "root", 10, 14),
        Token(3, "_", "_", "PUNCT", "", "", 2, "punct", 14, 15),
    )
    text = "x\n\n Won't\nsign_"
    sentence = Sentence(0, text[4:15], 4, 15, tokens, Part.TEXT, True)
    assert read_conllu(write_conllu([sentence]), text) == (sentence,)


def test_articles_with_a_parse_are_read_and_the_others_parsed(parser: StanzaParser) -> None:
    mixed = MixedParser(parser)
    brought = Article(text=TEXT, parse=f"{SIGNED}\n{LEFT}")
    plain = Article(text="Troops left.")
    assert mixed.parse([plain, brought, plain]) == (
        *parser.parse([plain]),
        *ConlluParser().parse([brought]),
        *parser.parse([plain]),
    )
    assert (mixed.name, mixed.version) == (parser.name, parser.version)


def test_the_dateline_is_seen_whoever_parsed() -> None:
    (parsed,) = ConlluParser().parse([Article(text=TEXT, parse=SIGNED)])
    assert [dateline.place for dateline in parsed.datelines] == ["OSLO"]
