"""Reads `dictionaries/ontology/` into an Ontology, refusing whatever does not hold together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.coding.ontology import GRAMMATICAL, NONE, SAME, ActorCode, CameoCode, Ontology, Operator, longest_beginning
from coder.dictionaries import yaml
from coder.dictionaries.definitions import load_definitions
from coder.dictionaries.nodes import Fields, Text, as_text, did_you_mean, suggest
from coder.errors import EntryError

_ROLE_KINDS = ("primary", "party", "secondary", "tertiary", "international")
_INTERNATIONAL_KINDS = ("type", "region", "organisation", "religion", "ethnic")


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of a root in the two codings that published data sets use."""

    quad: int
    penta: int


def load_ontology(folder: Path) -> Ontology:
    """The ontology from its folder (`cameo.yaml`, `classes.yaml`, `operators.yaml`, ...)."""
    codes = read_codes(_file(folder, "cameo"), _file(folder, "classes"))
    stances = _file(folder, "operators")
    operators = read_operators(stances, codes)
    for error in missing_operators(stances, operators):
        raise error
    return Ontology(
        codes=codes,
        operators=operators,
        roles=read_roles(_file(folder, "roles")),
        international=read_international(_file(folder, "international")),
        mirrors=read_mirrors(_file(folder, "mirrors"), codes),
        definitions=load_definitions(folder / "definitions", codes),
    )


def read_codes(cameo: Fields, classes: Fields) -> dict[str, CameoCode]:
    """The CAMEO codes, each with the classes of its root; parents must be listed before their children."""
    cameo.refuse_unknown(("codes",))
    by_root = read_classes(classes)
    codes: dict[str, CameoCode] = {}
    for entry in cameo.each("codes"):
        entry.refuse_unknown(("code", "label", "parent", "goldstein", "plover"))
        code = _new(entry, "code", codes)
        codes[code] = _cameo_code(entry, code, by_root, codes)
    return codes


def code_hint(code: str, codes: Mapping[str, CameoCode]) -> str:
    """What to write instead of something that is no CAMEO code: the nearest code, with its label."""
    bare = code.strip("\"'“”‘’„ ")
    named = (each.code for each in codes.values() if len(bare) > 3 and bare.lower() in each.label.lower())
    for guess in (bare, f"0{bare}", bare[:-1], *named):
        if guess in codes:
            return did_you_mean(guess, codes[guess].label)
    return "codes run from 01 to 20 and are listed in dictionaries/ontology/cameo.yaml"


def read_operators(file: Fields, codes: Collection[str]) -> dict[str, Operator]:
    """The operators with everything they extend written into their tables."""
    file.refuse_unknown(("operators",))
    entries: dict[str, Fields] = {}
    for entry in file.each("operators"):
        entry.refuse_unknown(("id", "label", "note", "extends", "table"))
        entries[_new(entry, "id", entries)] = entry
    tables = _Tables(entries, codes)
    return {
        id_: Operator(id_, entry.text("label"), entry.text("note"), tables.table(id_)) for id_, entry in entries.items()
    }


def missing_operators(file: Fields, operators: Collection[str]) -> Iterator[EntryError]:
    """What is wrong where an operator is not defined that grammar alone can call for."""
    for id_ in GRAMMATICAL:
        if id_ not in operators:
            hint = "every tense and `not` can call for it; where CAMEO has no code, its table says `none`"
            yield file.error(f"the operator `{id_}` is missing", hint)


def read_mirrors(file: Fields, codes: Collection[str]) -> dict[str, str]:
    """The other side's code by act."""
    file.refuse_unknown(("mirrors",))
    mirrors: dict[str, str] = {}
    for entry in file.each("mirrors"):
        entry.refuse_unknown(("act", "mirror"))
        act = _new(entry, "act", mirrors)
        _check_act(as_text(entry.required("act"), "act"), codes)
        mirrors[act] = _cell(as_text(entry.required("mirror"), "mirror"), codes)
    return mirrors


def read_roles(file: Fields) -> dict[str, ActorCode]:
    """The role codes."""
    return _actor_codes(file, "roles", _ROLE_KINDS)


def read_international(file: Fields) -> dict[str, ActorCode]:
    """The codes that stand where a country's does."""
    return _actor_codes(file, "codes", _INTERNATIONAL_KINDS)


