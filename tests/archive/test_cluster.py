"""A cluster of two machines codes an archive whole and once, though it loses a worker and then a machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from bench.articles import article as made
from coder.archive.cluster import Ledger, Reading
from coder.archive.engine import Order, Step
from coder.archive.parts import Done
from coder.archive.places import Place
from coder.archive.rows import find_sources
from coder.article import Article
from coder.coder import Options
from coder.errors import ArchiveError
from coder.parsing.conllu import write_conllu
from coder.parsing.stanza_parser import StanzaParser
from coder.settings import Settings

ray = pytest.importorskip("ray", reason="Ray is not installed")
from ray.cluster_utils import Cluster  # noqa: E402

SECONDS = 300
MEGABYTES = 100_000_000
ACTOR = b"ray::MapWorker(Map(Coding))"
PART = 8
FILES = (50, 150)


def rows(parser: StanzaParser, count: int) -> Iterator[str]:
    """Articles that carry their parse, so that coding them takes no parser; the texts come again under other ids."""
    texts = [made(number, sentences=20)["text"] for number in range(12)]
    parses = [write_conllu(parsed.sentences) for parsed in parser.parse([Article(text=text) for text in texts])]
    for number in range(count):
        kind = number % len(texts)
        yield json.dumps({"id": f"n{number}", "date": "2021-06-15", "text": texts[kind], "parse": parses[kind]})


@pytest.fixture(scope="module")
def archive(parser: StanzaParser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files, with a bad row in the first."""
    folder = tmp_path_factory.mktemp("archive")
    found = rows(parser, sum(FILES))
    for name, count in zip(("a.jsonl", "b.jsonl"), FILES, strict=True):
        lines = list(islice(found, count))
        (folder / name).write_text("\n".join([*lines, *["nonsense"][: name == "a.jsonl"]]), encoding="utf-8")
    return folder


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A head with a processor, and nothing else yet; a machine that is gone is noticed within seconds."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    quick = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 1_000, "health_check_failure_threshold": 8}
    head = {"num_cpus": 1, "object_store_memory": MEGABYTES, "include_dashboard": False, "_system_config": quick}
    before = signal.getsignal(signal.SIGTERM)
    made = Cluster(initialize_head=True, head_node_args=head)
    signal.signal(signal.SIGTERM, before)  # Ray takes it for itself
    try:
        yield made
    finally:
        made.shutdown()


def start(archive: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "coder", "code", str(archive), "--out", str(out), "--part", str(PART), *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(process: subprocess.Popen[str], status: int) -> str:
    try:
        _, said = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail(f"not done after {SECONDS} seconds: {process.communicate()[1]}")
    assert process.returncode == status, said
    return said


def wait_for_parts(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + SECONDS
    while len(list(out.glob("done/*.json"))) < count:
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.01)


def actors(node: Any) -> list[int]:
    """The processes of a machine that code, under whatever else runs here."""
    (raylet,) = node.all_processes["raylet"]
    found = Path(f"/proc/{raylet.process.pid}/task/{raylet.process.pid}/children").read_text().split()
    return [int(pid) for pid in found if Path(f"/proc/{pid}/cmdline").read_bytes().startswith(ACTOR)]


def parts(out: Path, *names: str) -> dict[str, bytes]:
    return {f"{name}/{path.name}": path.read_bytes() for name in names for path in (out / name).iterdir()}


@pytest.mark.slow
def test_a_lost_worker_and_a_lost_machine_lose_and_double_nothing(cluster: Any, archive: Path, tmp_path: Path) -> None:
    quiet, rough = tmp_path / "quiet", tmp_path / "rough"
    finish(start(archive, quiet, "--processes", "1"), status=1)
    other = cluster.add_node(num_cpus=1, object_store_memory=MEGABYTES)
    cluster.wait_for_nodes()
    process = start(archive, rough, "--engine", "ray", "--address", cluster.address)
    wait_for_parts(rough, 3, process)
    os.kill(actors(cluster.head_node)[0], signal.SIGKILL)
    wait_for_parts(rough, 8, process)
    assert actors(other)
    cluster.remove_node(other, allow_graceful=False)
    assert len(list(rough.glob("done/*.json"))) < sum(FILES) / PART / 2
    said = finish(process, status=1)

    assert f"{sum(FILES)} articles, {20 * sum(FILES)} sentences" in said
    assert parts(rough, "done", "events", "notes") == parts(quiet, "done", "events", "notes")
    assert (rough / "job.json").read_bytes() == (quiet / "job.json").read_bytes()
    assert not list(rough.rglob("*.tmp"))
    ids = [json.loads(line)["id"] for path in (rough / "events").iterdir() for line in path.open(encoding="utf-8")]
    assert len(ids) == len(set(ids)) > sum(FILES)


@pytest.mark.slow
def test_one_machine_goes_on_with_what_processes_began(archive: Path, tmp_path: Path) -> None:
    """With the parser at work, and Parquet."""
    (tmp_path / "in").mkdir()
    articles = [made(number, sentences=3) for number in range(12)]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, articles)))
    out, more = tmp_path / "out", ("--format", "parquet", "--processes", "1")
    finish(start(tmp_path / "in", out, *more), status=0)
    whole = parts(out, "done", "events")
    assert len(whole) == 4
    (out / "done" / "0000-000001.json").unlink()
    (out / "events" / "0000-000001.parquet").unlink()
    said = finish(start(tmp_path / "in", out, "--engine", "ray", *more), status=0)
    assert "12 articles, 36 sentences" in said
    assert parts(out, "done", "events") == whole
    table = parquet.read_table(out / "events")
    assert {row["article_id"] for row in table.to_pylist()} <= {article["id"] for article in articles}
    assert table.num_rows > 12


