"""The parsing model's name and version, and the version of its parses, told without loading it."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

OFFICIAL = "default"

PARSING = 2
"""The version of what this folder makes of a model's trees.

To be raised whenever the same model and text give another `ParsedArticle` than before: other sentence
borders, offsets, datelines, words left out.  Parses that are kept (`stored.py`, `cached.py`) are then
out of date.  A test parses a sample of them anew and says when this was forgotten.
"""


def model_name(model: Path | str) -> str:
    """The model's name, as answers give it: that of its folder."""
    return "stanza-en-default" if str(model) == OFFICIAL else Path(model).name


def model_version(model: Path | str) -> str:
    """Stanza's version and, for a model in a folder, a short hash of its files."""
    stanza = version("stanza")
    return stanza if str(model) == OFFICIAL else f"{stanza}+{_content_hash(Path(model))}"


def parse_version(model: Path | str) -> str:
    """What a kept parse depends on beside the text: the same version, the same parse."""
    return f"{model_name(model)} {model_version(model)} parsing {PARSING}"


def _content_hash(directory: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in directory.rglob("*") if p.suffix in {".pt", ".safetensors", ".json"}):
        digest.update(path.relative_to(directory).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
