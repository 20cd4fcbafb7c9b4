"""`dragoman dictionaries try`."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from coder.article import Article
from coder.batch import Answer, Status, explain_articles
from coder.coder import EVERYTHING
from coder.coding.rules import Rule
from coder.command.dictionaries.options import dictionaries_option
from coder.command.errors import plain_errors
from coder.dictionaries.load import Dictionaries, load_dictionaries
from coder.dictionaries.nodes import suggest
from coder.explaining import Explanation
from coder.resources import dictionary_directory
from coder.settings import Settings
from coder.workshop.coders import workshop_coder, workshop_parser
from coder.workshop.trying.firing import says_of_itself, show_rule
from coder.workshop.trying.layout import ASCII, BOXES, Line, Sheet, Tone, plain
from coder.workshop.trying.showing import show_explanation
from coder.workshop.trying.stubs import BLANK, stubs_of
from schemas.explanations import ExplanationSchema
from schemas.strict_json import write_json

NARROWEST, WIDEST = 60, 120

STYLES: dict[Tone, dict[str, Any]] = {
    Tone.HEADING: {"bold": True},
    Tone.FAINT: {"dim": True},
    Tone.CODE: {"fg": "cyan"},
    Tone.WORD: {"bold": True},
    Tone.GOOD: {"fg": "green"},
    Tone.BAD: {"fg": "yellow"},
}


@click.command("try")
@click.argument("words", nargs=-1, required=True, metavar="SENTENCE")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), help="The day it was written; decides who held which office."
)
@dictionaries_option
@click.option("--rule", "rule_id", metavar="ID", help="Only why this rule did or did not fire.")
@click.option("--yaml", "layout", flag_value="yaml", help="Only rules to fill in, for clauses that none matched.")
@click.option("--json", "layout", flag_value="json", help="The same as JSON, as POST /v1/explain answers it.")
def try_(
    words: tuple[str, ...],
    date: datetime.datetime | None,
    folder: Path | None,
    rule_id: str | None,
    layout: str | None,
) -> None:
    """Show what becomes of SENTENCE and why: its parse, who is who, every rule tried, the events.

    Several sentences are fine; `-` reads them from standard input.
    """
    if rule_id and layout:
        raise click.UsageError(f"--rule and --{layout} do not go together.")
    text = _text(words)
    with plain_errors():
        settings = replace(Settings.read(), time_budget=float("inf"))
        place = (folder or Path(settings.dictionaries or dictionary_directory())).resolve()
        dictionaries = load_dictionaries(place)
        rule = _rule(rule_id, dictionaries) if rule_id else None
        says = says_of_itself(rule, place, dictionaries.ontology) if rule else ()
        article = Article(text=text, date=date.date() if date else None)
        coder = workshop_coder(workshop_parser(settings.model), dictionaries)
        answer = explain_articles(coder, [article], EVERYTHING, settings)
    if layout == "json":
        click.echo(write_json(ExplanationSchema().dump(answer)), nl=False)
        return
    explanation = _explanation(answer)
    if layout == "yaml":
        _show_stubs(explanation)
    elif rule is not None:
        _print(show_rule(rule, says, explanation, _sheet()))
    else:
        _print(show_explanation(explanation, _sheet()))


def _text(words: tuple[str, ...]) -> str:
    text = sys.stdin.read() if words == ("-",) else " ".join(words)
    if not text.strip():
        raise click.UsageError("there is no sentence to try.")
    return text


def _rule(id_: str, dictionaries: Dictionaries) -> Rule:
    """The rule of this id, wherever it stands."""
    rules = {rule.id: rule for rule in dictionaries.rules.rules}
    if id_ not in rules:
        hint = suggest(id_, rules) or "`dragoman dictionaries search` finds rules by their words"
        raise click.BadParameter(f"there is no rule `{id_}` ({hint})", param_hint="--rule")
    return rules[id_]


def _explanation(answer: Answer[Explanation]) -> Explanation:
    (outcome,) = answer.articles
    if outcome.status is not Status.CODED or outcome.result is None:
        raise click.ClickException(f"{outcome.status}: {outcome.detail}")
    return outcome.result


def _show_stubs(explanation: Explanation) -> None:
    found = stubs_of(explanation)
    if found:
        click.echo(_encodable(found), nl=False)
        click.echo(f"Fill in every {BLANK}, then `dragoman dictionaries check` and `test`.", err=True)
    else:
        click.echo("No clause without a rule: nothing to fill in.", err=True)


def _sheet() -> Sheet:
    """As wide as the terminal, within what can be read, in signs that it can show."""
    width = min(max(shutil.get_terminal_size(fallback=(100, 24)).columns, NARROWEST), WIDEST)
    return Sheet(width, BOXES if BOXES.fit(_encoding()) else ASCII)


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _encodable(text: str) -> str:
    return text.encode(_encoding(), "replace").decode(_encoding())


def _print(lines: Iterable[Line]) -> None:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in lines:
        text = _coloured(line) if colour else plain(line)
        click.echo(_encodable(text), color=colour)


def _coloured(line: Line) -> str:
    return "".join(click.style(ink.text, **STYLES[ink.tone]) if ink.tone in STYLES else ink.text for ink in line)
