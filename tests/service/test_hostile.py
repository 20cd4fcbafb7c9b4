"""Whatever is sent, the answer is clear: events, or a 4xx that says what is wrong. Never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

MEBIBYTE = 1024 * 1024

BODIES: list[tuple[str, bytes, int, str]] = [
    ("empty", b"", 400, "bad-json"),
    ("only spaces", b"   \n", 400, "bad-json"),
    ("not JSON", b"Germany criticized France.", 400, "bad-json"),
    ("cut short", b'{"text": "Germany', 400, "bad-json"),
    ("two values", b'{"text": "a"} {"text": "b"}', 400, "bad-json"),
    ("single quotes", b"{'text': 'a'}", 400, "bad-json"),
    ("comment", b'{"text": "a" /* b */}', 400, "bad-json"),
    ("raw line end in a string", b'{"text": "a\nb"}', 400, "bad-json"),
    ("not UTF-8", b'{"text": "\xff\xfe"}', 400, "bad-json"),
    ("UTF-16", '{"text": "a"}'.encode("utf-16"), 400, "bad-json"),
    ("200,000 brackets", b"[" * 200_000, 400, "bad-json"),
    ("200,000 brackets, closed", b"[" * 200_000 + b"]" * 200_000, 400, "bad-json"),
    ("200,000 objects", b'{"text":' * 200_000, 400, "bad-json"),
    ("33 lists", b"[" * 33 + b"]" * 33, 400, "bad-json"),
    ("5,000 digits", b'{"text": ' + b"9" * 5000 + b"}", 400, "bad-json"),
    ("1,001 digits", b'{"text": ' + b"9" * 1001 + b"}", 400, "bad-json"),
    ("a fraction of 5,000 digits", b'{"text": 0.' + b"3" * 5000 + b"}", 400, "bad-json"),
    ("NaN", b'{"text": NaN}', 400, "bad-json"),
    ("Infinity", b'{"text": -Infinity}', 400, "bad-json"),
    ("duplicate keys", b'{"text": "a", "text": "b"}', 400, "bad-json"),
    ("duplicate keys of half characters", rb'{"\ud800": 1, "\ud800": 2}', 400, "bad-json"),
    ("3 MiB", b'{"text": "' + b"a" * 3 * MEBIBYTE + b'"}', 413, "body-too-large"),
    ("one byte over", b" " * (2 * MEBIBYTE + 1), 413, "body-too-large"),
    ("null", b"null", 422, "invalid-request"),
    ("a number", b"7", 422, "invalid-request"),
    ("a string", b'"Germany criticized France."', 422, "invalid-request"),
    ("a number beyond floats", b'{"text": 1e999}', 422, "invalid-request"),
    ("empty list", b"[]", 422, "invalid-request"),
    ("empty object", b"{}", 422, "invalid-request"),
    ("list of lists", b"[[]]", 422, "invalid-request"),
    ("list of nulls", b"[null]", 422, "invalid-request"),
    ("51 articles", json.dumps([{"text": "a"}] * 51).encode(), 422, "invalid-request"),
]

FIELDS: list[tuple[str, Any, str]] = [
    ("text", None, "text"),
    ("text", "", "text"),
    ("text", " \t\n\u00a0", "text"),
    ("text", 7, "text"),
    ("text", ["a"], "text"),
    ("text", {"a": "b"}, "text"),
    ("id", 17, "id"),
    ("id", "x" * 201, "id"),
    ("date", "15 June 2021", "date"),
    ("date", "2021-13-01", "date"),
    ("date", "2021-02-30", "date"),
    ("date", "20210615", "date"),
    ("date", "2021-W24-2", "date"),
    ("date", "2021-06-15T12:00:00", "date"),
    ("date", "2021-06-15Tnoon", "date"),
    ("date", "\u0662\u0660\u0662\u0661-06-15", "date"),
    ("date", "12021-06-15", "date"),
    ("date", "", "date"),
    ("date", 20210615, "date"),
    ("date", True, "date"),
    ("title", "x" * 1001, "title"),
    ("title", None, "title"),
    ("language", "english please", "language"),
    ("language", 5, "language"),
    ("parse", 5, "parse"),
    ("author", "nobody", "author"),
    ("\ud800", "half", "?"),
    ("k" * 100_000, "long", "k" * 60 + "..."),
]

TEXTS: list[tuple[str, str]] = [
    ("a lone surrogate", "Germany \ud83d criticized France."),
    ("NUL", "Germany\x00 criticized France.\x00"),
    ("control characters", "".join(map(chr, range(32))) + "Germany criticized France."),
    ("bidirectional marks", "\u202eGermany\u202c criticized \u2066France\u2069."),
    ("soft hyphens and joiners", "Ger\u00admany crit\u200dicized Fr\u200bance."),
    ("a byte order mark", "\ufeffGermany criticized France."),
    ("combining stacks", "G" + "\u0301" * 3000 + "ermany criticized France."),
    (
        "emoji",
        "\U0001f1e9\U0001f1ea criticized \U0001f1eb\U0001f1f7 \U0001f468\u200d\U0001f469\u200d\U0001f467.",
    ),
    ("only punctuation", "?!... -- ;;; ((("),
    ("one word of 50,000 letters", "a" * 50_000),
    ("2,000 words without a stop", "word " * 2_000),
    ("a table", "a\tb\tc\n" * 300),
    (
        "Arabic",
        "\u0627\u0646\u062a\u0642\u062f\u062a \u0623\u0644\u0645\u0627\u0646\u064a\u0627 \u0641\u0631\u0646\u0633\u0627.",
    ),
    ("markup", "<p>Germany <b>criticized</b> France.</p>" + "<div>" * 500),
    ("a line end of every kind", "Germany\r\ncriticized\rFrance.\u2028\u2029\x85\x0b\x0c"),
    ("brackets", "(" * 2_000 + "Germany criticized France" + ")" * 2_000),
    ("quotes", '"' * 2_001),
    ("a line of YAML", "- !!python/object/apply:os.system ['true']"),
]


@pytest.mark.parametrize(("body", "status", "type"), [each[1:] for each in BODIES], ids=[each[0] for each in BODIES])
def test_a_bad_body_is_refused_with_its_reason(client: FlaskClient, body: bytes, status: int, type: str) -> None:
    answer = client.post("/v1/events", data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert (problem["status"], problem["type"]) == (status, type)
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("name", "value", "field"), FIELDS, ids=[f"{name[:20]!r}: {value!r:.20}" for name, value, _ in FIELDS]
)
def test_a_wrong_field_is_named(client: FlaskClient, name: str, value: Any, field: str) -> None:
    body = json.dumps([{"text": "fine"}, {"text": "Germany criticized France.", name: value}])
    answer = client.post("/v1/events", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert [each["field"] for each in json.loads(answer.data)["errors"]] == [f"articles[1].{field}"]


@pytest.mark.parametrize("text", [each[1] for each in TEXTS], ids=[each[0] for each in TEXTS])
def test_odd_text_gives_events_with_right_offsets_or_none(client: FlaskClient, text: str) -> None:
    body = json.dumps({"text": text, "id": text[:50], "title": text[:200]})
    answer = client.post("/v1/events?include=unresolved", data=body, content_type="application/json")
    assert answer.status_code == 200
    (article,) = answer.get_json()["articles"]
    assert article["status"] == "coded", article["detail"]
    sent = {"text": text.replace("\ud83d", "\ufffd"), "title": text[:200].replace("\ud83d", "\ufffd")}
    for event in article["events"]:
        for piece in (event["source"], event["target"], event["trigger"], event["sentence"]):
            start, end = piece["span"]
            assert sent[piece["part"]][start:end] == piece["text"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": ""},
        {"Content-Type": "text/markdown"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_other_media_types_are_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post("/v1/events", data=b'{"text": "a"}', headers=headers)
    assert answer.status_code == 415
    assert json.loads(answer.data)["type"] == "unsupported-media-type"


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json;charset=UTF-8"]
)
def test_json_by_any_of_its_names_is_taken(client: FlaskClient, media_type: str) -> None:
    assert client.post("/v1/events", data=b'\xef\xbb\xbf{"text": "a"}', content_type=media_type).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [("include=all", "include[0]"), ("include=negated,x", "include[1]"), ("exclude=a", "exclude")],
)
def test_a_wrong_option_is_named(client: FlaskClient, query: str, field: str) -> None:
    answer = client.post(f"/v1/events?{query}", json={"text": "a"})
    assert answer.status_code == 422
    assert [each["field"] for each in json.loads(answer.data)["errors"]] == [field]


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/v1/events", 405, "OPTIONS, POST"),
        ("DELETE", "/v1/events", 405, "OPTIONS, POST"),
        ("POST", "/livez", 405, "GET, HEAD, OPTIONS"),
        ("GET", "/v1/nothing", 404, None),
        ("GET", "/../../etc/passwd", 404, None),
        ("GET", "/v1/events/%00", 404, None),
    ],
)
def test_a_wrong_path_or_method_says_what_is_right(
    client: FlaskClient, method: str, path: str, status: int, allow: str | None
) -> None:
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.headers.get("Allow")) == (status, allow)
    assert answer.mimetype == "application/problem+json"
