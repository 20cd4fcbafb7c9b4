"""Which versions would code here, told without loading them."""

from __future__ import annotations

from pathlib import Path

from coder import __version__
from coder.coder import Versions
from coder.dictionaries.load import content_hash
from coder.parsing.model import model_name, model_version
from coder.resources import dictionary_directory, model_directory
from coder.settings import Settings


def versions_here(settings: Settings) -> Versions:
    """Those of this machine under these settings."""
    model = settings.model or model_directory()
    return Versions(
        coder=__version__,
        dictionaries=content_hash(Path(settings.dictionaries) if settings.dictionaries else dictionary_directory()),
        model=f"{model_name(model)} {model_version(model)}",
    )
