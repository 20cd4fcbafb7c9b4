"""Names and agent nouns are found on word borders, longest first, however the parser cuts hyphens."""

from __future__ import annotations

import pytest

from coder.actors.dictionary import ActorDictionary
from coder.actors.names import find_matches, sentence_words
from coder.actors.spelling import normal, phrase_words, singular
from coder.parsing.sentences import Token


def tokens(text: str, classes: str = "") -> tuple[Token, ...]:
    """Tokens of a text split at blanks; `classes` gives word classes other than PROPN and NOUN by word."""
    given = dict(pair.split("=") for pair in classes.split())
    made = []
    for index, word in enumerate(text.split()):
        upos = given.get(word, "PROPN" if word[0].isupper() else "NOUN")
        made.append(Token(index, word, word.lower(), upos, "", "", -1, "", 0, 0))
    return tuple(made)


@pytest.mark.parametrize(
    ("word", "form"),
    [("U.S.", "us"), ("Türkiye", "turkiye"), ("Sana'a", "sanaa"), ("N’Djamena", "ndjamena"), ("Xi", "xi"), (".", ".")],
)
def test_normal_form(word: str, form: str) -> None:
    assert normal(word) == form


@pytest.mark.parametrize(
    ("word", "form"),
    [("rebels", "rebel"), ("gunmen", "gunman"), ("parties", "party"), ("churches", "church"), ("press", "press")],
)
def test_rough_singular(word: str, form: str) -> None:
    assert singular(word) == form


def test_phrases_are_cut_as_the_parser_cuts_them() -> None:
    assert phrase_words("the People's Republic of China") == ["people", "s", "republic", "of", "china"]
    assert phrase_words("al-Shabab") == ["al", "shabab"]


def test_hyphens_split_words_but_leave_a_trace() -> None:
    words = sentence_words(tokens("Saudi-led U.S. - backed"))
    assert [(word.form, word.hyphened) for word in words] == [
        ("saudi", False),
        ("led", True),
        ("us", False),
        ("backed", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea and South Korea", ["country-north-korea", "country-south-korea"]),
        ("the UN Security Council", ["security-council"]),
        ("Islamic State of Iraq and Syria", ["islamic-state"]),
        ("Al - Shabaab fighters", ["al-shabab"]),
        ("the US told us", ["country-usa"]),
        ("Us and them", []),
        ("turkey for dinner", []),
        ("TURKEY RECALLS ENVOY", ["country-turkey"]),
        ("Bashar al - Assad left", ["person-bashar-assad"]),
        ("Türkiye", ["country-turkey"]),
        ("China's navy", []),
    ],
)
def test_names(text: str, expected: list[str], dictionary: ActorDictionary) -> None:
    found = find_matches(tokens(text), dictionary, "2014-05-05").names
    assert [match.naming.entry for match in dict.fromkeys(found.values())] == expected


def test_apostrophes_are_no_words_and_do_not_cut_names() -> None:
    cut = (
        Token(0, "Jama", "Jama", "PROPN", "NNP", "", -1, "", 0, 4),
        Token(1, "'at", "'at", "PROPN", "NNP", "", -1, "", 4, 7),
        Token(2, "workers", "worker", "NOUN", "NNS", "", -1, "", 8, 15),
        Token(3, "'", "'", "PART", "POS", "", -1, "", 15, 16),
        Token(4, "party", "party", "NOUN", "NN", "", -1, "", 17, 22),
    )
    assert [word.form for word in sentence_words(cut)] == ["jamaat", "workers", "party"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("riot police", ["riot police"]),
        ("Foreign Minister", ["foreign minister"]),
        ("rebel fighters", ["fighter", "rebel"]),
        ("police cars", []),
        ("minister of defence", ["minister of defence"]),
    ],
)
def test_agent_nouns(text: str, expected: list[str], dictionary: ActorDictionary) -> None:
    classes = "of=ADP"
    found = find_matches(tokens(text, classes), dictionary, "").agents
    assert [match.noun for match in dict.fromkeys(found.values())] == expected


def test_only_a_noun_behind_it_undoes_an_agent(dictionary: ActorDictionary) -> None:
    assert not find_matches(tokens("police dog"), dictionary, "").agents
    assert find_matches(tokens("Police dog smugglers", "dog=VERB"), dictionary, "").agents[0].noun == "police"


def test_what_hyphens_tie_to_a_name(dictionary: ActorDictionary) -> None:
    found = find_matches(tokens("Iran-backed pro-Russian militiamen"), dictionary, "").names
    assert (found[0].bound, found[1].lead) == ("backed", "pro")


def test_agent_nouns_do_not_tear_names(dictionary: ActorDictionary) -> None:
    found = find_matches(tokens("the United States government"), dictionary, "")
    assert found.agents[3].noun == "government"
    assert found.names[1].naming.entry == "country-usa"
