"""The options that name a corpus, and what they stand for."""

from __future__ import annotations

from pathlib import Path

import click

from coder.corpora import read_corpus, shipped_corpus
from coder.workshop.corpus import CorpusArticle

corpus_option = click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    help="Articles to code in place of Dragoman's own: .txt, .json, .jsonl, .conllu, or a folder of them.",
)
lines_option = click.option(
    "--lines", is_flag=True, help="A .txt of the corpus holds a sentence a line, not one article."
)


def chosen_corpus(path: Path | None, lines: bool) -> tuple[CorpusArticle, ...]:
    """The articles that were asked for, Dragoman's own by default.

    :raise CorpusError: they cannot be read.
    """
    return read_corpus(path, lines) if path else shipped_corpus()
