"""Small dictionaries and a small repository, to change and to compare."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from coder.resources import dictionary_directory

OPERATORS = """\
operators:
  - id: perform
    label: do it
    note: The act itself.
    table: {"0": same, "1": same, "2": same}
  - id: future
    label: will
    note: What is to come.
    table: {"08": "0356", "19": "138"}
  - id: halt
    label: stop
    note: What ends.
    table: {"19": "087"}
  - id: refuse
    label: will not
    note: What is denied.
    table: {"08": "1246"}
  - id: demand
    label: demand
    note: Ask with force.
    table: {"08": "1056", "19": "1055"}
  - id: intend
    label: intend
    note: What somebody is willing to do.
    table: {"08": "0356", "19": "138"}
"""
WORDS = """\
classes:
  - id: troops
    words: [soldier, troops]
  - id: armed
    words: ["@troops", "@machines"]
  - id: machines
    words: [tank, gunship]
  - id: talks
    words: [talks]
"""
FIGHT = """\
rules:
  - id: fight-shell
    code: "190"
    verb: [shell, pound]
    object: {kind: actor}
    examples:
      - text: Turkey shelled Syria during the talks.
        events: ["TUR > SYR 190"]
      - not: The boy shelled peas.
  - id: fight-send
    code: "190"
    verb: [send]
    object: {lemma: "@armed"}
    target: [to]
    examples:
      - text: Turkey sent troops to the Greek border.
        events: ["TUR > GRC 190"]
      - not: Cuba sent aid to Spain.
"""
YIELD = """\
rules:
  - id: yield-withdraw
    code: "0874"
    verb: [withdraw]
    object: [soldier]
    examples:
      - not: Israel declined to withdraw.
"""
DEMANDS = """\
rules:
  - id: demand-that
    operator: demand
    verb: [demand]
    event: [clause]
    examples:
      - text: Rwanda demanded that Uganda withdraw its soldiers.
        events: ["RWA > UGA 1056"]
      - not: Finland demanded that Russia explain itself.
"""
COUNTRIES = "actors:\n" + "".join(
    f"  - {{id: country-{name.lower()}, kind: country, code: {code}, name: {name}, adjectives: [{adjective}]}}\n"
    for name, code, adjective in (
        ("Turkey", "TUR", "Turkish"),
        ("Syria", "SYR", "Syrian"),
        ("Greece", "GRC", "Greek"),
        ("Rwanda", "RWA", "Rwandan"),
        ("Uganda", "UGA", "Ugandan"),
    )
)
POLICE = """\
agents:
  - id: police
    code: COP
    nouns: [police]
    examples:
      - text: Turkish police fired tear gas at Syrian refugees.
        actors: ["Turkish police = TURCOP"]
      - text: A Turkish police dog found a Syrian passport.
        not: ["A Turkish police dog = TURCOP"]
"""


def small_dictionaries(folder: Path) -> Path:
    """Dictionaries with four rules, five countries and the police, on sentences whose parses are stored; codes and roles are the real ones."""
    shutil.copytree(dictionary_directory() / "ontology", folder / "ontology")
    files = {
        "ontology/operators.yaml": OPERATORS,
        "words/force.yaml": WORDS,
        "verbs/19-fight.yaml": FIGHT,
        "verbs/08-yield.yaml": YIELD,
        "verbs/operators/demand.yaml": DEMANDS,
        "actors/countries.yaml": COUNTRIES,
        "agents/police.yaml": POLICE,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def git(folder: Path, *arguments: str) -> None:
    """A git command, whoever runs the tests."""
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    """Commit everything in a repository."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", message)
