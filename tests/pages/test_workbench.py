"""The workbench as people use it: real clicks and keys in a real browser, against the real service."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.pages.bench import Bench, events_of

STORY = """France condemned Chad on Monday. Kenya urged Uganda to withdraw its troops. The sun shone.

Norway may expel two Swedish diplomats, and the rebels attacked Mali."""
DATE = "2022-03-01"
ARTICLE = {"text": STORY, "date": DATE, "title": "Chad under fire"}
FIRST = ["FRA", "condemned", "TCD", "111"]


def coded(bench: Bench) -> Bench:
    bench.write(STORY, DATE, "Chad under fire")
    bench.code()
    return bench


def test_an_article_comes_back_with_its_events(bench: Bench) -> None:
    coded(bench)
    answer = events_of(bench.served, ARTICLE)["articles"][0]
    told = [[e["source"]["code"], e["trigger"]["text"], e["target"]["code"], e["code"]] for e in answer["events"]]
    assert bench.rows() == told
    assert FIRST in told
    assert bench.page.locator("#results-title").inner_text() == f"{len(told)} events"
    assert f"{answer['sentences']} sentences · 1 March 2022" in bench.page.locator("#results-facts").inner_text()
    assert bench.page.locator("#class-legend").inner_text().count("in words") == 2


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 France condemned Chad \U0001f1eb\U0001f1f7 on Monday. \U0001f680 Kenya attacked Uganda.",
        "G\u0301reat news: France condemned Chad.\r\n\r\nKenya attacked\nUganda.",
    ],
    ids=["plain", "emoji", "marks and line ends"],
)
def test_the_marked_words_are_those_of_the_answer(bench: Bench, text: str) -> None:
    bench.write(text)
    bench.code()
    kept = text.replace("\r\n", "\n")
    events = events_of(bench.served, {"text": kept})["articles"][0]["events"]
    assert events
    for place, row in enumerate(bench.page.locator("#view-table tbody tr").all()):
        index = row.get_attribute("data-events") or ""
        marked = bench.page.evaluate(
            "index => [...document.querySelectorAll('#article .mark')]"
            ".filter(mark => mark.dataset.events.split(' ').includes(index)).map(mark => mark.textContent)",
            index,
        )
        event = events[place]
        pieces = sorted((event[role] for role in ("source", "trigger", "target")), key=lambda piece: piece["span"])
        assert "".join(marked) == "".join(piece["text"] for piece in pieces)


def test_the_whole_text_is_shown_in_its_order(bench: Bench) -> None:
    coded(bench)
    shown = bench.page.locator("#article .text").evaluate("box => box.textContent")
    assert "".join(shown.split()) == "".join(STORY.split())


def test_an_event_is_explained_when_it_is_chosen(bench: Bench) -> None:
    coded(bench)
    bench.page.get_by_role("button", name="Explain event 2: Kenya urged Uganda").click()
    panel = bench.panel()
    assert panel.locator("h2").inner_text().split()[:3] == ["KEN", "→", "UGA"]
    assert panel.locator(".quote").inner_text().startswith("Kenya")
    assert panel.locator(".arcs .word-text").all_text_contents()[:3] == ["Kenya", "urged", "Uganda"]
    assert "nsubj" in panel.locator(".arcs .relation").all_text_contents()
    steps = panel.locator(".clause h3").all_inner_texts()
    assert [step.split()[0] for step in steps] == ["“withdraw”", "“urged”"]
    roles = panel.locator(".clause").last.locator(".roles").inner_text().split("\n")
    assert "who acts" in roles[0]
    assert "dictionaries/verbs/" in panel.locator(".clause").last.locator("summary").first.inner_text()
    assert panel.locator(".word.trigger .word-text").all_text_contents() == ["urged"]
    pressed = bench.page.locator("#view-table .act[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["urged"]


def test_the_rule_is_shown_as_it_is_written_and_in_words(bench: Bench) -> None:
    coded(bench)
    event = events_of(bench.served, ARTICLE)["articles"][0]["events"][0]
    rule = bench.panel().locator(".rule").first
    expect(rule.locator(".yaml")).to_contain_text(f"id: {event['rule']['id']}")
    lines = (Path(__file__).parents[2] / event["rule"]["file"]).read_text().split("\n")
    first = rule.locator(".yaml-line").first
    assert first.get_attribute("data-line") == str(event["rule"]["line"])
    assert (first.text_content() or "").rstrip("\n") == lines[event["rule"]["line"] - 1]
    assert "Who acts: the subject." in rule.locator(".meaning").inner_text()
    rule.get_by_role("link", name="Examples and rivals").click()
    expect(bench.page.locator("h1")).to_have_text(event["rule"]["id"])
    bench.page.go_back()


def test_what_a_rule_beat_is_told_with_the_reason(bench: Bench) -> None:
    coded(bench)
    bench.page.get_by_role("button", name="Explain event 2: Kenya urged Uganda").click()
    last = bench.panel().locator(".clause").last
    assert "fitted too" in last.locator("h4").inner_text()
    assert last.locator(".rivals .why").first.inner_text()
    last.locator(".fold summary").click()
    assert last.locator(".fold .why").first.inner_text()


def test_a_sentence_without_events_shows_what_was_tried_and_a_stub(bench: Bench) -> None:
    coded(bench)
    bench.page.locator(".sentence", has_text="The sun shone.").click()
    assert bench.panel().locator("h2").inner_text() == "No event in this sentence"
    bench.panel().get_by_role("button", name="Copy the stub").click()
    bench.page.locator("#said.shown", has_text="Rule stub copied").wait_for()
    stub = bench.page.evaluate("navigator.clipboard.readText()")
    assert "verb: [shine]" in stub
    assert "examples:" in stub


def test_events_left_out_are_counted_and_shown_on_request(bench: Bench) -> None:
    coded(bench)
    before = len(bench.rows())
    bench.page.locator(".sentence", has_text="Norway may expel").click()
    bench.panel().get_by_role("button", name="Show").click()
    include = bench.page.get_by_role("checkbox", name="hypothetical")
    assert include.is_checked()
    assert len(bench.rows()) > before
    include.uncheck()
    assert len(bench.rows()) >= before


@pytest.mark.parametrize("include", ["", "unresolved", "unresolved,negated,hypothetical"])
def test_the_events_copied_are_those_of_the_service(bench: Bench, include: str) -> None:
    coded(bench)
    for name in filter(None, include.split(",")):
        bench.page.get_by_role("checkbox", name=name).check()
    copied = json.loads(bench.copied("JSON"))
    assert copied == events_of(bench.served, ARTICLE, include)
    lines = list(csv.DictReader(io.StringIO(bench.copied("CSV"))))
    events = copied["articles"][0]["events"]
    assert [line["event_id"] for line in lines] == [event["id"] for event in events]
    assert [line["code"] for line in lines] == [event["code"] for event in events]


def test_the_curl_command_gets_the_same_answer(bench: Bench) -> None:
    bench.write("France's \"envoy\" condemned Chad's $HOME on Monday. Kenya `attacked` Uganda.", DATE)
    bench.code()
    bench.page.get_by_role("checkbox", name="unresolved").check()
    command = bench.copied("curl command")
    told = json.loads(bench.copied("JSON"))
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert json.loads(done.stdout) == told


def test_events_are_saved_as_files(bench: Bench) -> None:
    coded(bench)
    with bench.page.expect_download() as download:
        bench.page.get_by_role("button", name="Save").click()
    assert download.value.suggested_filename == "events.json"
    assert json.loads(Path(download.value.path()).read_text()) == events_of(bench.served, ARTICLE)


@pytest.mark.parametrize("form", ["JSON lines", "CSV", "TSV", "GDELT 2.0", "GDELT 1.0", "ICEWS", "Phoenix"])
def test_other_forms_are_saved_as_the_service_writes_them(bench: Bench, form: str) -> None:
    coded(bench)
    bench.page.get_by_role("checkbox", name="hypothetical").check()
    bench.page.get_by_label("Save as").select_option(form)
    name = bench.page.get_by_label("Save as").input_value()
    with bench.page.expect_download() as download:
        bench.page.get_by_role("button", name="Save").click()
    query = {"format": name, "include": "hypothetical"}
    told = bench.served.app.test_client().post("/v1/events", query_string=query, json=ARTICLE)
    assert told.status_code == 200
    assert Path(download.value.path()).read_bytes() == told.data


def test_the_table_sorts_by_its_headings(bench: Bench) -> None:
    coded(bench)
    codes = [row[3] for row in bench.rows()]
    heading = bench.page.get_by_role("button", name="Sort by code")
    heading.click()
    assert [row[3] for row in bench.rows()] == sorted(codes)
    heading.click()
    assert [row[3] for row in bench.rows()] == sorted(codes, reverse=True)
    assert bench.page.locator("th[aria-sort=descending]").inner_text().startswith("Code")


def test_the_graph_draws_each_actor_once_and_leads_to_the_events(bench: Bench) -> None:
    coded(bench)
    bench.page.get_by_role("tab", name="Graph").click()
    told = bench.page.locator(".node-code").all_text_contents()
    assert len(told) == len(set(told))
    assert {"FRA", "TCD", "KEN", "UGA"} <= set(told)
    edge = bench.page.locator(".edge[aria-label*='KEN → UGA']")
    edge.focus()
    assert bench.page.locator("#article .mark.lit").all_inner_texts() == ["Kenya", "urged", "Uganda"]
    edge.press("Enter")
    assert bench.panel().locator("h2").inner_text().startswith("KEN → UGA")


def test_what_goes_both_ways_is_one_arrow(bench: Bench) -> None:
    bench.write("French and German ministers met in Rome on Monday.")
    bench.code()
    assert len(bench.rows()) == 2
    bench.page.get_by_role("tab", name="Graph").click()
    assert bench.page.locator(".edge .plate").count() == 1
    assert bench.page.locator(".edge .line[marker-start]").count() == 1


@pytest.mark.parametrize("sample", range(5))
def test_every_sample_has_events_of_several_kinds(bench: Bench, sample: int) -> None:
    bench.page.locator("#samples button").nth(sample).click()
    bench.code()
    codes = {row[3] for row in bench.rows()}
    assert len(codes) >= 4
    bench.page.get_by_role("tab", name="Graph").click()
    assert overlaps(bench) == []


def overlaps(bench: Bench) -> list[str]:
    """Actors of the graph that cover each other or an arrow's label."""
    found: list[str] = bench.page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll('.node rect, .edge .plate')].map(each => [each.closest('g').textContent, each.getBoundingClientRect()]);
          const cover = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) => cover(a, b)).map(([other]) => `${one} | ${other}`));
        }"""
    )
    return found


def test_a_crowd_of_events_is_drawn_apart(bench: Bench) -> None:
    names = ["France", "Chad", "Kenya", "Uganda", "Norway", "Sweden", "Chile", "Peru", "India", "Nepal"]
    verbs = ["condemned", "attacked", "thanked"]
    sentences = [
        f"{one} {verbs[(i + j) % 3]} {names[(i + j + 1) % 10]} on Monday."
        for i, one in enumerate(names)
        for j in range(3)
    ]
    bench.write(" ".join(sentences))
    bench.code()
    assert len(bench.rows()) >= 25
    bench.page.get_by_role("tab", name="Graph").click()
    assert overlaps(bench) == []


def test_a_text_file_is_dropped_and_a_json_file_opened(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(ARTICLE))
    bench.page.locator("#file").set_input_files(tmp_path / "story.json")
    expect(bench.page.get_by_label("Headline")).to_have_value("Chad under fire")
    assert bench.page.get_by_label("Date").input_value() == DATE
    bench.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Kenya attacked Uganda."], "story.txt", {type: "text/plain"}));
          document.getElementById("text").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(bench.page.get_by_role("textbox", name="Article")).to_have_value("Kenya attacked Uganda.")
    bench.code()
    assert [row[3] for row in bench.rows()] == ["190"]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.json", b"{", "is not JSON"),
        ("a.json", b"{}", "holds no article"),
        ("a.json", b'[{"text": "One."}, {"text": "Two."}]', "holds 2 articles"),
        ("a.txt", b"\x00\x01\x02", "is not a text file"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_words(
    bench: Bench, tmp_path: Path, name: str, body: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(body)
    bench.page.locator("#file").set_input_files(tmp_path / name)
    bench.page.locator("#text-error", has_text=said).wait_for()


def test_a_link_carries_the_text_where_no_server_sees_it(bench: Bench, context: BrowserContext) -> None:
    coded(bench)
    bench.page.get_by_role("button", name="Copy link to this text").click()
    bench.page.locator("#said.shown", has_text="copied").wait_for()
    address = bench.page.evaluate("navigator.clipboard.readText()")
    other = Bench.open(context, bench.served, address)
    expect(other.page.get_by_role("textbox", name="Article")).to_have_value(STORY)
    assert other.page.get_by_label("Date").input_value() == DATE
    assert all("#" not in url or url == address for url in other.requests)


def test_articles_are_kept_only_when_asked(bench: Bench) -> None:
    coded(bench)
    stored = "Object.keys(localStorage).filter(key => (localStorage.getItem(key) || '').includes('condemned'))"
    assert bench.page.evaluate(stored) == []
    bench.page.get_by_role("button", name="Edit the article").click()
    bench.page.get_by_text("Earlier articles").click()
    bench.page.get_by_label("Keep my last articles").check()
    bench.code()
    assert bench.page.evaluate(stored) == ["dragoman-articles"]
    bench.page.get_by_role("button", name="New article").click()
    bench.page.get_by_role("button", name="Chad under fire").click()
    assert bench.page.get_by_role("textbox", name="Article").input_value() == STORY
    bench.page.get_by_label("Keep my last articles").uncheck()
    assert bench.page.evaluate(stored) == []
