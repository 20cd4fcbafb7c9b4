"""The reference in the browser: every code, stance and entry has a page that needs no script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coder.building import build_coder
from coder.coder import Coder
from coder.keys import key_line, new_key
from coder.resources import dictionary_directory
from coder.service import create_app
from coder.settings import Settings
from tools import render_prose


class Reading(HTMLParser):
    """A page as a browser takes it: text, links, anchors, and what a strict policy would forbid."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.forbidden: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "action"} and value:
                self.links.append(value)
            if name == "id" and value:
                assert value not in self.anchors, value
                self.anchors.add(value)
            if name == "style" or name.startswith("on"):
                self.forbidden.append(f"{tag} {name}")
        if tag in {"style", "iframe"} or (tag == "script" and "src" not in dict(attrs)):
            self.forbidden.append(tag)
        if tag not in {"meta", "link", "input", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(client: FlaskClient, path: str, status: int = 200) -> Reading:
    answer = client.get(path)
    assert answer.status_code == status, path
    assert answer.mimetype == "text/html"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    page = Reading(answer.get_data(as_text=True))
    assert page.forbidden == []
    assert page.open == []
    assert [link for link in page.links if "//" in link] == [], "it works without the network"
    return page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/reference", ("01 Make public statement", "0256 Appeal for de-escalation", "criticise, condemn, deplore")),
        ("/reference/", ("All codes",)),
        ("/reference/0256", ("A request to fight less", "1056 Demand de-escalation of military engagement: the words",
                             "appeal over halt over 15 and below", "id: appeal-calm", "Goldstein -0.3", "NGA > GHA 0256")),
        ("/reference/19", ("Codes of this root", "196 Violate ceasefire")),
        ("/reference/043", ("The other side's event is 042 Make a visit",)),
        ("/reference/166", ("Below it 1661 Expel or withdraw peacekeepers",)),
        ("/reference/stances/halt", ("stop, suspend, cut, lift, end", "14 and below 082 Ease political dissent", "no code")),
        ("/reference/rules/consult-meet", ("Codes 040", "id: consult-meet", "Rules at the same words", "dictionaries/verbs/04-consult-meet.yaml, line")),
        ("/reference/actors/country-norway", ("Norway", "kind: country")),
        ("/reference/agents/police", ("COP",)),
        ("/reference/classes/talks", ("Entries that use it", "consult-")),
        ("/reference/matching", ("Which rule wins",)),
        ("/reference/algebra", ("How a cell is looked up",)),
        ("/reference/search?q=ceasefire", ("0871 Declare truce, ceasefire", "yield")),
        ("/reference/search?q=", ("Give a code",)),
        ("/reference/search?q=zzzzq", ("Nothing mentions it",)),
        ("/reference/search?q=%3Cscript%3E", ("<script>",)),
    ],
)  # fmt: skip
def test_a_page_says(client: FlaskClient, path: str, said: tuple[str, ...]) -> None:
    text = read(client, path).text
    for each in said:
        assert each in text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/reference/0199", "There is no CAMEO code '0199'."),
        ("/reference/stances/prefer", "There is no stance 'prefer'."),
        ("/reference/rules/consult-meat", "Did you mean consult-meet"),
        ("/reference/actors/%3Cb%3E", "There is no entry '<b>' among the actors."),
    ],
)
def test_what_is_not_there_is_answered_for_people(client: FlaskClient, path: str, said: str) -> None:
    assert said in read(client, path, 404).text


def test_searching_for_a_code_leads_to_it(client: FlaskClient) -> None:
    answer = client.get("/reference/search?q=+0256+")
    assert (answer.status_code, answer.location) == (302, "/reference/0256")


