"""When the interpreter looks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """A block without the collector, which would walk over many small objects again and again and find nothing.

    What refers to nothing but itself stays until the block ends, so the block should be bounded: an article,
    a dictionary.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
