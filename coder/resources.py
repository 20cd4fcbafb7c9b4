"""Where model, dictionaries and corpus lie: inside an installed package, or at the top of the source tree."""

from __future__ import annotations

import os
from pathlib import Path

MODEL = "stanza-en-compact"

_PACKAGE = Path(__file__).resolve().parent


def _resource(*parts: str) -> Path:
    """The packed copy if there is one, else the same path in the source tree."""
    packed = _PACKAGE.joinpath("_data", *parts)
    return packed if packed.exists() else _PACKAGE.parent.joinpath(*parts)


def model_directory() -> Path:
    """The parsing model that comes with Dragoman."""
    return _resource("models", MODEL)


def dictionary_directory() -> Path:
    """The dictionaries that come with Dragoman."""
    return _resource("dictionaries")


def corpus_directory() -> Path:
    """The articles that dictionaries are compared over, and the parses stored with them."""
    return _resource("corpus")


def cache_directory() -> Path:
    """Where the user's machine keeps what can be worked out again."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home) / "dragoman"
