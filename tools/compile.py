"""Compiles the stages that follow the parser to machine code: python tools/compile.py FOLDER/coder

It needs a C compiler.  The compiled files lie beside their sources and are taken instead of them, so this
is for a copy that nobody edits: the container image, or what `make compiled` lays out.  MYPYC_OPT_LEVEL says
how much the C compiler may improve, as it does for mypyc itself (3 unless set).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Distribution

ROOMS = ("reading", "actors", "coding")
LEFT_OUT = (
    "actors/actor.py", "actors/dictionary.py", "actors/lexicon.py",
    "coding/events.py", "coding/gazetteer.py", "coding/ontology.py", "coding/rules.py",
)  # fmt: skip
"""What is kept in snapshots or sent between processes: frozen dataclasses of mypyc cannot be pickled."""
OPTIONS = ("--ignore-missing-imports", "--follow-imports=silent", "--config-file=", "--cache-dir=/dev/null")


def main(arguments: list[str]) -> int:
    """Compile the package in a folder; 1 where that would hide the sources that people edit."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "reading").is_dir():
        print("usage: python tools/compile.py FOLDER/coder", file=sys.stderr)
        return 2
    package = Path(arguments[0]).resolve()
    if (package.parent / ".git").exists():
        print(f"{package} is edited: its compiled files would hide later changes; use `make compiled`", file=sys.stderr)
        return 1
    os.chdir(package.parent)
    with tempfile.TemporaryDirectory() as scratch:
        sources = [*OPTIONS, *map(str, _sources(package))]
        level = os.environ.get("MYPYC_OPT_LEVEL", "3")
        extensions = mypycify(sources, opt_level=level, debug_level="0", multi_file=True, target_dir=scratch)
        distribution = Distribution({"name": "dragoman-stages", "packages": [], "ext_modules": extensions})
        build = distribution.get_command_obj("build_ext")
        build.inplace, build.build_temp, build.build_lib = True, scratch, scratch
        build.ensure_finalized()
        build.run()
    return 0


def _sources(package: Path) -> Iterator[Path]:
    for path in (path for room in ROOMS for path in sorted((package / room).rglob("*.py"))):
        if path.name != "__init__.py" and path.relative_to(package).as_posix() not in LEFT_OUT:
            yield path.relative_to(package.parent)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
