"""`dragoman dictionaries diff`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from coder.coding.ontology import Ontology
from coder.command.dictionaries.corpora import chosen_corpus, corpus_option, lines_option
from coder.command.dictionaries.options import dictionaries_option
from coder.command.errors import CannotRun, plain_errors
from coder.dictionaries.load import Dictionaries, load_dictionaries
from coder.resources import dictionary_directory
from coder.workshop.coders import workshop_coder, workshop_parser
from coder.workshop.comparing.comparing import Comparison, compare
from coder.workshop.comparing.pages import json_body, markdown_page, text_page
from coder.workshop.comparing.revisions import dictionaries_at, reading
from coder.workshop.corpus import CorpusArticle
from schemas.strict_json import write_json


@click.command()
@click.argument("base")
@corpus_option
@lines_option
@click.option("--format", "layout", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@dictionaries_option
@click.option("--strict", is_flag=True, help="End with 1 when there are new false events.")
def diff(base: str, corpus: Path | None, lines: bool, layout: str, folder: Path | None, strict: bool) -> None:
    """Code a corpus with the dictionaries at BASE and with those of today, and show what differs.

    BASE is a git revision (main, HEAD~3; `main...` for where this branch left main) or a folder of
    dictionaries. Both are used with the code of today. Events in sentences of other desks (files named
    quiet...) are false, and new ones are shown first.

    Ends with 0 when the two could be compared, with 2 when not.
    """
    with plain_errors(CannotRun):
        today = (folder or dictionary_directory()).resolve()
        places = chosen_corpus(corpus, lines)
        now = load_dictionaries(today)
        with dictionaries_at(base, today) as then, reading(base):
            before = load_dictionaries(then)
        comparison = _compared(before, now, places)
    click.echo(_written(comparison, now.ontology, base, layout), nl=False)
    sys.exit(1 if strict and comparison.false else 0)


def _compared(before: Dictionaries, now: Dictionaries, places: Sequence[CorpusArticle]) -> Comparison:
    parser = workshop_parser()
    coders = workshop_coder(parser, before), workshop_coder(parser, now)
    with tqdm(total=len(places), unit="article", disable=None, file=sys.stderr, leave=False) as bar:
        return compare(*coders, places, bar.update)


def _written(comparison: Comparison, ontology: Ontology, base: str, layout: str) -> str:
    if layout == "json":
        return write_json(json_body(comparison, ontology, base))
    return (markdown_page if layout == "markdown" else text_page)(comparison, ontology, base)
