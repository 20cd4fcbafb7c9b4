"""No container engine runs here, so the Dockerfile's steps are replayed in a clean directory."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.demo import post, running_service

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")


@dataclass
class Image:
    """What a build leaves behind: files under `/app`, the environment, and what starts."""

    app: Path
    environment: dict[str, str] = field(default_factory=dict)
    user: str = ""
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def replay(self, step: str, rest: str) -> None:
        """One instruction of the last stage, or one of an earlier stage that leaves files."""
        match step:
            case "COPY" if not rest.startswith("--from"):
                self._copy(*shlex.split(rest))
            case "RUN":
                self._run(self._here(rest))
            case "ENV":
                self.environment |= dict(pair.split("=", 1) for pair in shlex.split(self._here(rest)))
            case "USER":
                self.user = rest
            case "CMD":
                self.command = json.loads(rest)
            case "HEALTHCHECK":
                self.health = json.loads(rest.split("CMD ", 1)[1])

    def variables(self) -> dict[str, str]:
        """The environment of a process in the container, with this machine's programs behind it."""
        path = self.environment.get("PATH", "$PATH").replace("$PATH", "/usr/local/bin:/usr/bin:/bin")
        return {**self.environment, "PATH": path}

    def _here(self, text: str) -> str:
        return re.sub(r"/app\b", str(self.app), text)

    def _copy(self, *paths: str) -> None:
        *sources, target = paths
        for source in sources:
            assert not ignored(source), f"{source} is kept out of the build by .dockerignore"
            goal = self.app / target / (source if len(sources) > 1 or target == "." else "")
            goal.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, goal, ignore=IGNORED)
            else:
                shutil.copy(ROOT / source, goal)

    def _run(self, command: str) -> None:
        """Packages that this environment has are found by pip, so that nothing is fetched twice.

        What makes machine code of the stages is left out, for it takes minutes: `test_compiled.py` tests that.
        """
        if command.startswith("apt-get") or "compile.py" in command:
            return
        for packages in self.app.glob("venv/lib/python*/site-packages"):
            (packages / "present.pth").write_text(sysconfig.get_path("purelib") + "\n")
        subprocess.run(
            ["sh", "-ec", command],
            cwd=self.app,
            env={**os.environ, "TORCH_INDEX": ""},
            check=True,
        )


def instructions() -> Iterator[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            step, rest = line.split(None, 1)
            yield step, rest


def ignored(path: str) -> bool:
    """Whether .dockerignore leaves a path out: the last rule that matches it decides."""
    out = False
    for rule in (ROOT / ".dockerignore").read_text().split():
        pattern = rule.removeprefix("!")
        if fnmatch.fnmatch(path, pattern) or path.startswith(pattern + "/"):
            out = not rule.startswith("!")
    return out


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    built = Image(tmp_path_factory.mktemp("image"))
    for step, rest in instructions():
        built.replay(step, rest)
    return built


def test_the_image_starts_codes_and_calls_itself_healthy(image: Image) -> None:
    command = [shutil.which(image.command[0], path=image.variables()["PATH"]) or "", *image.command[1:]]
    assert command[0].startswith(str(image.app))
    with running_service(command, image.app, image.variables(), inherit=False) as address:
        answer = post(f"{address}/v1/events", b'{"text": "Germany criticized France."}')
        assert [event["code"] for event in answer["articles"][0]["events"]] == ["111"]
        port = address.rsplit(":", 1)[1]
        health = subprocess.run([command[0], *image.health[1:]], env={**image.variables(), "DRAGOMAN_PORT": port})
        assert health.returncode == 0
    gone = subprocess.run([command[0], *image.health[1:]], env={**image.variables(), "DRAGOMAN_PORT": port}, stderr=-3)
    assert gone.returncode != 0


def test_the_image_runs_as_nobody_in_particular_and_carries_no_tests(image: Image) -> None:
    assert image.user.split(":")[0].isdigit()
    assert int(image.user.split(":")[0]) > 0
    left = {"requirements.lock", "requirements-dev.lock", "tools"}  # by earlier stages, which share the folder here
    assert sorted(path.name for path in image.app.iterdir() if path.name not in left) == [
        "LICENSE", "coder", "dead-letters", "dictionaries", "gunicorn.conf.py", "inbox", "models", "schemas", "venv", "wsgi.py",
    ]  # fmt: skip


def test_the_packages_come_from_the_lock_files_alone() -> None:
    running, building = (rest for step, rest in instructions() if step == "RUN" and "pip install" in rest)
    assert running.endswith("-r requirements.lock")
    assert "-c requirements-dev.lock" in building


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_pinned_and_no_host_is_named(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*|-r requirements\.lock", line) for line in lines)
    assert len(lines) == len({line.split("==")[0].lower() for line in lines})
