"""Examples of phrases are compared with what the coder finds; a known gap must stay one."""

from __future__ import annotations

import pytest

from coder.coder import Coder
from coder.dictionaries.examples import PhraseExample
from coder.errors import Location
from coder.workshop.testing.examples import run_phrase_examples
from coder.workshop.testing.verdicts import problem

TEXT = "Turkish police detained a French lawmaker."


@pytest.mark.parametrize(
    ("actors", "wrong", "xfail", "passed", "words"),
    [
        (("Turkish police = TURCOP",), (), "", True, ""),
        (("Turkish police = TURCOP", "a French lawmaker = FRALEG"), ("Turkish police = TUR",), "", True, ""),
        (("Turkish police = TURMIL",), (), "", False, "missing Turkish police = TURMIL"),
        ((), ("Turkish police = TURCOP",), "", False, "not expected Turkish police = TURCOP"),
        (("Turkish police = TURMIL",), (), "not known yet", True, "missing"),
        (("Turkish police = TURCOP",), (), "not known yet", False, "drop `xfail`"),
    ],
)
def test_verdicts(
    actors: tuple[str, ...], wrong: tuple[str, ...], xfail: str, passed: bool, words: str, coder: Coder
) -> None:
    example = PhraseExample("police", TEXT, Location("agents.yaml", 1), None, actors, wrong, xfail)
    (verdict,) = run_phrase_examples(coder, [example])
    assert verdict.passed is passed
    if words:
        assert words in problem(verdict)
    assert "Turkish police = TURCOP" in [each.line for each in verdict.found]
