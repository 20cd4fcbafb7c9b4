"""More of what nobody should send: in texts, in headers, in queries, on other routes. Never a 500."""

from __future__ import annotations

import gzip
import json
import unicodedata
from typing import Any

import pytest
from flask.testing import FlaskClient

PLAIN = "Germany criticized France."
JSON = "application/json"
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

EVENTFUL: list[tuple[str, str]] = [
    ("a byte order mark before each sentence", f"\ufeff{PLAIN} \ufeffPoland met Norway."),
    ("a mark of direction between all words", MARKS[0].join(PLAIN.split(" ")) + " " + PLAIN),
    ("every mark of direction in front", MARKS + PLAIN),
    ("direction turned round and never back", "\u202e" * 50 + PLAIN),
    ("NUL between sentences", f"Poland met Norway.\0 {PLAIN}"),
    ("half an emoji at the end", f"{PLAIN} \ud83d"),
    ("the other half in front", f"\ude00 {PLAIN}"),
    ("halves in the wrong order", f"{PLAIN} \ude00\ud83d {PLAIN}"),
    ("emoji in front", f"\U0001f600\U0001f1e9\U0001f1ea {PLAIN}"),
    ("characters beyond the first plane", f"\U00010348 \U0001d49c {PLAIN}"),
    ("no-break spaces", PLAIN.replace(" ", "\u00a0")),
    ("thin and wide spaces", PLAIN.replace(" ", "\u2009\u3000")),
    ("line ends of the old Macintosh", f"Poland met Norway.\r\r{PLAIN}"),
    ("line ends of Windows", f"Poland met Norway.\r\n\r\n{PLAIN}"),
    ("a hundred empty lines", "\n" * 100 + PLAIN),
    ("tabs for spaces", PLAIN.replace(" ", "\t")),
    ("an undefined character", f"\uffff\ufffe {PLAIN}"),
    ("private characters", f"\ue000\U000f0000 {PLAIN}"),
    ("replacement characters", f"\ufffd\ufffd {PLAIN}"),
    ("letters in pieces (NFD)", unicodedata.normalize("NFD", f"Åland is quiet. {PLAIN}")),
    ("a word joiner in front", f"\u2060{PLAIN}"),
    ("an escape sequence of a terminal", f"\x1b[31m Look: \x1b[0m {PLAIN}"),
    ("quotes of all kinds", f"\u201c{PLAIN}\u201d \u00ab{PLAIN}\u00bb \u201e{PLAIN}\u201c"),
    ("the same sentence three hundred times", f"{PLAIN} " * 300),
    ("one long word before", "x" * 20_000 + f". {PLAIN}"),
    ("a long number before", "9" * 20_000 + f". {PLAIN}"),
    ("a web address of 5,000 letters", f"See https://example.org/{'a' * 5_000}. {PLAIN}"),
    ("lines of JSON", f'{{"text": "x"}}\n\n{PLAIN}'),
    ("a mail's header", f"From: a@example.org\nSubject: x\n\n{PLAIN}"),
    ("percent signs and format marks", f"%s %n {{0}} ${{HOME}} {PLAIN}"),
    ("what a shell would run", f"$(touch x) `touch x`; {PLAIN}"),
    ("what a database would run", f"'; DROP TABLE events; -- {PLAIN}"),
]

