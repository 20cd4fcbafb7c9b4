"""Doubts about the actor dictionary: shared names, odd dates, offices that nobody checked."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from coder.dictionaries import yaml
from coder.dictionaries.doubts import doubts, stale_offices
from coder.resources import dictionary_directory

TODAY = datetime.date(2020, 6, 1)
PARTY = "  - {{id: {id}, kind: party, name: Union Party, code: {code}}}\n"
GROUP = "  - {{id: {id}, kind: armed-group, name: {name}, code: KENREB{more}}}\n"
PERSON = (
    "  - {{id: ann, kind: person, name: Ann Lee, country: KEN, roles: [{{code: GOV, {dates}}}], checked: {checked}}}\n"
)


def found(tmp_path: Path, *entries: str) -> list[str]:
    """The doubts about one file as `line: message`, stale offices last."""
    path = tmp_path / "a.yaml"
    path.write_text("actors:\n" + "".join(entries), encoding="utf-8")
    files = [yaml.read(path)]
    return [f"{doubt.location.line}: {doubt.message}" for doubt in (*doubts(files), *stale_offices(files, TODAY))]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            (GROUP.format(id="a", name="Red Front", more=""), GROUP.format(id="b", name="The Red Front", more="")),
            ["3: `red front` names two entries at the same time"],
        ),
        (
            (
                GROUP.format(id="a", name="Red Front", more=', to: "1999"'),
                GROUP.format(id="b", name="Red Front", more=', from: "2001"'),
            ),
            [],
        ),
        ((PARTY.format(id="a", code="KENPTY"), PARTY.format(id="b", code="UGAPTY")), []),
        (
            (PARTY.format(id="a", code="KENPTY"), PARTY.format(id="b", code="KENOPP")),
            ["3: `union party` names two entries at the same time"],
        ),
        (
            (GROUP.format(id="a", name="Red Front", more=', from: "2001", to: "1999-05"'),),
            ["2: ends (1999-05) before it starts (2001)"],
        ),
        ((GROUP.format(id="a", name="Red Front", more=', from: "1999-05", to: "1999"'),), []),
        (
            (PERSON.format(dates='from: "2015"', checked='"no"'),),
            ["2: `Ann Lee` holds an office that was checked never"],
        ),
        (
            (PERSON.format(dates='from: "2015"', checked='"2017-01-01"'),),
            ["2: `Ann Lee` holds an office that was checked last on 2017-01-01"],
        ),
        ((PERSON.format(dates='from: "2015"', checked='"2019-01-01"'),), []),
        ((PERSON.format(dates='from: "2015", to: "2016"', checked='"no"'),), []),
    ],
)
def test_doubts(entries: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, *entries) == expected


def test_shipped_names_are_one_actor_each() -> None:
    folder = dictionary_directory() / "actors"
    files = [yaml.read(path) for path in sorted(folder.rglob("*.yaml"))]
    assert not [str(doubt) for doubt in doubts(files)]