def test_every_link_of_the_codes_and_stances_leads_somewhere(client: FlaskClient, coder: Coder) -> None:
    ontology = coder.dictionaries.ontology
    pages = ["/reference", *(f"/reference/{code}" for code in ontology.codes), "/reference/matching"]
    pages += ["/reference/algebra", *(f"/reference/stances/{id_}" for id_ in ontology.operators)]
    known = {
        *pages,
        "/",
        "/docs",
        "/monitor",
        "/reference/search",
        *(link for link in read(client, "/reference").links if "." in link),
    }
    known |= {f"/reference/rules/{rule.id}" for rule in coder.dictionaries.rules.rules}
    anchors: dict[str, set[str]] = {}
    marks: set[tuple[str, str]] = set()
    for path in pages:
        page = read(client, path)
        anchors[path] = page.anchors
        for link in page.links:
            address, _, mark = link.partition("#")
            whole = address if address.startswith("/") else path if not address else f"/reference/{address}"
            assert whole in known, f"{path}: {link}"
            marks |= {(whole, mark)} if mark else set()
    for path, mark in marks:
        assert mark in anchors[path], f"{path}#{mark}"


@pytest.mark.parametrize("rule", ["criticise-stance-any-actor", "fight-attack-noun", "yield-deescalate", "appeal-urge"])
def test_the_links_of_an_entry_lead_somewhere(client: FlaskClient, rule: str) -> None:
    for link in read(client, f"/reference/rules/{rule}").links:
        path = link.partition("#")[0]
        assert not path or client.get(path).status_code == 200, link


def test_every_rule_has_its_page(client: FlaskClient, coder: Coder) -> None:
    for rule in coder.dictionaries.rules.rules[::25]:
        assert f"id: {rule.id}" in read(client, f"/reference/rules/{rule.id}").text


def test_the_style_sheet_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    sheet = client.get("/reference/static/reference.css")
    assert sheet.mimetype == "text/css"
    assert not re.search(r"url\(|@import", sheet.get_data(as_text=True))


def test_it_may_be_read_without_a_key(make_app: Callable[[Settings], Flask], tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text(key_line("reader", new_key()) + "\n", encoding="utf-8")
    client = make_app(Settings(keys_file=str(keys))).test_client()
    assert client.post("/v1/events", json={"text": "Hello."}).status_code == 401
    assert client.get("/reference/0256").status_code == 200


def test_it_works_below_a_prefix(client: FlaskClient) -> None:
    page = client.get("/reference/0256", environ_overrides={"SCRIPT_NAME": "/dragoman"}).get_data(as_text=True)
    links = [link for link in Reading(page).links if not link.startswith(("/dragoman/", "#"))]
    assert links == []


def test_dictionaries_that_change_under_it_are_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "dictionaries"
    shutil.copytree(dictionary_directory(), folder, ignore=shutil.ignore_patterns("people"))
    settings = Settings(dictionaries=str(folder))
    client = create_app(settings, build_coder(settings)).test_client()
    assert client.get("/reference/rules/consult-meet").status_code == 200
    file = folder / "verbs" / "04-consult-meet.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("\nrules:", "\n# a line more\nrules:"), encoding="utf-8")
    answer = client.get("/reference/rules/consult-meet")
    assert answer.status_code == 503
    assert "changed" in answer.get_data(as_text=True)


def test_the_prose_is_that_of_the_docs() -> None:
    for name, text in render_prose.pages().items():
        assert (render_prose.FOLDER / name).read_text(encoding="utf-8") == text, "run make docs"
        assert "{{" not in text
        assert "{%" not in text


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("ontology.md", "algebra"),
        ("matching.md#which-rule-wins", "matching#which-rule-wins"),
        ("#clauses", "#clauses"),
        ("reference/02.md#0256", "0256"),
        ("reference/02.md", "02"),
        ("reference/stances.md#halt", "stances/halt"),
        ("../CONTRIBUTING.md", ""),
    ],
)
def test_links_of_the_docs_lead_to_pages_of_the_service(link: str, address: str) -> None:
    assert render_prose.address(link) == address
