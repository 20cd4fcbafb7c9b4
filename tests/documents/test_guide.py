"""The contributor's guide is walked: every entry goes into its file, every command runs and prints what is shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.documents.running import ROOT, BlockError
from tests.documents.running import _compare as compare
from tests.documents.warm import warm_commands

PAGES = sorted((ROOT / "docs" / "guide").glob("*.md"))
STEP = re.compile(
    r"<!-- into: (?P<file>\S+) -->\n```\w+\n(?P<entry>.*?)^```$"
    r"|<!-- change: (?P<changed>\S+): (?P<old>.+?) to (?P<new>.+?) -->"
    r"|^```console\n(?P<session>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PROMPT = re.compile(r"^\$ (.*)\n", re.MULTILINE)
COPIED = ("coder", "schemas", "dictionaries")
LINKED = ("models", "corpus")
ENTRY = "  - id: "


@dataclass(frozen=True)
class Checkout:
    """A clone as a contributor has it: the code, dictionaries under git, `dragoman` as a command."""

    folder: Path
    cache: Path

    def furnish(self) -> None:
        for name in COPIED:
            shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in LINKED:
            (self.folder / name).symlink_to(ROOT / name)
        self.run("git init --quiet --initial-branch main && git add dictionaries && git commit --quiet --message start")

    def call_by(self, command: str) -> None:
        """Let `dragoman` be a command."""
        file = self.folder / "bin" / "dragoman"
        file.parent.mkdir()
        file.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        file.chmod(0o755)

    def run(self, command: str) -> str:
        """What the terminal shows: both streams, whatever the command ends with."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "DRAGOMAN_"))},
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.cache), "PYTHONPATH": str(self.folder), "OMP_NUM_THREADS": "1", "COLUMNS": "100",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull,
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder, env=environment, text=True, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout

    def put(self, file: str, text: str) -> None:
        """Put an entry in place of the one with its id, else at the end of the file."""
        path = self.folder / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
        first = text.splitlines()[0].partition(" #")[0].rstrip()
        starts = [at for at, line in enumerate(lines) if line.startswith(ENTRY)]
        at = next(
            (at for at in starts if first.startswith(ENTRY) and lines[at].partition(" #")[0].rstrip() == first), None
        )
        end = next((other for other in starts if at is not None and other > at), len(lines))
        path.write_text("".join([*lines[: len(lines) if at is None else at], text, *lines[end:]]), encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def walk(self, page: str) -> None:
        """Do what the page says, in its order.

        :raise BlockError: a command printed something else than the page shows.
        """
        for step in STEP.finditer(page):
            if step["file"]:
                self.put(step["file"], step["entry"])
            elif step["changed"]:
                self.change(step["changed"], step["old"], step["new"])
            else:
                for command, shown in sessions(step["session"]):
                    try:
                        compare(self.run(command), shown, "text")
                    except BlockError as error:
                        raise BlockError(f"$ {command}\n{error}") from None


def sessions(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what the page shows behind it."""
    _, *parts = PROMPT.split(block)
    yield from zip(parts[::2], parts[1::2], strict=True)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What commands keep between runs: as a contributor's, but nobody else's."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_guide_shows_what_happens(page: Path, tmp_path: Path, cache: Path) -> None:
    checkout = Checkout(tmp_path / "dragoman", cache)
    checkout.folder.mkdir()
    checkout.furnish()
    with warm_commands(checkout.folder) as command:
        checkout.call_by(command)
        checkout.walk(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_the_guide_is_walked(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    fenced = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    walked = [step["entry"] or step["session"] for step in STEP.finditer(text)]
    assert [body for _, body in fenced if body not in walked] == []
    assert all(body.startswith("$ ") for language, body in fenced if language == "console")


def test_a_first_rule_is_seven_steps() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    assert re.findall(r"^## (\d)\. ", text, re.MULTILINE) == list("1234567")


def test_a_page_that_shows_something_else_fails(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, tmp_path)
    page = '<!-- into: a.yaml -->\n```yaml\n  - id: one\n    code: "1"\n```\n\n```console\n$ cat a.yaml\n{}```\n'
    checkout.walk(page.format('  - id: one\n    code: "1"\n'))
    with pytest.raises(BlockError, match=r"\$ cat a.yaml"):
        checkout.walk(page.format('  - id: one\n    code: "2"\n'))


def test_an_entry_takes_the_place_of_the_one_with_its_id(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, tmp_path)
    (tmp_path / "a.yaml").write_text("rules:\n  - id: a\n    code: x\n  - id: b\n    code: y\n", encoding="utf-8")
    checkout.put("a.yaml", "  - id: a  # changed\n    code: z\n")
    checkout.put("a.yaml", "  - id: c\n    code: w\n")
    checkout.change("a.yaml", "code: y", "code: v")
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert text == "rules:\n  - id: a  # changed\n    code: z\n  - id: b\n    code: v\n  - id: c\n    code: w\n"
