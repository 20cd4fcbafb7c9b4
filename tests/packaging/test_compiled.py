"""Machine code of the stages, as the image has it, finds what their sources find.

`make compiled` makes the copy that is tested here; it takes a minute and a C compiler, so `make test` does not.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COPY = ROOT / "build" / "compiled"

EVERYTHING = """
import sys
from pathlib import Path
from coder.coder import EVERYTHING, Coder
from coder.coding import matching
from coder.dictionaries.load import load_dictionaries
from coder.parsing.model import parse_version
from coder.parsing.stored import load_parses
from coder.resources import dictionary_directory, model_directory

class Stored:
    name = version = "stored"
    def parse(self, articles):
        return tuple(parses[article] for article in articles)

stored = load_parses(Path(sys.argv[1]), parse_version(model_directory()))
parses = {each.article: each.parsed for each in stored}
coder = Coder(Stored(), load_dictionaries(dictionary_directory()))
print("matching" + Path(matching.__file__).suffix)
for number, article in enumerate(parses):
    (coded,) = coder.code([article], EVERYTHING)
    explained = coder.explain([article], EVERYTHING) if number % 10 == 0 else ()
    print(repr((coded.events, coded.warnings, explained)).encode())
"""
"""Prints what all stored parses say, a line each, under how the coder is kept; of every tenth why, too."""


def fresh() -> bool:
    """Whether there is a compiled copy of just these sources."""
    sources = sorted((ROOT / "coder").rglob("*.py"))
    copies = [COPY / path.relative_to(ROOT) for path in sources]
    return all(
        copy.is_file() and copy.read_bytes() == path.read_bytes() for path, copy in zip(sources, copies, strict=True)
    )


@pytest.mark.slow
@pytest.mark.skipif(not fresh(), reason="there is no compiled copy of these sources in build/compiled: `make compiled`")
def test_compiled_stages_find_the_same_events_as_their_sources() -> None:
    compiled, sources = (
        subprocess.run(
            [sys.executable, "-c", EVERYTHING, ROOT / "corpus" / "parses"], cwd=folder, stdout=-1, check=True
        )
        for folder in (COPY, ROOT)
    )
    (built, *found), (edited, *expected) = compiled.stdout.splitlines(), sources.stdout.splitlines()
    assert (built, edited) == (b"matching.so", b"matching.py")
    assert len(expected) > 4_000
    assert found == expected


@pytest.mark.parametrize(
    ("edited", "arguments", "status", "said"),
    [(True, ["coder"], 1, "make compiled"), (False, [], 2, "usage"), (False, ["nowhere"], 2, "usage")],
)
def test_sources_that_people_edit_are_not_compiled(
    tmp_path: Path, edited: bool, arguments: list[str], status: int, said: str
) -> None:
    (tmp_path / "coder" / "reading").mkdir(parents=True)
    if edited:
        (tmp_path / ".git").mkdir()
    command = [sys.executable, str(ROOT / "tools" / "compile.py"), *(str(tmp_path / each) for each in arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, said in done.stderr) == (status, True)
