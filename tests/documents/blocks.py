"""The fenced blocks of a page, each with what it should print.

A block in `sh`, `console` or `python` is run.  What it prints stands in the next block (`text`, `json`, ...), when
nothing but blank lines, or one line that ends with a colon, stands between the two.  `...` there stands for anything;
in JSON, blanks and what moves with the dictionaries (ids, versions, files and lines) are not compared.  A comment
`<!-- not run: why -->` above a block leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

RUNNABLE = ("sh", "console", "python")

_FENCED = re.compile(r"^(?P<indent> *)```(?P<language>\w+)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?P<text>(?: {4}.*\n|\n(?= {4}))+)")
_NOT_RUN = re.compile(r"<!-- not run: \S[^\n]*-->\s*\Z")
_BETWEEN = re.compile(r"\s*(?:\S[^\n]*:\s*)?")


@dataclass(frozen=True, slots=True)
class Block:
    """Something to run: `line` is where its first line stands in the page; `expected` is empty where nothing is shown."""

    language: str
    text: str
    line: int
    expected: str = ""
    expected_language: str = ""


@dataclass(frozen=True, slots=True)
class _Fence:
    language: str
    text: str
    start: int
    end: int


def runnable_blocks(page: str, indented: bool = False) -> Iterator[Block]:
    """What of a page is to be run, in order; `indented` blocks count as `sh`."""
    fences = sorted([*_fenced(page), *(_indented(page) if indented else ())], key=lambda fence: fence.start)
    for fence, following in zip(fences, [*fences[1:], None], strict=True):
        if fence.language in RUNNABLE and not _NOT_RUN.search(page, 0, fence.start):
            line = page.count("\n", 0, page.index(fence.text.split("\n", 1)[0], fence.start)) + 1
            shown = following if following and _shows(page, fence, following) else _Fence("", "", 0, 0)
            yield Block(fence.language, fence.text, line, shown.text, shown.language)


def _fenced(page: str) -> Iterator[_Fence]:
    for match in _FENCED.finditer(page):
        text = re.sub(f"^{match['indent']}", "", match["text"], flags=re.MULTILINE)
        yield _Fence(match["language"], text, match.start(), match.end())


def _indented(page: str) -> Iterator[_Fence]:
    for match in _INDENTED.finditer(_FENCED.sub(lambda fence: re.sub(r"[^\n]", "x", fence[0]), page)):
        text = re.sub("^ {4}", "", match["text"], flags=re.MULTILINE)
        yield _Fence("sh", text, match.start(), match.end())


def _shows(page: str, fence: _Fence, following: _Fence) -> bool:
    between = page[fence.end : following.start]
    return following.language not in RUNNABLE and bool(_BETWEEN.fullmatch(between))
