"""What the terminal shows: all of the explanation, within the width, in signs the terminal has."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from coder.article import Article
from coder.coder import EVERYTHING, Coder
from coder.dictionaries.load import load_dictionaries
from coder.explaining import ExplainedToken, Explanation, all_clauses
from coder.resources import dictionary_directory
from coder.workshop.trying.firing import says_of_itself, show_rule
from coder.workshop.trying.layout import ASCII, BOXES, Glyphs, Ink, Sheet, plain, section, table
from coder.workshop.trying.showing import show_explanation
from coder.workshop.trying.trees import draw_tree

LONG = (
    "PARIS - French Foreign Minister Catherine Colonna, who had met her Moroccan counterpart in Rabat a day before, "
    'said on Tuesday that the European Union would not impose new sanctions on Niger unless "the generals in Niamey" '
    "refused to release former officials and their families, including two lawmakers from the opposition. "
    "Norway harangued Sweden."
)


def explained(coder: Coder, text: str, date: datetime.date | None = None) -> Explanation:
    return coder.explain([Article(text=text, date=date)], EVERYTHING)[0]


def shown(explanation: Explanation, width: int = 100, glyphs: Glyphs = BOXES) -> str:
    return "\n".join(plain(line) for line in show_explanation(explanation, Sheet(width, glyphs)))


def token(id_: int, text: str, head: int, relation: str, lemma: str = "", tag: str = "X") -> ExplainedToken:
    return ExplainedToken(id_, text, lemma or text.lower(), tag, head, relation)


def deep(depth: int) -> list[ExplainedToken]:
    """A parse in which every word hangs on the one before."""
    return [token(number, f"word{number}", number - 1, "dep") for number in range(1, depth + 1)]


SMALL = [
    token(1, "Norway", 2, "nsubj", "Norway", "NNP"),
    token(2, "praised", 0, "root", "praise", "VBD"),
    token(3, "the", 4, "det", tag="DT"),
    token(4, "move", 2, "obj", tag="NN"),
    token(5, ".", 2, "punct", tag="."),
]


@pytest.mark.parametrize(
    ("glyphs", "lines"),
    [
        (
            BOXES,
            [
                "praised    praise  VBD  root",
                "├─ Norway  Norway  NNP  nsubj",
                "├─ move            NN   obj",
                "│  └─ the          DT   det",
                "└─ .               .    punct",
            ],
        ),
        (
            ASCII,
            [
                "praised    praise  VBD  root",
                "|- Norway  Norway  NNP  nsubj",
                "|- move            NN   obj",
                "|  `- the          DT   det",
                "`- .               .    punct",
            ],
        ),
    ],
)
def test_a_parse_is_a_tree(glyphs: Glyphs, lines: Sequence[str]) -> None:
    assert [plain(line) for line in draw_tree(SMALL, Sheet(80, glyphs))] == lines


@pytest.mark.parametrize(("depth", "width"), [(12, 80), (40, 80), (70, 80), (200, 80), (30, 40), (1, 24)])
def test_a_deep_tree_stays_on_the_sheet_with_all_its_words(depth: int, width: int) -> None:
    lines = [plain(line) for line in draw_tree(deep(depth), Sheet(width))]
    assert len(lines) == depth
    assert max(map(len, lines)) <= width
    assert all(line.endswith(("dep", "root")) for line in lines)


def test_a_word_too_long_for_its_line_is_cut_where_it_can_be_seen() -> None:
    (line,) = draw_tree([token(1, "x" * 200, 0, "root", "y")], Sheet(40))
    assert plain(line).partition("…")[0] == "x" * (40 - len("…") - len("  y  X  root"))


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("glyphs", [BOXES, ASCII], ids=["boxes", "ascii"])
def test_nothing_runs_over_the_edge(width: int, glyphs: Glyphs, coder: Coder) -> None:
    text = shown(explained(coder, LONG), width, glyphs)
    assert max(map(len, text.splitlines())) <= width
    assert text.isascii() == (glyphs is ASCII)


@pytest.mark.parametrize("width", [80, 120])
def test_everything_that_was_tried_is_shown(width: int, coder: Coder) -> None:
    explanation = explained(coder, LONG, datetime.date(2023, 8, 1))
    words = " ".join(shown(explanation, width).split())
    for sentence in explanation.sentences:
        for clause in all_clauses(sentence.clauses):
            named = [*(each.rule for each in clause.tried), *(each.rule for each in clause.beat)]
            assert [rule for rule in named if rule not in words] == []
            assert clause.winner is None or f"{clause.winner.file}:{clause.winner.line}" in words
        for event in sentence.events:
            assert f"{event.source.code} > {event.target.code} {event.code.code} " in words
    assert "no rule is triggered by the verb 'harangue'; --yaml prints a rule to fill in" in words
    assert "dateline PARIS" in words


def test_an_event_that_only_comes_on_request_says_so(coder: Coder) -> None:
    words = " ".join(shown(explained(coder, "France may attack the rebels."), 120).split())
    assert "only with include=unresolved,hypothetical" in words


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("consult-visit", "Norway visited Sweden.", "visited fired 042 visited event NOR > SWE 042"),
        (
            "consult-visit",
            "Tourists visited Sweden.",
            "visited failed vetoed by its subject",
        ),
        ("consult-visit", "Norway praised Sweden.", "not tried: none of its words stands in this sentence"),
        (
            "consult-visit",
            "The visit to Norway was long.",
            "not tried: 'visit' (NN, nsubj) names no act here; the rule wants a verb",
        ),
        (
            "appeal-urge",
            "France urged Syria to withdraw its troops from Lebanon.",
            "beaten by appeal-stance-urge-actor: fewer places filled",
        ),
        ("fight-attack", "Iran attacked Iran.", "attacked no event 190: source and target are the same actor"),
    ],
)
def test_one_rule_is_told_why(rule: str, text: str, words: str, coder: Coder) -> None:
    dictionaries = load_dictionaries(dictionary_directory())
    (own,) = (each for each in dictionaries.rules.rules if each.id == rule)
    says = says_of_itself(own, dictionary_directory(), dictionaries.ontology)
    assert says
    lines = show_rule(own, says, explained(coder, text), Sheet(100))
    assert words in " ".join(" ".join(map(plain, lines)).split())


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (30, ["a-b-c  one two three four", "d      five"]),
        (20, ["a-b-c  one two three", "       four", "d      five"]),
        (12, ["a-b-c  one", "       two", "       three", "       four", "d      five"]),
    ],
)
def test_tables_wrap_where_words_end(width: int, lines: list[str]) -> None:
    rows = [(Ink("a-b-c"), Ink("one two three four")), (Ink("d"), Ink("five"))]
    assert [plain(line) for line in table(rows, Sheet(width))] == lines


def test_an_empty_section_has_no_heading() -> None:
    assert list(section("Events", [])) == []
    assert list(table([], Sheet())) == []
