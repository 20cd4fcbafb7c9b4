"""Runs the examples of dictionary files: `python -m tools.examples [PART OF A FILE NAME OR ID ...]`.

Parses are kept in the user's cache folder, so that a second run takes seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from itertools import chain
from pathlib import Path

from tqdm import tqdm

import coder.parsing
from coder.coder import Coder
from coder.dictionaries.examples import Example, PhraseExample, load_phrase_examples
from coder.dictionaries.load import load_dictionaries
from coder.parsing.cached import CachedParser
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory, model_directory
from coder.workshop.examples import run_examples, run_phrase_examples


def cached_coder() -> Coder:
    """A coder whose parses are remembered between runs."""
    folder = Path.home() / ".cache" / "dragoman" / "parses"
    parser = CachedParser(lambda: StanzaParser(model_directory()), folder, model_directory().name, _parsing_version())
    return Coder(parser, load_dictionaries(dictionary_directory()))


def _parsing_version() -> str:
    """Changes with the model's files and the code of the parsing stage, so that no stale parse is used."""
    digest = hashlib.sha256()
    code = Path(coder.parsing.__file__).parent.glob("*.py")
    model = (path for path in model_directory().rglob("*") if path.is_file())
    for path in sorted((*code, *model)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def main(arguments: list[str]) -> int:
    """Prints each example that fails and a count; exits with 1 if any did."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parts", nargs="*")
    parts = options.parse_args(arguments).parts
    coder, folder = cached_coder(), dictionary_directory()
    examples = [e for e in load_dictionaries(folder).examples if _is_wanted(e, parts)]
    phrases = [e for e in load_phrase_examples(folder) if _is_wanted(e, parts)]
    found = chain(run_examples(coder, examples), run_phrase_examples(coder, phrases))
    total = len(examples) + len(phrases)
    verdicts = tuple(tqdm(found, total=total, unit="example", disable=not sys.stderr.isatty()))
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        example = verdict.example
        print(f"{example.location} {example.entry}\n  {example.text}\n  {verdict.failure or 'passes now: drop xfail'}")
    print(f"{len(verdicts) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def _is_wanted(example: Example | PhraseExample, parts: list[str]) -> bool:
    return not parts or any(part in f"{example.location.file} {example.entry}" for part in parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
