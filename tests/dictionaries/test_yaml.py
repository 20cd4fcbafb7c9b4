"""The strict YAML of the dictionaries: everything is text, and what surprises people is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from coder.dictionaries.nodes import Fields, Items, Text
from coder.dictionaries.yaml import MAX_BYTES, parse, read
from coder.errors import EntryError, Location, YamlError


def parsed(text: str) -> Fields:
    return parse(text.encode(), "rules.yaml")


SURPRISING = """
    042 014 0o17 0x1F 1e3 1_000 3.0 -0 .inf .nan 12:30:00 2001-01-20 on off yes no NO y true false =
"""


@pytest.mark.parametrize("written", SURPRISING.split())
def test_plain_scalars_stay_as_written(written: str) -> None:
    assert parsed(f"code: {written}").text("code") == written
    assert parsed(f"codes: [{written}, x]").texts("codes") == (written, "x")


@pytest.mark.parametrize("written", ["on", "off", "no", "042", "2001-01-20"])
def test_keys_stay_as_written(written: str) -> None:
    assert parsed(f"{written}: x").keys() == (written,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('note: ""', ""),
        ("note: 'it''s'", "it's"),
        ('note: "null"', "null"),
        ("note: >-\n  one\n  two", "one two"),
        ("note: |-\n  one\n  two", "one\ntwo"),
        ("note: Côte d'Ivoire", "Côte d'Ivoire"),
        ("note: a\r\nmore: b\r\n", "a"),
    ],
)
def test_texts(text: str, value: str) -> None:
    assert parsed(text).text("note", "") == value


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        (
            "a: 1\nb: 2\na: 3",
            3,
            1,
            "`a` twice (the first is on line 1; if a new entry begins here, write `- ` before it)",
        ),
        ("a: {b: 1, b: 2}", 1, 11, "`b` twice"),
        ("a: &x 1", 1, 4, "an anchor"),
        ("a: &x {b: 1}", 1, 4, "an anchor"),
        ("a: *x", 1, 4, "an alias"),
        ("*x : 1", 1, 1, "an alias"),
        ("<<: {a: 1}", 1, 1, "a merge key"),
        ("a: !!int 1", 1, 4, "a tag"),
        ("a: !!python/object/apply:os.system [ls]", 1, 4, "a tag"),
        ("a: ! x", 1, 4, "a tag"),
        ("%YAML 1.1\n---\na: 1", 1, 1, "directive"),
        ("a: 1\n---\nb: 2", 2, 1, "second document"),
        ("a:\n  - b\n\t- c", 3, 1, "a tab in the indentation (use spaces"),
        ("a: b\tc", 1, 5, "a tab"),
        ("a: x\x00", 1, 5, "U+0000"),
        ("a: x\u200b", 1, 5, "U+200B"),
        ("a: 1\nb: \u202ex", 2, 4, "U+202E"),
        ("\ufeffa: 1", 1, 1, "U+FEFF"),
        ("a: 1\nb:\nc: 3", 2, 3, "a value is missing"),
        ("a: {b, c: 1}", 1, 6, "a value is missing"),
        ("a:\n  -\n  - x", 2, 4, "a value is missing"),
        ("to: null", 1, 5, "`null` is no value"),
        ("to: ~", 1, 5, "`~` is no value"),
        ('"": x', 1, 1, "a key is empty"),
        ("? [a]\n: b", 1, 3, "a key must be a text"),
        ("", 1, 1, "the file is empty"),
        ("# only a comment\n", 2, 1, "the file is empty"),
        ("- a\n- b", 1, 1, "pairs"),
        ("words", 1, 1, "pairs"),
        ("lemma: @appeal", 1, 8, '"@appeal"'),
        ("note: see: this", 1, 10, "in quotes"),
        ("a: 'never closed", 1, 4, "never closed"),
        ("a: [b, c\nd: e", 1, 4, "opened and never closed"),
        ("a:\n    b: 1\n  c: 2", 3, 3, "too far to the left (it has 2 spaces before it; write 4"),
    ],
)
def test_refused_with_place_and_hint(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(YamlError) as caught:
        parsed(text)
    assert words in str(caught.value)
    assert (caught.value.location.line, caught.value.location.column) == (line, column)
    assert str(caught.value).startswith(f"rules.yaml:{line}:{column}: ")


@pytest.mark.parametrize("content", [b"a: 1\nb: caf\xe9", b"\xff\xfea\x00", b"a: 1\nb: \xed\xa0\x80"])
def test_other_encodings_are_refused(content: bytes) -> None:
    with pytest.raises(YamlError, match=r"not UTF-8 .*save the file as UTF-8"):
        parse(content, "rules.yaml")


def test_the_bad_byte_is_located() -> None:
    with pytest.raises(YamlError) as caught:
        parse(b"a: 1\nb: caf\xe9", "rules.yaml")
    assert caught.value.location == Location("rules.yaml", 2, 7)


def test_an_alias_bomb_costs_nothing() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    with pytest.raises(YamlError, match="anchor"):
        parsed("\n".join(rows))


@pytest.mark.parametrize("nest", ["[" * 200_000, "{a: " * 200_000, "- " * 100_000 + "x"])
def test_deep_nesting_is_refused_quickly(nest: str) -> None:
    start = time.perf_counter()
    with pytest.raises(YamlError):
        parsed(f"a: {nest}" if nest[0] != "-" else nest)
    assert time.perf_counter() - start < 5


def test_depth_limit() -> None:
    assert parsed("a: " + "[" * 19 + "x" + "]" * 19)
    with pytest.raises(YamlError, match="more than 20 levels deep"):
        parsed("a: " + "[" * 20 + "x" + "]" * 20)


def test_size_limit() -> None:
    filler = b"a: 1\n#" + b"x" * MAX_BYTES
    with pytest.raises(YamlError, match="larger than 1 MiB"):
        parse(filler, "rules.yaml")
    assert parse(filler[:MAX_BYTES], "rules.yaml")


def test_a_file_is_read_under_the_name_given(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("a: [1, 1]\nb", encoding="utf-8")
    with pytest.raises(YamlError) as caught:
        read(path, "dictionaries/rules.yaml")
    assert caught.value.location.file == "dictionaries/rules.yaml"


def test_a_missing_file_is_a_yaml_error(tmp_path: Path) -> None:
    with pytest.raises(YamlError, match="cannot be read"):
        read(tmp_path / "absent.yaml")


def test_nodes_know_where_they_stand() -> None:
    root = parsed("rules:\n  - id: one\n    codes: [a, b]\n")
    (rule,) = root.each("rules")
    assert rule.location == Location("rules.yaml", 2, 5)
    assert rule.place("id") == Location("rules.yaml", 2, 9)
    assert rule.place("absent") == rule.location
    codes = rule.get("codes")
    assert isinstance(codes, Items)
    assert codes.items[1] == Text("b", Location("rules.yaml", 3, 16))


ENTRY = """\
id: one
empty: ''
names: [a, b]
name: a
slot: {fills: source}
rows: [{a: x}, {a: y}]
title: true
"""


def test_accessors() -> None:
    entry = parsed(ENTRY)
    assert entry.text("id") == "one"
    assert entry.text("absent", "") == ""
    assert entry.texts("names") == ("a", "b")
    assert entry.texts("name") == ("a",)
    assert entry.texts("absent") == ()
    slot = entry.fields("slot")
    assert slot is not None
    assert slot.text("fills") == "source"
    assert entry.fields("absent") is None
    assert [row.text("a") for row in entry.each("rows")] == ["x", "y"]
    assert entry.each("absent") == ()
    assert entry.flag("title") is True
    assert entry.flag("absent") is False
    assert entry.choice("name", ("a", "b")) == "a"


@pytest.mark.parametrize(
    ("ask", "place", "words"),
    [
        (lambda e: e.text("absent"), "1:1", "`absent` is missing"),
        (lambda e: e.text("empty"), "2:8", "`empty` is empty"),
        (lambda e: e.text("names"), "3:8", "`names` must be one text, not a list"),
        (lambda e: e.text("slot", ""), "5:7", "`slot` must be a text"),
        (lambda e: e.texts("slot"), "5:7", "a text or a list of texts"),
        (lambda e: e.texts("rows"), "6:8", "`rows` must be a text"),
        (lambda e: e.each("id"), "1:5", "`id` must be a list"),
        (lambda e: e.each("names"), "3:9", "pairs"),
        (lambda e: e.fields("id"), "1:5", "pairs"),
        (lambda e: e.flag("id"), "1:5", "`id` cannot be `one` (allowed: false, true)"),
        (lambda e: e.choice("id", ("once", "twice")), "1:5", "did you mean `once`?"),
        (lambda e: e.refuse_unknown(("id", "empty", "nam", "names")), "4:1", "unknown key `name`"),
    ],
)
def test_accessors_refuse_with_place(ask, place: str, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EntryError) as caught:
        ask(parsed(ENTRY))
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"rules.yaml:{place}: ")


def test_an_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(EntryError, match=r"unknown key `aliasses` \(did you mean `aliases`\?\)"):
        parsed("aliasses: [x]").refuse_unknown(("id", "aliases", "adjectives"))


def test_a_megabyte_of_entries_loads_quickly() -> None:
    entry = "  - {{id: person-{0}, name: Name {0}, aliases: [N {0}], country: USA, otherwise: ELI}}\n"
    content = ("actors:\n" + "".join(entry.format(number) for number in range(9_500))).encode()
    start = time.perf_counter()
    assert len(parse(content, "people.yaml").each("actors")) == 9_500
    assert time.perf_counter() - start < 10
