"""Where sentences begin and end, in the manner of the news agencies."""

from __future__ import annotations

import pytest

from coder.article import Article
from coder.parsing.splitting import Piece, mend
from coder.parsing.stanza_parser import StanzaParser

# Every line is one paragraph; a bar stands where one sentence ends and the next begins.
TITLES_AND_NAMES = """
Mr. Okafor met Mrs. Lindqvist on Friday.|They did not speak.
Gen. Haroun resigned.|Col. Diallo took his place.
Lt. Col. Pereira and Brig. Gen. Asante inspected the base.
Maj. Gen. Petrov ordered the retreat.|Capt. Ruiz refused.
Sen. Brandt voted against the bill.|Rep. Olsen abstained.
Gov. Marsh called out the guard.|Lt. Gov. Hale agreed.
Dr. Amin treated the wounded.|Prof. Weiss praised him.
J. K. Mbeki signed the truce.|R. P. Singh did not.
Gunmen shot George W. Carter dead.|His driver survived.
Police held St. John Rivers at Ft. Dale.|He was freed later.
Rebels took Mt. Kessa.|The army fled.
The court jailed Abdul Karim Jr. for life.|He will appeal.
N. Korea tested a missile.|S. Korea protested.
"""
ABBREVIATIONS = """
The U.S. Navy left the gulf.|Iran cheered.
He left the U.S. after the vote.|Nobody stopped him.
Aid from the U.N. was blocked.|Trucks turned back.
The U.K. and the E.U. agreed on fish.|France objected.
They met in Washington, D.C.|The talks lasted an hour.
The No. 2 man in the junta fled.|The No. 1 stayed.
Brigade No. 5 attacked at dawn.|Nos. 6 and 7 followed.
The ceasefire began on Jan. 3 at noon.|It held.
He was killed on Sept. 11 in Paris.|Two others were hurt.
The treaty was signed on Feb. 4.|It lapsed in Dec. 2010.
Acme Inc. paid the rebels.|Borealis Corp. did not.
Shell Co. and Orel Ltd. quit the country.|Ministers regretted it.
Talks start at 9 a.m. on Monday.|They end at 5 p.m.
The march began at 10 a.m.|It ended in blood.
It was Milan vs. Turin.|Turin lost.
Art. 5 of the treaty binds them.|Art. 6 does not.
Inflation hit 3.5 percent.|Prices rose by 2.1 percent in a month.
The deal is worth $1.2 billion.|Congress must approve it.
"""
QUOTATIONS = """
"We will not leave," he said.|"We will fight."
"Is it war?" Karim asked.|Nobody answered.
"We are ready!" President Osei told reporters.|He left at once.
"Stop," she said, "or we shoot."|They stopped.
He said: "We ask both sides to stop."|The rebels refused.
“We will not leave,” he said.|“We will fight.”
“Is it war?” Karim asked.|Nobody answered.
“Never,” replied the minister.|He walked out.
He called the vote “a farce”.|The crowd cheered.
The minister asked: “Who fired first?”|Nobody knew.
'We will not leave,' said the envoy.|He left an hour later.
'It is over,' Osei said.|'We won.'
‘It is over,’ Osei said.|The guns fell silent.
The general said the “so-called truce” was dead.|Shelling resumed.
“We left.”|“They stayed.”
"""
DASHES_AND_THE_REST = """
Israel -- which denies the charge -- said no.|Egypt said yes.
Police arrested 20 people - most of them students - on Monday.|They were freed.
The rebels — 300 men in all — surrendered.|Their leader fled.
Thousands fled...|Hundreds stayed.
The talks (held in Geneva) failed.|Both sides left.
Troops left the town.|(The governor stayed.)
Who fired first?|Nobody knows!|The inquiry goes on.
The army agreed; the rebels did not.|Talks go on.
al-Badr claimed the attack.|Police doubted it.
Officials in Vienna-based agencies met.|Al-Noor TV said so.
Troops entered Bamako.|Mali's president fled to Senegal's capital.
France didn't sign.|Spain couldn't.|Italy won't.
The so-called “People’s Army” disbanded.|Its men went home.
Turkey's prime minister met Greece's.|They'd agreed to talk.
PROTESTERS BURNED CARS IN ATHENS.|POLICE FIRED TEAR GAS.
Shells hit Aleppo at 3:15 p.m. local time.|No one was hurt.
The envoy, 54, died in Lagos.|He was ill.
"""
TABLE = [
    line.split("|")
    for block in (TITLES_AND_NAMES, ABBREVIATIONS, QUOTATIONS, DASHES_AND_THE_REST)
    for line in block.strip().split("\n")
]


