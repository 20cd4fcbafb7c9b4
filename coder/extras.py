"""Libraries that are needed for some work only, and are installed on request."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from coder.errors import ExtraError


def needed(module: str, extra: str) -> Any:
    """A module of an optional library.

    :raise ExtraError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise ExtraError(f"this needs {name}, which is not installed: pip install 'dragoman[{extra}]'") from None