class _Tables:
    """The operators' tables, each worked out once, with what they extend."""

    def __init__(self, entries: Mapping[str, Fields], codes: Collection[str]) -> None:
        self._entries = entries
        self._codes = codes
        self._done: dict[str, dict[str, str]] = {}

    def table(self, id_: str, through: tuple[str, ...] = ()) -> dict[str, str]:
        if id_ not in self._done:
            self._done[id_] = self._build(self._entries[id_], (*through, id_))
        return self._done[id_]

    def _build(self, entry: Fields, through: tuple[str, ...]) -> dict[str, str]:
        table: dict[str, str] = {}
        for extension in entry.each("extends"):
            table |= self._borrowed(extension, through)
        for act, cell in _own_cells(entry):
            _check_act(act, self._codes)
            table[act.value] = _cell(cell, self._codes)
        return table

    def _borrowed(self, extension: Fields, through: tuple[str, ...]) -> dict[str, str]:
        extension.refuse_unknown(("operator", "acts"))
        base_id = extension.choice("operator", tuple(self._entries))
        if base_id in through:
            raise extension.error("operators extend each other in a circle", " > ".join((*through, base_id)))
        base = self.table(base_id, through)
        acts = extension.text_nodes("acts")
        if not acts:
            return base
        borrowed: dict[str, str] = {}
        for act in acts:
            _check_act(act, self._codes)
            if (general := longest_beginning(base, act.value)) is not None:
                borrowed[act.value] = general
            borrowed |= {key: cell for key, cell in base.items() if key.startswith(act.value)}
        return borrowed


def _file(folder: Path, name: str) -> Fields:
    path = folder / f"{name}.yaml"
    return yaml.read(path, f"{folder.parent.name}/{folder.name}/{path.name}")


def _cameo_code(entry: Fields, code: str, by_root: Mapping[str, Classes], above: Collection[str]) -> CameoCode:
    parent = entry.text("parent", "")
    if parent != (code[:-1] if len(code) > 2 else "") or (parent and parent not in above):
        hint = "the parent is the code less its last digit and stands above it; a root has none"
        raise EntryError(f"`{code}` cannot have the parent `{parent}`", entry.place("parent"), hint)
    if (classes := by_root.get(code[:2])) is None:
        raise entry.error(f"`{code}` has no class", f'add root "{code[:2]}" to classes.yaml')
    return CameoCode(
        code=code,
        label=entry.text("label"),
        parent=parent,
        root=code[:2],
        quad=classes.quad,
        penta=classes.penta,
        goldstein=_goldstein(entry),
        plover=entry.text("plover", ""),
    )


def _goldstein(entry: Fields) -> float | None:
    value = entry.text("goldstein", "")
    try:
        return float(value) if value else None
    except ValueError:
        raise EntryError(f"`{value}` is not a number", entry.place("goldstein")) from None


def read_classes(file: Fields) -> dict[str, Classes]:
    """The two classes of every root."""
    file.refuse_unknown(("classes",))
    found: dict[str, Classes] = {}
    for entry in file.each("classes"):
        entry.refuse_unknown(("root", "quad", "penta"))
        quad, penta = entry.choice("quad", "1234"), entry.choice("penta", "01234")
        found[_new(entry, "root", found)] = Classes(int(quad), int(penta))
    return found


def _actor_codes(file: Fields, key: str, kinds: Collection[str]) -> dict[str, ActorCode]:
    file.refuse_unknown((key,))
    codes: dict[str, ActorCode] = {}
    for entry in file.each(key):
        entry.refuse_unknown(("code", "label", "kind"))
        code = _new(entry, "code", codes)
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise EntryError(f"`{code}` is not a code of three capitals", entry.place("code"))
        codes[code] = ActorCode(code, entry.text("label"), entry.choice("kind", kinds))
    return codes


def _new(entry: Fields, key: str, seen: Collection[str]) -> str:
    value = entry.text(key)
    if value in seen:
        raise EntryError(f"`{value}` is listed twice", entry.place(key))
    return value


def _own_cells(entry: Fields) -> tuple[tuple[Text, Text], ...]:
    table = entry.fields("table")
    if table is None:
        return ()
    return tuple((act, as_text(cell, act.value)) for act, cell in table.entries)


def _check_act(act: Text, codes: Collection[str]) -> None:
    if len(act.value) == 1 and act.value in "012":
        return
    _check_code(act, codes)


def _cell(cell: Text, codes: Collection[str]) -> str:
    if cell.value not in (SAME, NONE):
        _check_code(cell, codes)
    return cell.value


def _check_code(text: Text, codes: Collection[str]) -> None:
    if text.value not in codes:
        raise text.error(f"`{text.value}` is not a CAMEO code", suggest(text.value, codes))