@pytest.mark.parametrize("sentences", TABLE, ids=lambda sentences: sentences[0][:40])
def test_a_paragraph_is_split_into_its_sentences(parser: StanzaParser, sentences: list[str]) -> None:
    (parsed,) = parser.parse([Article(text=" ".join(sentences))])
    assert [sentence.text for sentence in parsed.sentences] == sentences


def pieces(text: str) -> tuple[Piece, ...]:
    """Pieces as they stand in a text, where blanks part them."""
    found, start = [], 0
    for word in text.split(" "):
        found.append(Piece(word, start, start + len(word)))
        start += len(word) + 1
    return tuple(found)


def mended(*texts: str, limit: int = 200) -> list[str]:
    """What becomes of sentences that the tokenizer gave, one after the other."""
    start, sentences = 0, []
    for text in texts:
        moved = [Piece(p.text, p.start + start, p.end + start) for p in pieces(text)]
        sentences.append(tuple(moved))
        start += len(text) + 1
    return [" ".join(piece.text for piece in sentence) for sentence in mend(sentences, limit)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["He met Gen.", "Diallo in Dakar ."], ["He met Gen. Diallo in Dakar ."]),
        (["It began on Jan.", "3 ."], ["It began on Jan. 3 ."]),
        (["It began in Jan.", "Troops left ."], ["It began in Jan.", "Troops left ."]),
        (["He works for Acme Inc.", "in Oslo ."], ["He works for Acme Inc. in Oslo ."]),
        (["He left the U.S.", "Troops stayed ."], ["He left the U.S.", "Troops stayed ."]),
        (["J.", "K. Mbeki spoke ."], ["J. K. Mbeki spoke ."]),
        (["Shells hit Kyiv.", "Two died ."], ["Shells hit Kyiv .", "Two died ."]),
        (["He left on Jan. 3 . Later he came back ."], ["He left on Jan. 3 .", "Later he came back ."]),
        (['" Is it war ? "', "he asked ."], ['" Is it war ? " he asked .']),
        (["He left ,", "and they stayed ."], ["He left , and they stayed ."]),
        (["They left .", ")"], ["They left . )"]),
    ],
)
def test_borders_that_the_tokenizer_got_wrong_are_mended(given: list[str], expected: list[str]) -> None:
    assert mended(*given) == expected


def test_a_closing_quote_goes_back_to_its_sentence() -> None:
    left = (Piece("Go", 1, 3), Piece(".", 3, 4))
    right = (Piece('"', 4, 5), Piece("They", 6, 10), Piece("went", 11, 15))
    assert [[piece.text for piece in sentence] for sentence in mend([left, right], 200)] == [
        ["Go", ".", '"'],
        ["They", "went"],
    ]


@pytest.mark.parametrize(
    ("text", "limit", "lengths"),
    [
        ("a a a ; a a a a", 5, [4, 4]),
        ("a a a , a a a a", 5, [4, 4]),
        ("a a a and a a a a", 5, [4, 4]),
        ("a a a a a a a a", 5, [5, 3]),
        ("a a a , a ; a a a", 6, [6, 3]),
        ("a a", 5, [2]),
    ],
)
def test_endless_sentences_are_cut_at_clause_marks(text: str, limit: int, lengths: list[int]) -> None:
    assert [len(sentence.split()) for sentence in mended(text, limit=limit)] == lengths


def test_no_sentence_is_longer_than_the_limit(parser: StanzaParser) -> None:
    (parsed,) = parser.parse([Article(text="troops marched and police watched " * 150)])
    assert len(parsed.sentences) > 1
    assert all(len(sentence.tokens) <= 200 for sentence in parsed.sentences)