EMPTY_HANDED: list[tuple[str, str]] = [
    ("one letter", "a"),
    ("one surrogate", "\ud800"),
    ("one emoji", "\U0001f600"),
    ("one NUL beside a letter", "\0a"),
    ("only marks of direction and a stop", MARKS + "."),
    ("only combining marks", "\u0301" * 500),
    ("a zero-width line", "\u200b" * 1_000 + "a"),
    ("5,000 stops", "." * 5_000),
    ("5,000 question marks with spaces", "? " * 5_000),
    ("3,000 open brackets", "[" * 3_000),
    ("3,000 quotes within quotes", "\u201c" * 3_000),
    ("hyphens in a chain", "-".join(["word"] * 3_000)),
    ("2,000 capitals", "WORD " * 2_000),
    ("2,000 numbers", "1,234.5 " * 2_000),
    ("2,000 commas in one sentence", "rain, " * 2_000),
    ("a chain of `of`", "the end of " * 800),
    ("a chain of `that`", "he said that " * 500),
    ("a chain of `and`", "cats and " * 800),
    ("a chain of possessives", "mother's " * 500),
    ("base64", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=" * 200),
    ("Chinese", "\u5fb7\u56fd\u6279\u8bc4\u6cd5\u56fd\u3002" * 100),
    ("Thai, which has no spaces", "\u0e40\u0e22\u0e2d\u0e23\u0e21\u0e19\u0e35" * 100),
    ("mixed scripts in one word", "G\u0435rm\u0430ny\u200dFr\u0430nce"),
    ("Zalgo", "".join(letter + "\u0300\u0301\u0302\u0303" * 20 for letter in "rain and wind")),
]

HEADERS: list[tuple[str, dict[str, str], int]] = [
    ("two types", {"Content-Type": "application/json, text/plain"}, 415),
    ("a type without a half", {"Content-Type": "/"}, 415),
    ("a type of 10,000 letters", {"Content-Type": "a" * 10_000}, 415),
    ("a type with NUL", {"Content-Type": "application/json\0"}, 415),
    ("a charset that runs code elsewhere", {"Content-Type": "text/plain; charset=unicode_escape"}, 415),
    ("a charset that inflates", {"Content-Type": "text/plain; charset=zlib"}, 415),
    ("a charset of 5,000 letters", {"Content-Type": "text/plain; charset=" + "x" * 5_000}, 415),
    ("JSON in UTF-7", {"Content-Type": "application/json; charset=utf-7"}, 415),
    ("said to be deflated", {"Content-Type": JSON, "Content-Encoding": "deflate"}, 415),
    ("said to be two things", {"Content-Type": JSON, "Content-Encoding": "gzip, br"}, 415),
    ("Accept of nothing there is", {"Content-Type": JSON, "Accept": "image/png"}, 406),
    ("Accept of nonsense", {"Content-Type": JSON, "Accept": ";;;q=x"}, 406),
    ("Accept of 500 types", {"Content-Type": JSON, "Accept": ",".join(f"a/b{n};q=0.{n}" for n in range(500))}, 406),
    ("Accept with a weight beyond 1", {"Content-Type": JSON, "Accept": "*/*;q=99"}, 406),
    ("a request id with a line end in code", {"Content-Type": JSON, "X-Request-ID": "a%0d%0aSet-Cookie: x"}, 200),
    ("a request id of 10,000 letters", {"Content-Type": JSON, "X-Request-ID": "a" * 10_000}, 200),
    ("a request id of other letters", {"Content-Type": JSON, "X-Request-ID": "\u00e9\u00ff"}, 200),
    ("a forwarded address of nonsense", {"Content-Type": JSON, "X-Forwarded-For": "'; --, ::::, 999.1.1.1"}, 200),
    ("a forwarded host", {"Content-Type": JSON, "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil"}, 200),
    ("another method by header", {"Content-Type": JSON, "X-HTTP-Method-Override": "DELETE"}, 200),
    ("a host of nonsense", {"Content-Type": JSON, "Host": "a b/c"}, 200),
    ("a range", {"Content-Type": JSON, "Range": "bytes=0-18446744073709551616"}, 200),
    ("conditions", {"Content-Type": JSON, "If-Match": '"x"', "If-Modified-Since": "never"}, 200),
    ("an expectation", {"Content-Type": JSON, "Expect": "200-ok"}, 200),
    ("a key where none is asked for", {"Content-Type": JSON, "Authorization": "Bearer " + "x" * 9_000}, 200),
    ("a cookie of nonsense", {"Content-Type": JSON, "Cookie": "=;=;\u00ff=" + "x" * 5_000}, 200),
    ("an origin", {"Content-Type": JSON, "Origin": "null"}, 200),
]

QUERIES: list[tuple[str, int]] = [
    ("include=" + "negated," * 2_000, 200),
    ("include=%00", 422),
    ("include=%ff%fe", 422),
    ("include=%u0041", 422),
    ("include=NEGATED", 422),
    ("include[]=negated", 422),
    ("include=negated;drop", 422),
    ("=", 422),
    ("&&&", 200),
    ("a" * 5_000, 422),
    ("offsets=utf8", 422),
    ("offsets=utf16&offsets=code-points", 200),
    ("dedupe=%20story", 422),
    ("format=../../etc/passwd", 422),
    ("explain=maybe", 422),
    ("__proto__=1", 422),
]

ROUTES: list[tuple[str, str, int]] = [
    ("GET", "/v1/codes/" + "1" * 5_000, 404),
    ("GET", "/v1/codes/%00", 404),
    ("GET", "/v1/codes/..%2f..%2fetc%2fpasswd", 404),
    ("GET", "/v1/rules/%ff", 404),
    ("GET", "/v1/rules/%F0%9F%98%80", 404),
    ("GET", "/v1/rules/" + "a-" * 2_000, 404),
    ("GET", "/v1/actors?q=" + "x" * 5_000, 422),
    ("GET", "/v1/actors?q=%00", 200),
    ("GET", "/v1/actors?limit=-1&q=a", 422),
    ("GET", "/v1/actors?limit=99999999999999999999&q=a", 422),
    ("GET", "//v1/events", 404),
    ("GET", "/v1//events", 405),
    ("GET", "/V1/EVENTS", 404),
    ("GET", "/v1/events/", 404),
    ("GET", "/.git/config", 404),
    ("GET", "/reference/../../etc/passwd", 404),
    ("GET", "/pages/..%2fworkbench.py", 404),
    ("PUT", "/v1/events", 405),
    ("PATCH", "/v1/explain", 405),
    ("TRACE", "/v1/events", 405),
    ("CONNECT", "/livez", 405),
    ("MADEUP", "/v1/events", 405),
    ("POST", "/metrics", 405),
    ("DELETE", "/readyz", 405),
    ("POST", "/admin/reload", 404),
    ("POST", "/admin/../v1/events", 404),
]


def spans_hold(article: dict[str, Any], sent: str) -> None:
    """Every piece that the answer names stands where it says."""
    whole = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in sent)
    for event in article["events"]:
        for piece in (event["source"], event["target"], event["trigger"], event["sentence"]):
            assert whole[slice(*piece["span"])] == piece["text"]


