"""Hooks are told of events: in order, signed, at least once, whatever fails."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.errors import HooksError
from coder.outlets.courier import pause, send_all
from coder.outlets.hooks import Hook, Hooks, Topic, Web
from coder.outlets.hooks_file import read_hooks
from coder.outlets.kafka import KafkaSink
from coder.outlets.parcels import Ledger, Parcel
from coder.store.records import Span
from coder.store.selection import Selection
from coder.store.store import Store
from tests.outlets.receiving import Receiver, receiving
from tests.store.making import VERSIONS, coded, origin

ROOT = Path(__file__).parent.parent.parent
LINES = [f"DEU > FRA {code}" for code in ("010", "020", "030", "040", "050")]
SECRET = "a secret"


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """A store with five events."""
    opened = Store.open(store_address)
    for line in LINES:
        opened.keep(coded(line, id=line), origin(), VERSIONS)
    yield opened
    opened.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that checks signatures."""
    with receiving(SECRET) as found:
        yield found


def hook_to(receiver: Receiver, name: str = "desk", **options: object) -> Hook:
    return Hook(name, Web(receiver.address, SECRET), **{"batch": 2, "pause": 0.01, **options})  # type: ignore[arg-type]


def send(store: Store, *hooks: Hook) -> dict[str, str]:
    return send_all(store, Hooks(hooks, private=True), threading.Event(), once=True)


def codes(receiver: Receiver) -> list[str]:
    return [each["code"] for each in receiver.taken]


def test_events_are_told_in_order_signed_and_once(store: Store, receiver: Receiver) -> None:
    assert send(store, hook_to(receiver)) == {}
    assert codes(receiver) == ["010", "020", "030", "040", "050"]
    assert receiver.signed == [True, True, True]
    assert send(store, hook_to(receiver)) == {}
    assert len(receiver.bodies) == 3
    store.keep(coded("KEN > UGA 040", id="new"), origin(), VERSIONS)
    send(store, hook_to(receiver))
    assert receiver.taken[-1]["source"]["code"] == "KEN"


def test_a_hook_is_told_of_what_it_asks_for_as_lines_too(store: Store, receiver: Receiver) -> None:
    to = Web(receiver.address, SECRET, "lines")
    send(store, Hook("lines", to, Selection(codes=("03", "05")), batch=9))
    assert codes(receiver) == ["030", "050"]
    assert receiver.signed == [True]


def test_events_that_are_taken_back_are_told(store: Store, receiver: Receiver) -> None:
    send(store, hook_to(receiver))
    (kept,) = (each for each in store.kept(Span()) if each.article.id == LINES[1])
    store.renew(kept, coded(id=kept.article.id), VERSIONS)
    send(store, hook_to(receiver))
    assert (receiver.taken[-1]["code"], receiver.taken[-1]["withdrawn"] is None) == ("020", False)
    assert len(receiver.taken) == 6


def test_what_fails_is_tried_again_with_the_same_id_and_bytes(store: Store, receiver: Receiver) -> None:
    receiver.coming = [204, 500, 503, 301]
    assert send(store, hook_to(receiver)) == {}
    assert codes(receiver) == ["010", "020", "030", "040", "050"]
    ids = [id for id, _ in receiver.bodies]
    assert (ids[1], ids[2], ids[3]) == (ids[4],) * 3
    assert len(set(receiver.bodies[1:5])) == 1
    assert len(set(ids)) == 3
    errors = [each.error for each in Ledger(store, hook_to(receiver)).attempts()]
    assert [error.rpartition(" answered ")[2] for error in errors] == [
        "",
        "500 Internal Server Error",
        "503 Service Unavailable",
        "301 Moved Permanently",
        "",
        "",
    ]


def test_a_hook_that_takes_nothing_is_parked_and_goes_on_when_resumed(store: Store, receiver: Receiver) -> None:
    hook = hook_to(receiver, tries=3)
    receiver.coming = [204, 500, 500, 500]
    assert list(send(store, hook)) == ["desk"]
    assert "500" in send(store, hook)["desk"]
    assert len(receiver.bodies) == 4
    assert Ledger(store, hook).resume()
    assert send(store, hook) == {}
    assert codes(receiver) == ["010", "020", "030", "040", "050"]
    assert not Ledger(store, hook).resume()


def test_a_slow_hook_holds_up_no_other(store: Store, receiver: Receiver) -> None:
    with receiving(SECRET) as slow:
        slow.hold.clear()
        ended = threading.Thread(target=send, args=(store, hook_to(slow, "slow"), hook_to(receiver)))
        ended.start()
        until = time.monotonic() + 20
        while len(receiver.taken) < 5 and time.monotonic() < until:
            time.sleep(0.05)
        assert len(receiver.taken) == 5
        assert not slow.taken
        slow.hold.set()
        ended.join()
        assert codes(slow) == codes(receiver)


def test_private_addresses_are_refused_unless_the_file_says_so(store: Store, receiver: Receiver) -> None:
    parked = send_all(store, Hooks((hook_to(receiver, tries=1),)), threading.Event(), once=True)
    assert "within a private network" in parked["desk"]
    assert not receiver.bodies


def test_pauses_grow_and_differ() -> None:
    assert 0.75 <= pause(1, 1) <= 1.25
    assert 6 <= pause(1, 4) <= 10
    assert pause(1, 60) <= 3600 * 1.25
    assert len({pause(1, 1) for _ in range(9)}) > 1


