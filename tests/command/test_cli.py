"""The command line answers as the service does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder import __version__
from coder.coder import Coder
from coder.command.main import main
from coder.service import create_app
from schemas.queries import MEDIA_TYPES

SENTENCE = "Germany criticized France on Tuesday."
ARTICLE = json.dumps({"id": "1", "date": "2021-06-15", "text": SENTENCE})


@pytest.fixture(autouse=True)
def _loaded(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands take the coder that is loaded already."""
    monkeypatch.setattr("coder.building.build_coder", lambda _: coder)


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def codes(line: str) -> list[str]:
    return [event["code"] for article in json.loads(line)["articles"] for event in article["events"]]


def test_an_article_gets_the_bytes_that_the_service_answers(coder: Coder) -> None:
    answer = create_app(coder=coder).test_client().post("/v1/events", data=ARTICLE, content_type="application/json")
    result = run("code", "-", stdin=ARTICLE)
    assert (result.exit_code, result.stdout) == (0, answer.text)
    explained = create_app(coder=coder).test_client().post("/v1/explain", data=ARTICLE, content_type="application/json")
    assert run("code", "-", "--explain", stdin=ARTICLE).stdout == explained.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.txt", SENTENCE),
        ("story", "\ufeff" + SENTENCE),
        ("story.json", ARTICLE),
        ("story", json.dumps(json.loads(ARTICLE), indent=2)),
        ("story.json", f"[{ARTICLE}]"),
        ("story", f"[\n{ARTICLE}\n]"),
        ("story.jsonl", ARTICLE),
    ],
)
def test_a_file_is_read_by_its_name_or_its_look(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = run("code", str(tmp_path / name), "--date", "2021-06-15")
    assert (result.exit_code, codes(result.stdout)) == (0, ["111"])
    assert json.loads(result.stdout)["articles"][0]["date"] == "2021-06-15"


def test_a_text_that_begins_with_a_bracket_is_a_text() -> None:
    assert codes(run("code", "-", stdin=f"[Updated] {SENTENCE}").stdout) == ["111"]


def test_json_lines_are_answered_line_by_line_and_bad_ones_in_their_place() -> None:
    lines = [ARTICLE, "no JSON", "", '{"text": ""}', f"[{ARTICLE},{ARTICLE}]", *[ARTICLE] * 40]
    result = run("code", "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [each.get("type") for each in answers] == [None, "bad-json", "invalid-request", *[None] * 41]
    assert answers[2]["errors"][0]["field"] == "text"
    assert [len(each["articles"]) for each in answers[3:5]] == [2, 1]
    assert all(codes(json.dumps(each)) == ["111"] for each in answers[4:])


def test_an_article_that_cannot_be_coded_ends_with_one() -> None:
    result = run("code", "-", stdin='{"text": "Bonjour.", "language": "fr"}')
    assert (result.exit_code, json.loads(result.stdout)["articles"][0]["status"]) == (
        1,
        "unsupported-language",
    )


def test_a_table_has_a_line_for_each_event() -> None:
    result = run("code", "-", "--format", "table", stdin=ARTICLE)
    head, line = result.stdout.splitlines()
    assert head.split() == ["date", "source", "code", "what", "target", "when", "where", "flags", "words", "rule"]
    assert line.split()[:3] == ["2021-06-15", "DEU", "111"]


def test_options_are_those_of_the_service() -> None:
    unresolved = "Germany criticized the rebels."
    assert codes(run("code", "-", stdin=unresolved).stdout) == []
    assert codes(run("code", "-", "--include", "negated,unresolved", stdin=unresolved).stdout) == ["111"]
    assert run("code", "-", "--include", "everything", stdin=unresolved).exit_code == 2


def test_an_empty_input_is_refused() -> None:
    result = run("code", "-", stdin=" \n")
    assert (result.exit_code, json.loads(result.stdout)["type"]) == (1, "invalid-request")


def test_a_wrong_setting_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_PORT", "x")
    for command in (["code", "-"], ["serve"]):
        result = run(*command, stdin=ARTICLE)
        assert (result.exit_code, "DRAGOMAN_PORT" in result.output) == (1, True)


def test_the_version_is_the_packages() -> None:
    assert __version__ in run("--version").stdout


def test_forms_are_those_of_the_service(coder: Coder) -> None:
    client = create_app(coder=coder).test_client()
    for form in MEDIA_TYPES:
        answer = client.post(f"/v1/events?format={form}", data=ARTICLE, content_type="application/json")
        result = run("code", "-", "--format", form, stdin=ARTICLE)
        assert (result.exit_code, result.stdout_bytes) == (0, answer.data)


def test_rows_of_many_lines_have_one_header_and_what_failed_stands_aside() -> None:
    lines = [ARTICLE, "no JSON", '{"id": "b", "text": "Bonjour.", "language": "fr"}', '{"text": ""}', *[ARTICLE] * 20]
    result = run("code", "-", "--format", "csv", stdin="\n".join(lines))
    head, *rows = result.stdout.splitlines()
    assert (result.exit_code, head.split(",")[:2]) == (1, ["event_id", "article_number"])
    assert [row.split(",")[1] for row in rows] == ["1", *map(str, range(3, 23))]
    failed = result.stderr.splitlines()
    assert [line.split(":")[0] for line in failed] == ["before article 2", "article 2 (b)", "before article 3"]
    assert "unsupported-language" in failed[1]


def test_an_explanation_has_one_form() -> None:
    result = run("code", "-", "--format", "csv", "--explain", stdin=ARTICLE)
    assert (result.exit_code, "an explanation comes as json" in result.output) == (2, True)
