"""`dragoman dictionaries diff`: what a change of the dictionaries does to a corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.command.main import main
from coder.corpora import shipped_corpus
from coder.resources import dictionary_directory
from tests.workshop.small import commit, git, small_dictionaries

FIGHT = "verbs/19-fight.yaml"
CORPUS = "Turkey shelled Syria during the talks.\nRwanda demanded that Uganda withdraw its soldiers.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small dictionaries in a repository with one commit."""
    folder = small_dictionaries(tmp_path / "dictionaries")
    git(tmp_path, "init", "-q", "-b", "trunk")
    commit(tmp_path, "first")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news" / "some.txt"
    path.parent.mkdir()
    path.write_text(CORPUS, encoding="utf-8")
    return path


def run(folder: Path, corpus: Path, *arguments: str) -> Result:
    options = ("--dictionaries", str(folder), "--corpus", str(corpus), "--lines")
    return CliRunner().invoke(main, ("dictionaries", "diff", *options, *arguments))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(folder: Path, corpus: Path, base: str = "trunk") -> dict[str, Any]:
    result = run(folder, corpus, base, "--format", "json")
    assert result.exit_code == 0, result.stderr
    body: dict[str, Any] = json.loads(result.stdout)
    return body


def test_nothing_changes(folder: Path, corpus: Path) -> None:
    result = run(folder, corpus, "trunk")
    assert (result.exit_code, result.stdout) == (
        0,
        "Nothing changes against trunk; events: 2 in 2 sentences of 2 articles.\n",
    )
    body = found(folder, corpus)
    assert body["changes"] == []
    assert body["counts"] == {"gained": 0, "lost": 0, "recoded": 0, "moved": 0}


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "rule", "before", "after"),
    [
        (FIGHT, "verb: [shell, pound]", "verb: [pound]", "lost", "fight-shell", "TUR SYR 190", None),
        (FIGHT, 'code: "190"', 'code: "194"', "recoded", "fight-shell", "TUR SYR 190", "TUR SYR 194"),
        (FIGHT, "fight-shell", "fight-pound", "moved", "fight-pound", "TUR SYR 190", "TUR SYR 190"),
        ("actors/countries.yaml", "code: SYR", "code: LBN", "recoded", "fight-shell", "TUR SYR 190", "TUR LBN 190"),
        ("actors/countries.yaml", "name: Syria", "name: Aram", "lost", "fight-shell", "TUR SYR 190", None),
        (
            "ontology/operators.yaml",
            '"08": "1056"',
            '"08": "105"',
            "recoded",
            "yield-withdraw",
            "RWA UGA 1056",
            "RWA UGA 105",
        ),
        (
            "verbs/operators/demand.yaml",
            "verb: [demand]",
            "verb: [ask]",
            "lost",
            "yield-withdraw",
            "RWA UGA 1056",
            None,
        ),
    ],
)
def test_one_event_changes(
    file: str,
    old: str,
    new: str,
    kind: str,
    rule: str,
    before: str | None,
    after: str | None,
    folder: Path,
    corpus: Path,
) -> None:
    edit(folder, file, old, new)
    (change,) = found(folder, corpus)["changes"]
    sides = [
        side and " ".join((side["source"], side["target"], side["code"]))
        for side in (change["before"], change["after"])
    ]
    assert (change["kind"], change["rule"], *sides) == (kind, rule, before, after)
    assert change["sentence"] == CORPUS.splitlines()["Rwanda" in change["sentence"]]
    assert (change["file"], change["line"]) == ("some.txt", 1 + ("Rwanda" in change["sentence"]))


def test_what_was_lost_is_gained_the_other_way_round(folder: Path, corpus: Path, tmp_path: Path) -> None:
    edit(folder, FIGHT, "verb: [shell, pound]", "verb: [pound]")
    body = found(folder, corpus, str(small_dictionaries(tmp_path / "other" / "dictionaries")))
    assert body["counts"]["lost"] == 1
    assert found(tmp_path / "other" / "dictionaries", corpus, str(folder))["counts"]["gained"] == 1