@pytest.mark.slow
def test_a_kill_in_the_middle_loses_nothing(tmp_path: Path, receiver: Receiver) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    store = Store.open(address)
    for number in range(40):
        store.keep(coded(f"DEU > FRA {111 + number % 5}", id=str(number), day=None), origin(), VERSIONS)
    file = tmp_path / "hooks.yaml"
    file.write_text(
        f"private: yes\nhooks:\n  - name: desk\n    address: {receiver.address}\n    secret: S\n    batch: 1\n"
    )
    command = [sys.executable, "-m", "coder", "send", str(file), "--once"]
    variables = {**os.environ, "DRAGOMAN_STORE": address, "S": SECRET}
    for taken in (5, 12, 20):
        process = subprocess.Popen(command, cwd=ROOT, env=variables)
        until = time.monotonic() + 60
        while len(receiver.taken) < taken and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, cwd=ROOT, env=variables, check=True, timeout=120)
    positions = [each["position"] for each in receiver.taken]
    assert sorted(set(positions)) == list(range(1, 41))
    assert positions == sorted(positions)
    assert len({id for id, _ in receiver.bodies}) == 40
    log = subprocess.run([*command[:-1], "--log"], cwd=ROOT, env=variables, capture_output=True, text=True)
    assert "desk: at 40 of 40" in log.stdout
    assert log.stdout.count("delivered") == 40
    store.close()


def test_one_file_is_sent_from_once_at_a_time(tmp_path: Path, receiver: Receiver) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    Store.open(address).close()
    file = tmp_path / "hooks.yaml"
    file.write_text(f"private: yes\nhooks:\n  - name: desk\n    address: {receiver.address}\n    secret: S\n")
    command = [sys.executable, "-m", "coder", "send", str(file)]
    variables = {**os.environ, "DRAGOMAN_STORE": address, "S": SECRET}
    with file.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = subprocess.run([*command, "--once"], cwd=ROOT, env=variables, capture_output=True, text=True)
        log = subprocess.run([*command, "--log"], cwd=ROOT, env=variables, capture_output=True, text=True)
    assert second.returncode == 2
    assert f"another `dragoman send {file}` is at work" in second.stderr
    assert "desk: at 0 of 0" in log.stdout, "looking is free"
    assert subprocess.run([*command, "--once"], cwd=ROOT, env=variables).returncode == 0


GOOD = """\
private: yes
hooks:
  - name: desk
    address: https://example.org/hook
    secret: DESK
    filter: {country: SYR, code: [18, 19], text: "rebels"}
    batch: 10
  - name: bus
    kafka: one.example:9092,two.example:9092
    topic: events
    begin: now
"""


def test_a_file_of_hooks_is_read(tmp_path: Path) -> None:
    (tmp_path / "hooks.yaml").write_text(GOOD)
    found = read_hooks(tmp_path / "hooks.yaml", {"DESK": SECRET})
    selection = Selection(country="SYR", codes=("18", "19"), text="rebels")
    assert found.private
    assert found.hooks[0] == Hook("desk", Web("https://example.org/hook", SECRET), selection, batch=10)
    assert found.hooks[1] == Hook("bus", Topic("one.example:9092,two.example:9092", "events"), from_now=True)
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("name: desk", "name: a b"), "hooks.yaml:3:11: `name` cannot be `a b`"),
        (("https://example.org/hook", "ftp://x"), "`ftp://x` is no address"),
        (("https://example.org", "https://u:p@example.org"), "does not hold a user's name"),
        (("secret: DESK", "secret: OTHER"), "the variable OTHER is not set"),
        (("country: SYR", "country: Syria"), "`filter` has a wrong `country`: Takes three letters."),
        (("country: SYR", "colour: red"), "`filter` has a wrong `colour`"),
        (("batch: 10", "batch: 0"), "`batch` cannot be `0` (a whole number from 1 to 1000)"),
        (("name: bus", "name: desk"), "two hooks are called `desk`"),
        (("topic: events", "topic: a b"), "`topic` cannot be `a b`"),
        (("begin: now", "begin: then"), "`begin` cannot be `then`"),
        (("begin: now", "secret: DESK"), "unknown key `secret`"),
        (("private: yes", "privat: yes"), "unknown key `privat`"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    (tmp_path / "hooks.yaml").write_text(GOOD.replace(*change))
    with pytest.raises(HooksError) as caught:
        read_hooks(tmp_path / "hooks.yaml", {"DESK": SECRET})
    assert said in str(caught.value)


def test_kafka_gets_every_event_and_reports_it() -> None:
    library = pytest.importorskip("confluent_kafka", reason="KAFKA IS NOT TESTED: pip install 'dragoman[kafka]'")
    cluster = library.Producer({"bootstrap.servers": "", "test.mock.num.brokers": 1})
    brokers = next(iter(cluster.list_topics(timeout=10).brokers.values()))
    address = f"{brokers.host}:{brokers.port}"
    sink = KafkaSink(Topic(address, "events"))
    sink.deliver(Parcel("one", 0, 2, ('{"n":1}\n', '{"n":2}\n'), ("DEU>FRA", "SYR>TUR")))
    sink.close()
    reader = library.Consumer({"bootstrap.servers": address, "group.id": "g", "auto.offset.reset": "earliest"})
    reader.subscribe(["events"])
    got: list[tuple[bytes, bytes, object]] = []
    until = time.monotonic() + 60
    while len(got) < 2 and time.monotonic() < until:
        message = reader.poll(1)
        if message is not None and message.error() is None:
            got.append((message.key(), message.value(), message.headers()))
    reader.close()
    delivered = [("Dragoman-Delivery", b"one")]
    assert sorted(got) == [(b"DEU>FRA", b'{"n":1}', delivered), (b"SYR>TUR", b'{"n":2}', delivered)]
