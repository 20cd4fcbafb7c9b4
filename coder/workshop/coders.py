"""The workshop's coder: stored parses first, so that most of what it codes needs no model."""

from __future__ import annotations

from pathlib import Path

from coder.coder import Coder
from coder.dictionaries.load import Dictionaries
from coder.parsing.cached import CachedParser
from coder.parsing.mixed import MixedParser
from coder.parsing.model import parse_version
from coder.parsing.stored import load_parses
from coder.resources import cache_directory, corpus_directory, model_directory


def workshop_parser(model: Path | str = "") -> CachedParser:
    """A parser for a model (the one that comes with Dragoman by default) that looks parses up first.

    :raise CorpusError: the stored parses are damaged.
    """
    model = model or model_directory()
    stored = load_parses(corpus_directory() / "parses", parse_version(model))
    return CachedParser(model, stored, cache_directory() / "parses")


def workshop_coder(parser: CachedParser, dictionaries: Dictionaries) -> Coder:
    """A coder on such a parser; articles that bring their own parse need none."""
    return Coder(MixedParser(parser), dictionaries)
