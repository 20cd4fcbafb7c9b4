"""`dragoman dictionaries parse`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from coder.article import Article
from coder.command.errors import plain_errors
from coder.corpora import shipped_corpus
from coder.dictionaries.examples import load_phrase_examples
from coder.dictionaries.load import load_dictionaries
from coder.parsing.cached import embedded_parser
from coder.parsing.model import parse_version
from coder.parsing.parser import Parser
from coder.resources import corpus_directory, dictionary_directory, model_directory
from coder.workshop.coders import workshop_parser
from coder.workshop.renewing import Renewal, renew

SHOWN = 20


@click.command()
@click.option("--all", "everything", is_flag=True, help="Parse every text again, not only new ones.")
def parse(everything: bool) -> None:
    """Bring the stored parses in corpus/parses/ up to date and say what changed.

    They hold the examples of all dictionary entries and the corpus, so that `test`, `diff` and `coverage`
    need no model. Texts that are no longer there are dropped.
    """
    with plain_errors():
        parser: Parser = embedded_parser(model_directory()) if everything else workshop_parser()
        for name, articles in (("dictionaries", _examples(dictionary_directory())), ("corpus", _corpus())):
            click.echo("\n".join(_report(_renewed(name, articles, parser))))


def _renewed(name: str, articles: Sequence[Article], parser: Parser) -> Renewal:
    path = corpus_directory() / "parses" / f"{name}.conllu.xz"
    unique = len({(article.title, article.text) for article in articles})
    with tqdm(total=unique, unit="text", desc=name, disable=None, file=sys.stderr) as bar:
        return renew(path, articles, parser, parse_version(model_directory()), bar.update)


def _examples(folder: Path) -> list[Article]:
    rules, phrases = load_dictionaries(folder).examples, load_phrase_examples(folder)
    return [Article(text=text) for text in (*(each.text for each in rules), *(each.text for each in phrases))]


def _corpus() -> list[Article]:
    return [each.article for each in shipped_corpus()]


def _report(renewal: Renewal) -> list[str]:
    counts = f"{renewal.same} the same, {renewal.new} new, {renewal.gone} gone, {len(renewal.changed)} changed"
    lines = [f"{renewal.file}: {counts}"]
    for change in renewal.changed[:SHOWN]:
        lines += [f"  {change.text}", *(f"    {word}" for word in change.words)]
    if len(renewal.changed) > SHOWN:
        lines.append(f"  and {len(renewal.changed) - SHOWN} more")
    return [*lines, *(f"  cannot be stored exactly: {text}" for text in renewal.left)]
