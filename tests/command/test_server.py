"""With a server the command line prints what it prints by itself, and loads no parser."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from coder.coder import Coder
from coder.command.main import main
from schemas.queries import MEDIA_TYPES
from tests.client.conftest import Faults, served  # noqa: F401

ARTICLE = {"id": "1", "date": "2021-06-15", "text": "Germany criticized France on Tuesday."}
FOREIGN = {"text": "Bonjour.", "language": "fr"}
LINES = [
    json.dumps(ARTICLE),
    "no JSON",
    "",
    json.dumps([FOREIGN, ARTICLE]),
    json.dumps({"text": "The rebels shelled Kenya.", "url": "https://example.org/1"}),
    '{"text": ""}',
    *[json.dumps({"text": f"Kenya met Uganda. {number}", "title": "Kenya, Uganda to meet"}) for number in range(20)],
]
INPUTS = {
    "article": json.dumps(ARTICLE),
    "list": json.dumps([ARTICLE, FOREIGN]),
    "lines": "\n".join(LINES),
    "text": "Germany criticized France.\n\nIt rained.",
    "half a character": '{"text": "Germany \\ud83d criticized France."}',
    "nothing": " ",
}


def run(*arguments: str, stdin: str) -> Result:
    return CliRunner().invoke(main, ("code", "-", *arguments), input=stdin)


@pytest.fixture
def address(served: tuple[str, Faults], coder: Coder, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: F811
    """A service over the coder that the command itself takes too."""
    monkeypatch.setattr("coder.building.build_coder", lambda _: coder)
    return served[0]


@pytest.mark.parametrize("form", ["json", "table", *(form for form in MEDIA_TYPES if form != "json"), "explain"])
@pytest.mark.parametrize("given", INPUTS)
def test_a_server_gives_the_bytes_that_the_command_gives_by_itself(address: str, form: str, given: str) -> None:
    options = ("--explain",) if form == "explain" else ("--format", form, "--include", "unresolved,negated")
    here = run(*options, "--date", "2021-06-15", stdin=INPUTS[given])
    there = run(*options, "--date", "2021-06-15", "--server", address, stdin=INPUTS[given])
    assert (there.exit_code, there.stdout) == (here.exit_code, here.stdout)
    assert [line.split(":")[0].split(" (")[0] for line in there.stderr.splitlines()] == [
        line.split(":")[0].split(" (")[0] for line in here.stderr.splitlines()
    ]


def test_a_server_that_is_not_there_is_said_in_one_line() -> None:
    result = run("--server", "http://127.0.0.1:9", stdin="Germany criticized France.")
    assert (result.exit_code, "http://127.0.0.1:9 did not answer" in result.output) == (1, True)


def test_an_archive_is_coded_here() -> None:
    assert run("--server", "http://127.0.0.1:9", "--out", "x", stdin="").exit_code == 2


def test_no_parser_is_loaded(served: tuple[str, Faults]) -> None:  # noqa: F811
    code = (
        "import sys; from click.testing import CliRunner; from coder.command.main import main;"
        f"done = CliRunner().invoke(main, ['code', '-', '--server', {served[0]!r}], input='Germany criticized France.');"
        "assert done.exit_code == 0, done.output; print('torch' in sys.modules, '\"111\"' in done.output)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
