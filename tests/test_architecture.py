"""The house: imports run one way, rooms stay small."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("coder", "schemas")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "_data" not in path.parts
}

ORDER = (
    ("coder", "coder.charsets", "coder.errors", "coder.extras", "coder.garbage", "coder.resources"),
    ("coder.settings", "coder.keys", "coder.timing"),
    ("coder.serving",),
    ("coder.gunicorn_conf",),
    ("coder.article",),
    ("coder.pages",),
    ("coder.client",),
    ("coder.parsing",),
    ("coder.reading",),
    ("coder.actors",),
    ("coder.coding",),
    ("coder.dictionaries", "coder.explaining"),
    ("coder.workshop.trying.stubs",),
    ("coder.retracing",),
    ("coder.coder",),
    ("coder.building",),
    (
        "coder.dedupe",
        "coder.offsets",
    ),
    ("coder.batch", "coder.hypnos", "coder.table"),
    ("coder.layouts", "coder.staff"),
    ("coder.workshop",),
    ("schemas",),
    ("coder.archive",),
    ("coder.store",),
    ("coder.watch", "coder.outlets"),
    ("coder.intake", "coder.corpora", "coder.service"),
    ("coder.command",),
    ("coder.__main__",),
)


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


def floor(module: str) -> int:
    """The place of a module in the order; its longest listed name counts."""
    found = [
        (len(name), level)
        for level, names in enumerate(ORDER)
        for name in names
        if module == name or (name != "coder" and module.startswith(name + "."))
    ]
    assert found, f"{module} has no place in the order of the house"
    return max(found)[1]


def functions() -> Iterator[tuple[str, int]]:
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{module}.{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    for other in imported(module):
        if other in MODULES:
            assert floor(other) <= floor(module), f"{module} imports {other}"


def test_no_module_imports_itself_by_a_detour() -> None:
    arrows = {module: {other for other in imported(module) if other in MODULES} - {module} for module in MODULES}
    while leaves := {module for module, others in arrows.items() if not others}:
        arrows = {module: others - leaves for module, others in arrows.items() if module not in leaves}
    assert not arrows


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("stanza", {"coder.parsing"}),
        ("torch", {"coder.parsing"}),
        ("transformers", {"coder.parsing"}),
        ("yaml", {"coder.dictionaries"}),
        ("flask", {"coder.service"}),
        ("httpx", {"coder.client", "coder.outlets", "coder.watch"}),
        ("feedparser", {"coder.watch"}),
        ("sqlalchemy", {"coder.store"}),
        ("alembic", {"coder.store"}),
        ("click", {"coder.command"}),
        ("marshmallow", {"schemas", "coder.command"}),
    ],
)
def test_each_library_is_known_in_one_room(library: str, rooms: set[str]) -> None:
    knowing = {module for module in MODULES if any(name.split(".")[0] == library for name in imported(module))}
    assert all(any(module == room or module.startswith(room + ".") for room in rooms) for module in knowing), knowing


def test_only_the_stanza_parser_builds_a_pipeline() -> None:
    assert [module for module in MODULES if "stanza.Pipeline" in MODULES[module].read_text()] in (
        ["coder.parsing.stanza_parser"],
        [],
    )


@pytest.mark.parametrize(
    "path", [*MODULES.values(), *sorted(ROOT.glob("tests/**/*.py")), *sorted(ROOT.glob("tools/*.py"))]
)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_functions_are_small() -> None:
    lengths = sorted(length for _, length in functions())
    long = [name for name, length in functions() if length >= 45]
    assert statistics.median(lengths) < 12
    assert lengths[int(len(lengths) * 0.95)] < 45, long


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_says_what_it_is(module: str) -> None:
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}.{node.name} has no docstring"
