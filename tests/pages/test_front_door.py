"""`/` for browsers and for programs, and the files the page is made of."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from coder.service.pages import workbench as module
from tools.browsing import Served

STATIC = Path(module.__file__).parent / "static"
SCRIPTS = sorted(STATIC.rglob("*.js"))
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture
def client(service: Served) -> FlaskClient:
    """A client without a browser."""
    return service.app.test_client()


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        (BROWSER, "text/html"),
        ("text/html", "text/html"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("image/png", "application/json"),
        (None, "application/json"),
    ],
)
def test_browsers_get_the_workbench_and_programs_the_signpost(
    client: FlaskClient, accept: str | None, mimetype: str
) -> None:
    answer = client.get("/", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert "Accept" in answer.headers["Vary"]


def test_the_page_lets_in_nothing_from_elsewhere(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept": BROWSER})
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"unsafe|https?:|\*|data:", policy)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", answer.text)


def test_everything_the_page_names_is_there(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept": BROWSER}).text
    named = re.findall(r'(?:src|href)="(/pages/[^"]+)"', page)
    assert len(named) > 5
    for path in named:
        assert client.get(path).status_code == 200, path


def test_browsers_find_a_sign_where_they_look_for_one(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


@pytest.mark.parametrize("file", [*sorted(STATIC.rglob("*.css")), *SCRIPTS], ids=lambda file: file.name)
def test_files_name_no_other_address(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org"}


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.name for script in SCRIPTS])
def test_scripts_are_small(script: Path) -> None:
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.name for script in SCRIPTS])
def test_scripts_can_be_read(script: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine")
    kind = "commonjs" if script.name == "theme.js" else "module"
    command = [node, "--check", f"--input-type={kind}", "-"]
    done = subprocess.run(command, input=script.read_bytes(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_fonts_have_their_licence() -> None:
    licence = (STATIC / "fonts" / "LICENSES.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    for font in (STATIC / "fonts").glob("*.woff2"):
        assert font.name in licence
