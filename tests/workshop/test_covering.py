"""`dragoman dictionaries coverage`: what the rules reach, and what they do in a corpus."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.command.main import main
from tests.workshop.small import small_dictionaries

CORPUS = "Turkey shelled Syria during the talks.\nThe boy shelled peas.\nTurkey did not shell Syria.\n"
PERSON = """\
actors:
  - id: person-a-b
    kind: person
    name: Ayla <b>Birinci
    country: TUR
    checked: "2001-02-03"
    roles:
      - {code: GOV, from: "2000-01-01", office: minister}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = small_dictionaries(tmp_path / "dictionaries")
    (folder / "actors" / "people.yaml").write_text(PERSON, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "some.txt"
    path.write_text(CORPUS, encoding="utf-8")
    return path


def run(folder: Path, corpus: Path, layout: str) -> Result:
    options = ("--dictionaries", str(folder), "--corpus", str(corpus), "--lines", "--format", layout)
    return CliRunner().invoke(main, ("dictionaries", "coverage", *options))


class Page(HTMLParser):
    """The tags of a page that are open, those that ask for something, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asking: list[tuple[str, str | None]] = []
        self.ids: set[str | None] = set()
        self.links: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "rect"):
            self.open.append(tag)
        found = dict(attrs)
        self.asking += [(tag, found[name]) for name in ("src", "onclick", "style") if name in found]
        self.asking += [(tag, "") for name in ("script", "link", "img", "iframe") if tag == name]
        self.ids.add(found.get("id"))
        self.links.add(found.get("href"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "rect"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_figures(folder: Path, corpus: Path) -> None:
    result = run(folder, corpus, "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    assert (found["rules"], found["corpus"]) == (4, {"sentences": 3, "coded": 1})
    codes = {code["code"]: code for code in found["codes"]}
    assert (codes["190"]["rules"], codes["190"]["examples"], codes["190"]["corpus"]) == (
        ["fight-send", "fight-shell"],
        2,
        1,
    )
    assert codes["1055"]["ways"] == [["demand", "190"]]
    assert codes["0874"]["corpus"] == 0
    assert "071" in found["unreached"]
    assert not {"190", "1055", "0874"} & set(found["unreached"])
    assert found["silent"] == {
        "dictionaries/verbs/08-yield.yaml": ["yield-withdraw"],
        "dictionaries/verbs/19-fight.yaml": ["fight-send"],
        "dictionaries/verbs/operators/demand.yaml": ["demand-that"],
    }
    (stale,) = found["stale"]
    assert (stale["file"], stale["line"]) == ("dictionaries/actors/people.yaml", 8)
    assert "checked last on 2001-02-03" in stale["problem"]


def test_the_markdown_page(folder: Path, corpus: Path) -> None:
    page = run(folder, corpus, "markdown").stdout
    assert "In the corpus 1 of 3 sentences (33%) have an event; 1 of 4 rules fire there." in page
    assert "| dictionaries/verbs/19-fight.yaml | 1 | `fight-send` |" in page
    assert "| dictionaries/actors/people.yaml | 1 | 8 |" in page
    assert re.search(
        r"^\| 190 \| Use conventional .* \| 2 \| `fight-send`, `fight-shell` \| 0 \| - \| 2 \| 1 \|$", page, re.M
    )


def test_the_html_page_stands_by_itself(folder: Path, corpus: Path) -> None:
    text = run(folder, corpus, "html").stdout
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    assert page.asking == []
    assert not re.search(r"url\(|@import|https?:", text)
    assert {link[1:] for link in page.links if link} <= page.ids
    assert "prefers-color-scheme: dark" in text
    assert "Ayla &lt;b&gt;Birinci" in text
    assert text.count('<details id="root-') == 20


def test_what_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(folder, empty, "json")
    assert (result.exit_code, "no articles in" in result.stderr) == (2, True)


def test_stored_parses_load_no_parser(folder: Path) -> None:
    code = (
        "import sys; from coder.command.main import main\n"
        f"try: main(['dictionaries', 'coverage', '--format', 'json', '--dictionaries', {str(folder)!r}], standalone_mode=False)\n"
        "except SystemExit as done: assert not done.code\n"
        "print({'torch', 'stanza'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    body, modules = done.stdout.splitlines()
    assert modules == "set()", "a text of the corpus has no stored parse: run `python -m coder dictionaries parse`"
    assert json.loads(body)["corpus"]["sentences"] > 1500
