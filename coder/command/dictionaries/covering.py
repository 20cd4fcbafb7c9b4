"""`dragoman dictionaries coverage`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from coder.command.dictionaries.corpora import chosen_corpus, corpus_option, lines_option
from coder.command.dictionaries.options import dictionaries_option
from coder.command.errors import CannotRun, plain_errors
from coder.dictionaries.doubts import read_stale_offices
from coder.dictionaries.load import Dictionaries, load_dictionaries
from coder.resources import dictionary_directory
from coder.workshop.coders import workshop_coder, workshop_parser
from coder.workshop.corpus import CorpusArticle
from coder.workshop.coverage.coverage import Practice, measure, practise, silent
from coder.workshop.coverage.html_page import html_page
from coder.workshop.coverage.pages import Findings, findings_body, findings_page
from schemas.strict_json import write_json

HEAD = "# Coverage of the CAMEO codes\n"


@click.command()
@click.option(
    "--format", "layout", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True
)
@corpus_option
@lines_option
@dictionaries_option
def coverage(layout: str, corpus: Path | None, lines: bool, folder: Path | None) -> None:
    """Show how the dictionaries reach each CAMEO code and what they do in a corpus.

    Rules, examples and events of the corpus by code, codes that nothing reaches, rules that never fire in the
    corpus, and offices that nobody has checked for two years. The HTML page stands by itself: `> coverage.html`.

    Ends with 0, or with 2 when dictionaries or corpus cannot be read.
    """
    with plain_errors(CannotRun):
        place = (folder or dictionary_directory()).resolve()
        dictionaries = load_dictionaries(place)
        practice = _practised(dictionaries, chosen_corpus(corpus, lines))
        stale = tuple(read_stale_offices(place, datetime.date.today()))
    rules, ontology = dictionaries.rules.rules, dictionaries.ontology
    reach = measure(rules, dictionaries.examples, ontology)
    findings = Findings(reach, practice, silent(rules, practice), stale)
    if layout == "json":
        click.echo(write_json(findings_body(findings, ontology)), nl=False)
    elif layout == "html":
        click.echo(html_page(findings, ontology, dictionaries.version))
    else:
        click.echo(findings_page(findings, ontology, HEAD))


def _practised(dictionaries: Dictionaries, places: Sequence[CorpusArticle]) -> Practice:
    with tqdm(total=len(places), unit="article", disable=None, file=sys.stderr, leave=False) as bar:
        return practise(workshop_coder(workshop_parser(), dictionaries), places, bar.update)
