"""A live service for each set of variables that a page asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

import pytest

from tests.documents.running import ROOT
from tests.documents.warm import warm_commands
from tools.demo import running_service


@pytest.fixture(scope="session")
def warm() -> Iterator[str]:
    """How a shell calls the command line of this checkout, without its start."""
    with warm_commands(ROOT) as command:
        yield command


@pytest.fixture(scope="session")
def service() -> Iterator[Callable[[Mapping[str, str]], str]]:
    """Gives the address of a service with these variables; one that runs already is taken."""
    running: dict[tuple[tuple[str, str], ...], str] = {}
    with ExitStack() as stack:

        def address(environment: Mapping[str, str]) -> str:
            key = tuple(sorted(environment.items()))
            if key not in running:
                running[key] = stack.enter_context(running_service(environment=environment))
            return running[key]

        yield address