def coded(client: FlaskClient, text: str) -> dict[str, Any]:
    answer = client.post("/v1/events?include=unresolved", data=json.dumps({"text": text}), content_type=JSON)
    assert answer.status_code == 200, answer.text
    article: dict[str, Any] = answer.get_json()["articles"][0]
    assert article["status"] == "coded", article["detail"]
    spans_hold(article, text)
    return article


@pytest.mark.parametrize("text", [each[1] for each in EVENTFUL], ids=[each[0] for each in EVENTFUL])
def test_odd_company_does_not_keep_an_event_from_being_found(client: FlaskClient, text: str) -> None:
    events = coded(client, text)["events"]
    assert ("DEU", "111", "FRA") in [(each["source"]["code"], each["code"], each["target"]["code"]) for each in events]


@pytest.mark.parametrize("text", [each[1] for each in EMPTY_HANDED], ids=[each[0] for each in EMPTY_HANDED])
def test_what_says_nothing_is_coded_as_nothing(client: FlaskClient, text: str) -> None:
    resolved = [
        each for each in coded(client, text)["events"] if each["source"]["country"] and each["target"]["country"]
    ]
    assert resolved == []


@pytest.mark.parametrize(("headers", "status"), [each[1:] for each in HEADERS], ids=[each[0] for each in HEADERS])
def test_headers_are_understood_or_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    answer = client.post("/v1/events", data=json.dumps({"text": PLAIN}).encode(), headers=headers)
    assert answer.status_code == status, answer.text
    assert "Set-Cookie" not in answer.headers
    if status != 200:
        assert answer.mimetype == "application/problem+json"
        assert json.loads(answer.data)["detail"]


@pytest.mark.parametrize(("query", "status"), QUERIES, ids=[query[:30] for query, _ in QUERIES])
def test_queries_are_understood_or_refused(client: FlaskClient, query: str, status: int) -> None:
    answer = client.post(f"/v1/events?{query}", json={"text": PLAIN})
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(("method", "path", "status"), ROUTES, ids=[f"{each[0]} {each[1][:30]}" for each in ROUTES])
def test_routes_that_are_none_and_methods_that_are_not_theirs(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status, answer.text
    assert (answer.status_code == 405) == ("Allow" in answer.headers)


@pytest.mark.parametrize("content_type", [JSON, "text/plain", "text/html", "application/x-ndjson"])
@pytest.mark.parametrize(
    "body",
    [gzip.compress(PLAIN.encode() * 100_000), bytes(range(256)) * 100, b"\xff\xfe\x00", b"\0" * 5_000, b"\xed\xa0\x80"],
)
def test_bytes_that_are_no_text_are_no_fault_of_ours(client: FlaskClient, content_type: str, body: bytes) -> None:
    answer = client.post("/v1/events", data=body, content_type=content_type)
    assert answer.status_code in (200, 400, 413, 422)
    assert len(answer.data) < 1_000_000


@pytest.mark.parametrize("route", ["/v1/events", "/v1/explain", "/v1/parse", "/hypnos/extract"])
@pytest.mark.parametrize(
    "body", [b"", b"[" * 100_000, b'{"text": 1e999}', b"null", b'{"text": "\\ud800"}', b'{"text":' * 50]
)
def test_every_route_that_takes_articles_refuses_alike(client: FlaskClient, route: str, body: bytes) -> None:
    answer = client.post(route, data=body, content_type=JSON)
    assert answer.status_code in (200, 400, 422), answer.text
    assert answer.mimetype in (JSON, "application/problem+json")