def test_counts_by_root_and_class(folder: Path, corpus: Path) -> None:
    edit(folder, FIGHT, 'code: "190"', 'code: "175"')
    body = found(folder, corpus)
    rows = {row["name"]: (row["before"], row["after"]) for row in (*body["roots"], *body["classes"])}
    assert (rows["19"], rows["17"], rows["10"]) == ((1, 0), (0, 1), (1, 1))
    assert (rows["quad 4"], rows["quad 3"], rows["penta 4"]) == ((1, 1), (1, 1), (1, 1))


def test_new_events_of_other_desks_come_first(folder: Path, tmp_path: Path) -> None:
    quiet = tmp_path / "quiet-sport.txt"
    quiet.write_text(CORPUS, encoding="utf-8")
    edit(folder, FIGHT, "verb: [shell, pound]", "verb: [pound]")
    commit(tmp_path, "deaf")
    edit(folder, FIGHT, "verb: [pound]", "verb: [shell, pound]")
    assert found(folder, quiet, "HEAD")["false"] == 1
    assert found(folder, quiet, "trunk~")["false"] == 0
    page = run(folder, quiet, "HEAD", "--format", "markdown").stdout
    assert "New false events in news of other desks: 1." in page
    assert page.index("**New false events** (1)") < page.index("<details>")
    assert "- gained `TUR > SYR 190` by `fight-shell` (Use conventional military force" in page
    assert "Turkey **shelled** Syria during the talks. <sub>quiet-sport.txt:1</sub>" in page
    assert run(folder, quiet, "HEAD").exit_code == 0
    assert run(folder, quiet, "HEAD", "--strict").exit_code == 1
    assert run(folder, quiet, "trunk~", "--strict").exit_code == 0


def test_a_comment_that_a_forge_can_show(folder: Path, corpus: Path) -> None:
    corpus.write_text("Turkey shelled Syria during the talks.\n" * 800, encoding="utf-8")
    edit(folder, FIGHT, 'code: "190"', 'code: "194"')
    page = run(folder, corpus, "trunk", "--format", "markdown").stdout
    assert page.startswith("### Dictionaries: what changes against `trunk`\n\nEvents: 0 gained, 0 lost, 800 recoded")
    assert "<details><summary><code>fight-shell</code>: 800 recoded</summary>" in page
    assert page.count("Turkey **shelled** Syria") == 10
    assert "- and 790 more" in page
    assert page.count("<details>") == page.count("</details>")


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("nowhere", "`nowhere` is no revision of this repository"),
        ("HEAD", "the dictionaries at HEAD cannot be read by this version: dictionaries/verbs/19-fight.yaml:3:11"),
    ],
)
def test_what_cannot_be_compared(base: str, message: str, folder: Path, corpus: Path, tmp_path: Path) -> None:
    edit(folder, FIGHT, 'code: "190"', 'code: "999"')
    commit(tmp_path, "broken")
    edit(folder, FIGHT, 'code: "999"', 'code: "190"')
    result = run(folder, corpus, base)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_mistake_of_today_is_not_blamed_on_the_base(folder: Path, corpus: Path) -> None:
    edit(folder, FIGHT, 'code: "190"', 'code: "999"')
    result = run(folder, corpus, "HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: dictionaries/verbs/19-fight.yaml:3:11")


def test_the_shipped_corpus_is_what_is_compared_by_default() -> None:
    corpus = shipped_corpus()
    assert sum(place.quiet for place in corpus) > 600
    assert len({place.article.id for place in corpus if place.article.id}) > 300
    code = (
        "import sys; from coder.command.main import main\n"
        f"try: main(['dictionaries', 'diff', {str(dictionary_directory())!r}], standalone_mode=False)\n"
        "except SystemExit as done: assert not done.code\n"
        "print({'torch', 'stanza'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    report, modules = done.stdout.splitlines()
    assert modules == "set()", "a text of the corpus has no stored parse: run `python -m coder dictionaries parse`"
    assert int(report.split(" in ")[1].split()[0].replace(",", "")) > 1500
