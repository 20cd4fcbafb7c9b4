"""Builds the coder: the one place that brings parser and dictionaries together.

Apart from the pipeline itself, so that whoever has parses already need not load the parser.
"""

from __future__ import annotations

from pathlib import Path

from coder.coder import Coder
from coder.dictionaries.load import load_dictionaries
from coder.parsing.mixed import MixedParser
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory, model_directory
from coder.settings import Settings


def build_coder(settings: Settings) -> Coder:
    """A coder as the settings say, with the embedded model and dictionaries unless they name others.

    :raise ModelError: the model cannot be loaded.
    :raise DictionaryError: a dictionary file is wrong.
    """
    folder = Path(settings.dictionaries) if settings.dictionaries else dictionary_directory()
    dictionaries = load_dictionaries(folder)
    return Coder(MixedParser(build_parser(settings)), dictionaries, settings)


def build_parser(settings: Settings) -> StanzaParser:
    """The parser that the settings name.

    :raise ModelError: the model cannot be loaded.
    """
    return StanzaParser(settings.model or model_directory(), sentence_tokens=settings.max_tokens)
