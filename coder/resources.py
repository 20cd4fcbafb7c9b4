"""Where the model and the dictionaries lie: inside an installed package, or at the top of the source tree."""

from __future__ import annotations

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
