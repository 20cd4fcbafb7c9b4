"""`--fix`: the house's form, nothing lost, nothing meant otherwise, nothing touched that is in form."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from coder.dictionaries import yaml
from coder.dictionaries.formatting import formatted, meaning
from coder.dictionaries.nodes import Fields
from coder.resources import dictionary_directory

FILES = sorted(dictionary_directory().rglob("*.yaml"))


def form(text: str) -> str:
    return formatted(text.encode(), "some.yaml").decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("classes:\n  - words: [a]\n    id: b\n", "classes:\n  - id: b\n    words: [a]\n"),
        (
            "rules:\n"
            "  # The first.\n"
            "  - verb: [go]\n"
            "    # what it shows\n"
            "    examples:\n"
            "      - not: A.  # so\n"
            "      # and no more\n"
            "    # the code\n"
            '    code: "010"\n'
            "    id: a\n"
            "    # the end of a\n"
            "\n"
            "  # The second.\n"
            "  - id: b\n",
            "rules:\n"
            "  # The first.\n"
            "  - id: a\n"
            "    # the end of a\n"
            "    # the code\n"
            '    code: "010"\n'
            "    verb: [go]\n"
            "    # what it shows\n"
            "    examples:\n"
            "      - not: A.  # so\n"
            "      # and no more\n"
            "\n"
            "  # The second.\n"
            "  - id: b\n",
        ),
        (
            "actors:\n  - name: A\n    # who\n    id: a\n    note: b\n      c\n    kind: person\n",
            "actors:\n    # who\n  - id: a\n    kind: person\n    name: A\n    note: b\n      c\n",
        ),
        (
            "rules:\n  - id: a\n    code: 010\n    examples:\n      - {text: A., date: 2020-01-31}\n",
            'rules:\n  - id: a\n    code: "010"\n    examples:\n      - {text: A., date: "2020-01-31"}\n',
        ),
        (
            "actors:\n  - id: a\n    roles: [{code: GOV, from: 2001, to: 2003-05}]\n    checked: no\n",
            'actors:\n  - id: a\n    roles: [{code: GOV, from: "2001", to: "2003-05"}]\n    checked: "no"\n',
        ),
        ("rules:\n  - id: a  \n    verb: [go,   \n      off]\n\n\n", "rules:\n  - id: a\n    verb: [go,\n      off]\n"),
        ("rules:\r\n  - id: a\r\n", "rules:\n  - id: a\n"),
        ("\ufeffrules:\n  - id: a\n", "rules:\n  - id: a\n"),
        ("rules:\n\t- id: a\n\t  verb:\tgo\n", "rules:\n  - id: a\n    verb: go\n"),
        ("rules:\n  - id: a", "rules:\n  - id: a\n"),
    ],
)
def test_what_is_out_of_form(before: str, after: str) -> None:
    assert form(before) == after
    assert form(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "classes:\n  - {words: [a], id: b}\n",
        'rules:\n  - id: a\n    note: |\n      one  \n      two\n    code: "010"\n',
        "rules:\n  - id: a\n    verb: [scold\n",
        "rules:\n  - id: a\n    id: b\n",
        "words\n",
        "rules:\n  - id: a\n    target: [on]\n    joint: true\n",
        "rules:\n  - operator: halt\n    code: none\n    verb: [go]\n    event: [clause]\n",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert form(text) == text


def test_a_file_that_is_not_utf8_stays_as_it_is() -> None:
    assert formatted(b"rules:  \n  - id: caf\xe9\n", "some.yaml") == b"rules:  \n  - id: caf\xe9\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(dictionary_directory()).as_posix())
def test_the_files_that_ship_are_in_form(file: Path) -> None:
    content = file.read_bytes()
    assert formatted(content, file.name) == content


@pytest.mark.parametrize("file", [file for file in FILES if "verbs" in file.parts or "agents" in file.parts], ids=str)
def test_every_way_round_leads_to_the_same_with_nothing_lost(file: Path) -> None:
    """Each entry's keys written the other way round: the same meaning, the same lines in another order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    turned = "\n".join(_turned(lines, [entry.location.line for entry in _entries(file)])) + "\n"
    again = form(turned)
    assert meaning(yaml.parse(again.encode(), "a")) == meaning(yaml.read(file))
    assert Counter(_bare(again)) == Counter(_bare(turned))
    assert form(again) == again


def _entries(file: Path) -> tuple[Fields, ...]:
    root = yaml.read(file)
    return root.each(root.keys()[0])


def _turned(lines: list[str], starts: list[int]) -> list[str]:
    """The file with every entry's keys in reverse order, the lines of a key together."""
    found = lines[: starts[0] - 1]
    for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(lines)], strict=True):
        entry = [lines[start - 1].replace("- ", "  ", 1), *lines[start:end]]
        while not entry[-1].strip() or entry[-1].startswith("  #"):
            entry.pop()
        keys = [n for n, line in enumerate(entry) if re.match(r"    [a-z_]+:( |$)", line)]
        blocks = [entry[a:b] for a, b in zip(keys, [*keys[1:], len(entry)], strict=True)]
        turned = [line for block in reversed(blocks) for line in block]
        found += ["  - " + turned[0][4:], *turned[1:]]
    return found


def _bare(text: str) -> list[str]:
    return [line.replace("- ", "  ", 1).strip() for line in text.splitlines()]
