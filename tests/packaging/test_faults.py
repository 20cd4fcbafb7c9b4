"""What goes wrong in operation, done to the service as it runs: nobody notices, or who notices can try again."""

from __future__ import annotations

import concurrent.futures
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.articles import article
from bench.faults import reload_often, under_load
from bench.service import Service, running
from coder.keys import key_line, new_key
from coder.resources import dictionary_directory

pytestmark = pytest.mark.slow

ADMIN = new_key()
LOAD_SECONDS = 4.0


@pytest.fixture(scope="module")
def dictionaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changing") / "dictionaries"
    shutil.copytree(dictionary_directory(), folder)
    return folder


@pytest.fixture(scope="module")
def service(dictionaries: Path) -> Iterator[Service]:
    keys = dictionaries.parent / "keys"
    keys.write_text(key_line("operator", ADMIN))
    settings = {
        "DRAGOMAN_WORKERS": "2",
        "DRAGOMAN_DICTIONARIES": str(dictionaries),
        "DRAGOMAN_ADMIN_KEYS_FILE": str(keys),
        "DRAGOMAN_WAIT": "5",
    }
    with running(settings) as found:
        yield found


@pytest.fixture
def client(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.address, timeout=60, trust_env=False) as found:
        yield found


def post(client: httpx.Client, number: int = 1, sentences: int = 2) -> httpx.Response:
    return client.post("/v1/events", json=article(number, sentences))


def reload(client: httpx.Client, key: str = ADMIN) -> httpx.Response:
    return client.post("/admin/reload", headers={"Authorization": f"Bearer {key}"})


def test_a_killed_coding_process_costs_no_request(service: Service) -> None:
    tally = under_load(service, lambda _: os.kill(service.hands[0], signal.SIGKILL), LOAD_SECONDS)
    assert (tally.broken, tally.failed, tally.unannounced) == (0, [], 0)
    assert len(tally.seconds) > 4
    assert len(service.hands) == 2


def test_a_killed_front_costs_what_it_held_and_trying_again_gets_it(service: Service) -> None:
    before = service.front
    tally = under_load(service, lambda _: os.kill(service.front, signal.SIGKILL), LOAD_SECONDS)
    assert tally.broken <= 8
    assert (tally.failed, tally.unannounced) == ([], 0)
    assert service.front != before


def test_dictionaries_are_exchanged_under_load_without_a_failed_request(service: Service, dictionaries: Path) -> None:
    tally = under_load(service, lambda _: reload_often(service, dictionaries, 2), LOAD_SECONDS)
    assert (tally.broken, tally.failed, tally.unannounced) == (0, [], 0)
    assert len(set(tally.versions)) >= 2  # the last exchange may come after the last answer


def test_reload_answers_with_the_version_that_every_answer_then_has(client: httpx.Client, dictionaries: Path) -> None:
    file = next((dictionaries / "verbs").glob("11*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "# once more\n", encoding="utf-8")
    old = post(client).json()["versions"]
    new = reload(client).json()["versions"]
    assert new["dictionaries"] != old["dictionaries"]
    assert [post(client, number).json()["versions"] for number in range(4)] == [new] * 4
    assert client.get("/readyz").json()["versions"] == new
    assert f'dictionaries="{new["dictionaries"]}"' in client.get("/metrics").text
    assert f'dictionaries="{old["dictionaries"]}"' not in client.get("/metrics").text


def test_a_front_that_takes_over_begins_with_the_dictionaries_in_use(service: Service, client: httpx.Client) -> None:
    before = post(client).json()["versions"]
    os.kill(service.front, signal.SIGKILL)
    time.sleep(0.5)
    service.wait_until_ready()
    with httpx.Client(base_url=service.address, timeout=60, trust_env=False) as again:
        assert post(again).json()["versions"] == before


def test_faulty_dictionaries_are_refused_with_file_and_line(client: httpx.Client, dictionaries: Path) -> None:
    file = next((dictionaries / "verbs").glob("12*.yaml"))
    text = file.read_text(encoding="utf-8")
    before = post(client).json()["versions"]
    file.write_text(text + "    code: 042\n", encoding="utf-8")
    answer = reload(client)
    file.write_text(text, encoding="utf-8")
    assert (answer.status_code, answer.json()["type"]) == (422, "bad-dictionaries")
    places = [each["field"] for each in answer.json()["errors"]]
    assert any(place.startswith(f"dictionaries/verbs/{file.name}:") for place in places), answer.text
    assert post(client).json()["versions"] == before
    assert 'dragoman_renewals_total{outcome="refused"} 1.0' in client.get("/metrics").text


def test_reload_needs_its_own_key(client: httpx.Client) -> None:
    assert [reload(client, key).status_code for key in ("none", "wrong", new_key())] == [401, 401, 401]


def test_the_figures_are_right_whatever_the_number_of_processes(client: httpx.Client) -> None:
    def figure(name: str) -> float:
        lines = client.get("/metrics").text.splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))

    names = (
        'dragoman_articles_total{status="coded"}',
        "dragoman_sentences_total",
        "dragoman_events_total",
        "dragoman_stage",
    )
    before = [figure(name) for name in names]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda number: post(client, number), range(8)))
    articles = [each for answer in answers for each in answer.json()["articles"]]
    after = [figure(name) for name in names]
    assert after[0] - before[0] == 8
    assert after[1] - before[1] == sum(each["sentences"] for each in articles)
    assert after[2] - before[2] == sum(len(each["events"]) for each in articles) > 0
    assert after[3] > before[3]


def test_a_service_that_is_told_to_stop_finishes_what_it_has_begun() -> None:
    with running({"DRAGOMAN_WORKERS": "1"}) as service:
        answers: list[httpx.Response] = []
        with httpx.Client(base_url=service.address, timeout=60, trust_env=False) as client:
            asking = threading.Thread(target=lambda: answers.append(post(client, 1, 120)))
            asking.start()
            time.sleep(1)
            service.signal(signal.SIGTERM)
            time.sleep(0.5)
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"{service.address}/livez", trust_env=False)
            asking.join(60)
        assert answers[0].json()["articles"][0]["sentences"] > 100
        assert service.process.wait(60) == 0
        assert service.hands == []


def test_a_full_queue_is_told_to_come_again_and_shows_as_not_ready() -> None:
    settings = {"DRAGOMAN_WORKERS": "1", "DRAGOMAN_QUEUE": "1", "DRAGOMAN_WAIT": "20"}
    with (
        running(settings) as service,
        httpx.Client(base_url=service.address, timeout=60, trust_env=False) as client,
        concurrent.futures.ThreadPoolExecutor(2) as pool,
    ):
        busy = [pool.submit(post, client, number, 120) for number in range(2)]
        time.sleep(1)
        began = time.monotonic()
        refused, ready, alive = post(client), client.get("/readyz"), client.get("/livez")
        figures = client.get("/metrics").text
        assert time.monotonic() - began < 2
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
        assert (ready.status_code, json.loads(ready.content)["type"]) == (503, "busy")
        assert alive.status_code == 200
        assert "dragoman_waiting 1.0" in figures
        assert "dragoman_working 1.0" in figures
        assert [each.result().status_code for each in busy] == [200, 200]
        assert client.get("/readyz").status_code == 200
