"""Bodies that are a bare text or a web page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from coder.pages import can_read_pages

TEXT = "Germany criticized France on Tuesday."
PAGE = """<!doctype html><html lang="en"><head><title>Norway visits Kenya | The Example</title>
<meta property="og:title" content="Norway visits Kenya">
<meta property="article:published_time" content="2021-06-15T08:00:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Norway visits Kenya</h1>
<p>Germany &amp; Austria criticized <b>France</b> on Tuesday over its plans for a new fishing zone.</p>
<p>The chancellor \U0001f98a spoke for an hour, and the ministers of both countries listened to her speech.</p>
</article><footer>Copyright 2021 The Example. All rights reserved.</footer><script>var x = "<p>y</p>";</script></body></html>
"""

needs_pages = pytest.mark.skipif(not can_read_pages(), reason="NOT RUN: needs pip install 'dragoman[html]'")


def post(client: FlaskClient, body: bytes, media_type: str, query: str = "") -> Any:
    answer = client.post(f"/v1/events{query}", data=body, content_type=media_type)
    return answer.status_code, json.loads(answer.data)


def test_a_bare_text_is_told_of_in_the_query(client: FlaskClient) -> None:
    query = "?id=a1&date=2021-06-15&title=Norway+visits+Kenya&url=https://example.org&publisher=E&language=en"
    status, answer = post(client, TEXT.encode(), "text/plain", query)
    fields = {"id": "a1", "date": "2021-06-15", "title": "Norway visits Kenya", "url": "https://example.org"}
    assert status == 200
    assert answer == client.post("/v1/events", json={**fields, "publisher": "E", "text": TEXT}).get_json()
    assert [each["code"] for each in answer["articles"][0]["events"]] == ["042", "043", "111"]


@pytest.mark.parametrize(
    ("body", "media_type", "status", "found"),
    [
        (TEXT.encode(), "text/plain", 200, ""),
        (TEXT.encode(), "text/plain; charset=UTF-8", 200, ""),
        ("\ufeff".encode() + TEXT.encode(), "text/plain", 200, ""),
        (TEXT.encode("utf-16"), "text/plain", 200, ""),
        (TEXT.encode("utf-16-le"), "text/plain; charset=utf-16le", 200, ""),
        ("Germany criticized C\xf4te d'Ivoire.".encode("latin-1"), "text/plain; charset=iso-8859-1", 200, ""),
        (b"Germany criticized C\xf4te d'Ivoire.", "text/plain", 400, "name its charset"),
        (TEXT.encode(), "text/plain; charset=klingon", 415, "not known"),
        (TEXT.encode(), "text/plain; charset=utf-7", 415, "not known"),
        (TEXT.encode(), "text/plain; charset=idna", 415, "not known"),
        (TEXT.encode(), "text/plain; charset=rot13", 415, "not known"),
        (TEXT.encode(), 'text/plain; charset="\x01"', 415, "not known"),
        (b"", "text/plain", 422, "no text"),
        (b" \n", "text/plain", 422, "no text"),
        (TEXT.encode(), "text/markdown", 415, "text/plain"),
    ],
)
def test_charsets_are_read_or_refused(
    client: FlaskClient, body: bytes, media_type: str, status: int, found: str
) -> None:
    got, answer = post(client, body, media_type)
    assert got == status
    if status == 200:
        (event,) = answer["articles"][0]["events"]
        assert event["source"]["code"] == "DEU"
    else:
        assert found in json.dumps(answer)


def test_what_articles_do_not_say_the_query_says_for_them(client: FlaskClient) -> None:
    articles = [{"text": TEXT}, {"text": TEXT, "date": None, "id": "b"}, {"text": TEXT, "date": "2020-01-02"}]
    answer = client.post("/v1/events?date=2021-06-15&id=a&title=", json=articles).get_json()["articles"]
    assert [(each["id"], each["date"]) for each in answer] == [
        ("a", "2021-06-15"),
        ("b", None),
        ("a", "2020-01-02"),
    ]


def test_options_go_with_bare_texts_too(client: FlaskClient) -> None:
    answer = client.post("/v1/events?format=csv&id=%3Da", data=TEXT, content_type="text/plain")
    assert "'=a" in answer.text
    for path in ("/v1/explain?id=a", "/v1/parse?id=a"):
        assert client.post(path, data=TEXT, content_type="text/plain").get_json()["articles"][0]["id"] == "a"


@pytest.mark.parametrize(("query", "field"), [("?date=today", "date"), ("?id=" + "x" * 201, "id"), ("?text=a", "text")])
def test_a_wrong_description_is_named(client: FlaskClient, query: str, field: str) -> None:
    status, answer = post(client, TEXT.encode(), "text/plain", query)
    assert (status, [each["field"] for each in answer["errors"]]) == (422, [field])


@needs_pages
def test_a_page_gives_its_text_title_and_date(client: FlaskClient) -> None:
    status, answer = post(client, PAGE.encode(), "text/html", "?id=p1")
    (article,) = answer["articles"]
    assert (status, article["status"], article["date"], article["undated"]) == (200, "coded", "2021-06-15", False)
    page = article["page"]
    assert (page["title"], page["taken"]) == ("Norway visits Kenya", ["text", "title", "date"])
    assert page["text"].startswith("Germany & Austria criticized France on Tuesday")
    assert not any(word in page["text"] for word in ("Home", "Copyright", "var x"))
    assert [each["code"] for each in article["events"]] == ["042", "043", "111", "111"]
    for event in article["events"]:
        for piece in (event["source"], event["target"], event["trigger"], event["sentence"]):
            assert page[piece["part"]][slice(*piece["span"])] == piece["text"]


@needs_pages
def test_what_is_sent_goes_before_what_the_page_says(client: FlaskClient) -> None:
    article = {"id": "p1", "html": PAGE, "date": "2020-01-02", "title": "Sweden visits Chad"}
    (coded,) = client.post("/v1/events", json=article).get_json()["articles"]
    assert (coded["date"], coded["page"]["title"], coded["page"]["taken"]) == (
        "2020-01-02",
        "Sweden visits Chad",
        ["text"],
    )
    assert coded["events"][0]["source"]["code"] == "SWE"
    text = client.post("/v1/events", json={**article, "html": PAGE}).data
    assert text == client.post("/v1/events", json=article).data


@needs_pages
def test_a_page_is_coded_as_its_text_would_be(client: FlaskClient) -> None:
    (page,) = client.post("/v1/events", json={"id": "x", "html": PAGE}).get_json()["articles"]
    sent = {"id": "x", "date": page["date"], "text": page["page"]["text"], "title": page["page"]["title"]}
    (text,) = client.post("/v1/events", json=sent).get_json()["articles"]
    assert {key: page[key] for key in page if key != "page"} == text


@needs_pages
@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("nothing", "<p></p>"),
        ("a script alone", "<script>x</script>"),
        ("deep", "<div>" * 19_000 + TEXT),
        ("too many tags", "<br>" * 30_000),
        ("too long", "<p>" + "word " * 250_000),
        ("brackets", "<" * 100_000),
    ],
)
def test_a_page_without_an_article_costs_only_itself(client: FlaskClient, name: str, html: str) -> None:
    answer = client.post("/v1/events", json=[{"html": html}, {"text": TEXT}]).get_json()["articles"]
    assert [each["status"] for each in answer] == ["no-text", "coded"]
    assert answer[0]["detail"]
    assert len(answer[1]["events"]) == 1


@needs_pages
@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (PAGE.replace("Austria", "C\xf4te d'Ivoire").encode("latin-1", "replace"), "text/html; charset=iso-8859-1"),
        (PAGE.replace("Austria", "C\xf4te d'Ivoire").encode("cp1252", "replace"), "text/html"),
        (PAGE.replace("Austria", "C\xf4te d'Ivoire").encode("utf-16"), "text/html"),
        (
            PAGE.replace("Austria", "C\xf4te d'Ivoire")
            .replace("<head>", '<head><meta charset="iso-8859-1">')
            .encode("latin-1", "replace"),
            "text/html",
        ),
    ],
)
def test_a_page_is_read_in_the_charset_it_is_in(client: FlaskClient, body: bytes, media_type: str) -> None:
    _, answer = post(client, body, media_type)
    assert "C\xf4te d'Ivoire" in answer["articles"][0]["page"]["text"]


@needs_pages
def test_text_and_page_together_are_refused(client: FlaskClient) -> None:
    answer = client.post("/v1/events", json={"text": TEXT, "html": PAGE})
    assert [each["field"] for each in json.loads(answer.data)["errors"]] == ["html"]


def test_without_the_extra_a_page_is_refused_with_what_to_install(tmp_path: Path) -> None:
    """In a process of its own, where the library cannot be imported."""
    (tmp_path / "trafilatura.py").write_text("raise ImportError('not here')\n")
    script = (
        "from coder.service import create_app\n"
        "client = create_app().test_client()\n"
        "bare = client.post('/v1/events', data='<p>a</p>', content_type='text/html')\n"
        "json = client.post('/v1/events', json=[{'text': 'a'}, {'html': '<p>a</p>'}])\n"
        "print(bare.status_code, bare.text, end='')\nprint(json.status_code, json.text, end='')\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.getcwd()])}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    bare, whole = done.stdout.splitlines()
    assert bare.startswith("415 ")
    assert whole.startswith("422 ")
    assert "articles[1].html" in whole
    assert all("pip install 'dragoman[html]'" in line for line in (bare, whole))
