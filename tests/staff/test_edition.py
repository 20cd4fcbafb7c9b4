"""Coding in processes of their own: the same answers, and trouble stays with the article that made it."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from coder.article import Article
from coder.batch import Status, code_articles
from coder.coder import Coder, Options
from coder.errors import ConlluError, RenewalError, UnavailableError
from coder.resources import dictionary_directory
from coder.settings import Settings
from coder.staff.edition import Edition
from coder.staff.hand import Allowance
from coder.timing import STAGES
from tests.staff.conftest import GIBIBYTE, MakeEdition, Noted

PLAIN = Article(text="Germany criticized France on Tuesday. France met Russia.", id="plain")
LONG = Article(text="Germany criticized France on Tuesday, and Poland urged Norway to release two sailors. " * 400)
OPTIONS = Options()
MEBIBYTE = 1 << 20
BLOCK = 1 << 16


def hands(edition: Edition) -> list[int]:
    return [hand.pid for hand in edition._idle]


def gone(pid: int) -> bool:
    """Whether a process has ended; it may be a moment until its parent has seen it."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_another_process_gives_the_same_answers(edition: Edition, coder: Coder, noted: Noted) -> None:
    assert edition.code([PLAIN], OPTIONS) == coder.code([PLAIN], OPTIONS)
    assert edition.explain([PLAIN], OPTIONS) == coder.explain([PLAIN], OPTIONS)
    assert edition.versions == coder.versions
    assert set(noted.stages[0]) == set(STAGES)
    assert all(seconds > 0 for seconds in noted.stages[0].values())


def test_an_idle_process_that_was_killed_is_replaced(edition: Edition, noted: Noted) -> None:
    for pid in hands(edition):
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
    assert edition.code([PLAIN], OPTIONS)[0].events
    assert noted.reasons == ["lost", "lost"]


def test_an_article_whose_process_is_killed_is_coded_by_the_next(edition: Edition, noted: Noted) -> None:
    (first, second) = hands(edition)
    timer = threading.Timer(0.5, lambda: os.kill(second, signal.SIGKILL))
    timer.start()
    assert edition.code([LONG], OPTIONS)[0].sentences == 400
    assert noted.reasons == ["lost"]
    assert first in hands(edition)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_for_the_service_do_not_end_its_processes(edition: Edition, number: int, noted: Noted) -> None:
    before = hands(edition)
    for pid in before:
        os.kill(pid, number)
    assert edition.code([PLAIN], OPTIONS)[0].events
    assert hands(edition) == before
    assert noted.reasons == []


def test_an_article_that_takes_too_long_costs_itself_alone(make_edition: MakeEdition, noted: Noted) -> None:
    edition = make_edition(Allowance(2, 2 * GIBIBYTE))
    began = time.monotonic()
    outcomes = code_articles(edition, [PLAIN, LONG, PLAIN], OPTIONS, Settings()).articles
    assert [each.status for each in outcomes] == [Status.CODED, Status.TOO_COSTLY, Status.CODED]
    assert "2 seconds" in outcomes[1].detail
    assert time.monotonic() - began < 20
    assert set(noted.reasons) == {"costly"}


def gaps_filled() -> list[bytearray]:
    """Blocks in all the room that earlier work left within what this process holds, lest an article fit in there."""
    blocks: list[bytearray] = []
    began = taken = int(Path("/proc/self/statm").read_text().split()[0])
    while taken < began + 32 * MEBIBYTE // resource.getpagesize():
        blocks += [bytearray(BLOCK) for _ in range(100)]
        taken = int(Path("/proc/self/statm").read_text().split()[0])
    return blocks


def test_an_article_that_takes_too_much_memory_costs_itself_alone(make_edition: MakeEdition, noted: Noted) -> None:
    blocks = gaps_filled()
    edition = make_edition(Allowance(60, 8 * MEBIBYTE))
    before = hands(edition)
    outcomes = code_articles(edition, [LONG], OPTIONS, Settings()).articles
    assert [each.status for each in outcomes] == [Status.TOO_COSTLY]
    assert "memory" in outcomes[0].detail
    assert noted.reasons == ["costly"]
    assert len(set(before) & set(hands(edition))) == 1
    assert blocks


