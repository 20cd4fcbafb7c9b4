"""The model behind the parser: offsets, trees, hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.article import Article
from coder.errors import ModelError
from coder.parsing.cleaning import clean
from coder.parsing.conllu import read_conllu, write_conllu
from coder.parsing.sentences import ParsedArticle, Part, Sentence
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import model_directory

SUBJECTS = (
    "Turkish police",
    "The rebels",
    "Norway's foreign minister",
    "Thousands of workers",
    "A court in Lagos",
)
ACTS = (
    "accused the government of shelling villages near the border",
    "told Kenya that it didn't support new sanctions",
    "were arrested by soldiers after a protest against the new law",
    "agreed to withdraw from the islands, which Chile also claims",
    "said on Monday that the talks between Peru and Bolivia had failed",
)
ENDS = (".", " and left.")
FIFTY = " ".join(f"{subject} {act}{end}" for subject in SUBJECTS for act in ACTS for end in ENDS)

FRAGMENTS = st.sampled_from(
    [
        *(
            "Mr.",
            "U.S.",
            "said",
            "Russia",
            "attacked",
            "don't",
            "it's",
            "Jan.",
            "3",
            "J.",
            "he",
            "Kyiv.",
            "Reuters",
        ),
        *(
            '"',
            "'",
            "“",
            "”",
            ".",
            ",",
            "?",
            "--",
            "—",
            "-",
            "(",
            ")",
            "...",
            ":",
            ";",
            "|",
            ">",
            "•",
            "(AP)",
            "By",
        ),
        *(
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            "\x00",
            "\u200b",
            "\u00ad",
            "\ud800",
            "&amp;",
            "<b>",
            "</p>",
            "\xa0",
            "\x92",
        ),
    ]
)
NASTY = st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=40).map("".join)


def whole(article: Article, sentence: Sentence) -> str:
    return article.title if sentence.part is Part.TITLE else article.text


def assert_sound(article: Article, parsed: ParsedArticle) -> None:
    """Offsets point into the text as sent, and every tree is a tree."""
    assert [sentence.index for sentence in parsed.sentences] == list(range(len(parsed.sentences)))
    for sentence in parsed.sentences:
        text = whole(article, sentence)
        assert sentence.text == text[sentence.start : sentence.end]
        assert [token.head for token in sentence.tokens].count(-1) == 1
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert token.text in (written := text[token.start : token.end]) or token.text in clean(written).text
    for dateline in parsed.datelines:
        assert dateline.text == article.text[dateline.start : dateline.end]
    for skipped in parsed.skipped:
        text = article.title if skipped.part is Part.TITLE else article.text
        assert skipped.text == text[skipped.start : skipped.end]


def trees(parsed: ParsedArticle) -> list[list[tuple[str, str, int, str]]]:
    return [[(t.lemma, t.upos, t.head, t.relation) for t in sentence.tokens] for sentence in parsed.sentences]


@given(text=NASTY, title=st.one_of(st.just(""), NASTY))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_parsed_with_right_offsets_and_alike_each_time(parser: StanzaParser, text: str, title: str) -> None:
    article = Article(text=text, title=title)
    (parsed,) = parser.parse([article])
    assert_sound(article, parsed)
    assert parser.parse([article]) == (parsed,)
    assert read_conllu(write_conllu(parsed.sentences), text, title) == parsed.sentences


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "...",
        "\x00",
        "\ufeff",
        "\ud800",
        "x" * 50_000,
        "(" * 500,
        '"' * 500,
        "- " * 300,
        "<" * 5000,
        "word " * 1000,
        "he said," * 500,
        "https://example.org/" + "a" * 3000,
        "مرحبا بالعالم.",
        "Troops 👍🏽 left 🇳🇴.",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_does_no_harm(parser: StanzaParser, text: str) -> None:
    article = Article(text=text)
    (parsed,) = parser.parse([article])
    assert_sound(article, parsed)


def test_the_shortcuts_do_not_change_the_trees(parser: StanzaParser) -> None:
    articles = [Article(text=FIFTY)]
    (quick,) = parser.parse(articles)
    assert len(quick.sentences) == 50
    try:
        (slow,) = StanzaParser(model_directory(), shortcuts=False).parse(articles)
    finally:
        StanzaParser(model_directory())  # the decoder is the process's own; put the quick one back
    assert trees(slow) == trees(quick)


def test_an_article_is_parsed_the_same_in_company_and_alone(parser: StanzaParser) -> None:
    articles = [Article(text=text) for text in (FIFTY, "", "Troops left.", FIFTY[:500])]
    together = parser.parse(articles)
    assert [trees(parsed) for parsed in together] == [trees(parser.parse([article])[0]) for article in articles]


def test_the_title_comes_first(parser: StanzaParser) -> None:
    (parsed,) = parser.parse([Article(text="Troops left the island.", title="Troops leave island")])
    assert [(s.index, s.part, s.headline, s.text) for s in parsed.sentences] == [
        (0, Part.TITLE, True, "Troops leave island"),
        (1, Part.TEXT, False, "Troops left the island."),
    ]


def test_words_written_together_have_their_own_places(parser: StanzaParser) -> None:
    (parsed,) = parser.parse([Article(text="Norway didn't sign.")])
    assert [(token.text, token.start, token.end) for token in parsed.sentences[0].tokens] == [
        ("Norway", 0, 6),
        ("did", 7, 10),
        ("n't", 10, 13),
        ("sign", 14, 18),
        (".", 18, 19),
    ]


def test_name_and_version_say_which_weights_parsed(parser: StanzaParser) -> None:
    assert parser.name == "stanza-en-compact"
    assert parser.version == StanzaParser(model_directory()).version
    assert "+" in parser.version


def test_a_missing_model_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no resources\.json"):
        StanzaParser(tmp_path)


def test_a_damaged_model_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "resources.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        StanzaParser(tmp_path)


def test_the_official_model_is_asked_for_by_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    with pytest.raises(ModelError, match=r"stanza\.download"):
        StanzaParser("default")
