"""The worked example of docs/matching.md is worked out as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coder.actors.resolver import SentencePhrases, resolve_article
from coder.article import Article
from coder.coder import Coder, Options
from coder.coding.composing import Composer
from coder.coding.ranking import Rank
from coder.coding.recorder import Trace
from coder.parsing.stanza_parser import StanzaParser
from coder.reading.reader import read_sentence

PAGE = (Path(__file__).parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("## A worked example")[2].partition("\n## ")[0]
SENTENCE = EXAMPLE.split("`")[1]


def rows(head: str) -> list[list[str]]:
    """The cells of the table whose head begins so."""
    table = EXAMPLE.partition(head)[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip()[1:-1].split("|")] for line in table]


@pytest.fixture(scope="module")
def trace(coder: Coder, parser: StanzaParser) -> Trace:
    trace = Trace()
    (parsed,) = parser.parse([Article(text=SENTENCE)])
    reading = read_sentence(parsed.sentences[0])
    phrases = [SentencePhrases(reading.sentence.index, reading.sentence.tokens, reading.phrases)]
    actors = resolve_article(phrases, None, coder.dictionaries.actors, "")
    list(Composer(coder.dictionaries.rules, coder.dictionaries.ontology, actors, reading, trace).readings())
    return trace


def test_the_weights_are_those_of_the_page(trace: Trace) -> None:
    shown = {
        (clause, rule): tuple(int(each) for each in weights) for clause, rule, *weights in rows("| clause | rule |")
    }
    assert len(shown) >= 5
    assert {(each.clause.lemma, each.rule.id): tuple(map(int, each.rank)) for each in trace.fits} == shown


def test_the_first_of_each_clause_wins(trace: Trace) -> None:
    first: dict[str, str] = {}
    for clause, rule, *_ in rows("| clause | rule |"):
        first.setdefault(clause, rule)
    assert {won.clause.lemma: won.rule.id for won in trace.winners} == first


def test_the_places_are_those_of_the_page(trace: Trace) -> None:
    clauses = {fitted.clause.lemma: fitted.clause for fitted in trace.fits}
    for name, subject, held, prepositions, completed in rows("| clause | subject |"):
        clause = clauses[name.split()[0]]
        assert [phrase.text for phrase in clause.subject] == [subject]
        assert [phrase.text for phrase in clause.object] == ([held] if held else [])
        assert [inner.lemma for inner in clause.complements] == ([completed] if completed else [])
        attached = [*clause.prepositions, *(each for phrase in clause.object for each in phrase.attached)]
        assert {f"{each.preposition}: {each.phrase.text}" for each in attached} == {prepositions}


def test_the_weights_have_the_names_of_the_page() -> None:
    head = re.search(r"\| clause \| rule \|(.*)\|\n", EXAMPLE)
    assert head is not None
    assert tuple(name.strip() for name in head[1].split("|")) == Rank._fields
    listed = re.findall(r"^\| \d \| (\w+) \|", PAGE, re.MULTILINE)
    assert tuple(listed) == Rank._fields


def test_the_event_is_that_of_the_page(coder: Coder) -> None:
    (coded,) = coder.code([Article(text=SENTENCE)], Options())
    assert [event.line for event in coded.events] == ["FRA > SYR 0256"]
    assert "`FRA > SYR 0256`" in EXAMPLE
    assert coder.dictionaries.ontology.compose("halt", "191") == "0872"
    assert coder.dictionaries.ontology.compose("appeal", "0872") == "0256"
