"""The wheel works outside the tree: model and dictionaries are inside it."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tools.demo import post, running_service

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it; the packages it needs are taken from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [
        *pip,
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, cwd=folder)
    venv.create(folder / "venv", with_pip=False)
    packages = next((folder / "venv").glob("lib/python*/site-packages"))
    (wheel,) = folder.glob("dragoman-*.whl")
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--target", str(packages), str(wheel)], check=True)
    (packages / "present.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "venv"


def test_the_installed_package_codes_a_sentence(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "bin/python"), "-m", "coder", "code", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=b"Germany criticized France.", capture_output=True, check=True)
    (event,) = json.loads(done.stdout)["articles"][0]["events"]
    assert (event["source"]["code"], event["code"], event["target"]["code"]) == ("DEU", "111", "FRA")


def test_the_installed_package_serves(installed: Path, tmp_path: Path) -> None:
    with running_service([str(installed / "bin/python"), "-m", "coder", "serve"], tmp_path) as address:
        answer = post(f"{address}/v1/events", b'{"text": "Germany criticized France."}')
    assert answer["articles"][0]["status"] == "coded"


def test_the_wheel_carries_licences_data_and_types(installed: Path) -> None:
    packages = next(installed.glob("lib/python*/site-packages"))
    for name in (
        "coder/py.typed",
        "schemas/py.typed",
        "coder/_data/dictionaries/ontology",
        "coder/_data/models",
    ):
        assert (packages / name).exists(), name
    assert list(packages.glob("dragoman-*.dist-info/licenses/**/LICENSE*"))
    assert not (packages / "tests").exists()