def test_a_page_is_read_where_it_can_do_no_harm(make_edition: MakeEdition, noted: Noted) -> None:
    page = f"<html><body><article><h1>News</h1>{'<p>Germany criticized France on Tuesday.</p>' * 2_000}</article></body></html>"
    edition = make_edition(Allowance(0.02, 2 * GIBIBYTE))
    (outcome,) = code_articles(edition, [Article("", html=page)], OPTIONS, Settings()).articles
    assert (outcome.status, noted.reasons) == (Status.TOO_COSTLY, ["costly"])
    calm = make_edition(Allowance(60, 2 * GIBIBYTE))
    (outcome,) = code_articles(
        calm, [Article("", html=page.replace(" on Tuesday", "", 1))], OPTIONS, Settings()
    ).articles
    assert (outcome.status, outcome.taken[0]) == (Status.CODED, "text")


def test_errors_of_coding_come_back_as_they_are(edition: Edition) -> None:
    with pytest.raises(ConlluError, match=r"^line 1") as caught:
        edition.code([Article(text="a", parse="1\ttwo columns\n")], OPTIONS)
    assert caught.value.line == 1


def test_unforeseen_errors_come_back_with_where_they_were_raised(edition: Edition) -> None:
    with pytest.raises(AttributeError) as caught:
        edition.code([None], OPTIONS)  # type: ignore[list-item]
    assert any("in perform" in note for note in caught.value.__notes__)
    assert edition.code([PLAIN], OPTIONS)[0].events


def test_without_its_nursery_the_service_asks_to_be_replaced(edition: Edition, noted: Noted) -> None:
    nursery = int(Path(f"/proc/{hands(edition)[0]}/stat").read_text().rsplit(")", 1)[1].split()[1])
    for pid in (nursery, *hands(edition)):
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
    with pytest.raises(UnavailableError):
        code_articles(edition, [PLAIN], OPTIONS, Settings())
    assert noted.lost == ["nursery"]


def test_processes_end_when_the_service_hangs_up(edition: Edition) -> None:
    (pid, _) = hands(edition)
    edition._idle[0]._connection.close()
    assert gone(pid)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dictionaries to be changed."""
    shutil.copytree(dictionary_directory(), tmp_path / "dictionaries")
    return tmp_path / "dictionaries"


def test_new_dictionaries_are_used_by_new_processes_and_the_old_finish(edition: Edition, folder: Path) -> None:
    rules = next((folder / "verbs").glob("11*.yaml"))
    rules.write_text(rules.read_text(encoding="utf-8") + "# looked over\n", encoding="utf-8")
    new = edition.successor(folder)
    edition.retire()
    assert new.versions.dictionaries != edition.versions.dictionaries
    assert new.code([PLAIN], OPTIONS)[0].events == edition.code([PLAIN], OPTIONS)[0].events
    assert hands(edition) == []
    newer = new.successor(dictionary_directory())
    assert newer.versions == edition.versions
    assert newer.code([PLAIN], OPTIONS)[0].events
    newer.retire()
    new.retire()


@pytest.mark.parametrize("hired", [True, False])
def test_faulty_dictionaries_are_refused_with_every_place(
    coder: Coder, noted: Noted, edition: Edition, folder: Path, hired: bool
) -> None:
    rules = next((folder / "verbs").glob("11*.yaml"))
    rules.write_text(rules.read_text(encoding="utf-8") + "  - id: [\n", encoding="utf-8")
    asked = edition if hired else Edition(coder, Allowance(60, GIBIBYTE), noted)
    with pytest.raises(RenewalError) as caught:
        asked.successor(folder)
    end = rules.read_text(encoding="utf-8").count("\n") + 1
    ((place, fault),) = caught.value.faults
    assert place == f"dictionaries/verbs/{rules.name}:{end}:1"
    assert fault
    assert asked.code([PLAIN], OPTIONS)[0].events


def test_dictionaries_that_code_the_sample_wrongly_are_refused(edition: Edition, folder: Path) -> None:
    criticism = folder / "verbs/operators/criticise.yaml"
    text = criticism.read_text(encoding="utf-8")
    criticism.write_text(text.replace('code: "111"', 'code: "051"'), encoding="utf-8")
    with pytest.raises(RenewalError, match="sample"):
        edition.successor(folder)


def test_a_folder_that_is_not_there_is_refused(edition: Edition, tmp_path: Path) -> None:
    with pytest.raises(RenewalError):
        edition.successor(tmp_path / "nothing")
