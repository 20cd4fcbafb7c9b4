"""Runs the blocks of a page against a live service, in a folder of their own, and compares what they print."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.documents.blocks import Block

ROOT = Path(__file__).parent.parent.parent
SERVICES = re.compile(r"http://(?:127\.0\.0\.1|localhost):(?:8000|5002)")
"""Where pages say that the service listens (5002 was hypnos'); the live one takes its place."""

_PROMPT = re.compile(r"^\$ ((?:.*\\\n)*.*)\n", re.MULTILINE)
_SPACE_OUTSIDE_STRINGS = re.compile(r'("(?:[^"\\]|\\.)*")|\s+')
_SCALAR = r'(?:"(?:[^"\\]|\\.)*"|[^",\[\]{}]+)'
_CHANGING = re.compile(rf'("(?:dictionaries|model|id|entry|how|file|line|request_id)":){_SCALAR}')
"""What moves whenever a dictionary does; the rest must be as printed."""
_AFTER_COMMAND = "\x1e"
_SECONDS = 120


class BlockError(AssertionError):
    """A block failed, or printed something else than the page shows."""


@dataclass(frozen=True)
class Workplace:
    """Where the blocks of one page run: a folder that looks like a checkout, an address, and the names bound so far.

    `command` is how a shell calls Dragoman's command line, if not by starting it anew.
    """

    folder: Path
    address: str
    command: str = f"{sys.executable} -m coder"
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__page__"})

    def furnish(self) -> None:
        """Lay out what commands may name: the repository's folders, `.venv/bin/python`, `python` and `dragoman`."""
        for each in ("examples", "dictionaries", "docs", "models", "tools"):
            (self.folder / each).symlink_to(ROOT / each)
        coder = f'if [ "$1 $2" = "-m coder" ]; then shift 2; exec {self.command} "$@"; fi\n'
        python = f'{coder}exec {sys.executable} "$@"'
        for name, script in [("python", python), ("python3", python), ("dragoman", f'exec {self.command} "$@"')]:
            command = self.folder / ".venv" / "bin" / name
            command.parent.mkdir(parents=True, exist_ok=True)
            command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            command.chmod(0o755)

    def run(self, block: Block) -> None:
        """Run a block.

        :raise BlockError: it failed, or printed something else.
        """
        text, expected = (SERVICES.sub(self.address, each) for each in (block.text, block.expected))
        if block.language == "console":
            self._run_session(text)
        else:
            printed = self._run_shell(text) if block.language == "sh" else self._run_python(text, block.line)
            if expected:
                _compare(printed, expected, block.expected_language)

    def _run_session(self, text: str) -> None:
        commands = _PROMPT.findall(text)
        shown = _PROMPT.split(text)[2::2]
        script = "".join(f"{command}\nprintf '\\036'\n" for command in commands)
        printed = self._run_shell(script).split(_AFTER_COMMAND)
        for found, wanted in zip(printed, shown, strict=False):
            _compare(found, wanted, "text")

    def _run_shell(self, script: str) -> str:
        path = f"{self.folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
        if done.returncode:
            raise BlockError(f"ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def _run_python(self, text: str, line: int) -> str:
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(io.StringIO()) as printed:
            if text.lstrip().startswith(">>>"):
                self._run_doctest(text)
            else:
                exec(compile("\n" * (line - 1) + text, "page", "exec"), self.names)
        return printed.getvalue()

    def _run_doctest(self, text: str) -> None:
        test = doctest.DocTestParser().get_doctest(text, self.names, "page", "page", 0)
        test.globs = self.names
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        told: list[str] = []
        runner.run(test, out=told.append, clear_globs=False)
        if runner.failures:
            raise BlockError("".join(told))


def _compare(printed: str, shown: str, language: str) -> None:
    """Whether a page shows what was printed: `...` stands for anything, blanks count as one (in JSON, not at all)."""
    as_json = language == "json"
    blank = _without_blanks if as_json else _with_single_blanks
    if not re.fullmatch(_pattern(blank(shown), as_json), blank(printed), re.DOTALL):
        raise BlockError(f"printed\n{printed}\nwhere the page shows\n{shown}")


def _pattern(shown: str, as_json: bool) -> str:
    marked = _CHANGING.sub("\\1\0", shown) if as_json else shown
    return re.escape(marked).replace(re.escape("\0"), _SCALAR).replace(re.escape("..."), ".*")


def _without_blanks(text: str) -> str:
    return _SPACE_OUTSIDE_STRINGS.sub(lambda match: match[1] or "", text)


def _with_single_blanks(text: str) -> str:
    return " ".join(text.split())
