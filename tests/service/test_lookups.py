"""What the dictionaries hold, by REST: codes, rules, actors, files."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

from coder.coder import Coder
from coder.dictionaries.load import load_dictionaries
from coder.parsing.stanza_parser import StanzaParser
from coder.resources import dictionary_directory
from coder.service import create_app
from coder.settings import Settings

ROOT = dictionary_directory().parent
ROUTES = [
    ("/v1/ontology", "Ontology"),
    ("/v1/codes/0256", "CodePage"),
    ("/v1/codes/042", "CodePage"),
    ("/v1/codes/01", "CodePage"),
    ("/v1/rules?limit=500", "Rules"),
    ("/v1/rules/criticise-stance-any-actor", "RuleEntry"),
    ("/v1/actors?limit=500&date=2021-06-15", "Actors"),
    ("/v1/actors/person-heiko-maas?date=2021-06-15", "ActorAnswer"),
    ("/v1/actors/country-germany", "ActorAnswer"),
    ("/v1/dictionaries", "Dictionaries"),
]
PARAMETERS = {"codes": "/{code}", "rules": "/{id}", "actors": "/{id}"}


def got(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), answer.text
    return answer.get_json()


def pages(client: FlaskClient, path: str, name: str, limit: int) -> Iterator[dict[str, Any]]:
    offset: int | None = 0
    while offset is not None:
        page = got(client, f"{path}{'&' if '?' in path else '?'}limit={limit}&offset={offset}")
        assert len(page[name]) <= limit
        yield from page[name]
        offset = page["next"]


@pytest.mark.parametrize(("path", "schema"), ROUTES)
def test_answers_are_as_documented_and_the_same_every_time(client: FlaskClient, path: str, schema: str) -> None:
    document = client.get("/openapi.json").get_json()
    route = path.split("?")[0]
    template = next(
        known
        for known in document["paths"]
        if known.split("{")[0] == route or ("{" in known and route.startswith(known.split("{")[0]))
    )
    assert schema in json.dumps(document["paths"][template]["get"]["responses"]["200"])
    components = document["components"]
    validator = jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components})
    answer = got(client, path)
    validator.validate(answer)
    assert set(answer) == set(components["schemas"][schema]["properties"])
    assert client.get(path).data == client.get(path).data


def test_the_ontology_lists_every_code_that_events_may_have(client: FlaskClient) -> None:
    ontology = got(client, "/v1/ontology")
    assert len(ontology["codes"]) == 318
    by_code = {each["code"]: each for each in ontology["codes"]}
    (event,) = client.post("/v1/events", json={"text": "Germany criticized France."}).get_json()["articles"][0][
        "events"
    ]
    own = by_code[event["code"]]
    assert {key: event[key] for key in own if key in event} == {key: own[key] for key in own if key in event}
    assert {"appeal", "halt"} <= {each["id"] for each in ontology["operators"]}
    assert {"GOV", "REB"} <= {each["code"] for each in ontology["roles"]}
    assert "negated" in ontology["flags"]


def test_a_code_says_what_it_means_and_what_leads_to_it(client: FlaskClient) -> None:
    visit = got(client, "/v1/codes/042")
    assert (visit["mirror"]["code"], [each["code"] for each in visit["above"]]) == ("043", ["04"])
    assert visit["means"]
    assert all(got(client, f"/v1/rules/{rule['id']}")["code"] == "042" for rule in visit["rules"][:3])
    appeal = got(client, "/v1/codes/0256")
    assert ["halt", "appeal"] in [way["stances"] for way in appeal["ways"]]


def test_a_rule_is_shown_as_it_is_written(client: FlaskClient) -> None:
    rule = got(client, "/v1/rules/criticise-stance-any-actor")
    lines = (ROOT / rule["file"]).read_text(encoding="utf-8").splitlines()
    shown = rule["yaml"].splitlines()
    assert lines[rule["line"] - 1 : rule["line"] - 1 + len(shown)] == shown
    assert "criticise-stance-any-actor" in shown[0]
    assert (rule["code"], rule["operator"], rule["label"]) == ("111", "criticise", "Criticize or denounce")
    assert "criticize" in rule["triggers"]
    assert {example["hit"] for example in rule["examples"]} == {True, False}
    assert all({"id", "file", "line", "wins", "why"} <= set(rival) for rival in rule["rivals"])


def test_the_rule_of_an_event_can_be_looked_up(client: FlaskClient) -> None:
    text = "Germany urged France to stop attacking Norway. Kenya visited Chad."
    events = client.post("/v1/events", json={"text": text}).get_json()["articles"][0]["events"]
    for reference in [each for event in events for each in (event["rule"], *event["via"])]:
        rule = got(client, f"/v1/rules/{reference['id']}")
        assert {key: rule[key] for key in reference} == reference


def test_rules_come_in_pages_by_id(client: FlaskClient) -> None:
    total = got(client, "/v1/rules?limit=1")["total"]
    ids = [rule["id"] for rule in pages(client, "/v1/rules", "rules", 400)]
    assert len(ids) == total > 1000
    assert ids == sorted(ids)
    assert got(client, f"/v1/rules?offset={total}")["rules"] == []


def test_rules_are_found_by_code_and_by_word(client: FlaskClient) -> None:
    fights = list(pages(client, "/v1/rules?code=19", "rules", 10))
    assert {rule["code"][:2] for rule in fights} == {"19"}
    shelling = got(client, "/v1/rules?q=shelling")["rules"]
    assert "fight-shell" in [rule["id"] for rule in shelling]
    assert got(client, "/v1/rules?q=shell&code=194")["rules"][0]["id"] == "fight-shell"
    assert got(client, "/v1/rules?q=xyzzy")["total"] == 0
    assert {each["code"] for each in got(client, "/v1/rules?code=none")["rules"]} == {"none"}


@pytest.mark.parametrize("date", ["2017-01-01", "2021-06-15", "2023-01-01", ""])
def test_an_actor_is_what_events_of_that_day_say(client: FlaskClient, date: str) -> None:
    given = {"date": date} if date else {}
    actor = client.get("/v1/actors/person-heiko-maas", query_string=given).get_json()
    (line,) = client.get("/v1/actors", query_string={"q": "heiko maas", **given}).get_json()["actors"]
    article = {"text": "Heiko Maas criticized France.", **given}
    (event,) = client.post("/v1/events", json=article).get_json()["articles"][0]["events"]
    assert actor["standing"] == line["standing"]
    assert actor["date"] == (date or None)
    assert event["source"]["code"] == actor["standing"]["code"]
    assert actor["standing"]["office"] in (event["source"]["how"] if date != "2023-01-01" else [""])


def test_actors_are_found_by_their_names_alone(client: FlaskClient) -> None:
    found = got(client, "/v1/actors?q=Merkel")["actors"]
    assert [each["id"] for each in found] == ["person-angela-merkel"]
    assert found[0]["found"] == "Angela Merkel"
    assert got(client, "/v1/actors?q=chancellor+2005")["total"] == 0
    countries = got(client, "/v1/actors?q=germany")["actors"]
    assert "country-germany" in [each["id"] for each in countries]


def test_a_state_that_is_gone_does_not_exist_today(client: FlaskClient) -> None:
    for date, exists in (("1985-01-01", True), ("2021-06-15", False)):
        assert got(client, f"/v1/actors/country-west-germany?date={date}")["standing"]["exists"] is exists


def test_an_actor_written_in_several_places_has_them_all(client: FlaskClient) -> None:
    entry = got(client, "/v1/actors/country-germany")["entry"]
    assert len(entry["written"]) > 1
    assert (entry["file"], entry["line"]) == (entry["written"][0]["file"], entry["written"][0]["line"])


def test_the_dictionaries_are_known_to_the_byte(client: FlaskClient) -> None:
    answer = got(client, "/v1/dictionaries")
    paths = sorted(dictionary_directory().rglob("*.yaml"))
    assert [each["file"] for each in answer["files"]] == [path.relative_to(ROOT).as_posix() for path in paths]
    assert [each["sha256"] for each in answer["files"]] == [hashlib.sha256(p.read_bytes()).hexdigest() for p in paths]
    assert answer["versions"] == client.post("/v1/events", json={"text": "a"}).get_json()["versions"]
    totals = answer["counts"]
    assert totals["rules"] == got(client, "/v1/rules?limit=1")["total"]
    assert totals["actors"] == got(client, "/v1/actors?limit=1")["total"]


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/v1/rules/criticise-stance-any-acto", "`criticise-stance-any-actor`"),
        ("/v1/actors/person-angela-merkl", "`person-angela-merkel`"),
        ("/v1/codes/025x", "`025`"),
        ("/v1/rules/country-germany", "there is no entry"),
        ("/v1/codes/" + "9" * 3000, "..."),
        ("/v1/rules/%00%F0%9F%A6%8A", "there is no entry"),
    ],
)
def test_an_unknown_id_is_told_with_the_nearest(client: FlaskClient, path: str, near: str) -> None:
    answer = client.get(path)
    problem = json.loads(answer.data)
    assert (answer.status_code, answer.mimetype, problem["type"]) == (404, "application/problem+json", "not-found")
    assert near in problem["detail"]
    assert len(problem["detail"]) < 400


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/rules?limit=0", "limit"),
        ("/v1/rules?limit=501", "limit"),
        ("/v1/rules?limit=ten", "limit"),
        ("/v1/rules?offset=-1", "offset"),
        ("/v1/rules?code=19x", "code"),
        ("/v1/rules?Q=shell", "Q"),
        ("/v1/actors?date=soon", "date"),
        ("/v1/actors?q=" + "x" * 201, "q"),
        ("/v1/actors/country-germany?day=2021-06-15", "day"),
    ],
)
def test_a_wrong_question_is_named(client: FlaskClient, path: str, field: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, [each["field"] for each in json.loads(answer.data)["errors"]]) == (422, [field])


def test_files_that_changed_on_disk_are_not_mistaken_for_those_that_code(tmp_path: Path, parser: StanzaParser) -> None:
    folder = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory(), folder)
    settings = replace(Settings(), dictionaries=str(folder))
    coder = Coder(parser, load_dictionaries(folder), settings)
    file = folder / "verbs" / "operators" / "criticise.yaml"

    seen = create_app(settings, coder).test_client()
    assert seen.get("/v1/rules/criticise-stance-any-actor").status_code == 200
    file.write_text("# a line more\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    new = create_app(settings, coder).test_client()
    for client, path in ((seen, "/v1/rules/criticise-stance-any-actor"), (new, "/v1/actors"), (new, "/v1/codes/111")):
        problem = json.loads(client.get(path).data)
        assert (problem["status"], problem["type"]) == (503, "dictionaries-changed")
        assert "reload" in problem["detail"]
    assert new.get("/v1/ontology").status_code == 200
    assert new.post("/v1/events", json={"text": "Germany criticized France."}).status_code == 200
