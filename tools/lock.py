"""Write requirements.lock and requirements-dev.lock from pyproject.toml, in a fresh environment.

python -m tools.lock
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICE = ("html", "redis", "postgres")
"""The extras that the image has, for requests, settings and watched sources ask for them."""
_HEAD = "# Every package, pinned; written by `make lock` from pyproject.toml. Change it there.\n"


def main() -> None:
    """Resolve once for running (with what settings ask for) and once more for developing (all extras); freeze both."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        extras = project["optional-dependencies"]
        runtime = _resolved(folder, [*project["dependencies"], *(each for name in SERVICE for each in extras[name])])
        development = _resolved(folder, [each for name in extras for each in extras[name]], "--all", "--exclude=pip")
    (ROOT / "requirements.lock").write_text(_HEAD + "".join(runtime))
    extra = [line for line in development if line not in runtime]
    (ROOT / "requirements-dev.lock").write_text(_HEAD + "-r requirements.lock\n" + "".join(extra))


def _resolved(folder: str, wanted: list[str], *also: str) -> list[str]:
    pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", *wanted], check=True)
    frozen = subprocess.run([*pip, "freeze", *also], check=True, capture_output=True, text=True).stdout
    return [without_build(line) + "\n" for line in frozen.splitlines()]


def without_build(pin: str) -> str:
    """A pin that any build of the version meets: `torch==2.13.0+cpu` is `torch==2.13.0`."""
    return re.sub(r"\+[a-z0-9.]+$", "", pin)


if __name__ == "__main__":
    main()