@pytest.mark.slow
def test_what_goes_wrong_far_away_is_said_here(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"this was never packed")
    said = finish(start(tmp_path / "a.jsonl.gz", tmp_path / "out", "--engine", "ray", "--processes", "1"), status=1)
    assert "a.jsonl.gz cannot be read to its end" in said
    assert "Traceback" not in said


def test_an_engine_without_an_archive_or_a_cluster_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Norway met Sweden."}')
    said = finish(start(tmp_path, tmp_path / "out", "--address", "127.0.0.1:1"), status=2)
    assert "--engine ray" in said
    alone = [sys.executable, "-m", "coder", "code", str(tmp_path / "a.jsonl"), "--engine", "ray"]
    assert "--out" in subprocess.run(alone, stderr=subprocess.PIPE, text=True, check=False).stderr
    said = finish(start(tmp_path, tmp_path / "out", "--engine", "ray", "--address", "127.0.0.1:1"), status=1)
    assert "no Ray cluster can be joined at 127.0.0.1:1" in said


def records(folder: Path, finished: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What reading a file of three rows gives, two rows a part."""
    (folder / "a.jsonl").write_text('{"text": "Norway met Sweden."}\n' * 3)
    order = Order((), Place(str(folder)), "jsonl", Options(), Settings(), batch=2)
    (source,) = find_sources([Place(str(folder))])
    return list(Reading(order, frozenset(finished)).records(0, source))


def counted(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "articles": 2, "rejected": 0, "sentences": 2, "events": 2}


def test_a_file_is_read_part_by_part_and_then_its_parts_are_counted(tmp_path: Path) -> None:
    first, second, end = records(tmp_path, finished=["0000-000000"])
    assert (first["batch"], first["rows"], second["batch"]) == ("0000-000000", b"", "0000-000001")
    assert second["rows"]
    assert (end["batch"], end["file"], end["parts"]) == ("", 0, 2)


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_what_does_not_come_back_is_noticed(tmp_path: Path, lost: int) -> None:
    found = [counted(record) for number, record in enumerate(records(tmp_path)) if number != lost]
    ledger = Ledger({}, lambda step: None)
    for record in found:
        ledger.take(record)
    with pytest.raises(ArchiveError, match=r"a\.jsonl were lost on the way"):
        ledger.close(find_sources([Place(str(tmp_path))]))


def test_what_comes_back_twice_is_told_once(tmp_path: Path) -> None:
    before = Done("0000-000000", 2, 0, 2, 5)
    steps: list[Step] = []
    ledger = Ledger({before.batch: before}, steps.append)
    for record in [counted(record) for record in records(tmp_path)] * 2:
        ledger.take(record)
    ledger.close(find_sources([Place(str(tmp_path))]))
    assert [(step.done.batch, step.done.events, step.before) for step in steps] == [
        ("0000-000000", 5, True),
        ("0000-000001", 2, False),
    ]
