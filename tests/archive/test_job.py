"""An archive is coded whole, once, whatever happens to the processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet

pytestmark = pytest.mark.slow

STATES = ("Norway", "Sweden", "Kenya", "Chad", "Peru", "Chile", "Japan", "India")
VERBS = ("criticized", "thanked", "threatened", "met")


def article(number: int) -> dict[str, str]:
    """Three sentences that no other article has."""
    one, other = STATES[number % 8], STATES[(number // 8 + number + 1) % 8]
    text = f"{one} {VERBS[number % 4]} {other}. The weather was fine in town {number}. {other} invaded {one}."
    return {"id": f"n{number}", "date": "2021-06-15", "text": text}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """400 articles and two bad rows."""
    rows = [json.dumps(article(number)) for number in range(400)]
    rows[100:100] = ["nonsense", '{"text": ""}']
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def start(archive: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "coder", "code", str(archive), "--out", str(out), "--processes", "2", *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(process: subprocess.Popen[str]) -> str:
    _, said = process.communicate(timeout=300)
    assert process.returncode == 1, said  # two rows could not be coded
    return said


def lines(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        yield from path.read_text("utf-8").splitlines()


def wait_for_parts(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 280
    while len(list(out.glob("done/*.json"))) < count:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def children(process: subprocess.Popen[str]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_kills_in_the_middle_lose_and_double_nothing(archive: Path, tmp_path: Path) -> None:
    quiet, rough = tmp_path / "quiet", tmp_path / "rough"
    assert "400 articles, 1200 sentences" in finish(start(archive, quiet))
    notes = [json.loads(line) for line in lines(quiet / "notes")]
    assert [note["place"] for note in notes] == ["archive.jsonl:101", "archive.jsonl:102"]

    first = start(archive, rough)
    wait_for_parts(rough, 1, first)
    os.kill(children(first)[0], signal.SIGKILL)  # a process that codes
    wait_for_parts(rough, 2, first)
    os.killpg(first.pid, signal.SIGKILL)  # all of them
    first.communicate()
    before = len(list(rough.glob("done/*.json")))
    assert before < 7
    (rough / "events" / "0000-000006.jsonl.99.tmp").write_text("half a part")
    assert "400 articles, 1200 sentences" in finish(start(archive, rough))

    for kind in ("events", "notes"):
        assert list(lines(rough / kind)) == list(lines(quiet / kind))
    ids = [json.loads(line)["id"] for line in lines(quiet / "events")]
    assert len(ids) == len(set(ids)) >= 700
    assert not list(rough.rglob("*.tmp"))


def test_a_folder_holds_one_job_and_says_so(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    archive.write_text("\n".join(json.dumps(article(number)) for number in range(5)), encoding="utf-8")
    done = start(archive, out, "--format", "parquet")
    assert done.communicate(timeout=300)[1].splitlines()[-1].startswith("5 articles, 15 sentences")
    table = parquet.read_table(out / "events")
    assert table.num_rows >= 9
    assert {row["article_id"] for row in table.to_pylist()} == {f"n{number}" for number in range(5)}
    other = start(archive, out, "--format", "csv")
    said = other.communicate(timeout=300)[1]
    assert other.returncode == 1
    assert "holds another job (other format)" in said
